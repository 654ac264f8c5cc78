"""A platform full of secrets: everyone who might look, and a word of its own in every place that somebody may not see.

The words (“canaries”) name their place: `zqkzgreenfile` is the name of the file that KZ sent marked GREEN. Who may meet which
stands in canaries.csv.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from flask_security import hash_password
from PIL import Image

from opsplanner.core import clock, mail
from opsplanner.core.access import Role
from opsplanner.core.db import db, writes
from opsplanner.core.text import Text
from opsplanner.directory import services as directory
from opsplanner.lessons import services as lessons
from opsplanner.operations.models import Network, Programme
from opsplanner.operations.services import Paper, add_document
from opsplanner.participants.models import ContactPoint
from opsplanner.records.table import RESULTS
from opsplanner.results import photos, services
from opsplanner.results.chasing import links
from opsplanner.results.models import Draft, Handling, Submission
from opsplanner.results.services import Choices, Said, forms
from opsplanner.results.services.background import READ, enqueue
from opsplanner.results.services.remembering import remember_heading, remember_value
from tests import factories as make
from tests.access.gathering import gathered
from tests.access.offices import ask_offices
from tests.access.surveying import surveyed
from tests.lessons.test_lessons import values as lesson
from tests.results.world import NOW, World, build, row, sheet

# The actors of the matrix, in the order of its columns; all but the first are people of the world.
ACTORS = (
    "anonymous", "member", "second", "office", "other", "guest", "reviewer", "liaison",
    "planner", "elsewhere", "observer", "secretariat", "disabled", "invited", "declined", "withdrawn", "asked",
)  # fmt: skip
NAMES = {"member": "kz", "other": "ge", "reviewer": "liaison", "liaison": "liaison2"}
Places = dict[str, Any]


def word(*parts: str) -> str:
    """The canary of a place."""
    return "zq" + "".join(part.replace("AMBER+STRICT", "strict").lower() for part in parts)


def build_world() -> tuple[World, Places]:
    """Stores all of it; gives the things that paths of the matrix name."""
    with clock.frozen(NOW):
        world = build()
        _people(world)
        places: Places = {}
        for owner in ("kz", "office", "ge"):
            for marking in Handling:
                places |= _sent(world, owner, marking)
        for part in (_mixed, _withheld, _told_anew, _photographed, _noted, _decided, _preparing, _asking, _known):
            places |= part(world)
        places |= gathered(world, word) | surveyed(world, word)
        between = world.actor("kz"), world.operation, places["kzambersent"], {"from": ""}, "en"
        places["kzmade"] = services.make_differences(*between).token
    return world, places | _platform(world)


def _people(world: World) -> None:
    operation, people = world.operation, world.people
    texts = {part: Text.of(word("op2", part)) for part in ("name", "purpose")}
    people["second"] = make.seated("second@x.example", operation, Role.MEMBER, "KZ")
    people["disabled"] = make.seated("disabled@x.example", operation, Role.MEMBER, "KZ")
    ask_offices(world)
    second = make.operation("OP2", follows_id=operation.id, **texts)
    people["elsewhere"] = make.seated("elsewhere@x.example", second, Role.PLANNER, "ZZ")
    people["kz"].phone = word("kz", "phone")
    people["ge"].phone = word("ge", "phone")
    secret = hash_password("a pass phrase for tests")
    for person in people.values():
        person.password = secret
    db.session.commit()


def _sent(world: World, owner: str, marking: str) -> Places:
    """A sheet with one case, all of it under one marking; RED names its owner's reviewer nowhere."""
    name = word(owner, marking)
    told = row(
        national_ref=f"{name}ref",
        place_name=f"{name}place",
        description=f"{name}goods",
        narrative=f"{name}story",
        document_ref=f"{name}document",
        licence_status="",
    )
    actor = world.actor(owner)
    upload = sheet(told, {**told, "description": f"{name}more"}, name=f"{name}file.csv")
    begun = services.begin(actor, services.entry(actor, world.operation), upload)
    assert isinstance(begun, Draft)
    looked = services.look(actor, world.operation, begun.id)
    reasons = {problem.code: f"{name}reason" for problem in looked.checked.of("warning")}
    outcome = services.send(actor, world.operation, begun.id, Choices(handling=marking, reasons=reasons))
    return {f"{name[2:]}": _case_of(outcome.submission), f"{name[2:]}sent": outcome.submission.id}


def _case_of(submission: Submission) -> int:
    found = db.session.execute(
        db.select(db.metadata.tables["case_row"].c.case_id).filter_by(submission_id=submission.id)
    )
    return int(found.scalars().first() or 0)


