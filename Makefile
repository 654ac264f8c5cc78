# The newest Python on this machine that is 3.11 or newer, preferring the one called python3.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test test-all bench lint format translations requirements clean python

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-14s %s\n", $$1, $$2}'

python:
	@test -n "$(PYTHON)" || { echo "OpsPlanner needs Python 3.11 or newer, and there is none here."; exit 1; }

run: python ## the platform at http://127.0.0.1:8000 with its demo (PORT=8080, DEMO=0 for none)
	@exec $(PYTHON) scripts/run.py

test: python ## every check: lint, types, package order, tests on SQLite and PostgreSQL, browser
	@exec $(PYTHON) scripts/check.py

test-all: python ## the same and the long ones: every page, theme and width, many kills, odd files
	@exec $(PYTHON) scripts/check.py --all

bench: python ## the benchmarks beside their peers, written to docs/benchmarks.md
	@$(PYTHON) scripts/environment.py requirements.txt requirements-dev.txt
	@exec $(BIN)/python -m bench

lint: ## style, types and package order, without running a test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: ## rewrite the sources in the project's style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

translations: ## collect the sentences, merge the French fragments, compile; names what is missing
	@$(BIN)/python scripts/translations.py

requirements: ## pin requirements*.in to requirements*.txt with hashes
	@$(BIN)/python -m pip install --quiet pip-tools
	@scripts/requirements.sh

clean: ## remove what tools left behind; the database in instance/ and .venv stay
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache test-results
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
