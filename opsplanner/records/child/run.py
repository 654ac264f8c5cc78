"""The throw-away process: limits itself, reads the file, answers on standard output, and is gone."""

from __future__ import annotations

import gc
import importlib
import marshal
import os
import resource
import sys
from collections.abc import Callable
from typing import Any

from .encode import without_controls
from .refusal import TOO_MUCH_WORK, UNREADABLE, Refused

MEMORY = 2**30
SECONDS = 20
ANSWER = 2**28
OPEN_FILES = 32
READERS = {
    "csv": ("delimited", "read_delimited"),
    "xls": ("binary", "read_xls"),
    "xlsx": ("excel", "read_zipped"),
    "ods": ("excel", "read_zipped"),
    "marked": ("marking", "mark_workbook"),
}


def main(path: str, form: str, most_rows: int, *more: str) -> None:
    """Read the file and write the answer: what was read, or the code and parameters of the refusal. `more` is for its reader."""
    limit()
    # It lives for one file: nothing is worth collecting, nor taking down piece by piece at the end.
    gc.disable()
    try:
        answer: dict[str, Any] = read(path, form, most_rows, *more)
    except Refused as refused:
        answer = {"refused": (refused.code, refused.params)}
    except MemoryError:
        answer = {"refused": (TOO_MUCH_WORK, {})}
    except Exception:  # noqa: BLE001 - this is the one place where whatever goes wrong becomes a sentence
        answer = {"refused": (UNREADABLE, {})}
    marshal.dump(answer, sys.stdout.buffer)
    sys.stdout.flush()
    os._exit(0)


def limit() -> None:
    """Take away what a hostile file could use: memory, time, room on disk, open files, core dumps."""
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_FSIZE: ANSWER,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_CORE: 0,
    }
    for which, most in limits.items():
        resource.setrlimit(which, (most, most))


def read(path: str, form: str, most_rows: int, *more: str) -> dict[str, Any]:
    """By format; a reader is loaded only when its format is asked for, so that the process starts at once."""
    module, function = READERS[form]
    reader: Callable[..., dict[str, Any]] = getattr(importlib.import_module(f".{module}", __package__), function)
    answer = reader(path, most_rows, *more)
    if any(without_controls(sheet["name"]) != sheet["name"] for sheet in answer.get("sheets", ())):
        raise Refused(UNREADABLE)
    return answer
