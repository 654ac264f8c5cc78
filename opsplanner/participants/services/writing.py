"""Letters to participants: who would get what, asked of the worker, and written by it, one participant a transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import contains_eager, joinedload

from opsplanner.core import audit, clock, jobs, mail
from opsplanner.core.access import Actor, Permission
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Refusal
from opsplanner.core.jobs import Job
from opsplanner.directory.models import Account, Organisation
from opsplanner.directory.services import Link, PersonValues, by_address, enrol_unnamed, make_link, new_account
from opsplanner.operations.models import Operation
from opsplanner.operations.services import editable
from opsplanner.operations.services.seating import seat
from opsplanner.participants import scope
from opsplanner.participants.models import LetterKind, ParticipantLetter, Participation, ParticipationState
from opsplanner.participants.roles import role_now
from opsplanner.participants.services.addressing import (
    Address,
    Addressee,
    as_addressee,
    proposed_address,
    seated,
    written_at,
)
from opsplanner.participants.services.standing import Readiness, readiness
from opsplanner.participants.wording import Told, letter

KIND = "participants_letters"
# Who was written to is not written to again so soon, unless it is ticked by hand.
NOT_AGAIN_WITHIN = timedelta(hours=24)
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Writing:
    """A participation that may be written to: to whom, what it misses, and whether it was written to a short while ago."""

    participation: Participation
    addressees: Sequence[Addressee]
    missing: Sequence[str]
    lately: bool


def writings(operation: Operation, kind: LetterKind, participations: Sequence[Participation]) -> list[Writing]:
    """Of these, who is still to be told of this, and who would get it."""
    found, people, last = readiness(operation), seated(participations), written_at(participations)
    since = clock.now() - NOT_AGAIN_WITHIN
    return [
        Writing(
            one,
            [as_addressee(account) for account in people.get(one.id, ())],
            _missing(found, one),
            one.id in last and last[one.id] > since,
        )
        for one in participations
        if _needs(kind, one, found)
    ]


def specimen(
    actor: Actor, operation: Operation, kind: LetterKind, lang: str, missing: Sequence[str] = ()
) -> tuple[str, str]:
    """The letter in a language, its own words in brackets where each gets another."""
    with force_locale(lang):
        told = Told(actor.label, _("[organisation]"), operation, lang, missing or [_("[what is missing]")])
        return letter(kind, told, _("[its own link]"))


def enqueue_letters(
    actor: Actor,
    operation: Operation,
    participations: Sequence[Participation],
    kind: LetterKind,
    addresses: Mapping[int, Address] | None = None,
) -> Job:
    """In the transaction under way: the worker is asked to write. `addresses` are new ones, by organisation."""
    new = {str(number): [each.email, each.language] for number, each in (addresses or {}).items()}
    payload = {
        "operation": operation.code,
        "participations": [one.id for one in participations],
        "kind": kind,
        "new": new,
        "account": actor.user_id,
        "label": actor.label,
        "email": actor.email,
    }
    return jobs.enqueue(actor, KIND, payload)


@writes
def send_letters(actor: Actor, code: str, kind: LetterKind, numbers: Sequence[int]) -> Job:
    """Has the worker write to the participants ticked; refused when nobody of them is still to be told."""
    operation = editable(actor, code, Permission.PARTICIPANTS_MANAGE)
    query = scope.participations(actor, operation).where(Participation.id.in_(numbers))
    chosen = writings(operation, kind, db.session.scalars(query).all())
    if not chosen:
        raise Refusal(_l("Tick at least one participant."))
    codes = [one.participation.organisation.code for one in chosen]
    audit.record(actor, "participants:letters", str(len(codes)), scope=code, after={"kind": kind, "to": codes})
    return enqueue_letters(actor, operation, [one.participation for one in chosen], kind)


def write_letters(
    actor: Actor,
    numbers: Sequence[int],
    kind: LetterKind,
    batch: str,
    new: Mapping[str, Sequence[str]],
    progress: Progress = lambda done, of: None,
) -> None:
    """Writes to each; whoever was written to in this sending already, before the worker died, is left out."""
    for done, number in enumerate(numbers, start=1):
        _write(actor, number, kind, batch, new)
        progress(done, len(numbers))


def letters_of(operation: Operation, batch: str) -> list[ParticipantLetter]:
    """What one sending wrote, by organisation."""
    query = (
        sa.select(ParticipantLetter)
        .join(ParticipantLetter.participation)
        .join(Participation.organisation)
        .where(ParticipantLetter.batch == batch, Participation.operation_id == operation.id)
        .options(contains_eager(ParticipantLetter.participation).contains_eager(Participation.organisation))
        .order_by(Organisation.search_en, ParticipantLetter.id)
    )
    return list(db.session.scalars(query))


def unwritten(actor: Actor, operation: Operation, job: Job) -> list[Participation]:
    """Those of a sending that no mail reached, because no address of theirs is known, and that have not answered since."""
    written = {each.participation_id for each in letters_of(operation, job.token)}
    query = scope.participations(actor, operation).where(
        Participation.id.in_(set(job.payload["participations"]) - written),
        Participation.state == ParticipationState.INVITED,
    )
    return list(db.session.scalars(query.order_by(Organisation.search_en)))


@writes
def hand_over(actor: Actor, code: str, numbers: Sequence[int]) -> list[tuple[Participation, Link]]:
    """A one-time link for each, to be handed over on another channel: whoever comes by it names the address."""
    operation = editable(actor, code, Permission.PARTICIPANTS_MANAGE)
    query = scope.participations(actor, operation).where(
        Participation.id.in_(numbers), Participation.state == ParticipationState.INVITED
    )
    made = []
    for one in db.session.scalars(query.order_by(Organisation.search_en)).all():
        address = proposed_address(one.organisation)
        made.append((one, _handed(actor, operation, one, address.language)))
    if not made:
        raise Refusal(_l("Tick at least one participant."))
    return made


def _handed(actor: Actor, operation: Operation, one: Participation, language: str) -> Link:
    def take_place(account: Account) -> None:
        seat(actor, operation, account, role_now(one), one.organisation_id)

    return enrol_unnamed(actor, one.organisation_id, language, take_place)[1]


@writes
def _write(actor: Actor, number: int, kind: LetterKind, batch: str, new: Mapping[str, Sequence[str]]) -> None:
    query = sa.select(Participation).where(Participation.id == number).options(joinedload(Participation.organisation))
    one = db.session.scalar(query)
    told_before = sa.select(ParticipantLetter.id).where(
        ParticipantLetter.participation_id == number, ParticipantLetter.batch == batch
    )
    if one is None or db.session.scalar(told_before.limit(1)) is not None:
        return
    found = readiness(one.operation)
    if not _needs(kind, one, found):
        return
    people = seated([one]).get(one.id, [])
    if not people and str(one.organisation_id) in new:
        people = [_enrol(actor, one, *new[str(one.organisation_id)])]
    for account in people:
        _post(actor, one, account, kind, batch, found)
    if people:
        said = {"kind": kind, "to": [account.email for account in people]}
        audit.record(actor, "participants:write", one.organisation.code, scope=one.operation.code, after=said)


def _enrol(actor: Actor, one: Participation, email: str, language: str) -> Account:
    """The office's address becomes an account that its letter opens."""
    account = by_address(email) or new_account(actor, PersonValues(email, one.organisation_id, language=language))
    seat(actor, one.operation, account, role_now(one), one.organisation_id)
    return account


