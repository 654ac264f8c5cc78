"""Settings, read once from the environment (and `.env`), each with a safe default."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from urllib.parse import urlsplit

from dotenv import load_dotenv

ROOT = Path(__file__).resolve().parent.parent
load_dotenv(ROOT / ".env")
INSTANCE = Path(os.environ.get("OPSPLANNER_INSTANCE", ROOT / "instance"))


def secret_key() -> str:
    """The configured key, else one made on first use and kept beside the database, readable by its owner only."""
    configured = os.environ.get("OPSPLANNER_SECRET_KEY")
    if configured:
        return configured
    path = INSTANCE / "secret_key"
    if not path.exists():
        _make_key(path)
    return path.read_text()


def _make_key(path: Path) -> None:
    """Whole or not at all; of processes that begin at once all keep the key of the first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=path.parent) as made:
        made.write(secrets.token_urlsafe(48))
        made.flush()
        with suppress(FileExistsError):
            os.link(made.name, path)


def database_url() -> str:
    """The configured database (a bare postgresql:// address gets the psycopg driver), else SQLite beside the key."""
    url = os.environ.get("OPSPLANNER_DATABASE_URL")
    if not url:
        INSTANCE.mkdir(parents=True, exist_ok=True)
        return f"sqlite:///{INSTANCE / 'opsplanner.sqlite'}"
    return url.replace("postgresql://", "postgresql+psycopg://", 1).replace("postgres://", "postgresql+psycopg://", 1)


def base_url() -> str:
    """The configured address, else the one that `make run` noted when it began to serve, else its usual one."""
    noted = INSTANCE / "address"
    served = noted.read_text(encoding="utf-8") if noted.exists() else ""
    return (os.environ.get("OPSPLANNER_BASE_URL") or served or "http://127.0.0.1:8000").rstrip("/")


def settings() -> dict[str, Any]:
    """Everything Flask and its extensions are configured with."""
    address = base_url()
    return {
        "SECRET_KEY": secret_key(),
        "SQLALCHEMY_DATABASE_URI": database_url(),
        "BASE_URL": address,
        "DEMO": os.environ.get("DEMO", "1") != "0",
        # A container hands on what is not set as an empty text.
        "MAIL_SENDER": os.environ.get("OPSPLANNER_MAIL_SENDER")
        or f"OpsPlanner <opsplanner@{urlsplit(address).hostname}>",
        "MAIL_URL": os.environ.get("OPSPLANNER_MAIL_URL", ""),
        "SECOND_FACTOR": os.environ.get("OPSPLANNER_SECOND_FACTOR") or "off",
        "MAX_UPLOAD_MB": int(os.environ.get("OPSPLANNER_MAX_UPLOAD_MB", "20")),
        "MAX_ROWS": int(os.environ.get("OPSPLANNER_MAX_ROWS", "200000")),
        "MAX_CONTENT_LENGTH": (int(os.environ.get("OPSPLANNER_MAX_UPLOAD_MB", "20")) + 1) * 1024 * 1024,
        "MAX_FORM_PARTS": 5000,
        "SESSION_COOKIE_SECURE": address.startswith("https://"),
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
    }
