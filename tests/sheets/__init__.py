"""Sheets as they come: made by many programs and habits, each with the answer it must get (index.csv)."""
