"""Every file to take away names its operation, as of when, the filter, n of N, its language, its marking, and that it is invented."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from html import unescape

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from opsplanner.core.db import db
from opsplanner.operations.models import Operation
from opsplanner.results.models import Submission

SAYS = {
    "en": (r"As of|as of", r"no filter|Filters", r"\d of \d+ (Members reported|listed)", "English", "TLP:", "Synthetic demonstration"),
    "fr": (r"Situation au|au \d", "sans filtre|Filtres", r"\d sur \d+ (ont répondu|dans la liste)|\d Membres? sur \d+", "français", "TLP:", "Données de démonstration synthétiques"),
}  # fmt: skip
# What is answered as a file and is no export of what the platform holds.
NO_EXPORT = {
    "results.template": "a blank sheet to fill in",
    "results.template_sheet": "a blank sheet of a draft",
    "results.practice_download": "a sheet to practise with",
    "results.receipt_pdf": "the receipt of one delivery",
    "results.original": "what the Member itself sent",
    "results.fixed_file": "what the Member itself sent, corrected",
    "operations.paper": "a document of the operation",
    "operations.plan_pdf": "the plan, which has no filter; its approval and marking are tests of its own",
}
DASHBOARD = ("pptx", "xlsx", "pdf", "csv", "csv_local")  # JSON says the same by its keys


def routes(app: Flask) -> Iterator[tuple[str, str]]:
    """Every address that may answer with a file: endpoint and path."""
    with app.app_context():
        operation = db.session.scalars(sa.select(Operation).where(Operation.code == "IREN-DU")).one()
        sent = db.session.scalar(
            sa.select(sa.func.max(Submission.id)).where(Submission.operation_id == operation.id, Submission.state == "accepted")
        )  # fmt: skip
    known = {"code": "IREN-DU", "submission_id": sent, "number": sent}
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "GET" not in (rule.methods or ()) or rule.endpoint in {"static", "figures.export_file"}:
                continue
            forms = ("xlsx", "csv") if "form" in rule.arguments else (None,)
            for form in forms:
                values = {**known, **({"form": form} if form else {})}
                if rule.arguments <= set(values):
                    chosen = {key: values[key] for key in rule.arguments}
                    yield rule.endpoint, app.url_for(rule.endpoint, **chosen)
        for form in DASHBOARD:
            yield "figures.export_file", f"/operations/IREN-DU/dashboard/export/file?format={form}"


def text_of(content: bytes) -> str:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")]
        return unescape(re.sub(r"<[^>]+>", " ", "\n".join(parts)))
    if content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return content.decode("utf-8-sig").replace("\r\n ", "")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_export_says_what_it_is(demo_app: Flask, demo_visit: Callable[..., FlaskClient], lang: str):
    visitor, told = demo_visit("secretariat", lang), {}
    for endpoint, path in routes(demo_app):
        answer = visitor.get(path + ("&" if "?" in path else "?") + f"language={lang}")
        if not answer.headers.get("Content-Disposition", "").startswith("attachment") or endpoint in NO_EXPORT:
            continue
        text = " ".join(text_of(answer.data).split())
        told[path] = [each for each in SAYS[lang] if not re.search(each, text)]
    assert len(told) >= 12
    assert [f"{path}: {missing}" for path, missing in told.items() if missing] == []
