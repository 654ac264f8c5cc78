"""Every kind by its name; a new kind is added here and nowhere else."""

from __future__ import annotations

from opsplanner.records.kinds.base import Kind
from opsplanner.records.kinds.choice import (
    BooleanKind,
    ChoiceKind,
    ChoiceListKind,
    CountryKind,
    CountryListKind,
    CurrencyKind,
)
from opsplanner.records.kinds.codes import ContainerListKind, HsKind
from opsplanner.records.kinds.day import DateKind
from opsplanner.records.kinds.numeric import DecimalKind, IntegerKind
from opsplanner.records.kinds.text import AttachmentKind, TextKind

ALL: tuple[Kind, ...] = (
    TextKind(),
    ChoiceKind(),
    ChoiceListKind(),
    CountryKind(),
    CountryListKind(),
    CurrencyKind(),
    DateKind(),
    IntegerKind(),
    DecimalKind(),
    HsKind(),
    ContainerListKind(),
    BooleanKind(),
    AttachmentKind(),
)
KINDS = {kind.name: kind for kind in ALL}


def kind_of(name: str) -> Kind:
    """The kind of that name; KeyError when there is none."""
    return KINDS[name]
