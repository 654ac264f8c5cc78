"""What a template offers, the importer accepts: every kind of field, every entry of every list, in every language."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opsplanner.core.text import LANGUAGES
from opsplanner.records.dates import Order
from opsplanner.records.downloads import template_csv
from opsplanner.records.field import Field
from opsplanner.records.kinds.base import Reading, read_value
from opsplanner.records.kinds.registry import kind_of
from opsplanner.records.numbers import Style
from opsplanner.records.problem import Flaw
from tests.records.support import TEMPLATE, codes, only, take

LISTED = [field for field in TEMPLATE.fields if field.options]


def reading(field: Field, lang: str) -> Reading:
    return Reading(field, Style("." if lang == "en" else ","), Order.DAY_FIRST, TEMPLATE.edition, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_worked_example_of_every_field_is_accepted(lang: str) -> None:
    for field in TEMPLATE.fields:
        kind = kind_of(field.kind)
        read = read_value(kind, kind.sample(field, lang), reading(field, lang))
        assert read is not None, field.key
        assert not isinstance(read, Flaw), (field.key, read)


@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from(LISTED), st.sampled_from(LANGUAGES))
def test_every_entry_of_every_list_is_accepted_as_code_and_as_label(data: Any, field: Field, lang: str) -> None:
    assert field.options is not None
    code = data.draw(st.sampled_from(list(field.options.codes)))
    several = field.kind.endswith("_list")
    for written in (code, field.options.label(code, lang), f" {field.options.label(code, lang).upper()} "):
        assert read_value(kind_of(field.kind), written, reading(field, lang)) == ((code,) if several else code)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_headings_that_are_handed_out_are_all_recognised(lang: str) -> None:
    checked = take(template_csv(TEMPLATE, lang, full=True, references=["KZ-1"]))
    assert codes(checked, "error") == ["R-129"]
    assert checked.matched.matched == len(TEMPLATE.at("case", "line"))
    assert only(checked, "R-129").count == 1
