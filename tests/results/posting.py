"""Posts sheets and answers as a person does in the pages of the upload."""

from __future__ import annotations

import io
import re
from zipfile import ZipFile

import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from opsplanner.core.db import db
from opsplanner.results.models import Draft
from tests.results.world import sheet

BASE = "/operations/OP1"
KNOWN = "<summary>Known already"
TYPED = ("all-", "order-", "held-")


def post_sheet(
    client: FlaskClient,
    *rows: dict[str, str],
    name: str = "results.csv",
    content: bytes | None = None,
    member: str = "",
) -> str:
    """Uploads rows, for a Member when one is named; gives the text of the page it leads to."""
    body = sheet(*rows).content if content is None else content
    data = {"file": (io.BytesIO(body), name), "member": member}
    answer = client.post(f"{BASE}/results/upload", data=data, follow_redirects=True)
    assert answer.status_code < 500
    return answer.text


def confirm(client: FlaskClient, **changes: str) -> str:
    """Confirms the newest draft."""
    draft = db.session.scalar(sa.select(sa.func.max(Draft.id)))
    data = {"handling": "AMBER", "seen": "AMBER", "entitled": "on", **changes}
    return client.post(f"{BASE}/results/drafts/{draft}/confirm", data=data, follow_redirects=True).text


def answer(client: FlaskClient, heading: str, field: str, **more: str) -> str:
    """Answers what a column of the newest draft holds."""
    draft = db.session.scalar(sa.select(sa.func.max(Draft.id)))
    data = {"heading": [heading], "field": [field], **more}
    return client.post(f"{BASE}/results/drafts/{draft}/columns", data=data, follow_redirects=True).text


def newest() -> int | None:
    """The number of the newest draft."""
    return db.session.scalar(sa.select(sa.func.max(Draft.id)))


def questions(page: str) -> dict[str, str]:
    """By name of each column asked about, what is chosen for it on the page."""
    return chosen_in(page.partition(KNOWN)[0])


def known(page: str) -> dict[str, str]:
    """The same of the columns that are known already."""
    return chosen_in(page.partition(KNOWN)[2])


def chosen_in(page: str) -> dict[str, str]:
    """By name of each column in a piece of the page, what is chosen for it."""
    found = re.findall(r'name="heading" value="([^"]*)">.*?</select>', page, re.DOTALL)
    blocks = re.findall(r'name="heading" value="[^"]*">(.*?)</select>', page, re.DOTALL)
    chosen = [re.search(r'value="([^"]*)" selected', block) for block in blocks]
    return {name: each[1] if each else "" for name, each in zip(found, chosen, strict=True)}


def columns_page(client: FlaskClient, query: str = "?every=1") -> str:
    """The step "Columns" of the newest draft."""
    return client.get(f"{BASE}/results/drafts/{newest()}/columns{query}").text


def reply(client: FlaskClient, page: str, **said: str) -> TestResponse:
    """Posts everything that stands on the page, as a browser does, but for what is said otherwise."""
    answers = chosen_in(page) | {name: key for name, key in said.items() if not name.startswith(TYPED)}
    typed = {name: text for name, text in said.items() if name.startswith(TYPED)}
    dates = re.findall(r'name="dates" value="([^"]*)"', page)
    data = {"heading": list(answers), "field": list(answers.values()), "dates": dates, "remember": "on", **typed}
    return client.post(f"{BASE}/results/drafts/{newest()}/columns", data=data)


def held_back(answer: TestResponse) -> str:
    """The page that shows an answer again, with what is still to be said."""
    assert answer.status_code == 422
    return answer.text


def led_to(client: FlaskClient, answer: TestResponse) -> str:
    """The page that an answer leads to."""
    assert answer.status_code == 302
    return client.get(answer.location, follow_redirects=True).text


def cells(workbook: bytes) -> str:
    """Every text of a workbook."""
    with ZipFile(io.BytesIO(workbook)) as parts:
        return "".join(parts.read(name).decode(errors="replace") for name in parts.namelist())
