"""Settings that belong to the data, kept in the database: whether the demo is loaded, and the like."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from opsplanner.core.db import JSON_TYPE, Str60, db


class Setting(db.Model):
    """One setting and its value."""

    __tablename__ = "setting"

    key: Mapped[Str60] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JSON_TYPE)


def get(key: str, default: Any = None) -> Any:
    """The value of a setting; the default when it was never put."""
    found = db.session.get(Setting, key)
    return default if found is None else found.value


def put(key: str, value: Any) -> None:
    """Keeps the value in the transaction under way; None forgets the setting."""
    found = db.session.get(Setting, key)
    if value is None:
        if found is not None:
            db.session.delete(found)
    elif found is None:
        db.session.add(Setting(key=key, value=value))
    else:
        found.value = value
    db.session.flush()
