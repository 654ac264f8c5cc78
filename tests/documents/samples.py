"""A plausible document of a fictional operation, in which every kind of chart and every kind of absence occurs."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from opsplanner.core.text import Text
from opsplanner.documents.chart import Category, Chart, Kind, Series, Value
from opsplanner.documents.document import Choice, Document, Facts, Measure, Roster

MODES = (
    ("air", "Air cargo", "Fret aérien"),
    ("courier", "Courier", "Courrier"),
    ("post", "Post", "Poste"),
    ("others", "Others (4)", "Autres (4)"),
)
COUNTRIES = (
    ("KAZ", "Kazakhstan"),
    ("GEO", "Georgia"),
    ("UZB", "Uzbekistan"),
    ("PAK", "Pakistan"),
    ("TJK", "Tajikistan"),
)


def facts(**changes: object) -> Facts:
    """As of 14 March 2026, 41 of 50, all the notices on."""
    fixed: dict[str, object] = {
        "operation": "OP-ALPHA",
        "name": Text.of("Operation Alpha", fr="Opération Alpha"),
        "as_of": datetime(2026, 3, 14, 18, tzinfo=UTC),
        "basis": "submitted",
        "reported": 41,
        "expected": 50,
        "filters": (
            Choice(
                "mode",
                Text.of("Mode of transport", fr="Mode de transport"),
                (("air", Text.of("Air cargo", fr="Fret aérien")),),
            ),
        ),
        "synthetic": True,
        "unreviewed": True,
        "marking": "TLP:AMBER",
    }
    return Facts(**{**fixed, **changes})  # type: ignore[arg-type]


def chart(kind: Kind = "bar", **changes: object) -> Chart:
    """Detections by mode of transport."""
    fixed: dict[str, object] = {
        "key": "by_mode",
        "kind": kind,
        "title": Text.of("Air cargo gave 62% of detections", fr="Le fret aérien a donné 62 % des détections"),
        "subtitle": Text.of(
            "Detections by mode of transport, 3–14 March 2026", fr="Détections par mode de transport, 3–14 mars 2026"
        ),
        "unit": "count",
        "categories": tuple(Category(code, Text.of(en, fr=fr)) for code, en, fr in MODES),
        "series": (Series("detections", Text.of("Detections", fr="Détections"), numbers(1255, 485, 203, 88)),),
        "how_counted": Text.of(
            "Cases except licence queries and checks", fr="Affaires hors demandes de licence et contrôles"
        ),
        "measure": "detections",
    }
    return Chart(**{**fixed, **changes})  # type: ignore[arg-type]


def numbers(*values: int | str | None) -> tuple[Value, ...]:
    """Decimals from plain literals."""
    return tuple(None if value is None else Decimal(value) for value in values)


def days(first: int, last: int) -> tuple[Category, ...]:
    """Days of March."""
    return tuple(
        Category(f"2026-03-{day:02}", Text.of(f"{day} Mar", fr=f"{day} mars")) for day in range(first, last + 1)
    )


def over_time() -> Chart:
    """Two lines with a gap, a held-back value and a target."""
    return chart(
        "line",
        key="over_time",
        title=Text.of(
            "Detections peaked on 8 March",
            fr="Les détections ont culminé le 8 mars, deuxième week-end de la phase opérationnelle",
        ),
        subtitle=Text.of(
            "Detections and seizures by day, 3–14 March 2026", fr="Détections et saisies par jour, 3–14 mars 2026"
        ),
        categories=days(3, 14),
        series=(
            Series(
                "detections",
                Text.of("Detections", fr="Détections"),
                numbers(12, 31, 44, 52, 70, 84, 61, None, 40, 38, 22, 18),
            ),
            Series(
                "seizures",
                Text.of("Seizures", fr="Saisies"),
                numbers(5, 11, 19, 20, 31, 44, 25, None, 17, 15, None, 6),
                frozenset({10}),
            ),
        ),
        target=Decimal(60),
    )


def by_class() -> Chart:
    """Long names, quantities with decimals, none shown for one."""
    names = (
        (
            "dual",
            "Dual-use goods of the nuclear suppliers’ list",
            "Biens à double usage de la liste du Groupe des fournisseurs nucléaires",
        ),
        ("arms", "Conventional arms and their parts", "Armes classiques, leurs pièces, munitions et composants"),
        ("chem", "Chemical precursors", "Précurseurs chimiques"),
        ("other", "Other strategic goods", "Autres biens stratégiques"),
        ("drug", "Drugs", "Drogues"),
    )
    return chart(
        "bar",
        key="by_class",
        title=Text.of("Nuclear dual-use goods weigh most", fr="Les biens nucléaires à double usage pèsent le plus"),
        subtitle=Text.of("Quantity (mass) by commodity class", fr="Quantité (masse) par classe de marchandises"),
        unit="kg",
        decimals=3,
        categories=tuple(Category(code, Text.of(en, fr=fr)) for code, en, fr in names),
        series=(
            Series(
                "quantity_mass",
                Text.of("Quantity", fr="Quantité"),
                numbers("1874.400", "403.125", "187.4", None, None),
                frozenset({4}),
            ),
        ),
        measure="quantity_mass",
        target=Decimal(1500),
    )


def by_basis() -> Chart:
    """Stacked: accepted behind submitted behind returned."""
    return chart(
        "stacked",
        key="by_basis",
        title=Text.of("Eight in ten results are accepted", fr="Huit résultats sur dix sont acceptés"),
        subtitle=Text.of("Cases by mode and state", fr="Affaires par mode et par état"),
        series=(
            Series("accepted", Text.of("Accepted", fr="Acceptés"), numbers(1000, 400, 150, 80)),
            Series("submitted", Text.of("Submitted", fr="Transmis"), numbers(200, 80, 50, None)),
            Series("returned", Text.of("Returned", fr="Renvoyés"), numbers(55, 5, 3, 8)),
        ),
        measure="cases",
    )


def routes(count: int = 14) -> Chart:
    """A table longer than a slide holds."""
    return chart(
        "table",
        key="routes",
        title=Text.of(
            "China to Kazakhstan is the busiest route",
            fr="La Chine vers le Kazakhstan est l’itinéraire le plus fréquent",
        ),
        subtitle=Text.of("Cases by departure and destination", fr="Affaires par départ et destination"),
        categories=tuple(
            Category(f"r{n}", Text.of(f"China → Place {n}", fr=f"Chine → Lieu {n}")) for n in range(count)
        ),
        series=(
            Series("cases", Text.of("Cases", fr="Affaires"), numbers(*range(count + 5, 5, -1))),
            Series(
                "goods_lines",
                Text.of("Goods lines", fr="Lignes de marchandise"),
                numbers(*range(2000 + count, 2000, -1)),
            ),
        ),
        measure="cases",
    )


def world() -> Chart:
    """A map."""
    return chart(
        "map",
        key="map",
        title=Text.of("Kazakhstan reported most cases", fr="Le Kazakhstan a déclaré le plus d’affaires"),
        subtitle=Text.of("Cases by Member", fr="Affaires par Membre"),
        categories=tuple(Category(code[:2], Text.of(name), code) for code, name in COUNTRIES),
        series=(Series("cases", Text.of("Cases", fr="Affaires"), numbers(31, 64, None, 12, 9)),),
        measure="cases",
    )


def board() -> Chart:
    """Returns by Member and week."""
    return chart(
        "matrix",
        key="reporting",
        title=Text.of("Tajikistan has not reported in week 3", fr="Le Tadjikistan n’a pas répondu en semaine 3"),
        subtitle=Text.of("Cases by Member and week", fr="Affaires par Membre et par semaine"),
        categories=tuple(Category(code, Text.of(name), code) for code, name in COUNTRIES),
        series=tuple(
            Series(
                f"w{week}",
                Text.of(f"Week {week}", fr=f"Semaine {week}"),
                numbers(40, 30, 5 * week, 12, None if week == 3 else 9),
            )
            for week in range(1, 5)
        ),
        measure="cases",
    )


def document(**changes: object) -> Document:
    """Eight charts, key figures with and without values, three rosters."""
    columns = chart(
        "column",
        key="by_week",
        title=Text.of("Week 2 was the busiest", fr="La semaine 2 a été la plus chargée"),
        target=Decimal(900),
    )
    measures = (
        Measure("detections", Text.of("Detections", fr="Détections"), "count", Decimal(2031), Text.of("Seizures, detentions, refusals", fr="Saisies, retenues, refus"), Decimal(2500)),
        Measure("quantity_mass", Text.of("Quantity (mass)", fr="Quantité (masse)"), "kg", Decimal("2464.925"), Text.of("Sum of quantities in units of mass", fr="Somme des quantités en unités de masse"), decimals=3),
        Measure("hit_rate", Text.of("Hit rate", fr="Taux de succès"), "percent", Decimal("6.6"), Text.of("Detections per consignment examined", fr="Détections par envoi vérifié")),
        Measure("persons_arrested", Text.of("Persons arrested", fr="Personnes arrêtées"), "persons", None, Text.of("As stated by Members", fr="Selon les Membres"), hidden=True),
        Measure("examined", Text.of("Consignments examined", fr="Envois vérifiés"), "count", None, Text.of("From effort rows", fr="D’après les relevés d’activité")),
    )  # fmt: skip
    members = tuple(Text.of(f"Member {n}", fr=f"Membre {n}") for n in range(1, 51))
    rosters = (
        Roster("results", Text.of("Reported results", fr="Ont déclaré des résultats"), members[:32]),
        Roster("nil", Text.of("Reported nil", fr="Ont déclaré néant"), members[32:41]),
        Roster("silent", Text.of("Not reported", fr="Sans réponse"), members[41:]),
    )
    notes = (
        Text.of(
            "A case is counted once in any grouping.",
            fr="Une affaire est comptée une seule fois dans tout regroupement.",
        ),
        Text.of(
            "Confirmed duplicates between Members count once.",
            fr="Les doublons confirmés entre Membres comptent une fois.",
        ),
    )
    fixed: dict[str, object] = {
        "facts": facts(),
        "title": Text.of("Results", fr="Résultats"),
        "measures": measures,
        "charts": (over_time(), chart(), by_class(), columns, by_basis(), routes(), world(), board()),
        "rosters": rosters,
        "notes": notes,
    }
    return Document(**{**fixed, **changes})  # type: ignore[arg-type]
