#!/bin/sh
# Pins requirements*.in to requirements*.txt with hashes, from PyPI alone whatever this machine's pip settings are.
set -eu
cd "$(dirname "$0")/.."
export PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= PIP_EXTRA_INDEX_URL= PIP_INDEX_URL=https://pypi.org/simple
export CUSTOM_COMPILE_COMMAND="make requirements"
options="--quiet --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --resolver=backtracking"
for name in requirements requirements-dev; do
    .venv/bin/pip-compile $options --output-file "$name.txt" "$name.in" "$@"
done
