"""The tests: a mirror of the package, the journeys, the browser, and the architecture itself.

Settings are read when the package is imported, and this is imported before it: nothing of the developer's own gets in.
"""

import os
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings

# These stay: the processes that share the tests read them too.
STAY = ("OPSPLANNER_TEST_DATABASE_URL", "OPSPLANNER_TEST_DEMO")
SERVER, DEMO_FOLDER = (os.environ.get(name, "") for name in STAY)
INSTANCE = TemporaryDirectory(prefix="opsplanner-test-")

for name in [name for name in os.environ if name.startswith("OPSPLANNER_") and name not in STAY]:
    del os.environ[name]
os.environ |= {"OPSPLANNER_INSTANCE": INSTANCE.name, "PYTHON_DOTENV_DISABLED": "1"}

# The same examples each time, however slow the machine is; `make test-all` looks for new ones.
SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=SLOW)
settings.register_profile("long", deadline=None, max_examples=1000, suppress_health_check=SLOW)
