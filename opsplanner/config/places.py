"""Where things lie: the folder of this installation, the key in it, the database; told in a sentence where nothing can be kept."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from sqlalchemy import make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from opsplanner.config.reading import WrongSetting, shown, text, veiled

KEY_LETTERS = 16
DRIVERS = ("sqlite", "postgresql+psycopg")
DATABASES = "sqlite:////folder/file or postgresql://user:pass@host:5432/name"
FOLDER = "a folder that can be written to"


def folder(instance: Path) -> Path:
    """The folder of this installation, made when it is not there."""
    try:
        instance.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise WrongSetting("OPSPLANNER_INSTANCE", f"{instance} ({fault.strerror})", FOLDER) from None
    if not os.access(instance, os.W_OK | os.X_OK):
        raise WrongSetting("OPSPLANNER_INSTANCE", f"{instance} (not to be written to)", FOLDER)
    return instance


def noted_address(instance: Path) -> str:
    """Where `make run` noted that it serves; empty when it never did."""
    noted = instance / "address"
    return noted.read_text(encoding="utf-8") if noted.exists() else ""


def secret_key(instance: Path) -> str:
    """The configured key, else one made on first use and kept beside the database, readable by its owner only."""
    if configured := os.environ.get("OPSPLANNER_SECRET_KEY"):
        if len(configured) < KEY_LETTERS:
            raise WrongSetting(
                "OPSPLANNER_SECRET_KEY", f"of {len(configured)} letters", f"at least {KEY_LETTERS}, drawn by chance"
            )
        return configured
    path = instance / "secret_key"
    try:
        if not path.exists():
            _make_key(path)
        return path.read_text()
    except (OSError, UnicodeDecodeError) as fault:
        raise WrongSetting(
            "OPSPLANNER_INSTANCE", f"{instance} (its secret_key cannot be read: {fault})", FOLDER
        ) from None


def _make_key(path: Path) -> None:
    """Whole or not at all; of processes that begin at once all keep the key of the first."""
    with NamedTemporaryFile("w", dir=path.parent) as made:
        made.write(secrets.token_urlsafe(48))
        made.flush()
        with suppress(FileExistsError):
            os.link(made.name, path)


def database_url(instance: Path) -> str:
    """The configured database (a bare postgresql:// address gets the psycopg driver), else SQLite beside the key."""
    found = text("OPSPLANNER_DATABASE_URL")
    if not found:
        return f"sqlite:///{instance / 'opsplanner.sqlite'}"
    try:
        url = make_url(found)
    except (ArgumentError, ValueError):
        raise _wrong_database(found) from None
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in DRIVERS:
        raise _wrong_database(found)
    if url.drivername == "sqlite":
        _check_file(url, instance, found)
    return url.render_as_string(hide_password=False)


def _check_file(url: URL, instance: Path, found: str) -> None:
    """In memory every process would have a database of its own; the log of a file lies beside it."""
    if url.database in (None, "", ":memory:"):
        raise _wrong_database(found)
    file = instance / str(url.database)
    if not file.parent.is_dir() or not os.access(file.parent, os.W_OK | os.X_OK):
        raise WrongSetting("OPSPLANNER_DATABASE_URL", shown(found), f"a file in {FOLDER}, which {file.parent} is not")
    if file.is_dir() or (file.exists() and not os.access(file, os.R_OK | os.W_OK)):
        raise WrongSetting(
            "OPSPLANNER_DATABASE_URL", shown(found), f"a file that can be written to, which {file} is not"
        )


def _wrong_database(found: str) -> WrongSetting:
    return WrongSetting("OPSPLANNER_DATABASE_URL", shown(veiled(found)), DATABASES)
