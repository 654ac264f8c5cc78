"""The state of the dashboard as its address tells it: basis, measure and filters, read from and written to words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from opsplanner.core.text import Text
from opsplanner.documents import words
from opsplanner.documents.document import Choice
from opsplanner.figures.frame import BASES, Basis
from opsplanner.figures.measures import groupable, offered
from opsplanner.figures.own import NO_OWN, Own
from opsplanner.records.field import Field
from opsplanner.reference import CodeList, code_list
from opsplanner.results.standard import standard_fields

PERIOD, REGION, MEMBER = "period", "region", "member"
SPECIAL = {
    PERIOD: Text.of("Period", fr="Période"),
    REGION: Text.of("Region", fr="Région"),
    MEMBER: Text.of("Member", fr="Membre"),
}
CHOICES = {"basis": Text.of("Basis", fr="Base"), "measure": Text.of("Measure", fr="Mesure")}
# Filters that the page offers; commands and addresses know every coded field.
OFFERED = ("transport_mode", "commodity_class", "record_kind", "direction")


class UnknownFilter(ValueError):
    """A filter or a code of it that there is not; its words are the key and the code."""


@dataclass(frozen=True)
class Asked:
    """What somebody wants to see. `chosen`: for each filter the codes kept, in the order of the list they are from;
    `unknown`: what was asked and not understood, as it stood in the address."""

    basis: Basis = "submitted"
    measure: str = "cases"
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own: Own = field(default=NO_OWN, compare=False)
    unknown: tuple[str, ...] = field(default=(), compare=False)

    def fields(self) -> dict[str, tuple[str, ...]]:
        """The filters that are fields of the results."""
        return {key: codes for key, codes in self.chosen.items() if key not in SPECIAL}

    def arguments(self) -> dict[str, list[str]]:
        """As arguments of an address; what goes without saying is left out."""
        said = {key: list(codes) for key, codes in self.chosen.items()}
        if self.basis != "submitted":
            said["basis"] = [self.basis]
        if self.measure != "cases":
            said["measure"] = [self.measure]
        return said


@cache
def filter_fields() -> Mapping[str, Field]:
    """The fields one may filter by: those of cases and goods lines whose codes are in a list."""
    return {
        each.key: each
        for each in standard_fields()
        if each.role == "dimension" and each.level in ("case", "line") and each.code_list not in ("", "hs", "operation")
    }


def read(arguments: Mapping[str, Sequence[str]], own: Own = NO_OWN) -> Asked:
    """From an address; what makes no sense there is not applied, and told."""
    basis: Basis = next((each for each in BASES if each in arguments.get("basis", ())), "submitted")
    there = [each for each in offered(own) if groupable(each, own)]
    measure = next((each for each in arguments.get("measure", ()) if each in there), "cases")
    chosen = {}
    unknown = _strange(arguments, "basis", BASES) + _strange(arguments, "measure", there)
    for key in keys(own):
        found = {text: _code(key, text, own) for text in arguments.get(key, ()) if text.strip()}
        unknown += [f"{key}={text}" for text, code in found.items() if not code]
        codes = [code for code in found.values() if code]
        if codes:
            chosen[key] = _ordered(key, codes, own)
    return Asked(basis, measure, chosen, own, tuple(unknown))


def without(asked: Asked, absent: Sequence[str]) -> Asked:
    """The same without the Members and periods that the operation does not have (key=code); they were not understood."""
    chosen = {
        key: tuple(code for code in codes if f"{key}={code}" not in absent) for key, codes in asked.chosen.items()
    }
    return replace(
        asked,
        chosen={key: codes for key, codes in chosen.items() if codes},
        unknown=(*asked.unknown, *absent),
    )


def _strange(arguments: Mapping[str, Sequence[str]], key: str, there: Iterable[str]) -> list[str]:
    return [f"{key}={text}" for text in arguments.get(key, ()) if text and text not in there]


def read_strictly(pairs: Iterable[tuple[str, str]], basis: Basis, own: Own = NO_OWN) -> Asked:
    """From a command: each pair a filter and one code, label or other name of it. Raises UnknownFilter."""
    chosen: dict[str, list[str]] = {}
    for key, text in pairs:
        known = key in SPECIAL or key in filter_fields() or key in own.dimensions
        code = _code(key, text, own) if known else None
        if code is None:
            raise UnknownFilter(f"{key}={text}")
        chosen.setdefault(key, []).append(code)
    return Asked(basis, "cases", {key: _ordered(key, codes, own) for key, codes in chosen.items()}, own)


def keys(own: Own = NO_OWN) -> list[str]:
    """The keys of all filters."""
    return [*SPECIAL, *filter_fields(), *own.dimensions]


def codes(key: str, own: Own = NO_OWN) -> list[str]:
    """The codes of a filter whose codes are in a list; of the others none."""
    listed = key in keys(own) and key not in (PERIOD, MEMBER)
    return list(_list(key, own).codes) if listed else []


def published(asked: Asked) -> Asked:
    """What of it is published: cases of the usual basis, whole or by one period. More could be subtracted from one another."""
    return Asked(chosen={PERIOD: asked.chosen[PERIOD][:1]} if PERIOD in asked.chosen else {})


def beyond(wanted: Asked, kept: Asked) -> dict[str, tuple[str, ...]]:
    """The filters wanted that were not kept, and basis and measure where they were not."""
    left = {
        key: tuple(code for code in codes if code not in kept.chosen.get(key, ()))
        for key, codes in wanted.chosen.items()
    }
    left |= {key: (getattr(wanted, key),) for key in ("basis", "measure") if getattr(wanted, key) != getattr(kept, key)}
    return {key: codes for key, codes in left.items() if codes}


def listed(chosen: Mapping[str, Sequence[str]], lang: str, own: Own = NO_OWN) -> str:
    """Filters and their codes as a sentence names them."""
    pairs = [(label(key, own), _label(key, code, own)) for key, codes in chosen.items() for code in codes]
    return ", ".join(f"{name.to(lang)} {code.to(lang)}" for name, code in pairs)


def label(key: str, own: Own = NO_OWN) -> Text:
    """What a filter is called."""
    return {**SPECIAL, **CHOICES}.get(key) or (own.dimensions.get(key) or filter_fields()[key]).label


def choice(key: str, codes: Sequence[str], names: Mapping[str, Text], own: Own = NO_OWN) -> Choice:
    """A filter in force as exports print it; `names` are those of periods and Members, which no list has."""
    return Choice(key, label(key, own), tuple((code, names.get(code) or _label(key, code, own)) for code in codes))


def choices(key: str, own: Own = NO_OWN) -> list[tuple[str, Text]]:
    """The codes one may choose for a filter whose codes are in a list."""
    return [(code, entry.label) for code, entry in _list(key, own).codes.items()]


def _code(key: str, text: str, own: Own) -> str | None:
    if key in (PERIOD, MEMBER):
        return text.strip().upper() or None
    return _list(key, own).find(text)


def _label(key: str, code: str, own: Own) -> Text:
    if key in (PERIOD, MEMBER):
        return Text.of(code)
    if key in CHOICES:
        return offered(own)[code].label if key == "measure" else words.BASES[code]
    return _list(key, own).codes[code].label


def _list(key: str, own: Own) -> CodeList:
    if key in own.dimensions:
        return own.codes(key)
    return code_list("region" if key == REGION else filter_fields()[key].code_list)


def _ordered(key: str, codes: Sequence[str], own: Own) -> tuple[str, ...]:
    if key in (PERIOD, MEMBER):
        return tuple(dict.fromkeys(codes))
    order = list(_list(key, own).codes)
    return tuple(sorted(set(codes), key=order.index))
