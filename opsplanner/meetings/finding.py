"""Meetings and their papers, found by words."""

from __future__ import annotations

import sqlalchemy as sa
from flask import url_for
from sqlalchemy.orm import joinedload

from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.core.finding import Asked, Hit, Sort, known_by
from opsplanner.core.i18n import days, label
from opsplanner.meetings.models import Meeting, MeetingPaper
from opsplanner.meetings.scope import scope


def meetings(actor: Actor, asked: Asked, most: int) -> list[Hit]:
    """Those the reader may know of, the latest first."""
    query = scope(actor).where(asked.in_columns(Meeting.search))
    owned = query.options(joinedload(Meeting.operation), joinedload(Meeting.network))
    found = db.session.scalars(owned.order_by(Meeting.starts_at.desc(), Meeting.id).limit(most))
    return [
        Hit(
            Sort.MEETING,
            label(each.name),
            url_for("meetings.meeting", number=each.id),
            f"{each.code} · {days(each.first_day, each.last_day)}",
            known_by(*each.name.all()),
        )
        for each in found
    ]


def papers(actor: Actor, asked: Asked, most: int) -> list[Hit]:
    """Their papers that were not withdrawn; titles and file names are read as they stand."""
    query = (
        sa.select(MeetingPaper, Meeting.name)
        .join(Meeting, Meeting.id == MeetingPaper.meeting_id)
        .where(MeetingPaper.withdrawn_at.is_(None), Meeting.id.in_(scope(actor).with_only_columns(Meeting.id)))
        .order_by(MeetingPaper.id.desc())
    )
    return [
        Hit(
            Sort.DOCUMENT,
            each.title,
            url_for("meetings.paper", number=each.meeting_id, paper_id=each.id),
            f"{label(meeting)} · {each.language.upper()}",
            known_by(each.title, each.file_name),
        )
        for each, meeting in db.session.execute(query)
        if asked.is_in(f"{each.title} {each.file_name}")
    ][:most]
