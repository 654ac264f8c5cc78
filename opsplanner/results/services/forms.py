"""What is typed into a form: checked like a row of the sheet, kept as a draft, and effort stored at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import audit, clock, files
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Refusal
from opsplanner.records.answers import Setting
from opsplanner.records.check import Checked, check
from opsplanner.records.choose import Group
from opsplanner.records.match import match_form
from opsplanner.records.table import EFFORT, table_of
from opsplanner.results.models import Channel, Draft
from opsplanner.results.photos import MOST_PHOTOS, Picture
from opsplanner.results.services.delivering import Choices, Delivery, Outcome, deliver
from opsplanner.results.services.effort import against_stored
from opsplanner.results.services.entering import Entry
from opsplanner.results.services.history import against_history
from opsplanner.results.services.templates import template_of

Row = Mapping[str, str]


def check_form(entry: Entry, group: Group, rows: Sequence[Row], language: str, rehearsal: bool = False) -> Checked:
    """The same check as for a sheet, on rows that were typed."""
    template = template_of(entry.operation).of(entry.participation.organisation.code)
    checked = check(match_form(template, {group: table_of(rows)}, language), Setting(clock.now()))
    return against_history(entry, against_stored(entry, checked, rehearsal), rehearsal)


@writes
def save_form(
    actor: Actor,
    entry: Entry,
    rows: Sequence[Row],
    pictures: Sequence[Picture],
    language: str,
    *,
    draft_id: int | None = None,
    rehearsal: bool = False,
) -> Draft:
    """Keeps a case as typed so far, with its photos; a draft begun before is replaced."""
    draft, version = _mine(entry, draft_id) if draft_id else None, template_of(entry.operation).version
    waiting = draft.choices if draft else {}
    photos = [*waiting.get("photos", []), *(files.keep(each.jpeg) for each in pictures)]
    names = [*waiting.get("photo_names", []), *(each.name for each in pictures)]
    if len(photos) > MOST_PHOTOS:
        raise Refusal(_l("At most %(number)s photos belong to a case.", number=MOST_PHOTOS))
    if draft is None:
        draft = Draft(
            participation_id=entry.participation.id,
            organisation_id=entry.sender.id,
            channel=Channel.FORM,
            created_at=clock.now(),
            created_by=actor.label,
            created_by_id=actor.user_id,
            file_name="",
            report={},
        )
        db.session.add(draft)
    draft.language, draft.rows = language, len(rows)
    kept = {"photos": photos, "photo_names": names, "rehearsal": rehearsal, "version": version}
    draft.choices = {"rows": [dict(row) for row in rows], **kept}
    db.session.flush()
    reference = rows[0].get("national_ref", "") if rows else ""
    audit.record(
        actor, "results:draft", f"{reference} {entry.participation.organisation.code}", scope=entry.operation.code
    )
    return draft


@writes
def report_effort(actor: Actor, entry: Entry, checked: Checked) -> Outcome:
    """Stores one row of effort that was checked without error; it holds no raw result, so there is no marking to choose."""
    reasons = {problem.code: str(_l("entered by form")) for problem in checked.of("warning")}
    return deliver(actor, entry, Delivery(checked, Channel.EFFORT), Choices(reasons=reasons))


def check_effort(entry: Entry, row: Row, language: str) -> Checked:
    """Checks one row of effort."""
    return check_form(entry, EFFORT, [row], language)


def _mine(entry: Entry, draft_id: int) -> Draft | None:
    return db.session.scalar(
        sa.select(Draft).where(
            Draft.id == draft_id, Draft.participation_id == entry.participation.id, Draft.channel == Channel.FORM
        )
    )
