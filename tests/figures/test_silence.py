"""Nil is data: a chart over time shows 0 where nothing was found, a gap where nobody answered, and not what is not due yet."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from lxml import html
from openpyxl import load_workbook
from pptx import Presentation

from opsplanner.core import clock
from opsplanner.core.access import Role
from opsplanner.core.db import db
from opsplanner.core.text import Text
from opsplanner.operations.models import Objective, Operation, Period
from opsplanner.participants.models import Participation
from opsplanner.results.models import PeriodServed
from tests import factories
from tests.figures import stored
from tests.figures.test_same_for_everyone import text_of
from tests.journeys.person import plain

BASE = "/operations/OP1/dashboard"
# Results, nil, nobody, results; the fifth week is not due yet.
SAID = ["3", "0", None, "2"]
WEEKS = {
    "en": ["2–8 Mar", "9–15 Mar", "16–22 Mar", "23–29 Mar"],
    "fr": ["2–8 mars", "9–15 mars", "16–22 mars", "23–29 mars"],
}
GAPS = {"en": "Gaps: 1 of 4.", "fr": "Lacunes\u00a0: 1 sur 4."}
NOT_DUE = {"en": "no return is due yet", "fr": "n’est encore dû"}
SILENT = {"en": "no answer", "fr": "sans réponse"}


@pytest.fixture
def weeks(app_context: object) -> Iterator[Operation]:
    """Kazakhstan answers for three of four weeks, once with nil; Georgia for the last alone."""
    operation = factories.operation("OP1")
    for number in range(1, 6):
        first = date(2026, 2, 23).toordinal() + 7 * number
        made = stored.period(operation, number, date.fromordinal(first), date.fromordinal(first + 6))
        made.due_at = datetime.combine(date.fromordinal(first + 8), datetime.min.time(), UTC)
    kz, ge = stored.member(operation, "KZ"), stored.member(operation, "GE")
    one, two, _three, four, _five = operation.periods
    stored.deliver(kz, [stored.row(n, one.id, detected_on=date(2026, 3, 3)) for n in (1, 2, 3)])
    nil(kz, two)
    nil(kz, four)
    stored.deliver(ge, [stored.row(n, four.id, detected_on=date(2026, 3, 24)) for n in (11, 12)])
    with clock.frozen(datetime(2026, 4, 1, 12, tzinfo=UTC)):
        yield operation


def nil(member: Participation, *periods: Period) -> None:
    sent = stored.deliver(member, [], channel="nil")
    db.session.add_all(PeriodServed(submission_id=sent.id, period_id=each.id, cases=0) for each in periods)
    db.session.commit()


def planner(operation: Operation, enter: object) -> FlaskClient:
    return enter(operation, Role.PLANNER)  # type: ignore[operator, no-any-return]


def file(visitor: FlaskClient, form: str, lang: str, more: str = "") -> bytes:
    answer = visitor.get(f"{BASE}/export/file?format={form}&language={lang}{more}")
    assert answer.status_code == 200
    return answer.data


def over_time(visitor: FlaskClient, more: str = "") -> list[str | None]:
    told = json.loads(file(visitor, "json", "en", more))
    chart = next(each for each in told["charts"] if each["key"] == "over_time")
    return chart["series"][0]["values"] if chart["series"] else []


def from_json(visitor: FlaskClient, lang: str) -> list[str | None]:
    told = json.loads(file(visitor, "json", lang))
    chart = next(each for each in told["charts"] if each["key"] == "over_time")
    assert chart["categories"] == WEEKS[lang]
    assert any(note.startswith(GAPS[lang]) for note in told["notes"])
    assert any(NOT_DUE[lang] in note for note in told["notes"])
    return chart["series"][0]["values"]


def from_csv(visitor: FlaskClient, lang: str) -> list[str | None]:
    rows = list(csv.DictReader(io.StringIO(file(visitor, "csv", lang).decode(), newline="")))
    assert any(row["chart"] == "note" and row["category"].startswith(GAPS[lang]) for row in rows)
    return [row["value"] or None for row in rows if row["chart"] == "over_time"]


def from_csv_for_people(visitor: FlaskClient, lang: str) -> list[str | None]:
    content = file(visitor, "csv_local", lang).decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(content, newline=""), delimiter="," if lang == "en" else ";")
    return [row["value"] or None for row in rows if row["chart"] == "over_time"]


def from_xlsx(visitor: FlaskClient, lang: str) -> list[str | None]:
    sheet = load_workbook(io.BytesIO(file(visitor, "xlsx", lang)))["over_time"]
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(each.startswith(GAPS[lang]) for each in words)
    assert {"en": "No answer: 16–22 Mar", "fr": "Sans réponse\u00a0: 16–22 mars"}[lang] in words
    found = [sheet.cell(6 + at, 3).value for at in range(4)]
    return [None if value is None else str(value) for value in found]


def from_pptx(visitor: FlaskClient, lang: str) -> list[str | None]:
    slides = Presentation(io.BytesIO(file(visitor, "pptx", lang, "&chart=over_time"))).slides
    plot = next(shape.chart for slide in slides for shape in slide.shapes if shape.has_chart).plots[0]
    words = " ".join(s.text_frame.text for slide in slides for s in slide.shapes if s.has_text_frame)
    assert GAPS[lang] in words
    return [None if value is None else str(int(value)) for value in plot.series[0].values]


def from_figure(visitor: FlaskClient, lang: str) -> list[str | None]:
    drawn = visitor.get(f"{BASE}/chart/over_time.json?lang={lang}").json["data"][0]
    return [None if value is None else str(int(value)) for value in drawn["y"]]


def from_page(visitor: FlaskClient, lang: str) -> list[str | None]:
    page = html.fromstring(visitor.get(f"{BASE}?lang={lang}").text)
    figure = page.get_element_by_id("figure-over_time")
    assert GAPS[lang] in figure.text_content()
    cells = [plain(row.xpath("./td")[0]) for row in figure.iter("tr") if row.xpath("./td")]
    return [None if text == SILENT[lang] else text for text in cells]


def from_pdf(visitor: FlaskClient, lang: str) -> list[str | None]:
    words = re.sub(r"\s+", " ", text_of(file(visitor, "pdf", lang, "&chart=over_time")))
    assert re.sub(r"\s", " ", GAPS[lang]) in words
    found = [re.search(rf"{week} (\d+|{SILENT[lang]})(?: |$)", words) for week in WEEKS[lang]]
    told = [each.group(1) if each else "not there" for each in found]
    return [None if each == SILENT[lang] else each for each in told]


READERS = [from_json, from_csv, from_csv_for_people, from_xlsx, from_pptx, from_figure, from_page, from_pdf]


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
def test_every_reader_finds_the_same_gap_the_same_nil_and_nothing_of_the_week_to_come(weeks, enter, reader, lang):
    assert reader(planner(weeks, enter), lang) == SAID


def test_the_picture_marks_the_gap_and_says_what_it_means(weeks, enter):
    drawn = file(planner(weeks, enter), "svg", "en", "&chart=over_time").decode()
    assert "– no answer" in drawn
    assert GAPS["en"] in re.sub(r"<[^>]+>\s*", " ", drawn)


def test_a_member_sees_its_own_silence_and_its_own_nil(weeks, enter):
    assert over_time(enter(weeks, Role.MEMBER, "KZ"), "&member=KZ") == ["3", "0", None, "0"]
    assert over_time(enter(weeks, Role.MEMBER, "GE"), "&member=GE") == [None, None, None, "2"]


def test_of_days_those_of_a_period_nobody_answered_for_are_gaps(weeks, enter):
    visitor = planner(weeks, enter)
    assert over_time(visitor, "&period=3&period=4") == [None] * 7 + ["0", "2", *["0"] * 5]
    assert over_time(visitor, "&period=3") == []


def test_nobody_was_arrested_where_nil_was_said_and_nobody_knows_where_it_was_not_stated(weeks, enter):
    kz = db.session.query(Participation).first()
    arrests = stored.row(30, weeks.periods[0].id, persons_arrested=2, detected_on=date(2026, 3, 3))
    stored.deliver(kz, [arrests])
    visitor = planner(weeks, enter)
    assert over_time(visitor, "&measure=persons_arrested") == ["2", "0", None, None]
    page = html.fromstring(visitor.get(f"{BASE}?measure=persons_arrested").text)
    figure = page.get_element_by_id("figure-over_time")
    cells = [plain(row.xpath("./td")[0]) for row in figure.iter("tr") if row.xpath("./td")]
    assert cells == ["2", "0", "no answer", "–"]


def test_what_is_not_due_yet_is_shown_once_somebody_answered(weeks, enter):
    nil(db.session.query(Participation).first(), weeks.periods[4])
    assert over_time(planner(weeks, enter)) == [*SAID, "0"]


def test_a_member_that_never_answered_has_no_bar_beside_the_others(weeks, enter):
    for number, code in enumerate(("TJ", "TM", "AZ", "KG", "AM")):
        rows = [stored.row(100 + 10 * number + n, weeks.periods[0].id, detected_on=date(2026, 3, 3)) for n in range(5)]
        stored.deliver(stored.member(weeks, code), rows, at=datetime(2026, 3, 9, 12, tzinfo=UTC))
    stored.member(weeks, "UZ")

    def beside(code: str) -> list[str | None]:
        told = json.loads(file(enter(weeks, Role.MEMBER, code), "json", "en", "&member="))
        return next(each for each in told["charts"] if each["key"] == "by_member")["series"][0]["values"]

    assert beside("KZ") == ["3", "5"]
    assert beside("UZ") == [None, "5"]


COUNTED = ("cases", "detections", "seizures", "strategic_outcomes", "goods_lines", "quantity_mass", "quantity_volume")


def key_figures(visitor: FlaskClient, more: str = "") -> dict[str, str | None]:
    told = json.loads(file(visitor, "json", "en", more))
    return {each["key"]: each["value"] for each in told["measures"]}


def test_the_key_figures_of_a_silent_member_are_empty_and_those_of_one_that_said_nil_are_noughts(weeks, enter):
    stored.member(weeks, "UZ")
    visitor = planner(weeks, enter)
    silent, said = key_figures(visitor, "&member=UZ"), key_figures(visitor, "&member=KZ&period=2")
    assert [silent[key] for key in COUNTED] == [None] * len(COUNTED)
    assert [said[key] for key in COUNTED] == ["0"] * len(COUNTED)
    assert (silent["members_reported"], silent["members_silent"]) == ("0", "1")


def test_a_member_finds_no_nought_for_a_period_it_never_answered(weeks, enter):
    visitor = enter(weeks, Role.MEMBER, "GE")
    assert key_figures(visitor, "&member=GE&period=1")["cases"] is None
    page = html.fromstring(visitor.get(f"{BASE}?member=GE&period=1").text)
    cards = [plain(card) for card in page.find_class("kpi")]
    assert any(card.startswith("Cases – No answer") for card in cards)
    assert not any(" 0 " in card for card in cards if card.startswith(("Cases", "Detections")))


def test_an_objective_of_an_operation_nobody_reported_to_has_no_data_yet(app_context, enter):
    operation = stored.operation()
    aim = Objective(position=1, text=Text.of("Detect"), measure="detections", target=Decimal(25))
    operation.objectives.append(aim)
    db.session.commit()
    page = html.fromstring(planner(operation, enter).get("/operations/OP1/").text)
    row = next(row for row in page.iter("tr") if "Detect" in row.text_content())
    assert "No data yet" in row.text_content()


def by_member(visitor: FlaskClient, more: str = "") -> tuple[list[str], list[str | None], str]:
    told = json.loads(file(visitor, "json", "en", more))
    found = next(each for each in told["charts"] if each["key"] == "by_member")
    page = visitor.get(f"{BASE}?lang=en{more}").text
    return found["categories"], found["series"][0]["values"], page


def test_who_leads_sees_who_said_nil_as_0_and_who_is_silent_as_a_gap(weeks, enter):
    nil(stored.member(weeks, "TJ"), weeks.periods[0])
    stored.member(weeks, "UZ")
    red = stored.row(700, weeks.periods[0].id, handling="RED", detected_on=date(2026, 3, 3))
    stored.deliver(stored.member(weeks, "TM"), [red])
    categories, values, page = by_member(planner(weeks, enter))
    assert categories == ["Customs of KZ", "Customs of GE", "Customs of TJ", "Customs of UZ"]
    assert values == ["3", "2", "0", None]
    assert "0: nil was reported. A gap: no answer was given." in page


def test_where_they_would_not_fit_they_are_counted(weeks, enter):
    for number in range(20):
        stored.member(weeks, f"X{number}")
    nil(stored.member(weeks, "TJ"), weeks.periods[0])
    categories, _values, page = by_member(planner(weeks, enter))
    assert categories == ["Customs of KZ", "Customs of GE"]
    assert "Members that reported nil (1) and Members that did not answer (20)." in page
