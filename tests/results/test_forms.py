"""A case typed into the form is stored as the same case sent as a sheet, with its photos cleaned."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from PIL import Image

from opsplanner.core import files
from opsplanner.core.db import db
from opsplanner.core.errors import Missing, Refusal
from opsplanner.directory.models import Account
from opsplanner.results import services
from opsplanner.results.models import CasePhoto, CaseRow, Draft, GoodsLine
from opsplanner.results.photos import redraw
from opsplanner.results.redrawing import LONGEST
from opsplanner.results.standard import standard_fields
from tests.results.world import World, row, sheet

BASE = "/operations/OP1/results"
LINE = ("commodity_class", "description", "quantity", "unit", "hs_code", "strategic_class")
CONFIRMED = {"handling": "AMBER", "seen": "AMBER", "entitled": "on"}
SignIn = Callable[[Account], FlaskClient]


def picture(form: str = "JPEG", size: tuple[int, int] = (40, 30), exif: bool = True) -> bytes:
    """A small picture that says where and with what it was taken."""
    made, out = Image.new("RGB", size, "navy"), io.BytesIO()
    told = Image.Exif()
    told[0x010F] = "SECRETPHONE"
    told[0x8825] = {1: "N", 2: (43.0, 15.0, 0.0)}
    made.save(out, form, **({"exif": told} if exif else {}))
    return out.getvalue()


def typed(**changes: str) -> dict[str, object]:
    """The good row as the form posts it."""
    answers = row(**changes)
    case = {key: value for key, value in answers.items() if key not in LINE}
    return {"member": "KZ", **case, **{f"lines-0-{key}": answers[key] for key in LINE if key in answers}}


def confirm(client: FlaskClient, **changes: str) -> str:
    draft = db.session.scalar(sa.select(sa.func.max(Draft.id)))
    return client.post(f"{BASE}/drafts/{draft}/confirm", data={**CONFIRMED, **changes}, follow_redirects=True).text


def stored(model: type) -> list[dict[str, object]]:
    left_out = {"submission_id", "case_id"}
    found = db.session.execute(sa.select(model.__table__)).mappings()  # type: ignore[attr-defined]
    return [{key: value for key, value in each.items() if key not in left_out} for each in found]


def test_form_and_sheet_store_the_same(world: World, sign_in: SignIn) -> None:
    changes = {"detection_basis": "risk_profile|random", "hs_code": "8481.80.99", "legal_outcome": "pending"}
    kz, ge = sign_in(world.people["kz"]), sign_in(world.people["ge"])
    kz.post(f"{BASE}/form", data={**typed(**changes), "detection_basis": ["risk_profile", "random"]})
    assert "Sent and stored" in confirm(kz)
    upload = {"file": (io.BytesIO(sheet(row(**changes)).content), "results.csv")}
    ge.post(f"{BASE}/upload", data=upload)
    assert "Sent and stored" in confirm(ge)
    for model in (CaseRow, GoodsLine):
        first, second = stored(model)
        assert first == second
        assert len(first) > 10


def test_the_summary_says_an_error_of_a_goods_line_once(world: World, sign_in: SignIn) -> None:
    page = sign_in(world.people["kz"]).post(f"{BASE}/form", data=typed(quantity="a few")).text
    summary = page[page.index('class="error-summary"') :].split("</ul>")[0]
    assert summary.count("a few") == 1
    assert 'href="#lines-0-quantity"' in summary


def test_what_may_be_left_out_says_so_whatever_its_kind(world: World, sign_in: SignIn) -> None:
    page = sign_in(world.people["kz"]).get(f"{BASE}/form?member=KZ").text
    labels = re.findall(r"<(?:label for=\"[^\"]+\"|legend)>([^<]+?)\s*(<span class=\"optional\">)?(?:\(|</)", page)
    said = {label: bool(optional) for label, optional in labels}
    fields = [each for each in standard_fields() if each.level in ("case", "line")]
    by_rule = {each.label.to("en"): str(each.required) == "no" for each in fields if each.label.to("en") in said}
    assert {label: said[label] for label in by_rule} == by_rule
    assert {
        "Licence",
        "Suspected final destination",
        "End-use concern",
        "Expert advice asked",
        "Seal",
    } <= by_rule.keys()


def test_only_the_picture_of_a_photo_is_kept(world: World, sign_in: SignIn) -> None:
    kz = sign_in(world.people["kz"])
    kz.post(f"{BASE}/form", data={**typed(), "photos": (io.BytesIO(picture()), "IMG_1.jpg")})
    assert "Sent and stored" in confirm(kz)
    photo = db.session.scalars(sa.select(CasePhoto)).one()
    content = files.fetch(photo.sha256)
    assert b"SECRETPHONE" not in content
    assert not Image.open(io.BytesIO(content)).getexif()
    shown = kz.get(f"{BASE}/cases/{photo.case_id}/photos/{photo.id}")
    assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")
    other = sign_in(world.people["ge"])
    assert other.get(f"{BASE}/cases/{photo.case_id}/photos/{photo.id}").status_code == 404


def test_a_photo_sent_red_stays_closed_when_its_case_is_told_openly(world: World, sign_in: SignIn) -> None:
    kz, other = sign_in(world.people["kz"]), sign_in(world.people["ge"])
    for marking in ("RED", "CLEAR"):
        colour = {"RED": "red", "CLEAR": "white"}[marking]
        content = io.BytesIO()
        Image.new("RGB", (9, 9), colour).save(content, "PNG")
        kz.post(f"{BASE}/form", data={**typed(), "photos": (io.BytesIO(content.getvalue()), "IMG_1.png")})
        assert "Sent and stored" in confirm(kz, handling=marking, seen=marking)
    red, clear = db.session.scalars(sa.select(CasePhoto).order_by(CasePhoto.id))
    address = f"{BASE}/cases/{red.case_id}"
    assert [kz.get(f"{address}/photos/{each.id}").status_code for each in (red, clear)] == [200, 200]
    assert [other.get(f"{address}/photos/{each.id}").status_code for each in (red, clear)] == [404, 200]
    assert f"/photos/{red.id}" not in other.get(address).text


def test_a_number_that_no_draft_can_have_is_no_fault(world: World, sign_in: SignIn) -> None:
    kz = sign_in(world.people["kz"])
    for number in ("9" * 30, "9" * 5000):
        assert kz.get(f"{BASE}/form", query_string={"draft": number}).status_code < 500


def test_a_photo_that_is_none_is_told_in_the_form(world: World, sign_in: SignIn) -> None:
    answer = sign_in(world.people["kz"]).post(
        f"{BASE}/form", data={**typed(), "photos": (io.BytesIO(b"<svg onload=alert(1)>"), "x.jpg")}
    )
    assert answer.status_code == 422
    assert "could not be read" in answer.text
    assert "White powder" in answer.text


def test_a_good_photo_waits_while_another_or_an_answer_is_put_right(world: World, sign_in: SignIn) -> None:
    kz = sign_in(world.people["kz"])
    both = [(io.BytesIO(picture()), "good.jpg"), (io.BytesIO(b"no picture"), "bad.png")]
    page = kz.post(f"{BASE}/form", data={**typed(quantity=""), "photos": both})
    assert page.status_code == 422
    assert "bad.png: This photo could not be read" in page.text
    assert "1 photo is kept already." in page.text
    assert "<li>good.jpg</li>" in page.text
    draft = db.session.scalars(sa.select(Draft)).one()
    again = kz.post(f"{BASE}/form", data={**typed(), "draft": draft.id}, follow_redirects=True)
    assert "1 photo goes with the case." in again.text
    assert "<li>good.jpg</li>" in again.text
    kz.post(f"{BASE}/drafts/{draft.id}/confirm", data={"handling": "AMBER", "seen": "AMBER", "entitled": "on"})
    assert len(db.session.scalars(sa.select(CasePhoto)).all()) == 1


def test_a_photo_waits_while_a_line_is_added_and_goes_with_the_draft(world: World, sign_in: SignIn) -> None:
    kz = sign_in(world.people["kz"])
    page = kz.post(f"{BASE}/form", data={**typed(), "add": "1", "photos": (io.BytesIO(picture()), "good.jpg")}).text
    assert "Goods, line 2" in page
    draft = db.session.scalars(sa.select(Draft)).one()
    assert f'name="draft" value="{draft.id}"' in page
    (kept,) = draft.choices["photos"]
    kz.post(f"{BASE}/drafts/{draft.id}/discard")
    assert db.session.scalar(sa.select(files.StoredFile.sha256).where(files.StoredFile.sha256 == kept)) is None


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_pictures_are_drawn_anew_within_limits(form: str) -> None:
    drawn = Image.open(io.BytesIO(redraw(picture(form, (LONGEST * 2, 10)))))
    assert (drawn.format, max(drawn.size)) == ("JPEG", LONGEST)


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\xff\xd8\xff\xe0" + bytes(30)])
def test_other_bytes_are_no_photo(content: bytes) -> None:
    with pytest.raises(Refusal):
        redraw(content)


def test_a_form_can_be_left_and_taken_up_again(world: World, sign_in: SignIn) -> None:
    kz = sign_in(world.people["kz"])
    kz.post(f"{BASE}/form", data={**typed(place_name="Khorgos"), "later": "1"})
    draft = db.session.scalar(sa.select(Draft.id))
    assert "Draft" in kz.get(f"{BASE}/").text
    page = kz.get(f"{BASE}/drafts/{draft}", follow_redirects=True).text
    assert "Khorgos" in page
    assert "White powder" in page


def test_a_further_goods_line_is_added_without_losing_what_was_typed(world: World, sign_in: SignIn) -> None:
    page = sign_in(world.people["kz"]).post(f"{BASE}/form", data={**typed(), "add": "1"}).text
    assert "Goods, line 2" in page
    assert "White powder" in page


def test_a_case_is_corrected_in_the_form(world: World, sign_in: SignIn) -> None:
    kz = sign_in(world.people["kz"])
    kz.post(f"{BASE}/form", data=typed())
    confirm(kz)
    page = kz.get(f"{BASE}/form?member=KZ&case=1").text
    assert 'value="12.5"' in page
    kz.post(f"{BASE}/form", data=typed(quantity="1.25"))
    assert "Sent and stored" in confirm(kz)
    assert "12.5" in kz.get(f"{BASE}/cases/1").text


def test_a_photo_more_of_a_case_sent_before_can_be_sent(world: World, sign_in: SignIn) -> None:
    kz = sign_in(world.people["kz"])
    kz.post(f"{BASE}/form", data=typed())
    confirm(kz)
    photo = {"photos": (io.BytesIO(picture()), "IMG_1.jpg")}
    page = kz.post(f"{BASE}/form", data={**typed(), **photo}, follow_redirects=True).text
    assert "1 photo goes with the case." in page
    assert "In the form" in page
    assert "Stored by this" in page
    assert ">Send<" in page
    assert "Sent and stored" in confirm(kz)


def test_a_photo_of_two_drafts_stays_until_both_are_gone(world: World, sign_in: SignIn) -> None:
    kz = sign_in(world.people["kz"])
    for reference in ("KZ-001", "KZ-002"):
        photo = (io.BytesIO(picture()), "site.jpg")
        kz.post(f"{BASE}/form", data={**typed(national_ref=reference), "photos": photo})
    first, second = db.session.scalars(sa.select(Draft).order_by(Draft.id)).all()
    assert first.choices["photos"] == second.choices["photos"]
    photo = second.choices["photos"][0]
    services.discard(world.actor("kz"), world.operation, first.id)
    assert files.fetch(photo)
    services.discard(world.actor("kz"), world.operation, second.id)
    with pytest.raises(Missing):
        files.fetch(photo)
