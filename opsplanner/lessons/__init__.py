"""LEARNED: observations and lessons, their owners and what became of them."""
