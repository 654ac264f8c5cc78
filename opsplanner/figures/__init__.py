"""What is seen: results as numpy columns, named measures over them, charts, the dashboard and its exports."""
