"""What is agreed in a room: seminars, network meetings and debriefs, with who came, what was decided and who does what."""
