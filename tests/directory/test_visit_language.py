"""The language chosen on the sign-in page holds for the visit; without a choice the profile's does."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from flask_security import hash_password

from opsplanner.core.access import system_actor
from opsplanner.directory import services
from opsplanner.directory.services import PersonValues
from tests import factories

PHRASE = "a good long pass phrase"


@pytest.mark.parametrize(("asked", "shown"), [("/sign-in?lang=en", "en"), ("/sign-in", "fr")])
def test_a_language_chosen_before_signing_in_is_kept(app_context, client, asked, shown):
    factories.account("kz@example.org", language="fr", password=hash_password(PHRASE))
    client.get(asked)
    client.post("/sign-in", data={"email": "kz@example.org", "password": PHRASE})
    assert f'lang="{shown}"' in client.get("/").text


def test_the_language_of_an_invitation_stays_on_the_pages_before_signing_in(app_context, client):
    person = PersonValues("new@kz.example", factories.organisation("KZ").id, language="fr")
    _account, link = services.invite(system_actor("tests"), person, by_mail=True)
    assert 'lang="en"' in client.get("/sign-in").text
    assert 'lang="fr"' in client.get(urlsplit(link.url).path).text
    assert 'lang="fr"' in client.get("/sign-in").text
    assert 'lang="en"' in client.get("/sign-in?lang=en").text
