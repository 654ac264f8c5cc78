"""Sections that say how the operation is carried out: routes and goods to watch, the coordination unit, communication, evidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from opsplanner.core.db import TextColumn
from opsplanner.core.text import Text
from opsplanner.operations.models import DutyShift, Marking, Operation, PlanDetail, WatchEntry
from opsplanner.operations.sections.section import Read, Values, Write, read_columns, texts, write_columns

CARD = ("name", "looks", "mistaken", "check")


def of_detail(*names: str) -> tuple[Read, Write]:
    """Reader and writer of a section that is some columns of the plan's detail."""

    def read(operation: Operation) -> Values:
        return read_columns(operation.detail or _nothing(), names)

    def write(operation: Operation, values: Mapping[str, Any]) -> None:
        operation.detail = operation.detail or _nothing()
        write_columns(operation.detail, names, values)

    return read, write


def _nothing() -> PlanDetail:
    """The detail while nothing of it was ever written."""
    texts_of_it = [column.key for column in sa.inspect(PlanDetail).columns if isinstance(column.type, TextColumn)]
    return PlanDetail(**{name: Text.of() for name in texts_of_it}, marking=Marking.AMBER.value)


def read_watch(operation: Operation) -> Values:
    """The watch list, a card an entry."""
    return {
        "watch": [{"code": one.code, **{name: texts(getattr(one, name)) for name in CARD}} for one in operation.watch]
    }


def write_watch(operation: Operation, values: Mapping[str, Any]) -> None:
    """An entry is known by its code: the same ones are changed in place, the others added or removed."""
    kept = {one.code: one for one in operation.watch}
    wanted = [row["code"] for row in values["watch"]]
    for code, one in kept.items():
        if code not in wanted:
            operation.watch.remove(one)
    for position, row in enumerate(values["watch"], start=1):
        entry = kept.get(row["code"])
        if entry is None:
            entry = WatchEntry(code=row["code"])
            operation.watch.append(entry)
        entry.position = position
        for name in CARD:
            setattr(entry, name, Text.read(row[name]))


_read_unit, _write_unit = of_detail("ocu_place", "ocu_hours")


def read_ocu(operation: Operation) -> Values:
    """The unit and its rota; times of the rota as clocks in the operation's zone show them."""
    zone = ZoneInfo(operation.time_zone)
    rota = [
        {
            "starts_at": one.starts_at.astimezone(zone).replace(tzinfo=None),
            "ends_at": one.ends_at.astimezone(zone).replace(tzinfo=None),
            "who": texts(one.who),
        }
        for one in operation.shifts
    ]
    return {**_read_unit(operation), "rota": rota}


def write_ocu(operation: Operation, values: Mapping[str, Any]) -> None:
    """Times come as clocks in the operation's zone show them, and are kept in UTC."""
    _write_unit(operation, values)
    operation.shifts[:] = [
        DutyShift(
            starts_at=_utc(row["starts_at"], operation.time_zone),
            ends_at=_utc(row["ends_at"], operation.time_zone),
            who=Text.read(row["who"]),
        )
        for row in values["rota"]
    ]


def _utc(local: datetime, zone: str) -> datetime:
    return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
