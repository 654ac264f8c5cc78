"""Chasing what is owed: when it is due for whom, who was told of it, whom to write to, what the mail says."""
