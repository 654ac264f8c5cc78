"""The standard fields as the design lists them, made into a template."""

from datetime import date
from decimal import Decimal

import pytest

from opsplanner.core.text import LANGUAGES, Text, fold
from opsplanner.records.condition import Condition
from opsplanner.records.template import Template
from opsplanner.reference import Code
from opsplanner.results.standard import standard_fields, standard_template

FIELDS = {field.key: field for field in standard_fields()}


def test_every_field_has_label_and_help_in_every_language() -> None:
    for field in standard_fields():
        assert all(field.label.has(lang) and field.help.has(lang) for lang in LANGUAGES), field.key


def test_limits_are_read_from_the_wording_of_the_rule() -> None:
    assert FIELDS["quantity"].limits.above == Decimal(0)
    assert FIELDS["packages"].limits.least == Decimal(0)
    assert FIELDS["countries_transit"].limits.items == 6
    assert FIELDS["description"].limits.length == 300


def test_conditions_keep_their_wording() -> None:
    for field in standard_fields():
        assert Condition.parse(str(field.required)) == field.required
    assert FIELDS["quantity"].required.holds({"record_kind": "seizure"})
    assert not FIELDS["quantity"].required.holds({"record_kind": "referral"})
    assert not FIELDS["country_departure"].required.holds({"direction": "internal"})
    assert FIELDS["unit"].required.holds({"quantity": Decimal(1)})


@pytest.mark.parametrize("levels", [("case", "line"), ("effort",)])
def test_no_two_columns_of_a_sheet_answer_to_the_same_name(levels: tuple[str, ...]) -> None:
    seen: dict[str, str] = {}
    for field in (each for each in standard_fields() if each.level in levels):
        for name in {fold(text) for text in (field.key, *field.label.all(), *field.aliases)}:
            assert seen.setdefault(name, field.key) == field.key, name


def test_a_template_survives_storing() -> None:
    types = (Code("valve", Text.of("Valves", fr="Vannes")),)
    phase = (date(2018, 4, 1), date(2018, 4, 30))
    template = standard_template(
        "COSMO2", Text.of("Operation COSMO 2"), blocks=("short", "strategic"), phase=phase, commodity_types=types
    )
    assert Template.read(template.as_dict()) == template
    assert "commodity_type" in template.by_key
    assert "risk_indicators" not in template.by_key


def test_required_columns_come_first() -> None:
    template = standard_template("COSMO2", Text.of("Operation COSMO 2"), blocks=("short", "strategic"))
    asked = template.asked("case", "line")
    always = [field.required.is_always for field in asked]
    assert always == sorted(always, reverse=True)
    assert len(asked) < len(template.asked("case", "line", full=True))


def test_a_template_with_a_doubled_key_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        Template("X", Text.of("X"), (FIELDS["unit"], FIELDS["unit"], FIELDS["quantity"]))
