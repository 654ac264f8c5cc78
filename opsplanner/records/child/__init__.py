"""Reads one stranger's file in a throw-away process: standard library, calamine and openpyxl only, nothing of the project."""
