"""The fixed words of every export, in each language: an export names its own languages, whatever the reader's page is in."""

from __future__ import annotations

from decimal import Decimal

from opsplanner.core.numbers import is_one
from opsplanner.core.text import Text

SOURCE = Text.of("Source: %(source)s", fr="Source\u00a0: %(source)s")
AS_OF = Text.of("as of %(moment)s", fr="au %(moment)s")
REPORTED = Text.of("%(n)s of %(of)s Members reported", fr="%(n)s Membres sur %(of)s ont répondu")
ONE_REPORTED = Text.of("%(n)s of %(of)s Members reported", fr="%(n)s Membre sur %(of)s a répondu")
FILTERS = Text.of("filters: %(filters)s", fr="filtres\u00a0: %(filters)s")
NO_FILTERS = Text.of("no filter", fr="sans filtre")
MEASURE_ID = Text.of("measure: %(key)s", fr="mesure\u00a0: %(key)s")
BASES = {
    "accepted": Text.of("accepted results only", fr="résultats acceptés seulement"),
    "submitted": Text.of("accepted and submitted results", fr="résultats acceptés et transmis"),
}
DRAFT = Text.of("Draft – contains unreviewed data", fr="Projet – contient des données non examinées")
SYNTHETIC = Text.of("Synthetic demonstration data", fr="Données de démonstration synthétiques")
BOUNDARIES = Text.of(
    "The boundaries and names shown do not imply official endorsement or acceptance.",
    fr="Les frontières et les noms indiqués n’impliquent ni reconnaissance ni acceptation officielles.",
)
TARGET_IS = Text.of("Target: %(value)s", fr="Cible\u00a0: %(value)s")
MISSING_IS = Text.of("%(mark)s not reported", fr="%(mark)s non déclaré")
HIDDEN_IS = Text.of("%(mark)s not shown (small numbers)", fr="%(mark)s non affiché (petits nombres)")
NO_ANSWER = Text.of("no answer", fr="sans réponse")
SILENT_IS = Text.of("%(mark)s no answer", fr="%(mark)s sans réponse")
SILENT_ARE = Text.of("No answer: %(names)s", fr="Sans réponse\u00a0: %(names)s")
MISSING_ARE = Text.of("Not reported: %(names)s", fr="Non déclaré\u00a0: %(names)s")
HIDDEN_ARE = Text.of("Not shown (small numbers): %(names)s", fr="Non affiché (petits nombres)\u00a0: %(names)s")
AND_MORE = Text.of("%(names)s and %(n)s more", fr="%(names)s et %(n)s autres")
GREATEST_OF = Text.of(
    "The %(n)s greatest of %(of)s stand apart", fr="Les %(n)s plus grandes valeurs sur %(of)s sont détaillées"
)
MORE_ROWS = Text.of("%(n)s more rows in the workbook", fr="%(n)s autres lignes dans le classeur")
COUNTED = Text.of("How counted: %(text)s", fr="Mode de calcul\u00a0: %(text)s")
ROSTER_HEAD = Text.of("%(label)s (%(n)s):", fr="%(label)s (%(n)s)\u00a0:")
MORE_APART = Text.of(
    "%(n)s of the others stand apart in the workbook", fr="%(n)s des autres sont détaillés dans le classeur"
)
CONTINUED = Text.of("%(title)s (%(n)s of %(of)s)", fr="%(title)s (%(n)s sur %(of)s)")
ALT = Text.of("%(title)s. %(subtitle)s. %(values)s.", fr="%(title)s. %(subtitle)s. %(values)s.")
NO_VALUES = Text.of("No values", fr="Aucune valeur")
PAGE = Text.of("Page %(n)s of %(of)s", fr="Page %(n)s sur %(of)s")

KEY_FIGURES = Text.of("Key figures", fr="Chiffres clés")
MEASURE = Text.of("Measure", fr="Mesure")
VALUE = Text.of("Value", fr="Valeur")
UNIT = Text.of("Unit", fr="Unité")
TARGET = Text.of("Target", fr="Cible")
HOW_COUNTED = Text.of("How counted", fr="Mode de calcul")
CATEGORY = Text.of("Category", fr="Catégorie")
CODE = Text.of("Code", fr="Code")
SUMMARY = Text.of("Summary", fr="Synthèse")
METHOD = Text.of("Method", fr="Méthode")
METHOD_TITLE = Text.of("Method, and who reported", fr="Méthode et Membres ayant répondu")
WHO_REPORTED = Text.of("Who reported", fr="Qui a répondu")
NOBODY = Text.of("None", fr="Aucun")

OPERATION = Text.of("Operation", fr="Opération")
AS_OF_LABEL = Text.of("As of", fr="Situation au")
BASIS = Text.of("Basis", fr="Base")
PARTICIPATION = Text.of("Participation", fr="Participation")
ROWS = Text.of("Rows", fr="Lignes")
LISTED = Text.of("%(n)s of %(of)s listed", fr="%(n)s sur %(of)s dans la liste")
FILTERS_LABEL = Text.of("Filters", fr="Filtres")
MARKING = Text.of("Marking", fr="Marquage")
LANGUAGE = Text.of("Language", fr="Langue")
LANGUAGE_NAMES = {"en": Text.of("English", fr="anglais"), "fr": Text.of("French", fr="français")}
NOTICE = Text.of("Notice", fr="Avertissement")
SOURCE_LABEL = Text.of("Source", fr="Source")

UNITS = {
    "count": Text.of("number", fr="nombre"),
    "kg": Text.of("kg"),
    "l": Text.of("l"),
    "pieces": Text.of("pieces", fr="pièces"),
    "m": Text.of("m"),
    "m²": Text.of("m²"),
    "Bq": Text.of("Bq"),
    "persons": Text.of("persons", fr="personnes"),
    "percent": Text.of("%"),
    "hours": Text.of("hours", fr="heures"),
}
# Those that are words, of one.
ONE = {
    "pieces": Text.of("piece", fr="pièce"),
    "persons": Text.of("person", fr="personne"),
    "hours": Text.of("hour", fr="heure"),
}


def unit(key: str, lang: str) -> str:
    """A unit in words; a currency code or an unknown unit stands for itself."""
    return UNITS[key].to(lang) if key in UNITS else key


def unit_mark(key: str, lang: str, value: Decimal | None = None) -> str:
    """What stands after a number of this unit, in the singular after one: nothing for plain counts."""
    if value is not None and key in ONE and is_one(value, lang):
        return ONE[key].to(lang)
    return "" if key in ("", "count") else unit(key, lang)


def pair(label: str, text: str, lang: str) -> str:
    """Label: text, with the space before the colon that the language wants."""
    return f"{label}: {text}" if lang == "en" else f"{label}\u00a0: {text}"


def say(sentence: Text, lang: str, **parts: object) -> str:
    """The sentence in a language with its parts set in."""
    return sentence.to(lang) % parts


def reported(n: int) -> Text:
    """The sentence of how many Members reported: in French one, or none, is singular."""
    return REPORTED if n > 1 else ONE_REPORTED
