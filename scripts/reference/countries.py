"""Writes countries.csv and currencies.csv: CLDR names with our overrides, ISO codes, regions, a point for the map.

Run once in an environment of its own (`pip install babel pycountry`, `npm pack world-atlas@2.0.2`):
    PYTHONPATH=scripts python -m reference.countries package/countries-10m.json
"""

from __future__ import annotations

import sys
from pathlib import Path

import pycountry
from babel import Locale
from reference.atlas import points
from reference.tables import read, write

LANGUAGES = ("en", "fr", "ru")
# Codes in use that ISO 3166-1 leaves to its users or reserves.
BEYOND_ISO = {"EU": "EUE", "XK": "XKX", "ZZ": "ZZZ"}
# Testing codes, metals, bond units and funds: no customs value is stated in them.
NOT_MONEY = {
    *("XTS", "XXX", "XAD", "XAU", "XAG", "XPT", "XPD", "XBA", "XBB", "XBC", "XBD", "XSU", "XUA", "XDR"),
    *("BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "UYW"),
}
WRITTEN_OUT = {"St. ": "Saint ", " & ": " and ", "о-ва ": "острова ", "о-в ": "остров ", " о-ва": " острова"}


def main(atlas: Path) -> None:
    """Write both files."""
    write_countries(atlas)
    write_currencies()


def write_countries(atlas: Path) -> None:
    """One row a country: codes, names, WCO region and membership, RILO assumed, a point."""
    names = {lang: Locale.parse(lang).territories for lang in LANGUAGES}
    overrides = {row["code"]: row for row in read("country_overrides")}
    facts = {code: row for row in read("country_facts") for code in row["codes"].split()}
    iso = {country.alpha_2: country for country in pycountry.countries}
    where = points(atlas, {country.numeric: code for code, country in iso.items()})
    where |= {row["code"]: (float(row["latitude"]), float(row["longitude"])) for row in read("country_points")}
    rows = []
    for code in sorted({*iso, *BEYOND_ISO}):
        labels = {
            f"label_{lang}": overrides.get(code, {}).get(f"label_{lang}") or _name(names[lang][code])
            for lang in LANGUAGES
        }
        alpha3 = iso[code].alpha_3 if code in iso else BEYOND_ISO[code]
        latitude, longitude = where.get(code, ("", ""))
        fact = facts[code]
        rows.append(
            {"code": code, "alpha3": alpha3, **labels, "region": fact["region"], "wco_member": fact["member"]}
            | {"rilo": fact["rilo"], "latitude": latitude, "longitude": longitude}
        )
    write("countries", tuple(rows[0]), rows)


def write_currencies() -> None:
    """One row a currency of ISO 4217 that a value may be stated in."""
    names = {lang: Locale.parse(lang).currencies for lang in LANGUAGES}
    overrides = {row["code"]: row for row in read("currency_overrides")}
    rows = []
    for code in sorted({currency.alpha_3 for currency in pycountry.currencies} - NOT_MONEY):
        own = overrides.get(code, {})
        labels = {f"label_{lang}": own.get(f"label_{lang}") or _name(names[lang][code]) for lang in LANGUAGES}
        rows.append({"code": code} | labels)
    write("currencies", tuple(rows[0]), rows)


def _name(name: str) -> str:
    """CLDR's short forms written out."""
    for short, long in WRITTEN_OUT.items():
        name = name.replace(short, long)
    return name[0].upper() + name[1:]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
