"""An empty platform needs its directory: Members, liaison offices, partners and the secretariat, from the reference data."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from opsplanner.core import audit
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.text import Text
from opsplanner.directory.models import Organisation, OrganisationKind
from opsplanner.directory.organisation import OrganisationValues, put
from opsplanner.reference.codes import code_list
from opsplanner.reference.countries import is_wco_member, region_of
from opsplanner.reference.rilos import rilo_of, rilos

SECRETARIAT = "WCO"
WCO = Text.of(
    "World Customs Organization", fr="Organisation mondiale des douanes", ru="Всемирная таможенная организация"
)
PARTNERS = {
    "UN1540": Text.of("Group of Experts on Resolution 1540", fr="Groupe d’experts sur la résolution 1540"),
    "OPCW": Text.of(
        "Organisation for the Prohibition of Chemical Weapons (OPCW)",
        fr="Organisation pour l’interdiction des armes chimiques (OIAC)",
    ),
    "IAEA": Text.of(
        "International Atomic Energy Agency (IAEA)", fr="Agence internationale de l’énergie atomique (AIEA)"
    ),
    "INTERPOL": Text.of("INTERPOL", fr="INTERPOL"),
    "GP": Text.of(
        "Global Partnership against the Spread of Weapons and Materials of Mass Destruction",
        fr="Partenariat mondial contre la prolifération des armes de destruction massive",
    ),
    "GICNT": Text.of(
        "Global Initiative to Combat Nuclear Terrorism",
        fr="Initiative mondiale de lutte contre le terrorisme nucléaire",
    ),
    "UNODC": Text.of(
        "United Nations Office on Drugs and Crime (UNODC)",
        fr="Office des Nations Unies contre la drogue et le crime (ONUDC)",
    ),
    "UNODA": Text.of(
        "United Nations Office for Disarmament Affairs (UNODA)",
        fr="Bureau des affaires de désarmement des Nations Unies (BADNU)",
    ),
}


@writes
def load_reference(actor: Actor) -> int:
    """Adds what is missing, leaves what is there as it is, and says how many were added."""
    there = set(db.session.scalars(sa.select(Organisation.code)))
    added = [put(code, values).code for code, values in _offices() if code not in there]
    offices = dict(db.session.execute(sa.select(Organisation.code, Organisation.id)).all())
    added += [put(code, values).code for code, values in _members(offices) if code not in there]
    if added:
        audit.record(actor, "directory:load", f"{len(added)} organisations", after={"codes": added})
    return len(added)


def _offices() -> Iterator[tuple[str, OrganisationValues]]:
    yield SECRETARIAT, OrganisationValues(OrganisationKind.SECRETARIAT, WCO)
    for office in rilos().values():
        yield (
            office.code,
            OrganisationValues(
                OrganisationKind.RILO,
                office.label,
                wco_region=office.region,
                note=office.note,
                valid_from=office.valid_from,
                valid_to=office.valid_to,
            ),
        )
    for code, name in PARTNERS.items():
        yield code, OrganisationValues(OrganisationKind.PARTNER, name)


def _members(offices: dict[str, int]) -> Iterator[tuple[str, OrganisationValues]]:
    for code, country in code_list("country").codes.items():
        if not is_wco_member(code):
            continue
        office = rilo_of(code)
        yield (
            code,
            OrganisationValues(
                OrganisationKind.CUSTOMS,
                country.label,
                country=code,
                wco_region=region_of(code) or "",
                rilo_id=offices.get(office.code) if office else None,
            ),
        )
