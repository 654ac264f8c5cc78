"""The tests: a mirror of the package, the journeys, the browser, and the architecture itself.

Settings are read when the package is imported, and this is imported before it: nothing of the developer's own gets in.
"""

import os
from tempfile import TemporaryDirectory

VARIABLE = "OPSPLANNER_TEST_DATABASE_URL"  # stays: the processes that share the tests read it too
SERVER = os.environ.get(VARIABLE, "")
INSTANCE = TemporaryDirectory(prefix="opsplanner-test-")

for name in [name for name in os.environ if name.startswith("OPSPLANNER_") and name != VARIABLE]:
    del os.environ[name]
os.environ |= {"OPSPLANNER_INSTANCE": INSTANCE.name, "PYTHON_DOTENV_DISABLED": "1"}
