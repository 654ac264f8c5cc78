"""JOINED: who takes part in an operation, their contact points and reviewers."""
