"""Questionnaires to Members: national implementation plans, capacity self-assessments, and the register of training workshops."""
