"""A liaison office no longer serves Members: what it holds in review is put back, and another reviews for those that chose it."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from flask import current_app
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _
from sqlalchemy.orm import contains_eager

from opsplanner.core import audit, mail
from opsplanner.core.access import Actor, Role
from opsplanner.core.db import db
from opsplanner.core.i18n import screen_language
from opsplanner.directory.models import Account
from opsplanner.operations.models import Operation, OperationSeat
from opsplanner.participants.leftward import Leftward
from opsplanner.participants.models import Participation, ReviewerKind
from opsplanner.participants.services.reviewing import name_reviewer


def put_back(actor: Actor, operation: Operation, office: Participation, reason: str) -> None:
    """What it holds in review waits again, with the reason on its page; it stays the reviewer that Members chose."""
    leftward: Leftward = current_app.extensions["participants_leftward"]
    leftward.put_back(actor, operation, office, reason)


def leave(actor: Actor, operation: Operation, office: Participation, reason: str) -> None:
    """The planner reviews for its Members until they choose; they are asked to on Home, the planners are told by mail."""
    put_back(actor, operation, office, reason)
    left = _reviewed_by(office)
    for each in left:
        before = audit.snapshot(each, "reviewer_kind", "reviewer_id")
        name_reviewer(operation, each, ReviewerKind.PLANNER)
        each.reviewer_left_id = office.organisation_id
        audit.record(
            actor,
            "participation:lose_reviewer",
            each.organisation.code,
            scope=operation.code,
            before=before,
            after={**audit.snapshot(each, "reviewer_kind", "reviewer_id"), "reason": reason.strip()},
        )
    if left:
        _tell_planners(actor, operation, office, left, reason)


def _reviewed_by(office: Participation) -> Sequence[Participation]:
    query = (
        sa.select(Participation)
        .join(Participation.organisation)
        .options(contains_eager(Participation.organisation))
        .where(
            Participation.operation_id == office.operation_id,
            Participation.reviewer_kind == ReviewerKind.RILO,
            Participation.reviewer_id == office.organisation_id,
        )
        .order_by(Participation.id)
    )
    return db.session.scalars(query).all()


def _tell_planners(
    actor: Actor, operation: Operation, office: Participation, left: Sequence[Participation], reason: str
) -> None:
    planners = db.session.scalars(
        sa.select(Account)
        .join(OperationSeat, OperationSeat.account_id == Account.id)
        .where(OperationSeat.operation_id == operation.id, OperationSeat.role == Role.PLANNER, Account.active)
        .distinct()
        .order_by(Account.id)
    )
    for person in planners:
        if person.id == actor.user_id:
            continue
        with force_locale(screen_language(person.language)):
            names = {"code": operation.code, "office": office.organisation.name.to(person.language)}
            said = ngettext(
                "%(office)s reviews no longer; you review for %(num)s Member until it chooses:",
                "%(office)s reviews no longer; you review for %(num)s Members until they choose:",
                len(left),
                **names,
            )
            members = ", ".join(each.organisation.code for each in left)
            why = _("Reason: %(reason)s", reason=reason.strip()) if reason.strip() else ""
            link = mail.address(f"/operations/{operation.code}/participants/{office.organisation.code}")
            subject = _("%(code)s: %(office)s reviews no longer", **names)
            mail.queue(
                person.email, subject, "\n\n".join(each for each in (f"{said} {members}", why, link) if each) + "\n"
            )
