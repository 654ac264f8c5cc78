"""The tests: a mirror of the package, the journeys, the browser, and the architecture itself."""
