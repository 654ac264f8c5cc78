"""The application object for web servers and for `flask --app wsgi`."""

import gc

from opsplanner.app import create_app

app = create_app()

# What was made at start stays until the end: the collector need not walk through it, which on a large page took half the time.
gc.collect()
gc.freeze()
