"""Tests of opsplanner.results."""
