"""What was found: the standard fields, and the submissions, cases and effort that Members report with them."""
