"""The words of charts in both languages: topics, messages, categories, notes. Exports need both at once, so they are Text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date

from opsplanner.core.text import Text, first_day
from opsplanner.documents.numerals import locale_of, number

LANGUAGES = ("en", "fr")
NO_BREAK = "\u00a0"

NOT_STATED = Text.of("Not stated", fr="Non précisé")
EARLIER = Text.of("Earlier", fr="Avant")
LATER = Text.of("Later", fr="Après")
MEDIAN = Text.of("Median of %(n)s other Members", fr="Médiane de %(n)s autres Membres")
WITH_RESULTS = Text.of("Results", fr="Résultats")
NIL = Text.of("Nil", fr="État néant")
SILENT = Text.of("Silent", fr="Sans réponse")

TOPICS = {
    "over_time": Text.of("over time", fr="dans le temps"),
    "by_class": Text.of("by commodity class", fr="par catégorie de marchandise"),
    "by_member": Text.of("by Member", fr="par Membre"),
    "by_mode": Text.of("by mode of transport", fr="par mode de transport"),
    "by_basis": Text.of("by why it was checked", fr="par motif du contrôle"),
    "routes": Text.of("by route", fr="par itinéraire"),
    "map": Text.of("by country of departure", fr="par pays de provenance"),
    "reporting": Text.of("who reported", fr="ayant répondu"),
}
PARTICIPATION = Text.of("Members", fr="Membres")
OF = {
    "cases": Text.of("of cases", fr="des affaires"),
    "detections": Text.of("of detections", fr="des détections"),
    "seizures": Text.of("of seizures", fr="des saisies"),
    "strategic_outcomes": Text.of("of strategic outcomes", fr="des résultats sur biens stratégiques"),
    "goods_lines": Text.of("of goods lines", fr="des lignes de marchandise"),
    "quantity_mass": Text.of("of the mass", fr="de la masse"),
    "quantity_volume": Text.of("of the volume", fr="du volume"),
    "quantity_count": Text.of("of the pieces", fr="des pièces"),
    "quantity_length": Text.of("of the length", fr="de la longueur"),
    "quantity_area": Text.of("of the area", fr="de la surface"),
    "quantity_activity": Text.of("of the activity", fr="de l’activité"),
    "persons_arrested": Text.of("of persons arrested", fr="des personnes arrêtées"),
    "value": Text.of("of the value", fr="de la valeur"),
}
BY_OWN = Text.of("by %(name)s", fr="par «\u00a0%(name)s\u00a0»")
OF_OWN = Text.of("of “%(name)s”", fr="de «\u00a0%(name)s\u00a0»")
LEADS = Text.of("%(name)s: %(share)s %(of)s", fr="%(name)s\u00a0: %(share)s %(of)s")
PEAKED = Text.of("%(measure)s peaked on %(when)s", fr="%(measure)s\u00a0: pic le %(when)s")
PEAKED_IN = Text.of("%(measure)s peaked in %(when)s", fr="%(measure)s\u00a0: pic sur %(when)s")
TOP_ROUTE = Text.of("Most frequent route: %(name)s", fr="Itinéraire le plus fréquent\u00a0: %(name)s")
TOP_PLACE = Text.of("Most came from %(name)s", fr="Première provenance\u00a0: %(name)s")
AGAINST = Text.of(
    "%(name)s: %(own)s, median of the others %(median)s", fr="%(name)s\u00a0: %(own)s, médiane des autres %(median)s"
)
TOPIC = Text.of("%(measure)s %(topic)s, %(days)s", fr="%(measure)s %(topic)s, %(days)s")

TOUCHES = Text.of(
    "A case counts in every group it touches, and once in the total.",
    fr="Une affaire compte dans chaque groupe qu’elle touche, et une fois dans le total.",
)
RED_APART = Text.of(
    "Cases marked RED count in totals of the whole operation only.",
    fr="Les affaires marquées RED ne comptent que dans les totaux de toute l’opération.",
)
NOT_APPLIED = Text.of(
    "Filters you may not use here were not applied: %(filters)s.",
    fr="Des filtres que vous ne pouvez pas utiliser ici n’ont pas été appliqués\u00a0: %(filters)s.",
)
NOT_UNDERSTOOD = Text.of(
    "What was not understood in the address was not applied: %(filters)s.",
    fr="Ce qui n’a pas été compris dans l’adresse n’a pas été appliqué\u00a0: %(filters)s.",
)
SMALL = Text.of(
    "Counts below three, and those that would give them away, are not shown or stand together as “Others”.",
    fr="Les nombres inférieurs à trois, et ceux qui les révéleraient, ne sont pas affichés ou sont réunis sous «\u00a0Autres\u00a0».",
)
OVER = Text.of("over %(n)s Members that gave both", fr="sur %(n)s Membres ayant fourni les deux")
OVER_ONE = Text.of("over one Member that gave both", fr="sur un Membre ayant fourni les deux")
RED_BY_THREES = Text.of(
    "Cases marked RED of other Members count in totals of the whole operation only, and only three or more together.",
    fr="Les affaires marquées RED des autres Membres ne comptent que dans les totaux de toute l’opération, et seulement à trois ou plus.",
)
TOO_FEW = Text.of(
    "A median of the others is shown when at least five of them have results and it is three or more.",
    fr="La médiane des autres est affichée lorsque cinq d’entre eux au moins ont des résultats et qu’elle atteint trois.",
)
NO_RATE = Text.of(
    "No total in one currency: a rate is missing.",
    fr="Pas de total dans une seule devise\u00a0: un taux manque.",
)
REHEARSALS = Text.of(
    "Rehearsals and withdrawn submissions are not counted.",
    fr="Les exercices et les transmissions retirées ne sont pas comptés.",
)
ONCE = Text.of(
    "A case that two Members reported counts once, as the first reported it, and is credited to both where Members are told apart.",
    fr="Une affaire déclarée par deux Membres compte une fois, telle que le premier l’a déclarée, et est attribuée aux deux là où les Membres sont distingués.",
)
GAPS = Text.of(
    "Gaps: %(n)s of %(of)s. For their days no return of those shown was received; of a nil return the chart shows 0.",
    fr="Lacunes\u00a0: %(n)s sur %(of)s. Pour ces jours, aucun relevé parmi ceux présentés n’a été reçu\u00a0; un état néant est présenté comme 0.",
)
QUIET = Text.of(
    "0: nil was reported. A gap: no answer was given.",
    fr="0\u00a0: état néant. Une lacune\u00a0: aucune réponse.",
)
QUIET_COUNTED = Text.of(
    "Without a bar: Members that reported nil (%(nil)s) and Members that did not answer (%(silent)s).",
    fr="Sans barre\u00a0: Membres ayant déclaré néant (%(nil)s) et Membres sans réponse (%(silent)s).",
)
NOT_DUE = Text.of(
    "Days for which no return is due yet, and none was received, are left off.",
    fr="Les jours pour lesquels aucun relevé n’est encore dû ni reçu ne figurent pas.",
)
EMBARGOED = Text.of(
    "Cases under embargo are left out.",
    fr="Les affaires sous embargo ne sont pas comptées.",
)


def both(say: Callable[[str], str]) -> Text:
    """A sentence made in each language."""
    return Text.read({lang: say(lang) for lang in LANGUAGES})


def fill(sentence: Text, **parts: Text | int | str) -> Text:
    """A sentence with its parts set in, each in the language of the sentence; whole numbers as that language writes them."""

    def part(value: Text | int | str, lang: str) -> str:
        if isinstance(value, Text):
            return value.to(lang)
        return number(Decimal(value), lang) if isinstance(value, int) else value

    return both(lambda lang: sentence.to(lang) % {name: part(value, lang) for name, value in parts.items()})


def amount(value: Decimal) -> Text:
    """A number as each language writes it."""
    return both(lambda lang: number(value, lang))


def share(part: Decimal, whole: Decimal) -> Text:
    """62% / 62 %: in whole hundredths; never all or nothing where it is not."""
    hundredths = (100 * part / whole).quantize(Decimal(1), ROUND_HALF_UP)
    if part < whole and hundredths == 100:
        return Text.of("more than 99%", fr=f"plus de 99{NO_BREAK}%")
    if part > 0 and not hundredths:
        return Text.of("less than 1%", fr=f"moins de 1{NO_BREAK}%")
    return both(lambda lang: f"{hundredths}%" if lang == "en" else f"{hundredths}{NO_BREAK}%")


def day(value: date) -> Text:
    """5 Apr / 5 avr."""
    return both(lambda lang: _day(value, "d MMM", lang))


def month(value: date) -> Text:
    """Apr 2018 / avr. 2018."""
    return both(lambda lang: format_date(value, "MMM y", locale=locale_of(lang)))


def long_day(value: date) -> Text:
    """5 April / 5 avril."""
    return both(lambda lang: _day(value, "d MMMM", lang))


def days(first: date, last: date, short: bool = False) -> Text:
    """1–30 April 2018, or short: 1–30 Apr."""
    pattern = "d MMM" if short else "d MMMM y"

    def say(lang: str) -> str:
        end = _day(last, pattern, lang)
        if first == last:
            return end
        if (first.year, first.month) == (last.year, last.month):
            return f"{first_day(str(first.day), lang)}–{end}"
        begin = pattern if short or first.year != last.year else "d MMMM"
        return f"{_day(first, begin, lang)} – {end}"

    return both(say)


def _day(value: date, pattern: str, lang: str) -> str:
    return first_day(format_date(value, pattern, locale=locale_of(lang)), lang)