def _mixed(world: World) -> Places:
    """A sheet marked CLEAR with one row that is RED."""
    hidden = word("kz", "mixed")
    told = row(national_ref=f"{hidden}ref", place_name=f"{hidden}place", quantity="70777.5", handling="RED")
    told["detected_on"] = "2026-03-05"
    sent = _send(world, "kz", row(national_ref="open-1", detected_on="2026-03-05"), told, handling="CLEAR")
    return {"mixedsent": sent.id}


def _withheld(world: World) -> Places:
    """A RED case of which one person outside is a named reader, and a CLEAR one under an embargo."""
    told = row(national_ref="named-1", place_name=f"{word('kz', 'named')}place", detected_on="2026-03-08")
    named = _send(world, "kz", told, handling="RED", named=[world.people["liaison2"].id])
    told = row(national_ref="later-1", place_name=f"{word('kz', 'later')}place", embargo_until="2099-12-31")
    later = _send(world, "kz", told, handling="CLEAR")
    return {"named": _case_of(named), "later": _case_of(later), "namedsent": named.id}


def _told_anew(world: World) -> Places:
    """A case told RED first and CLEAR later: the first telling stays closed."""
    hidden = word("kz", "before")
    _send(world, "kz", row(national_ref="anew-1", place_name=f"{hidden}place"), handling="RED")
    sent = _send(world, "kz", row(national_ref="anew-1", place_name="Astana"), handling="CLEAR")
    return {"anew": _case_of(sent), "anewsent": sent.id}


def _send(world: World, owner: str, *rows: dict[str, str], **choices: Any) -> Submission:
    actor = world.actor(owner)
    begun = services.begin(actor, services.entry(actor, world.operation), sheet(*rows))
    assert isinstance(begun, Draft)
    looked = services.look(actor, world.operation, begun.id)
    reasons = {problem.code: "It is so" for problem in looked.checked.of("warning")}
    return services.send(actor, world.operation, begun.id, Choices(reasons=reasons, **choices)).submission


def _photographed(world: World) -> Places:
    """A case by the form with a picture: RED at first, then told anew under CLEAR with another picture."""
    found: Places = {}
    for marking, colour in (("RED", "red"), ("CLEAR", "white")):
        actor = world.actor("kz")
        entry = services.entry(actor, world.operation)
        picture = io.BytesIO()
        Image.new("RGB", (9, 9), colour).save(picture, "PNG")
        told = row(national_ref="photo-1", place_name=f"Seen {colour}")
        draft = forms.save_form(actor, entry, [told], photos.drawn([("photo.png", picture.getvalue())])[0], "en")
        sent = services.send(actor, world.operation, draft.id, Choices(handling=marking)).submission
        kept = db.metadata.tables["case_photo"].c
        found["photographed"] = _case_of(sent)
        found[f"{colour}photo"] = db.session.scalar(db.select(kept.id).where(kept.submission_id == sent.id))
    return found


def _noted(world: World) -> Places:
    """Questions of reviewers, a return with a word on all of it."""
    found: Places = {}
    for marking in (Handling.STRICT, Handling.AMBER, Handling.CLEAR):
        sent = db.session.scalar(db.select(Submission).where(Submission.file_name == f"{word('kz', marking)}file.csv"))
        assert sent is not None
        said = Said(f"{word('kz', marking)}note", kind="question", case_id=_case_of(sent))
        note = services.add_note(world.actor("planner"), world.operation, sent.id, said)
        services.reply(world.actor("kz"), world.operation, note.id, Said(f"{word('kz', marking)}reply"))
        found[f"{marking.replace('AMBER+STRICT', 'strict').lower()}note"] = note.id
    returned = _send(world, "kz", row(national_ref="back-1", detected_on="2026-03-06"), handling="CLEAR")
    services.take_in_review(world.actor("liaison"), world.operation, returned.id)
    services.return_to_member(world.actor("liaison"), world.operation, returned.id, word("kz", "returned"))
    return {**found, "returnedsent": returned.id}


def _decided(world: World) -> Places:
    """An accepted case of which the outcome may be told."""
    sent = _send(world, "kz", row(national_ref="done-1", detected_on="2026-03-07"), handling="CLEAR")
    services.take_in_review(world.actor("liaison"), world.operation, sent.id)
    services.accept(world.actor("liaison"), world.operation, sent.id)
    return {"decided": _case_of(sent), "decidedsent": sent.id}


