"""Frictionless on the same workbook, in an environment of its own: types, required cells and lists; stores nothing. Prints seconds, megabytes."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from frictionless import Resource, Schema, system  # type: ignore[import-not-found]

TYPES = {"date": "date", "decimal": "number", "choice": "string"}


def field(name: str, rule: dict) -> dict:
    """A column as a schema says it; conditions and rules across rows it has none."""
    limits: dict = {"required": True} if rule["needed"][0] == "always" else {}
    if rule["kind"] == "choice":
        limits["pattern"] = f"(?i:{'|'.join(map(_plain, rule['words']))})"
    return {"name": name, "type": TYPES.get(rule["kind"], "any"), "constraints": limits}


def _plain(word: str) -> str:
    return "".join(sign if sign.isalnum() else "." for sign in word)


def main() -> None:
    """Times as many runs as asked for; last, how far the process has grown."""
    path, rules, runs = sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")), int(sys.argv[3])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(runs):
        begin = time.perf_counter()
        schema = Schema.from_descriptor({"fields": [field(name, rule) for name, rule in rules.items()]})
        # Trusted, for it reads nothing by an absolute path otherwise.
        with system.use_context(trusted=True):
            found = Resource(path=path, schema=schema).validate(limit_errors=10**9)
        if found.errors or not found.tasks[0].stats.get("rows"):
            raise SystemExit("the workbook was not read")
        print(time.perf_counter() - begin)
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)


if __name__ == "__main__":
    main()
