"""What is printed: neutral chart and document values, and one writer for each kind of file."""
