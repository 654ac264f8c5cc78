"""Templates compiled once for all processes: their code lies beside the database, as Python keeps its own beside the source.

The first page of a fresh process took twice as long without. What is kept is made anew whenever a template, Jinja or its settings change.
It is code: what anybody but the owner of this process could have written is not loaded.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from pickle import UnpicklingError

import jinja2
from flask import Flask
from jinja2.bccache import Bucket

FOLDER = "pages"


class CompiledPages(jinja2.FileSystemBytecodeCache):
    """A disk that is full, read-only or broken costs time, never the page."""

    def __init__(self, folder: Path, settings: str) -> None:
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        super().__init__(str(folder), "%s")
        self.settings = settings

    def get_source_checksum(self, source: str) -> str:
        """Of all that the code depends on."""
        return super().get_source_checksum(self.settings + source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """The code, when there is any that fits and it is ours."""
        try:
            if _is_ours(self.directory) and _is_ours(self._get_cache_filename(bucket)):
                super().load_bytecode(bucket)
        except (OSError, EOFError, UnpicklingError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps the code where that can be done."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _is_ours(path: str) -> bool:
    """Whether only who runs this process can have written there."""
    found = os.stat(path, follow_symlinks=False)
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def init(app: Flask) -> None:
    """Looks for compiled templates in the instance; comes last, when Jinja has all its extensions."""
    environment = app.jinja_env
    settings = jinja2.__version__, sorted(environment.extensions), environment.trim_blocks, environment.lstrip_blocks
    environment.bytecode_cache = CompiledPages(Path(app.instance_path) / FOLDER, repr(settings))


def compile_all(app: Flask) -> None:
    """Every template that is not compiled yet."""
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)
