"""The French of the screen is whole, typeset as French is, and compiled from today's sentences."""

import pytest
import translations
from babel.messages.catalog import Catalog


def catalogue(english: str | tuple[str, str], french: str | tuple[str, str], flags: tuple[str, ...] = ()) -> Catalog:
    made = Catalog(locale="fr")
    made.add(english, french, [("home/views.py", 0)], flags=flags)
    return made


def test_every_sentence_has_good_french():
    _french, quarrels = translations.fragments()
    assert not [*quarrels, *translations.faults(translations.merged())]


def test_the_catalogue_is_the_one_made_from_todays_sentences():
    text, compiled = translations.rendered(translations.merged())
    assert translations.CATALOGUE.read_bytes() == text
    assert translations.CATALOGUE.with_suffix(".mo").read_bytes() == compiled


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("Closed", ""),
        ("Closed", "L'affaire"),
        ("Sure?", "Vraiment ?"),
        ("Sure?", "Vraiment?"),
        ("Member: %(name)s", "Membre: %(name)s"),
        ("Member: %(name)s", "Membre"),
        ("Member: %(name)s", "Membre : %(nom)s"),
        (("%(num)s case", "%(num)s cases"), ("%(num)s affaire", "")),
    ],
)
def test_bad_french_is_seen(english, french):
    assert list(translations.faults(catalogue(english, french)))


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("Sure?", "Vraiment\u00a0?"),
        ("Due at %(time)s", "Attendu à %(time)s, voir https://ops.example/a?b=c"),
        ("(none?)", "(aucun\u202f?)"),
        (("One case", "%(num)s cases"), ("Une affaire", "%(num)s affaires")),
    ],
)
def test_good_french_passes(english, french):
    assert not list(translations.faults(catalogue(english, french)))


def test_doubtful_french_is_seen():
    assert list(translations.faults(catalogue("Closed", "Clos", flags=("fuzzy",))))
