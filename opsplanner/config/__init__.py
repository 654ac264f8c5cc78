"""Settings, read once from the environment (and `.env`), each with a safe default."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dotenv import load_dotenv

from opsplanner.config import places
from opsplanner.config.reading import address, choice, mail_address, whole_number

ROOT = Path(__file__).resolve().parent.parent.parent
MOST_MEGABYTES = 250  # of one part of a workbook, once it is unpacked: records/guard.py
MOST_ROWS = 1_000_000
HERE = "http://127.0.0.1:8000"

try:
    load_dotenv(ROOT / ".env")
except (OSError, UnicodeDecodeError) as fault:
    sys.exit(f"The settings in {ROOT / '.env'} cannot be read: {fault}")
INSTANCE = ROOT / (os.environ.get("OPSPLANNER_INSTANCE") or "instance")


def base_url() -> str:
    """The configured address, else the one that `make run` noted when it began to serve, else its usual one."""
    wanted = "the address people type, such as https://ops.example"
    configured = address("OPSPLANNER_BASE_URL", ("http", "https"), wanted)
    return (configured or places.noted_address(INSTANCE) or HERE).rstrip("/")


def settings() -> dict[str, Any]:
    """Everything Flask and its extensions are configured with; one that cannot be used ends the program with a sentence."""
    instance, served = places.folder(INSTANCE), base_url()
    megabytes = whole_number("OPSPLANNER_MAX_UPLOAD_MB", 20, MOST_MEGABYTES)
    return {
        "SECRET_KEY": places.secret_key(instance),
        "SQLALCHEMY_DATABASE_URI": places.database_url(instance),
        "BASE_URL": served,
        "DEMO": choice("DEMO", "1", "0") == "1",
        "MAIL_SENDER": mail_address("OPSPLANNER_MAIL_SENDER") or f"OpsPlanner <opsplanner@{urlsplit(served).hostname}>",
        "MAIL_URL": address("OPSPLANNER_MAIL_URL", ("smtp", "smtps"), "smtp://user:pass@host:port, or smtps://"),
        "SECOND_FACTOR": choice("OPSPLANNER_SECOND_FACTOR", "off", "offered", "required"),
        "MAX_UPLOAD_MB": megabytes,
        "MAX_ROWS": whole_number("OPSPLANNER_MAX_ROWS", 200_000, MOST_ROWS),
        "MAX_CONTENT_LENGTH": (megabytes + 1) * 1024 * 1024,
        "MAX_FORM_PARTS": 5000,
        # A column or block pasted over thousands of rows comes as a form.
        "MAX_FORM_MEMORY_SIZE": 5_000_000,
        "SESSION_COOKIE_SECURE": served.startswith("https://"),
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
    }
