"""Text files that do not tell their encoding: read by what their letters and headings say, and read otherwise when a person says so."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from opsplanner.core import files
from opsplanner.core.access import system_actor
from opsplanner.core.db import db
from opsplanner.records.child.codepages import CODE_PAGES, decode
from opsplanner.records.guard import Upload
from opsplanner.reference.code_pages import code_pages
from opsplanner.results import services
from opsplanner.results.models import Draft, Submission
from opsplanner.results.services import Choices
from opsplanner.results.services.originals import reduce_original
from tests.results.posting import BASE, cells, newest, post_sheet
from tests.results.world import World, row, sheet

WORDS = {
    "fr": [
        "Éléments",
        "saisi à l’entrée",
        "Quantité",
        "été",
        "Genève",
        "Côte d’Ivoire",
        "déjà vérifié",
        "RÉFÉRENCE",
        "août",
    ],
    "pt": ["Peças", "válvulas", "Açúcar"],
    "ru": ["Алматы", "АЛМАТЫ", "Ош", "порошок", "Хоргос", "ХОРГОС", "чемодан", "Душанбе", "ящик", "сухой лёд"],
}
PAGES = {"fr": ("cp1252", "cp850"), "pt": ("cp1252", "cp850"), "ru": ("cp1251", "cp866")}
ONE_WORD = [(page, word) for language, words in WORDS.items() for word in words for page in PAGES[language]]


@pytest.mark.parametrize(("page", "word"), [each for each in ONE_WORD if each != ("cp850", "saisi à l’entrée")])
def test_one_word_is_enough_to_tell_the_code_page(page: str, word: str) -> None:
    if page == "cp850":
        word = word.replace("’", "'")
    line = f"KZ-001;seizure;2018-10-05;{word};12,5;KGM".encode(page)
    assert decode(line)[0] == line.decode(page)


def test_known_headings_decide_against_the_letters_of_a_value() -> None:
    text = "Дата;Страна;Количество\n05.10.2018;CN;Îøà"
    assert decode(text.encode("cp1251", "replace"))[1] == "cp1251"


def test_languages_of_the_member_and_what_is_remembered_decide_where_letters_do_not() -> None:
    line = "Πειραιάς".encode("cp1253")
    assert decode(line)[1] != "cp1253"
    assert decode(line, expected=code_pages("GR"))[1] == "cp1253"
    assert decode(line, remembered="cp1253")[1] == "cp1253"


@pytest.mark.parametrize(
    ("country", "pages"),
    [("KZ", {"cp1251", "cp866"}), ("GE", {"cp1251"}), ("FR", {"cp1252", "cp850"}), ("TR", {"cp1254"}), ("WCO", set())],
)
def test_the_languages_of_a_country_say_its_code_pages(country: str, pages: set[str]) -> None:
    assert pages <= set(code_pages(country))
    assert set(code_pages(country)) <= set(CODE_PAGES)


# Of these letters no program can know: they are words in both.
DOUBTFUL = "Maße"


def doubtful(name: str = "results.csv") -> Upload:
    return sheet(row(description=DOUBTFUL), name=name, encoding="cp850")


def test_a_person_says_how_it_is_to_be_read_and_it_is_remembered(kz: FlaskClient, world: World) -> None:
    page = post_sheet(kz, content=doubtful().content)
    assert "The letters look wrong" in page
    asked = kz.get(f"{BASE}/results/drafts/{newest()}/letters").text
    offered = re.findall(r'name="page" id="page-\d" value="([^"]*)"( checked)?', asked)
    assert 2 <= len(offered) <= 5
    assert offered[0][1]
    assert "cp850" in dict(offered)
    assert DOUBTFUL in asked
    answer = kz.post(f"{BASE}/results/drafts/{newest()}/letters", data={"page": "cp850", "remember": "on"})
    assert answer.status_code == 302
    page = kz.get(answer.location, follow_redirects=True).text
    assert "Western Europe (DOS 850)" in page
    kz.post(f"{BASE}/results/drafts/{newest()}/discard")
    assert "Western Europe (DOS 850)" in post_sheet(kz, content=doubtful().content)
    memory = kz.get(f"{BASE}/results/remembered?kind=values").text
    assert "letters of text files" in memory
    assert "Western Europe (DOS 850)" in memory


def test_what_is_no_code_page_is_refused_with_a_sentence(kz: FlaskClient) -> None:
    post_sheet(kz, content=doubtful().content)
    answer = kz.post(f"{BASE}/results/drafts/{newest()}/letters", data={"page": "rot13"})
    assert answer.status_code == 422
    assert "Choose how the letters are to be read." in answer.text


def test_a_file_that_tells_its_encoding_is_not_asked_about(kz: FlaskClient) -> None:
    page = post_sheet(kz, row(description="Poudre séchée"))
    assert "The letters look wrong" not in page
    assert kz.get(f"{BASE}/results/drafts/{newest()}/letters").status_code == 404


@pytest.mark.usefixtures("in_march")
def test_the_reduced_original_is_read_as_was_said(world: World) -> None:
    actor = world.actor("kz")
    draft = services.begin(actor, services.entry(actor, world.operation), doubtful())
    assert isinstance(draft, Draft)
    services.answer_letters(actor, world.operation, draft.id, "cp850", remember=False)
    sent = services.send(actor, world.operation, draft.id, Choices()).submission
    assert {each["letters"] for each in sent.imported.values()} == {"cp850"}
    services.take_in_review(world.actor("liaison"), world.operation, sent.id)
    services.accept(world.actor("liaison"), world.operation, sent.id)
    reduce_original(system_actor("worker"), sent.id)
    db.session.expire_all()
    kept = db.session.get_one(Submission, sent.id).kept_sha256
    assert kept is not None
    assert DOUBTFUL in cells(files.fetch(kept))
