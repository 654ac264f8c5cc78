"""Posts sheets and answers as a person does in the pages of the upload."""

from __future__ import annotations

import io

import sqlalchemy as sa
from flask.testing import FlaskClient

from opsplanner.core.db import db
from opsplanner.results.models import Draft
from tests.results.world import sheet

BASE = "/operations/OP1"


def post_sheet(
    client: FlaskClient, *rows: dict[str, str], name: str = "results.csv", content: bytes | None = None
) -> str:
    """Uploads rows; gives the text of the page it leads to."""
    body = sheet(*rows).content if content is None else content
    answer = client.post(f"{BASE}/results/upload", data={"file": (io.BytesIO(body), name)}, follow_redirects=True)
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
