"""What results ask of people on Home: returns that are owed or came back, Members that are silent, what was decided meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from opsplanner.core import clock
from opsplanner.core.access import Actor, Permission, Role
from opsplanner.core.db import db
from opsplanner.core.i18n import days, label, moment
from opsplanner.core.needs import Event, Harm, Need, Way
from opsplanner.core.web import told as said
from opsplanner.operations.models import Operation, Period, PhaseKind
from opsplanner.participants.models import Participation
from opsplanner.participants.services import own_in
from opsplanner.results.begun import Begun, begun, by_return, go_on, left, loose
from opsplanner.results.board import Board, read_boards
from opsplanner.results.chasing.requests import waiting
from opsplanner.results.models import Channel, Draft, NoteState, Submission, SubmissionState
from opsplanner.results.overtaken import unfinished
from opsplanner.results.returns import Return, ReturnState
from opsplanner.results.scope import reports
from opsplanner.results.services import decides
from opsplanner.results.words import NO_NEW_DUE_TIME, RETURN_STATES

HARM = {
    ReturnState.OVERDUE: Harm.OVERDUE,
    ReturnState.RETURNED: Harm.RETURNED,
    ReturnState.DUE: Harm.DUE,
    ReturnState.DRAFT: Harm.BEGUN,
}
# More returns than this in one state become one line.
MOST = 3


def tasks_for(actor: Actor, operations: Sequence[Operation]) -> list[Need]:
    """The returns that the reader's own Members owe; for those who review, the Members that are silent."""
    mine = {each.id: each for each in own_in(actor) if reports(each)}
    boards = read_boards(operations)
    drafts = unfinished(begun(actor, list(mine)))
    owed = [need for each in operations for need in _owed(each, boards[each.id], mine, by_return(drafts))]
    owed += [
        need
        for each in operations
        for member in mine.values()
        if member.operation_id == each.id
        for need in loose(each, member, drafts)
    ]
    silent = [need for each in operations for need in _silent(actor, each, boards[each.id])]
    return [*owed, *_asked(actor, operations), *silent]


def news(actor: Actor, operations: Sequence[Operation], since: datetime) -> list[Event]:
    """What became of the reader's own deliveries; for those who lead, how many came in."""
    mine = [each.id for each in own_in(actor)]
    decided = db.session.scalars(
        sa.select(Submission)
        .where(Submission.participation_id.in_(mine), Submission.reviewed_at > since)
        .where(Submission.state.in_((SubmissionState.ACCEPTED, SubmissionState.RETURNED)))
        .where(Submission.channel != Channel.UPDATE)
        .options(sa.orm.joinedload(Submission.operation))
    )
    found = [_decided(each) for each in decided]
    led = {each.id: each for each in operations if actor.may(Permission.PERIODS_CLOSE, each.code)}
    received = db.session.execute(
        sa.select(Submission.operation_id, sa.func.count(), sa.func.max(Submission.submitted_at))
        .where(Submission.operation_id.in_(led), Submission.submitted_at > since)
        .group_by(Submission.operation_id)
    )
    for operation, count, at in received:
        said = ngettext("%(num)s submission received", "%(num)s submissions received", count)
        found.append(Event(at, led[operation].code, said, url_for("results.submissions", code=led[operation].code)))
    return found


def _decided(submission: Submission) -> Event:
    accepted = submission.state == SubmissionState.ACCEPTED
    said = _("%(reference)s was accepted", reference=submission.reference)
    if not accepted:
        said = _("%(reference)s was returned with notes", reference=submission.reference)
    code = submission.operation.code
    at = submission.reviewed_at or submission.submitted_at
    return Event(at, code, said, url_for("results.submission", code=code, submission_id=submission.id))


def _owed(operation: Operation, board: Board, mine: Mapping[int, Participation], drafts: Begun) -> Iterator[Need]:
    waiting = sorted(
        (each for each in board.returns.values() if each.owed.participation in mine and _waits(board, each)),
        key=lambda each: (each.owed.participation, each.state, each.owed.due_at),
    )
    returned = _returned([each.owed.participation for each in waiting if each.state == ReturnState.RETURNED])
    for (member, state), group in groupby(waiting, key=lambda each: (each.owed.participation, each.state)):
        theirs = list(group)
        if len(theirs) > MOST:
            yield _several(operation, mine[member], ReturnState(state), theirs)
            continue
        for each in theirs:
            place = (member, each.owed.period)
            draft = drafts.get(place) if each.state == ReturnState.DRAFT else None
            yield _one(operation, mine[member], board.period(each), each, draft or returned.get(place))


def _waits(board: Board, each: Return) -> bool:
    return each.owed.asked and each.state in HARM and board.period(each).state == "open"


def _returned(members: Sequence[int]) -> dict[tuple[int, int], Submission]:
    """The newest returned submission by participation and period."""
    if not members:
        return {}
    query = sa.select(Submission).where(
        Submission.participation_id.in_(members), Submission.state == SubmissionState.RETURNED
    )
    found = db.session.scalars(
        query.options(sa.orm.selectinload(Submission.periods), sa.orm.selectinload(Submission.notes)).order_by(
            Submission.id
        )
    )
    return {(each.participation_id, served.period_id): each for each in found for served in each.periods}


