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
    columns = (
        MeetingPaper.id,
        MeetingPaper.meeting_id,
        MeetingPaper.title,
        MeetingPaper.file_name,
        MeetingPaper.language,
    )
    known = scope(actor).with_only_columns(Meeting.id)
    query = sa.select(*columns).where(MeetingPaper.withdrawn_at.is_(None), MeetingPaper.meeting_id.in_(known))
    return [
        Hit(
            Sort.DOCUMENT,
            title,
            url_for("meetings.paper", number=meeting, paper_id=number),
            language.upper(),
            known_by(title, file_name),
        )
        for number, meeting, title, file_name, language in db.session.execute(query.order_by(MeetingPaper.id.desc()))
        if asked.is_in(f"{title} {file_name}")
    ][:most]
