"""The step "Columns": what is asked, remembered, changed and never lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import sqlalchemy as sa
from flask.testing import FlaskClient

from opsplanner.core.db import db
from opsplanner.directory.models import Account
from opsplanner.results.models import ColumnMemory, Draft
from tests.results.posting import BASE, answer, newest, post_sheet, questions
from tests.results.world import World, row

SignIn = Callable[[Account], FlaskClient]


def test_an_unknown_column_is_asked_about_once_and_remembered(kz: FlaskClient) -> None:
    mine = [{**row(), "Obs.": "12"}]
    page = post_sheet(kz, *mine)
    assert "What do these columns hold?" in page
    draft = db.session.scalar(sa.select(sa.func.max(Draft.id)))
    data = {"heading": ["Obs."], "field": ["narrative"], "remember": "on"}
    page = kz.post(f"{BASE}/results/drafts/{draft}/columns", data=data, follow_redirects=True).text
    assert "Confirm and send" in page
    assert "Confirm and send" in post_sheet(kz, *mine)


def test_what_is_left_is_counted_anew_after_each_answer(kz: FlaskClient) -> None:
    mine = {**row(commodity_class="Blanche"), "Combien": "12.5"}
    del mine["quantity"]
    post_sheet(kz, mine)
    answer(kz, "Combien", "quantity")
    assert errors_noted() == 1
    mean(kz, ("commodity_class", "Blanche", "drugs"))
    assert errors_noted() == 0


def test_do_not_import_is_no_trap(kz: FlaskClient) -> None:
    mine = {**row(), "Combien": "12.5"}
    del mine["quantity"]
    post_sheet(kz, mine)
    page = answer(kz, "Combien", "", remember="on")
    assert "What do these columns hold?" in page
    assert db.session.scalar(sa.select(sa.func.count()).select_from(ColumnMemory)) == 0
    assert "Confirm and send" in answer(kz, "Combien", "quantity", remember="on")
    assert "Confirm and send" in post_sheet(kz, mine)


def test_a_remembered_answer_is_asked_again_where_a_column_is_missing(kz: FlaskClient) -> None:
    post_sheet(kz, {**row(), "Combien": "12.5"})
    assert "Confirm and send" in answer(kz, "Combien", "", remember="on")
    mine = {**row(national_ref="KZ-002"), "Combien": "12.5"}
    del mine["quantity"]
    page = post_sheet(kz, mine)
    assert "What do these columns hold?" in page
    assert "Combien" in page
    assert "Confirm and send" in answer(kz, "Combien", "quantity")


def test_every_answer_about_columns_can_be_changed(kz: FlaskClient) -> None:
    mine = {**row(), "Obs.": "A note"}
    post_sheet(kz, mine)
    answer(kz, "Obs.", "narrative", remember="on")
    page = post_sheet(kz, mine)
    assert "Change the columns" in page
    draft = db.session.scalar(sa.select(sa.func.max(Draft.id)))
    assert f"/results/drafts/{draft}/columns?every=1" in page
    page = kz.get(f"{BASE}/results/drafts/{draft}/columns?every=1").text
    assert re.search(r'value="narrative" selected', page)
    assert "Columns not stored" in answer(kz, "Obs.", "")


def test_a_column_not_imported_is_named_before_sending(kz: FlaskClient) -> None:
    post_sheet(kz, {**row(), "Obs.": "12"})
    draft = db.session.scalar(sa.select(sa.func.max(Draft.id)))
    data = {"heading": ["Obs."], "field": [""]}
    page = kz.post(f"{BASE}/results/drafts/{draft}/columns", data=data, follow_redirects=True).text
    assert "Columns not stored" in page
    assert "Obs." in page


OWN = {
    "№ протокола": "национальный-1",
    "Мера": "seizure",
    "Дата события": "04.03.2026",
    "Пункт пропуска": "Достык",
    "Ввоз/вывоз": "Ввоз",
    "Чем перевозилось": "Автомобильный",
    "Откуда": "Китай",
    "Куда": "Казахстан",
    "Почему": "risk_profile",
    "Класс товара": "п/ф",
    "Наименование": "Клапаны",
    "Сколько": "12,5",
    "Ед изм": "кг",
}


def go_on(client: FlaskClient, page: str, **changes: str) -> str:
    """Answers every question as the page proposes, but for the changes."""
    answers = questions(page) | changes
    draft = db.session.scalar(sa.select(sa.func.max(Draft.id)))
    data = {"heading": list(answers), "field": list(answers.values()), "remember": "on"}
    return client.post(f"{BASE}/results/drafts/{draft}/columns", data=data, follow_redirects=True).text


def test_a_members_own_sheet_is_mapped_once_values_too_and_used_for_ever(kz: FlaskClient) -> None:
    page = post_sheet(kz, OWN)
    assert "Add a column named" not in page
    assert "Still needed" in page
    assert questions(page)["откуда"] == "country_departure"
    page = go_on(kz, page, мера="record_kind", почему="detection_basis")
    assert "What do these values mean?" in page
    page = mean(kz, ("commodity_class", "п/ф", "drugs"))
    assert "Confirm and send" in page
    page = post_sheet(kz, {**OWN, "№ протокола": "национальный-2"}, name="may.csv")
    assert "Confirm and send" in page
    assert "was read as" in kz.get(f"{BASE}/results/drafts/{newest()}/check").text


GEORGIAN = {
    "ნომერი": "G-20{n}",
    "შედეგი": "Seizure",
    "თარიღი": "1{n}/03/2026",
    "ადგილი": "Aktau",
    "მიმართულება": "Import",
    "ტრანსპორტი": "Maritime",
    "საიდან": "AE",
    "სად": "KZ",
    "მიზეზი": "Risk profile",
    "საქონელი": "Strategic goods",
    "აღწერა": "Valves {n}",
    "რაოდენობა": "12,5",
    "ერთეული": "KG",
    "კატეგორია": "Nuclear and radioactive",
}


def test_headings_in_a_language_we_do_not_know_cost_no_row(kz: FlaskClient) -> None:
    mine = [{key: value.format(n=n) for key, value in GEORGIAN.items()} for n in range(3, 9)]
    page = post_sheet(kz, *mine)
    assert list(questions(page)) == list(GEORGIAN)
    assert "Headings: row 1<" in page
    assert db.session.scalars(sa.select(Draft.rows)).one() == len(mine)


def test_of_a_sheet_without_headings_nothing_is_remembered(kz: FlaskClient) -> None:
    content = "\n".join(";".join(GEORGIAN.values()).format(n=n) for n in range(3, 9)).encode()
    page = post_sheet(kz, content=content)
    assert questions(page)["seizure"]
    go_on(kz, page)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(ColumnMemory)) == 0


def errors_noted() -> int:
    """What the lists say is left of the newest draft."""
    report = db.session.scalar(sa.select(Draft.report).order_by(Draft.id.desc()).limit(1))
    assert report
    return int(report["errors"])


def mean(client: FlaskClient, *said: tuple[str, str, str], **more: str) -> str:
    """Says what values of the newest draft mean, to be remembered."""
    fields, values, meanings = (list(each) for each in zip(*said, strict=True))
    data = {"field": fields, "value": values, "meaning": meanings, "remember": "on", **more}
    return client.post(f"{BASE}/results/drafts/{newest()}/values", data=data, follow_redirects=True).text


def test_a_value_is_given_a_meaning_for_all_its_rows_and_only_one_of_the_list(kz: FlaskClient) -> None:
    rows = [
        row(national_ref=f"KZ-{n}", commodity_class="Blanche", country_departure="Middle Kingdom") for n in range(3)
    ]
    page = post_sheet(kz, *rows)
    assert 'value="Blanche"' in page
    page = mean(kz, ("commodity_class", "Blanche", "drugs"), ("country_departure", "Middle Kingdom", "Cathay"))
    assert "‘Cathay’ is not in the list of Country of departure." in page
    assert "Confirm and send" in mean(kz, ("country_departure", "Middle Kingdom", "China"))


def test_a_doubled_or_unnamed_column_is_asked_and_never_guessed(kz: FlaskClient) -> None:
    mine = {**row(quantity="5"), "Qty": "7", "": "something"}
    page = post_sheet(kz, mine)
    assert questions(page) == {"quantity": "?", "qty": "?", "#o": ""}
    page = go_on(kz, page)
    assert questions(page)["qty"] == "?"
    page = go_on(kz, page, quantity="", qty="quantity", **{"#o": "narrative"})
    assert "Confirm and send" in page
    assert "Columns not stored" in page
    assert "Confirm and send" in post_sheet(kz, {**mine, "national_ref": "KZ-002"})


def test_two_columns_given_one_meaning_are_told_and_asked_again(kz: FlaskClient) -> None:
    page = post_sheet(kz, OWN)
    page = go_on(kz, page, сколько="description")
    assert "Keep one column for Description of goods found; columns K, L both answer to it." in page
    assert "What do these values mean?" in go_on(kz, page, сколько="quantity")


def test_dates_that_can_be_read_two_ways_are_asked_once_and_remembered(kz: FlaskClient) -> None:
    mine = row(detected_on="03/04/2026")
    assert "How are the dates written?" in post_sheet(kz, mine)
    data = {"order-detected_on": "mdy", "remember": "on"}
    page = kz.post(f"{BASE}/results/drafts/{newest()}/columns", data=data, follow_redirects=True).text
    assert "Confirm and send" in page
    assert "Confirm and send" in post_sheet(kz, mine)


def test_problems_of_recognised_columns_are_shown_beside_the_questions(kz: FlaskClient) -> None:
    page = post_sheet(kz, {**row(quantity="a few"), "Obs.": "late"})
    assert "Found so far" in page
    assert "L2" in page


def test_effort_fields_are_not_offered_for_results(kz: FlaskClient) -> None:
    page = post_sheet(kz, {**row(), "Examined": "12"})
    assert 'value="narrative"' in page
    assert 'value="consignments_examined"' not in page


def test_what_is_remembered_is_listed_searched_and_forgotten(kz: FlaskClient, sign_in: SignIn, world: World) -> None:
    address = f"{BASE}/results/remembered?member=KZ"
    assert "Nothing is remembered yet" in kz.get(address).text
    answer(kz_draft(kz), "Obs.", "narrative", remember="on")
    mean(kz, ("commodity_class", "Blanche", "drugs"))
    assert "obs" in kz.get(address).text
    assert "Nothing remembered matches" in kz.get(f"{address}&q=nothing").text
    assert "Blanche" in kz.get(f"{address}&kind=values&q=blan").text
    secretariat, other, planner = (sign_in(world.people[name]) for name in ("secretariat", "ge", "planner"))
    assert "Blanche" in secretariat.get(f"{address}&kind=values").text
    assert [person.get(address).status_code for person in (other, planner)] == [404, 404]
    forget = f"{BASE}/results/remembered/forget"
    assert "Forget what" in kz.get(f"{forget}?member=KZ&heading=obs").text
    assert db.session.scalar(sa.select(sa.func.count()).select_from(ColumnMemory)) == 1
    assert other.post(forget, data={"member": "KZ", "heading": "obs"}).status_code == 404
    assert (
        "Nothing is remembered yet"
        in kz.post(forget, data={"member": "KZ", "heading": "obs"}, follow_redirects=True).text
    )
    value = {"member": "KZ", "field": "commodity_class", "value": "blanche"}
    assert "Nothing is remembered yet" in kz.post(forget, data=value, follow_redirects=True).text
    assert kz.post(forget, data=value).status_code == 404


def kz_draft(client: FlaskClient) -> FlaskClient:
    """A draft with a column and a value to be explained."""
    post_sheet(client, {**row(commodity_class="Blanche"), "Obs.": "late"})
    return client
