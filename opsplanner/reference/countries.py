"""What is known of a country beside its names: ISO alpha-3, WCO region and membership, a point on the map."""

from __future__ import annotations

from babel.languages import get_official_languages

from opsplanner.reference.codes import Code, code_list


def iso3(alpha2: str) -> str | None:
    """ISO 3166-1 alpha-3 of an alpha-2 code, as maps want it; None for one that is not in the list."""
    known = _country(alpha2)
    return known.extra["alpha3"] if known else None


def region_of(alpha2: str) -> str | None:
    """The WCO region a country lies in (a code of the list "region"), Member or not; None where there is none."""
    known = _country(alpha2)
    return (known.extra["region"] or None) if known else None


def is_wco_member(alpha2: str) -> bool:
    """Whether a country is a Member of the WCO; the EU, with rights akin to a Member's, counts."""
    known = _country(alpha2)
    return known is not None and known.extra["wco_member"] != "no"


def place(alpha2: str) -> tuple[float, float] | None:
    """(latitude, longitude) in degrees of a point within the country, for lines between countries; None if unknown."""
    known = _country(alpha2)
    if known is None or not known.extra["latitude"]:
        return None
    return float(known.extra["latitude"]), float(known.extra["longitude"])


def _country(alpha2: str) -> Code | None:
    return code_list("country").codes.get(alpha2)


def language_of(alpha2: str) -> str:
    """The language of our pages that is official in a country (CLDR): French where English is not, else English."""
    official = get_official_languages(alpha2)
    return "fr" if "fr" in official and "en" not in official else "en"
