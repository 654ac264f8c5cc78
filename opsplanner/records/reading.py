"""Reads the columns of a table: each distinct value once by its field's kind, numbers and dates by a vote over the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, islice
from typing import Any

import numpy as np

from opsplanner.records.answers import Answers, Typed, by_value
from opsplanner.records.dates import Order, Ordering, Why, both_ways, order_of, proofs_of
from opsplanner.records.field import Field
from opsplanner.records.kinds.base import Kind, Reading, read_values, with_suggestion, written
from opsplanner.records.kinds.registry import kind_of
from opsplanner.records.numbers import Style, vote
from opsplanner.records.problem import Flaw, Noted
from opsplanner.records.rules.days import DAYS
from opsplanner.records.sentences import Phrase
from opsplanner.records.sheet import Column
from opsplanner.records.table import Table
from opsplanner.reference.hs import HsCode

NUMERIC = ("integer", "decimal")
TWO_WAYS = "R-032"
ORDER_TOLD = {Why.SAID: "R-036", Why.REMEMBERED: "R-036", Why.PRESUMED: "R-040"}
SAMPLES = 3
# Words that are not in a list; beyond so many different ones in a column, nobody reads what each might have meant.
GUESSED = ("R-012", "R-013")
MOST_GUESSES = 200
NO_MEANINGS: Mapping[str, str] = {}


def read_columns(answers: Answers, style: Style, lang: str, votes: Table) -> None:
    """Fill the typed columns of a table and report what could not be read; the dates of `votes` tell the order of day and month."""
    for key, column in answers.table.columns.items():
        field = answers.template.by_key[key]
        order, why = _order(answers, field, votes.columns.get(key, column), lang)
        if order and why in ORDER_TOLD:
            _tell_order(answers, column, key, Flaw(ORDER_TOLD[why], {"order": Phrase(order.value, {})}))
        meanings = answers.setting.meanings.get(key, NO_MEANINGS)
        reading = Reading(field, style, order, answers.template.edition, lang, meanings)
        kind = kind_of(field.kind)
        answers.columns[key] = _read(answers, kind, column, reading)
        if field.kind == "hs":
            _keep_whole(answers, key)


def number_style(tables: Iterable[Table], fields: Mapping[str, Field], lang: str) -> Style:
    """How numbers are written in this file, by a vote of all its numeric columns."""
    numeric = (
        column.values for table in tables for key, column in table.columns.items() if fields[key].kind in NUMERIC
    )
    return vote((value for value in chain.from_iterable(numeric) if isinstance(value, str)), lang)


def _order(answers: Answers, field: Field, column: Column, lang: str) -> tuple[Order | None, Why]:
    if field.kind != "date":
        return None, Why.PROVEN
    setting = answers.setting
    texts = [value for value in column.values if isinstance(value, str)]
    # An own field may hold any day; these are days of the operation.
    phase = answers.template.phase if field.key in DAYS else None
    said, remembered = setting.orders.get(field.key), setting.habits.get(field.key)
    order, why = order_of(texts, lang, said, phase, remembered)
    samples = tuple(islice((text for text in texts if both_ways(text)), SAMPLES))
    if order and samples and why is not Why.PROVEN:
        answers.orders[field.key] = Ordering(order, why, samples)
    return order, why


def _read(answers: Answers, kind: Kind, column: Column, reading: Reading) -> Typed:
    read = read_values(kind, column.values, reading)
    if not {Flaw, Noted} & set(map(type, read)):
        return Typed(read, column.codes, np.zeros(len(column.codes), np.bool_))
    flawed = np.fromiter((type(each) is Flaw for each in read), np.bool_, len(read))
    noted = np.fromiter((type(each) is Noted for each in read), np.bool_, len(read))
    told = flawed | noted
    asked = np.fromiter((type(each) is Flaw and each.code == TWO_WAYS for each in read), np.bool_, len(read))
    _ask_once(answers, column, reading.field, asked)
    for place, (number, rows) in enumerate(by_value(column.codes, told & ~asked)):
        for flaw in _flaws(read[number]):
            if reading.options and flaw.code in GUESSED and place < MOST_GUESSES:
                flaw = with_suggestion(flaw, reading.options)
            answers.report(flaw, reading.field.key, rows, written(column.values[number]))
    values = [None if type(each) is Flaw else each.value if type(each) is Noted else each for each in read]
    return Typed(values, column.codes, flawed[column.codes])


def _tell_order(answers: Answers, column: Column, key: str, told: Flaw) -> None:
    """Tells of the dates that could be read two ways and were read as the Member said, or as its language has it."""
    texts = (value if isinstance(value, str) else "" for value in column.values)
    either = np.fromiter((both_ways(text) is not None for text in texts), np.bool_, len(column.values))
    answers.report(told, key, np.flatnonzero(either[column.codes]))


def _flaws(read: Any) -> tuple[Flaw, ...]:
    return (read,) if isinstance(read, Flaw) else read.flaws


def _ask_once(answers: Answers, column: Column, field: Field, asked: Any) -> None:
    """All dates of a column that can be read two ways are one question, with samples read both ways."""
    if not asked.any():
        return
    samples = []
    for number in np.flatnonzero(asked)[:SAMPLES].tolist():
        value = column.values[number]
        days = both_ways(str(value))
        if days:
            samples.append(Phrase("two_ways", {"value": str(value), "first": days[0], "last": days[1]}))
    rows = np.flatnonzero(asked[column.codes])
    habit = answers.setting.habits.get(field.key)
    remembered = {"remembered": Phrase(habit.value, {})} if habit else {}
    proofs = proofs_of(value for value in column.values if isinstance(value, str))
    proven = tuple(
        Phrase("proven", {"value": text, "order": Phrase(order.value, {})}) for order, text in proofs.items()
    )
    answers.report(Flaw(TWO_WAYS, {"samples": tuple(samples), "proven": proven, **remembered}), field.key, rows)


def _keep_whole(answers: Answers, key: str) -> None:
    """Of an HS code its first six digits are the answer; the code as it was given is kept beside."""
    codes = answers.columns[key]
    given = [value.whole if isinstance(value, HsCode) else None for value in codes.values]
    answers.columns[f"{key}_given"] = Typed(given, codes.codes, codes.unread)
    codes.values = [value.six if isinstance(value, HsCode) else None for value in codes.values]
