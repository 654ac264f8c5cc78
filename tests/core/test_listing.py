"""Lists search without minding accents where their columns are folded."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Flask

from opsplanner.core.listing import Listing
from opsplanner.core.text import Text, fold
from opsplanner.directory.models import Organisation
from tests import factories as make

ORGANISATIONS = Listing(sorts={"code": Organisation.code}, search=(Organisation.search_fr,), start="code", folded=True)


def test_a_folded_list_is_searched_with_or_without_accents(app_context: Flask):
    make.organisation("AM", name=Text.of("Armenia", fr="Arménie"), search_fr=fold("Arménie"))
    make.organisation("GE")
    for words in ("Arménie", "armenie", "ARMÉN"):
        found = ORGANISATIONS.page(sa.select(Organisation), {"q": words})
        assert [organisation.code for organisation in found.items] == ["AM"]
        assert found.q == words
