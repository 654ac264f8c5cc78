"""What the worker does again and again: each round at its interval, a fault in one never stopping the others."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask, current_app

from opsplanner.core import clock
from opsplanner.core.db import db

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Round:
    """Something to be done at an interval; it says how much it did."""

    name: str
    interval: timedelta
    do: Callable[[], int]


def register(app: Flask, name: str, interval: timedelta, do: Callable[[], int]) -> None:
    """Adds a round (called by create_app)."""
    app.extensions.setdefault("rounds", []).append(Round(name, interval, do))


class Rounds:
    """The rounds of one worker, and when each is due again."""

    def __init__(self) -> None:
        self.due: dict[str, datetime] = {}

    def run(self) -> None:
        """Does those that are due."""
        now = clock.now()
        for each in current_app.extensions.get("rounds", ()):
            if self.due.get(each.name, now) > now:
                continue
            self.due[each.name] = now + each.interval
            try:
                done = each.do()
            except Exception:
                log.exception("%s could not be done; trying again at the next round", each.name)
                db.session.rollback()
            else:
                if done:
                    log.info("%s: %s", each.name, done)
