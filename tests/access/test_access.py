"""The access matrix: every route, every kind of actor, what each is answered, and whose words never reach whom.

To add a route, add its rows to expected.csv: own, another's and a missing object. 404: there is none for you; 403: you see it
and may not do this; 302 or 401 for who is not signed in.
"""

from __future__ import annotations

import re

import pytest

from opsplanner.core.access import Role
from tests.access.conftest import Platform
from tests.access.matrix import answers, canaries, questions, readable, routes, wrong
from tests.access.world import ACTORS

# What differs between any two answers: the token of a form, the nonce of a page.
UNIQUE = re.compile("csrf|nonce|data-token", re.IGNORECASE)
# A number that is none, and numbers that no database holds.
ODD = ["²", "١", "-1", "0", "9" * 30, "9" * 5000]
# These are asked in `make test`; the others, each of a kind with one of them, in `make test-all`.
QUICK = ("anonymous", "observer")
REST = [pytest.param(each, marks=pytest.mark.long) for each in ACTORS if each not in QUICK]


def test_every_route_is_in_the_table(platform: Platform) -> None:
    asked = {each.endpoint(platform.app, platform.places) for each in questions()}
    assert routes(platform.app) - asked == set()


@pytest.mark.parametrize("actor", [*QUICK, *REST])
def test_everyone_is_answered_as_the_table_says(platform: Platform, actor: str) -> None:
    assert list(wrong(platform, actor, questions())) == []


@pytest.mark.long
def test_opening_pages_and_files_changes_nothing(platform: Platform) -> None:
    stored = platform.database.path.read_bytes()
    for _question, answer in answers(platform, "second", questions("GET")):
        assert answer.status_code < 500
    platform.close()
    assert platform.database.path.read_bytes() == stored


@pytest.mark.long
def test_every_word_is_met_by_those_who_may_meet_it(platform: Platform) -> None:
    met = {actor: _all_that_is_told(platform, actor) for actor in ACTORS}
    missing = [
        f"{actor} does not meet {word}"
        for word, seen_by in canaries().items()
        for actor in sorted(seen_by)
        if word not in met[actor]
    ]
    assert missing == []


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    "asked",
    [
        "template/?version=",
        "template/dictionary.csv?version=",
        "template/versions/difference?version=1&version=",
        "results/form?member=AM&case=",
        "results/form?member=AM&draft=",
        "results/cases?page=",
        "board?rilo=",
    ],
)
def test_an_odd_number_in_an_address_breaks_no_page(platform: Platform, asked: str, odd: str) -> None:
    assert platform.visitor("secretariat").get(f"/operations/OP1/{asked}{odd}").status_code in (200, 404)


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    "asked", ["participants?role=member&organisation=", "results/nil?period=", "results/duplicates/days?days="]
)
def test_an_odd_number_in_a_form_breaks_no_page(platform: Platform, asked: str, odd: str) -> None:
    path, _sign, form = asked.partition("?")
    browser = platform.visitor("secretariat")
    data = dict(pair.split("=") for pair in form.split("&"))
    data[list(data)[-1]] = odd
    assert browser.post(f"/operations/OP1/{path}", data=data).status_code < 500


def test_no_post_is_taken_without_its_token(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(platform.app.config, "WTF_CSRF_ENABLED", True)
    browser = platform.visitor("secretariat")
    taken = [
        each.name for each in questions("POST") if each.ask(browser, platform.places).status_code not in (400, 404)
    ]
    assert taken == []


@pytest.mark.long
@pytest.mark.parametrize("actor", ["other", "guest"])
def test_a_seat_elsewhere_adds_nothing_here(platform: Platform, actor: str) -> None:
    # The page of the family lays beside it what its reader may see elsewhere.
    platform.seat(actor, Role.PLANNER, "OP2")
    here = [each for each in questions("GET") if re.match("/operations/OP1/(?!family)", each.path)]
    assert list(wrong(platform, actor, here)) == []


@pytest.mark.long
@pytest.mark.parametrize("actor", ["other", "guest", "observer", "office"])
@pytest.mark.parametrize(
    "place", ["results/submissions", "results/cases", "results/remembered", "documents", "lessons", "participants"]
)
def test_a_search_for_what_one_may_not_see_is_a_search_for_nothing(platform: Platform, actor: str, place: str) -> None:
    browser = platform.visitor(actor)
    for word, seen_by in canaries().items():
        if actor not in seen_by:
            said = [
                browser.get(f"/operations/OP1/{place}", query_string={"q": asked}).text.replace(asked, "")
                for asked in (word, f"xx{word[2:][::-1]}")
            ]
            assert _without_tokens(said[0]) == _without_tokens(said[1]), word


def _without_tokens(page: str) -> list[str]:
    return [line for line in page.splitlines() if not UNIQUE.search(line)]


def _all_that_is_told(platform: Platform, actor: str) -> str:
    return "\n".join(readable(answer) for question, answer in answers(platform, actor, questions("GET")))
