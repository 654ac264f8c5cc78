"""Where the throw-away process starts, run by file path: `python -I .../child FILE FORMAT MOST_ROWS`, answer on stdout."""

import importlib
import os.path
import sys

# Isolated mode knows nothing of the project; only this folder may be imported, as a package of its own.
sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
importlib.import_module("child.run").main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
