"""Deliveries begun and not sent, as lists name them: what is left to be put right, and which periods they will speak for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.core.i18n import label
from opsplanner.core.needs import Harm, Need, Way
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Operation
from opsplanner.participants.models import Participation
from opsplanner.results.models import Channel, Draft
from opsplanner.results.scope import REPORTING
from opsplanner.results.services.summing import MORE_ASKED
from opsplanner.results.words import channel_label

# The Member a draft is for, and whom that is an office of.
HOLDERS = (Participation.organisation_id, Organisation.parent_id)
Begun = Mapping[tuple[int, int], Draft]


def begun(actor: Actor, members: Sequence[int]) -> list[Draft]:
    """The drafts of some participations that the actor may go on with, the oldest first: a contact point all of its Member, an
    office those it sends, and everybody what they began."""
    if not members:
        return []
    mine = [
        sa.and_(
            Participation.operation_id == seat.operation_id,
            sa.or_(*(column == seat.organisation_id for column in (Draft.organisation_id, *HOLDERS))),
        )
        for seat in actor.seats
        if seat.role in REPORTING
    ]
    query = (
        sa.select(Draft)
        .join(Draft.participation)
        .join(Participation.organisation)
        .where(Draft.participation_id.in_(members), sa.or_(Draft.created_by_id == actor.user_id, *mine))
    )
    return list(db.session.scalars(query.order_by(Draft.id)))


def by_return(drafts: Sequence[Draft]) -> Begun:
    """The newest draft that will speak for a return, by participation and period."""
    return {(each.participation_id, period): each for each in drafts for period in each.report.get("periods", ())}


def left(draft: Draft) -> str:
    """What is left to be done: "9 errors left", or that it only waits to be sent; nothing when it was not checked yet."""
    if draft.report.get(MORE_ASKED):
        return _("The template asks more since")
    if draft.channel == Channel.FORM or "errors" not in draft.report:
        return ""
    errors = draft.report["errors"]
    return ngettext("%(num)s error left", "%(num)s errors left", errors) if errors else _("Ready to be confirmed")


def loose(operation: Operation, member: Participation, drafts: Sequence[Draft]) -> list[Need]:
    """Drafts of which no period is known yet: nothing of them could be read, or all of their dates are wrong."""
    return [
        Need(
            harm=Harm.BEGUN,
            state="draft",
            said=left(draft) or _("Draft"),
            code=operation.code,
            title=draft.file_name or channel_label(draft.channel),
            hint=label(member.organisation.name),
            ways=(go_on(operation, draft),),
        )
        for draft in drafts
        if draft.participation_id == member.id and not draft.report.get("periods")
    ]


def go_on(operation: Operation, draft: Draft) -> Way:
    """Leads to the step that a draft waits in."""
    return Way(_("Go on"), url_for("results.draft", code=operation.code, draft_id=draft.id))
