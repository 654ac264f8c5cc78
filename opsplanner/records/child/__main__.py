"""Where the throw-away process starts: `python -I -S .../child/__main__.py LIBRARIES FILE FORMAT MOST_ROWS [MORE]`, answer on stdout."""

import importlib
import os
import sys

# Isolated mode knows nothing of the project, and without `site` nothing that is installed starts by itself: only this folder
# may be imported, as a package of its own, and the readers from where they are installed.
sys.path += [os.path.dirname(os.path.dirname(os.path.abspath(__file__))), *sys.argv[1].split(os.pathsep)]
importlib.import_module("child.run").main(sys.argv[2], sys.argv[3], int(sys.argv[4]), *sys.argv[5:])
