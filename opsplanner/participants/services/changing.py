"""Changes of contact points: kept, told to the liaison office in its language - at once, then at most one mail an hour - and listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _
from sqlalchemy.orm import contains_eager, selectinload

from opsplanner.core import clock, mail
from opsplanner.core.access import Actor, Role
from opsplanner.core.db import db
from opsplanner.core.i18n import moment, screen_language
from opsplanner.core.listing import Listing, Page
from opsplanner.core.mail import OutboxMail
from opsplanner.directory.models import Account, Organisation
from opsplanner.operations.models import Operation, OperationSeat
from opsplanner.participants import scope
from opsplanner.participants.models import ContactChange, ContactNotice, Participation
from opsplanner.participants.services.finding import name_column

TOGETHER_WITHIN = timedelta(hours=1)
Contacts = Sequence[Mapping[str, Any]]


def note_change(actor: Actor, participation: Participation, before: Contacts, after: Contacts) -> None:
    """In the transaction under way: the change is kept, and whoever serves the Member for its liaison office is told."""
    change = ContactChange(
        participation=participation,
        at=clock.now(),
        by=actor.label[:120],
        before=[dict(each) for each in before],
        after=[dict(each) for each in after],
    )
    db.session.add(change)
    for person in _officers(participation):
        if person.id != actor.user_id:
            _tell(person, participation.operation, change)


def contact_changes(actor: Actor, operation: Operation, asked: Mapping[str, str], lang: str) -> Page[ContactChange]:
    """One page of the changes, newest first, with who was told."""
    listing = Listing(
        sorts={"at": ContactChange.id, "name": name_column(lang)},
        search=(Organisation.search_en, Organisation.search_fr, Organisation.code),
        filters={"rilo": Organisation.rilo_id},
        start="-at",
        tiebreak=ContactChange.id.desc(),
        folded=True,
    )
    seen = scope.participations(actor, operation).with_only_columns(Participation.id)
    query = (
        sa.select(ContactChange)
        .join(ContactChange.participation)
        .join(Participation.organisation)
        .where(ContactChange.participation_id.in_(seen))
        .options(
            contains_eager(ContactChange.participation).contains_eager(Participation.organisation),
            selectinload(ContactChange.notices),
        )
    )
    return listing.page(query, asked)


def _officers(participation: Participation) -> list[Account]:
    """The people of the liaison office that serves it, where that takes part."""
    query = (
        sa.select(Account)
        .join(OperationSeat, OperationSeat.account_id == Account.id)
        .where(
            OperationSeat.operation_id == participation.operation_id,
            OperationSeat.organisation_id == participation.organisation.rilo_id,
            OperationSeat.role == Role.LIAISON,
            Account.active,
        )
        .order_by(Account.id)
    )
    return list(db.session.scalars(query))


def _tell(person: Account, operation: Operation, change: ContactChange) -> None:
    """At once, unless the person was told of another change of this operation within the hour: then with all that follow, when it is over."""
    now, last = clock.now(), _last_mail(person, operation)
    if last is not None and last.state == "waiting" and last.send_at > now:
        change.notices.append(ContactNotice(mail_id=last.id, to=person.email))
        db.session.flush()
        last.subject, last.body = _worded(person, operation, _told_by(last))
        return
    sent = mail.queue(person.email, *_worded(person, operation, [change]))
    if last is not None and last.send_at > now - TOGETHER_WITHIN and sent.state == "waiting":
        sent.send_at = last.send_at + TOGETHER_WITHIN
    change.notices.append(ContactNotice(mail_id=sent.id, to=person.email))


def _last_mail(person: Account, operation: Operation) -> OutboxMail | None:
    query = (
        sa.select(OutboxMail)
        .join(ContactNotice, ContactNotice.mail_id == OutboxMail.id)
        .join(ContactNotice.change)
        .join(ContactChange.participation)
        .where(ContactNotice.to == person.email, Participation.operation_id == operation.id)
        .order_by(OutboxMail.id.desc())
        .limit(1)
    )
    return db.session.scalar(query)


def _told_by(sent: OutboxMail) -> list[ContactChange]:
    query = sa.select(ContactChange).join(ContactChange.notices).where(ContactNotice.mail_id == sent.id)
    return list(db.session.scalars(query.order_by(ContactChange.id)))


def _worded(person: Account, operation: Operation, changes: Sequence[ContactChange]) -> tuple[str, str]:
    """Who changed and when; what changed stands on the page, not in a mail."""
    lang = screen_language(person.language)
    with force_locale(lang):
        lines = [
            _(
                "– %(name)s, %(at)s, by %(who)s",
                name=each.participation.organisation.name.to(lang),
                at=moment(each.at, person.time_zone, lang),
                who=each.by,
            )
            for each in changes
        ]
        subject = ngettext(
            "%(code)s: the contact points of a Member have changed",
            "%(code)s: contact points of Members have changed",
            len({each.participation_id for each in changes}),
            code=operation.code,
        )
        link = mail.address(f"/operations/{operation.code}/contacts/changes")
        return subject, "\n".join([*lines, "", _("What has changed:"), link, ""])