def _one(
    operation: Operation, mine: Participation, period: Period, owes: Return, held: Submission | Draft | None
) -> Need:
    code, member = operation.code, mine.organisation
    where = days(period.starts_on, period.ends_on)
    rehearsal = 1 if owes.owed.rehearsal else None
    upload = Way(_("Upload results"), url_for("results.upload", code=code, member=member.code, rehearsal=rehearsal))
    ways: tuple[Way, ...] = (upload,)
    hint = _("%(member)s, due %(due)s", member=label(member.name), due=moment(owes.owed.due_at))
    if isinstance(held, Submission):
        hint = _notes(held)
        notes = url_for("results.submission", code=code, submission_id=held.id)
        ways = (Way(_("See notes and fix"), notes), upload)
    elif held is not None:
        ways = (go_on(operation, held),)
    else:
        nil: dict[str, str | int] = {"period": period.number, "member": member.code}
        more = url_for("results.more_time", code=code, member=member.code, period=period.number)
        nothing = Way(_("Nothing to report"), url_for("results.nil", code=code), nil)
        ways = (upload, nothing, Way(_("Ask for more time"), more))
    return Need(
        harm=HARM[owes.state],
        state=owes.state,
        said=(left(held) if isinstance(held, Draft) else "") or _when(owes),
        code=code,
        title=_("Results of %(days)s", days=where),
        hint=hint,
        at=owes.owed.due_at,
        ways=ways,
    )


def _when(owes: Return) -> str:
    """The state, with how many days it is overdue or still has."""
    left = (owes.owed.due_at - clock.now()).days
    if owes.state == ReturnState.OVERDUE and left < -1:
        return ngettext("Overdue by %(num)s day", "Overdue by %(num)s days", -left - 1)
    if owes.state == ReturnState.DUE and left:
        return ngettext("Due in %(num)s day", "Due in %(num)s days", left)
    return str(RETURN_STATES[owes.state])


def _asked(actor: Actor, operations: Sequence[Operation]) -> Iterator[Need]:
    """Requests for more time that the reader decides."""
    led = {each.id: each for each in operations if actor.may(Permission.RESULTS_REVIEW, each.code)}
    for request in waiting(list(led)):
        operation, member = led[request.participation.operation_id], request.participation.organisation
        if not decides(actor, operation, request.participation):
            continue
        period, code = request.period, operation.code
        page = url_for("results.one_return", code=code, member=member.code, number=period.number)
        yield Need(
            harm=Harm.ASKED,
            state="due",
            said=_("More time asked"),
            code=code,
            title=_(
                "%(member)s: more time for %(days)s",
                member=label(member.name),
                days=days(period.starts_on, period.ends_on),
            ),
            hint=_("Until %(until)s", until=moment(request.until)) + f". {said(request.reason)}",
            at=request.asked_at,
            ways=(Way(_("Decide"), page),),
        )


def _notes(returned: Submission) -> str:
    """How many notes came back with it, the word on all of it, and that nothing new is due."""
    count = sum(note.state == NoteState.OPEN for note in returned.notes)
    told = ngettext("%(num)s note at its rows", "%(num)s notes at their rows", count) if count else ""
    return " · ".join(each for each in (told, said(returned.review_note), str(NO_NEW_DUE_TIME)) if each)


def _several(operation: Operation, mine: Participation, state: ReturnState, theirs: Sequence[Return]) -> Need:
    due = _("due %(due)s", due=moment(theirs[0].owed.due_at))
    until = NO_NEW_DUE_TIME if state == ReturnState.RETURNED else due
    return Need(
        harm=HARM[state],
        state=state,
        said=str(RETURN_STATES[state]),
        code=operation.code,
        title=ngettext("Results of %(num)s period", "Results of %(num)s periods", len(theirs)),
        hint=f"{label(mine.organisation.name)}, {until}",
        at=theirs[0].owed.due_at,
        ways=(Way(_("Report results"), url_for("results.returns", code=operation.code)),),
    )


def _silent(actor: Actor, operation: Operation, board: Board) -> Iterator[Need]:
    """Members of whom something is past due and nothing has come: those a liaison office serves, or all for who leads."""
    if operation.phase == PhaseKind.CLOSED or not actor.may(Permission.RESULTS_REVIEW, operation.code):
        return
    everyone = actor.may(Permission.PERIODS_CLOSE, operation.code)
    offices = actor.organisations_in(operation.code, Role.LIAISON)
    members = [each.id for each in board.participations if everyone or each.organisation.rilo_id in offices]
    count = board.tally(set(members))
    if silent := len(count.members_silent):
        yield Need(
            harm=Harm.SILENT,
            state="silent",
            said=_("Silent"),
            code=operation.code,
            title=ngettext("%(num)s Member has not answered", "%(num)s Members have not answered", silent),
            hint=_("%(n)s of %(of)s have reported", n=count.n, of=count.of),
            ways=(Way(_("See who"), url_for("results.board", code=operation.code, spoken="silent")),),
        )
