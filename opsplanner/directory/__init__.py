"""WHO EXISTS: organisations, liaison offices, people, sign-in, invitations."""
