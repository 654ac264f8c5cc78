"""Tests of opsplanner.records."""