def _preparing(world: World) -> Places:
    """Drafts with corrections, and what is remembered of sheets."""
    found: Places = {}
    for owner in ("kz", "office", "ge"):
        actor, name = world.actor(owner), word(owner, "draft")
        rows = row(national_ref=f"{name}ref", quantity="a few", description="Poudre séchée")
        upload = sheet(rows, name=f"{name}file.csv", encoding="cp1252")
        begun = services.begin(actor, services.entry(actor, world.operation), upload)
        assert isinstance(begun, Draft)
        looked = services.look(actor, world.operation, begun.id)
        table = looked.checked.matched.tables[RESULTS]
        cells = {(int(table.rows[0]), "place_name"): f"{name}fix"}
        services.fix_cells(actor, world.operation, begun.id, table.sheet, cells, 0)
        found[f"{owner}draft"] = begun.id
        found[f"{owner}job"] = _job(actor, begun)
    _remember(world)
    return found


@writes
def _job(actor: Any, draft: Draft) -> str:
    job = enqueue(actor, READ, draft)
    job.state = "running"
    return job.token


@writes
def _remember(world: World) -> None:
    for code in ("KZ", "GE"):
        organisation = make.organisation(code).id
        remember_heading(organisation, word(code, "heading"), "place_name")
        remember_value(organisation, "commodity_class", word(code, "value"), "drugs")


def _asking(world: World) -> Places:
    """More time asked for; links in mails; a contact noted by whoever chases."""
    found: Places = {}
    until = datetime(2027, 6, 1, tzinfo=UTC)
    for owner in ("kz", "ge"):
        actor = world.actor(owner)
        asked = services.ask_for_time(actor, world.operation, "", [4], until, word(owner, "asked"))
        found[f"{owner}request"] = asked[0].id
        participation = world.participation(owner.upper())
        period = next(each for each in world.operation.periods if each.number == 4)
        _contact(world, owner)
        found[f"{owner}nil"] = links.sign(participation.id, period.id, f"{owner}-contact@x.example")
        found[f"{owner}place"] = f"{participation.id}-{period.id}"
        services.note_contact(world.actor("planner"), world.operation, [found[f"{owner}place"]], word(owner, "called"))
    return found


def _contact(world: World, owner: str) -> None:
    make.stored(
        ContactPoint(
            participation_id=world.participation(owner.upper()).id,
            position=1,
            function="Contact point",
            office="Headquarters",
            email=f"{owner}-contact@x.example",
            phone=word(owner, "contact"),
            languages="en",
            duty_hours="",
        )
    )


def _known(world: World) -> Places:
    """Papers and lessons, open and closed, here and elsewhere."""
    found: Places = {}
    planner = world.actor("planner")
    for marking in ("RED", "AMBER+STRICT", "AMBER", "GREEN"):
        name = word("paper", marking)
        content = b"%PDF-1.4 " + name.encode() + b"\n%%EOF\n"
        paper = add_document(planner, "OP1", Paper(content, f"{name}.pdf", f"{name}title", "plan", "en", marking))
        found[f"{name[2:]}"] = paper.id
    for kept, shared in (("kept", False), ("shared", True)):
        said = lesson(title=Text.of(word("lesson", kept)), observation=Text.of("Seen."), shared=shared)
        found[f"lesson{kept}"] = lessons.add_lesson(planner, "OP1", said).id
    said = lesson(title=Text.of(word("op2", "lesson")), observation=Text.of("Seen."), shared=False)
    found["op2lesson"] = lessons.add_lesson(world.actor("elsewhere"), "OP2", said).id
    return found


def _platform(world: World) -> Places:
    """Accounts, links, mails, programmes and networks; the disabled person is disabled last."""
    secretariat = world.actor("secretariat")
    newcomer = make.account("newcomer@x.example", "GE")
    link = directory.make_link(secretariat, newcomer)
    letter = _letter()
    programme = make.stored(Programme(code="PR", name=Text.of("Programme"), note=Text.of()))
    network = make.stored(Network(code="NET", name=Text.of("Network"), note=Text.of(), programme_id=programme.id))
    directory.disable(secretariat, world.people["disabled"].id)
    return {
        "mail": letter,
        "token": link.url.rsplit("/", 1)[1],
        "network": network.code,
        "programme": programme.code,
        **{f"{name}person": person.id for name, person in world.people.items()},
        "newcomer": newcomer.id,
        "seat": _seat_of(world, "kz"),
    }


@writes
def _letter() -> int:
    return mail.queue("somebody@x.example", word("mail", "subject"), word("mail", "body")).id


def _seat_of(world: World, who: str) -> int:
    seats = db.metadata.tables["operation_seat"].c
    return int(db.session.scalar(db.select(seats.id).where(seats.account_id == world.people[who].id)) or 0)
