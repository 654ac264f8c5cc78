"""Practice for newcomers in a rehearsal: a sheet with planted mistakes, and how far they were found and put right."""
