"""What the template hands out, the importer takes back: every field, every answer of every list, every language."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsplanner.core.text import LANGUAGES
from opsplanner.records.downloads import proposed, template_csv, write_workbook
from opsplanner.records.field import Field
from opsplanner.records.kinds.base import Reading, read_value
from opsplanner.records.kinds.registry import kind_of
from opsplanner.records.numbers import Style
from opsplanner.records.problem import Flaw, Noted
from opsplanner.records.template import STAMP_SHEET
from opsplanner.reference.hs import HsCode
from opsplanner.results.standard import standard_template
from tests.records.support import TEMPLATE, codes, only, take

STYLES = {"en": Style(".", True), "fr": Style(",", True), "ru": Style(",", True)}
# Answers that only make sense together.
TOGETHER = {"reach_back": "national", "transport_mode": "1", "detection_basis": ("risk_profile",)}


def opened(lang: str, full: bool = True) -> Any:
    return openpyxl.load_workbook(io.BytesIO(write_workbook(TEMPLATE, lang, full=full)))


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sample(field: Field, lang: str) -> Any:
    kind = kind_of(field.kind)
    return kind.show(TOGETHER[field.key], lang, field) if field.key in TOGETHER else kind.sample(field, lang)


def fill(sheet: Any, levels: tuple[Any, ...], lang: str) -> None:
    for number, field in enumerate(TEMPLATE.asked(*levels, full=True), 1):
        assert sheet.cell(1, number).value == field.label.to(lang)
        sheet.cell(2, number).value = sample(field, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_filled_template_is_taken_without_a_word(lang: str) -> None:
    book = opened(lang)
    fill(book["Results"], ("case", "line"), lang)
    fill(book["Effort"], ("effort",), lang)
    checked = take(saved(book), "results.xlsx")
    assert codes(checked) == ["R-130"]
    assert (checked.rows, checked.ready, checked.matched.language) == (2, 2, lang)
    assert checked.matched.matched == len(TEMPLATE.fields)
    assert checked.matched.leftovers == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_untouched_template_is_answered_with_a_clear_sentence(lang: str) -> None:
    checked = take(write_workbook(TEMPLATE, lang), "results.xlsx")
    assert codes(checked, "error") == ["R-129"]
    assert checked.rows == 0


def test_the_sheets_and_the_stamp_are_there() -> None:
    book = opened("fr")
    assert book.sheetnames == ["Results", "Effort", "Read me", "Lists", "_meta"]
    assert book["_meta"].sheet_state == "veryHidden"
    stamp = {row[0].value: row[1].value for row in book["_meta"].iter_rows()}
    assert (stamp["operation"], stamp["member"], stamp["version"], stamp["language"]) == ("COSMO2", "KZ", "1", "fr")


def test_choices_refer_to_the_lists_and_never_stand_in_the_rule() -> None:
    sheet = opened("en")["Results"]
    rules = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert len(rules) == sum(1 for field in TEMPLATE.asked("case", "line", full=True) if field.options)
    assert all(rule.formula1.startswith("'Lists'!$") for rule in rules)


def test_the_header_is_one_frozen_row_with_notes_and_no_merged_cells() -> None:
    book = opened("en")
    for name in ("Results", "Effort"):
        sheet = book[name]
        assert sheet.freeze_panes == "B2"
        assert not sheet.merged_cells.ranges
        assert all(cell.comment and cell.comment.text for cell in sheet[1])


def test_hs_codes_and_references_are_kept_as_text() -> None:
    sheet = opened("en")["Results"]
    keys = [field.key for field in TEMPLATE.asked("case", "line", full=True)]
    for key in ("national_ref", "hs_code", "container_no"):
        letter = sheet.cell(1, keys.index(key) + 1).column_letter
        assert sheet.column_dimensions[letter].number_format == "@"


def test_references_are_proposed_for_the_member() -> None:
    sheet = opened("en")["Results"]
    assert (
        [sheet.cell(row, 1).value for row in range(2, 5)] == proposed("KZ", count=3) == ["KZ-001", "KZ-002", "KZ-003"]
    )


def test_a_prefilled_answer_alone_is_no_row() -> None:
    template = standard_template("COSMO2", TEMPLATE.title, prefills={"commodity_class": "strategic"}).of("KZ")
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(template, "en")))
    header = [cell.value for cell in book["Results"][1]]
    assert book["Results"].cell(2, header.index("Commodity class") + 1).value == "Strategic goods"
    assert codes(take(saved(book), "results.xlsx", template), "error") == ["R-129"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_text_file_of_a_template_names_every_column(lang: str) -> None:
    checked = take(template_csv(TEMPLATE, lang, full=True))
    assert checked.matched.matched == len(TEMPLATE.at("case", "line"))
    assert codes(checked) == ["R-129"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("field", [field for field in TEMPLATE.fields if field.options], ids=lambda field: field.key)
def test_every_answer_that_is_offered_is_understood(field: Field, lang: str) -> None:
    kind, reading = kind_of(field.kind), Reading(field, lang=lang)
    assert field.options is not None
    for code in field.options.codes:
        value = (code,) if field.kind in ("choice_list", "country_list") else code
        assert read_value(kind, kind.show(value, lang, field), reading) == value
        assert read_value(kind, code, reading) == value


VALUES: dict[str, Any] = {
    "integer": st.integers(0, 10**6),
    "decimal": st.decimals("0.0001", "1000000", places=4),
    "date": st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    "boolean": st.booleans(),
    "text": st.text("abzAZ09éÀßıжЩёΩ漢 -'.,;/", min_size=1, max_size=40),
}


@given(st.data(), st.sampled_from(LANGUAGES), st.sampled_from(sorted(VALUES)))
def test_what_is_shown_is_read_back(data: Any, lang: str, name: str) -> None:
    field = Field("own", "case", name, TEMPLATE.title)
    value = data.draw(VALUES[name])
    kind = kind_of(name)
    shown = kind.show(value, lang, field)
    read = read_value(kind, shown, Reading(field, style=STYLES[lang], lang=lang))
    if name == "text":
        assert read == " ".join(value.split()) or (read is None and not value.strip())
    else:
        assert read == value
        assert type(read) is type(value)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("field", TEMPLATE.fields, ids=lambda field: field.key)
def test_every_sample_is_understood(field: Field, lang: str) -> None:
    read = read_value(kind_of(field.kind), kind_of(field.kind).sample(field, lang), Reading(field, lang=lang))
    assert read is not None
    assert not isinstance(read, Flaw | Noted)


def test_an_hs_code_keeps_all_that_was_given() -> None:
    field = TEMPLATE.by_key["hs_code"]
    read = read_value(kind_of("hs"), "8481.80.99.90", Reading(field))
    assert isinstance(read, Noted)
    assert isinstance(read.value, HsCode)
    assert (read.value.six, read.value.whole) == ("848180", "8481809990")


def test_the_sheet_of_another_operation_or_member_is_refused_by_name() -> None:
    other = standard_template("IREN-DU", TEMPLATE.title).of("KZ")
    assert only(take(write_workbook(other, "en"), "a.xlsx"), "R-125").params["found"] == "IREN-DU"
    neighbour = only(take(write_workbook(TEMPLATE.of("GE"), "en"), "a.xlsx"), "R-126")
    assert neighbour.params["found"].to("fr") == "Géorgie"


def test_an_empty_sheet_of_another_operation_or_member_is_only_told_to_be_the_wrong_one() -> None:
    other = standard_template("IREN-DU", TEMPLATE.title).of("KZ")
    assert "R-129" not in codes(take(write_workbook(other, "en"), "a.xlsx"))
    assert "R-129" not in codes(take(write_workbook(TEMPLATE.of("GE"), "en"), "a.xlsx"))


def test_an_older_version_is_read_with_a_notice() -> None:
    newer = standard_template("COSMO2", TEMPLATE.title, version=3).of("KZ")
    assert only(take(write_workbook(TEMPLATE, "en"), "a.xlsx", newer), "R-127").params == {"found": 1, "here": 3}


@pytest.mark.parametrize("version", ["9" * 5000, "²", "-1", "x"])
def test_a_stamp_with_a_version_that_is_none_is_read_as_one_without(version: str) -> None:
    book = opened("en")
    place = next(row for row in book[STAMP_SHEET].iter_rows() if row[0].value == "version")
    place[1].value = version
    assert "R-127" not in codes(take(saved(book), "a.xlsx"))


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("member", ["KZ", "CN", "FR"])
def test_the_worked_example_passes_its_own_check(member: str, lang: str, full: bool) -> None:
    template = TEMPLATE.of(member)
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(template, lang, full=full)))
    sheet, fields = book["Results"], template.asked("case", "line", full=full)
    page = book["Read me"]
    told = {row[0].value: row[1].value for row in page.iter_rows(min_col=1, max_col=2) if row[0].value}
    for number, field in enumerate(fields, 1):
        sheet.cell(2, number).value = told[field.label.to(lang)]
    checked = take(saved(book), "results.xlsx", template)
    assert [(problem.code, problem.field) for problem in checked.problems if problem.severity != "notice"] == []
    assert checked.ready == 1
