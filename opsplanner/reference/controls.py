"""Control list entries in the shape of the EU dual-use list (Annex I of Regulation (EU) 2021/821), read so that they can be charted.

"3A001.a.2": category 3, group A, regime number 001, subitem a.2. Other schemes are kept as they are written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from opsplanner.core.text import Text, clean

SHAPE = re.compile(r"([0-9])\s?([A-E])\s?([0-9]{3})((?:[.\s]*(?:[a-z](?![a-z])|[0-9]{1,2}(?![0-9])))*)\.?", re.ASCII)
PART = re.compile(r"[a-z]|[0-9]+")
GROUP = re.compile(r"[A-E]", re.IGNORECASE)

CATEGORIES = {
    "0": Text.of(
        "Nuclear materials and equipment",
        fr="Matières et équipements nucléaires",
        ru="Ядерные материалы и оборудование",
    ),
    "1": Text.of("Special materials", fr="Matériaux spéciaux", ru="Специальные материалы"),
    "2": Text.of("Materials processing", fr="Traitement des matériaux", ru="Обработка материалов"),
    "3": Text.of("Electronics", fr="Électronique", ru="Электроника"),
    "4": Text.of("Computers", fr="Ordinateurs", ru="Вычислительная техника"),
    "5": Text.of(
        "Telecommunications and information security",
        fr="Télécommunications et sécurité de l’information",
        ru="Телекоммуникации и защита информации",
    ),
    "6": Text.of("Sensors and lasers", fr="Capteurs et lasers", ru="Датчики и лазеры"),
    "7": Text.of("Navigation and avionics", fr="Navigation et avionique", ru="Навигация и авионика"),
    "8": Text.of("Marine", fr="Marine", ru="Морская техника"),
    "9": Text.of("Aerospace and propulsion", fr="Aérospatiale et propulsion", ru="Авиакосмос и двигатели"),
}
# By the hundreds of the three digits; 5 and above are the Union's or a Member State's own.
REGIMES = {"0": "WA", "1": "MTCR", "2": "NSG", "3": "AG", "4": "CWC"}


@dataclass(frozen=True, slots=True)
class ControlEntry:
    """An entry ("3A001") and the subitem named ("a.2", or empty)."""

    entry: str
    subitem: str

    @property
    def category(self) -> str:
        """The first digit, a key of CATEGORIES."""
        return self.entry[0]

    @property
    def regime(self) -> str | None:
        """The regime the entry comes from, a code of the list "control_regime"; None when it is none of the five."""
        return REGIMES.get(self.entry[2])

    def __str__(self) -> str:
        """As the list prints it."""
        return f"{self.entry}.{self.subitem}" if self.subitem else self.entry


def read_control_entry(text: str) -> ControlEntry | None:
    """The entry that a text names, in either case, with or without dots ("3a001 A2"); None for any other scheme."""
    found = SHAPE.fullmatch(_cased(clean(text)))
    if not found:
        return None
    category, group, number, rest = found.groups()
    return ControlEntry(f"{category}{group}{number}", ".".join(PART.findall(rest)))


def _cased(text: str) -> str:
    """The group letter in capitals, everything after it in small letters."""
    return GROUP.sub(lambda letter: letter[0].upper(), text.lower(), count=1)
