"""What a section of a plan is, and the reader and writer of the plainest ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel.speaklater import LazyString

from opsplanner.core.text import Text
from opsplanner.operations.models import Operation, PlanDetail

Values = dict[str, Any]
Read = Callable[[Operation], Values]
Write = Callable[[Operation, Mapping[str, Any]], None]


class Group(StrEnum):
    """What belongs together in the plan, in the order in which it is thought out."""

    AIM = "aim"
    GOODS = "goods"
    TIMING = "timing"
    CONDUCT = "conduct"
    REPORTING = "reporting"


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the plan. `in_template`: the result template repeats it; `moves_results`: it needs a reason once there are any."""

    key: str
    group: Group
    title: LazyString
    hint: LazyString
    read: Read
    write: Write
    in_template: bool = False
    moves_results: bool = False


def texts(value: Text) -> dict[str, str]:
    """A text as a form shows it: both screen languages, empty where it has none."""
    pairs = value.as_dict()
    return {"en": pairs.get("en", ""), "fr": pairs.get("fr", "")}


def plain(*names: str) -> tuple[Read, Write]:
    """Reader and writer of a section that is some columns of the operation as they stand."""

    def read(operation: Operation) -> Values:
        return read_columns(operation, names)

    def write(operation: Operation, values: Mapping[str, Any]) -> None:
        write_columns(operation, names, values)

    return read, write


def read_columns(row: Operation | PlanDetail, names: Sequence[str]) -> Values:
    """Columns as they stand, texts as a form shows them."""
    values = {name: getattr(row, name) for name in names}
    return {name: texts(value) if isinstance(value, Text) else value for name, value in values.items()}


def write_columns(row: Operation | PlanDetail, names: Sequence[str], values: Mapping[str, Any]) -> None:
    """The other way round."""
    for name in names:
        value = values[name]
        setattr(row, name, Text.read(value) if isinstance(value, Mapping) else value)