def _post(actor: Actor, one: Participation, account: Account, kind: LetterKind, batch: str, found: Readiness) -> None:
    who = as_addressee(account)
    with force_locale(who.language):
        name = one.organisation.name.to(who.language)
        told = Told(actor.label, name, one.operation, who.language, _missing(found, one))
        if who.signs_in:
            mail.queue(who.email, *letter(kind, told, mail.address(page_of(one))))
        else:
            make_link(actor, account, by_mail=True, letter=lambda url, until: letter(kind, told, url, until))
    db.session.add(
        ParticipantLetter(
            participation_id=one.id,
            batch=batch,
            kind=kind,
            to=who.email,
            language=who.language,
            at=clock.now(),
            by=actor.label[:120],
        )
    )


def page_of(one: Participation) -> str:
    """The page on which a participant answers and gets ready."""
    return f"/operations/{one.operation.code}/participants/{one.organisation.code}/join"


def kind_of(text: str) -> LetterKind:
    """One of the kinds that are written by hand; refuses anything else."""
    if text not in (LetterKind.REMINDER, LetterKind.MISSING):
        raise Refusal(_l("Choose what to write."))
    return LetterKind(text)


def _needs(kind: LetterKind, one: Participation, found: Readiness) -> bool:
    if kind == LetterKind.MISSING:
        return one.state == ParticipationState.ACCEPTED and bool(found.missing(one.id))
    return one.state == ParticipationState.INVITED


def _missing(found: Readiness, one: Participation) -> list[str]:
    return [str(judge.said) for judge in found.missing(one.id)]
