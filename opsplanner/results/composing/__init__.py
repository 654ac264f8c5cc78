"""What an operation asks, while it is put together: standard and own fields, what may be changed, and what must be right."""
