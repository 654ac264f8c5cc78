"""The language chosen on the sign-in page holds for the visit; without a choice the profile's does."""

from __future__ import annotations

import pytest
from flask_security import hash_password

from tests import factories

PHRASE = "a good long pass phrase"


@pytest.mark.parametrize(("asked", "shown"), [("/sign-in?lang=en", "en"), ("/sign-in", "fr")])
def test_a_language_chosen_before_signing_in_is_kept(app_context, client, asked, shown):
    factories.account("kz@example.org", language="fr", password=hash_password(PHRASE))
    client.get(asked)
    client.post("/sign-in", data={"email": "kz@example.org", "password": PHRASE})
    assert f'lang="{shown}"' in client.get("/").text
