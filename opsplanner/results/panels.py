"""What results give to the pages of an operation that come before them: where reporting stands, and what waits to be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from opsplanner.core.access import Actor, Permission
from opsplanner.core.db import db
from opsplanner.core.i18n import days, language, moment
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Operation
from opsplanner.operations.overview import Count, Group, Panels, Reporting, Step
from opsplanner.results.board import Board, board_now, read_boards
from opsplanner.results.models import Submission
from opsplanner.results.returns import ReturnState
from opsplanner.results.scope import standing, submissions
from opsplanner.results.services import copy_template, publish_template

WAITING = (ReturnState.OVERDUE, ReturnState.DUE, ReturnState.RETURNED, ReturnState.DRAFT)


def fill(panels: Panels) -> None:
    """Puts the answers of this package where the pages of operations ask for them."""
    panels.reporting = reporting
    panels.reported = reported
    panels.holds_results = holds_results
    panels.publish_template = publish_template
    panels.copy_template = copy_template
    panels.counts.append(counts)
    panels.steps.append(steps)


def reporting(actor: Actor, operation: Operation) -> Reporting | None:
    """Where the returns stand, with one line a liaison office; None before anything is expected."""
    board = board_now(operation)
    total = board.whole
    if not total.expected:
        return None
    return Reporting(
        received=total.received,
        expected=total.expected,
        on_time=total.on_time,
        members_reported=total.n,
        members_expected=total.of,
        members_nil=len(total.members_nil),
        members_silent=len(total.members_silent),
        as_of=board.now,
        groups=_groups(board) if actor.may(Permission.BOARD_SEE, operation.code) else (),
    )


def reported(actor: Actor, operations: Sequence[Operation]) -> Mapping[int, tuple[int, int]]:
    """n of N for each operation of a list."""
    counts = {number: board.whole for number, board in read_boards(operations).items()}
    return {number: (count.n, count.of) for number, count in counts.items()}


def holds_results(operation: Operation) -> bool:
    """Whether anything was ever sent."""
    query = sa.select(sa.literal(1)).where(Submission.operation_id == operation.id).limit(1)
    return db.session.scalar(query) is not None


def counts(actor: Actor, operation: Operation) -> Sequence[Count]:
    """How many submissions the reader may see."""
    if not actor.may(Permission.RESULTS_SEE, operation.code):
        return []
    query = sa.select(sa.func.count()).select_from(submissions(actor, operation).subquery())
    url = url_for("results.submissions", code=operation.code)
    return [Count(_("Submissions"), db.session.scalar(query) or 0, url)]


def steps(actor: Actor, operation: Operation) -> Sequence[Step]:
    """What my Member still owes; for those who lead, who is silent."""
    found = []
    stands = standing(actor, operation)
    if stands.senders:
        board = board_now(operation)
        mine = (each for one in board.participations if one.id in stands.senders for each in board.of(one))
        for each in mine:
            if each.owed.asked and each.state in WAITING:
                period = board.period(each)
                where = days(period.starts_on, period.ends_on)
                said = _("Results of %(days)s, due %(due)s", days=where, due=moment(each.owed.due_at))
                found.append(Step(said, url_for("results.returns", code=operation.code), _("Report results")))
    if actor.may(Permission.PERIODS_CLOSE, operation.code):
        silent = len(board_now(operation).whole.members_silent)
        if silent:
            said = ngettext("%(num)s Member is silent", "%(num)s Members are silent", silent)
            found.append(Step(said, url_for("results.board", code=operation.code, spoken="silent"), _("See who")))
    return found


def _groups(board: Board) -> list[Group]:
    """n of N by liaison office."""
    members = sorted(board.participations, key=lambda each: each.organisation.rilo_id or 0)
    names = {
        office.id: office.name.to(language())
        for office in db.session.scalars(
            sa.select(Organisation).where(Organisation.id.in_({each.organisation.rilo_id or 0 for each in members}))
        )
    }
    groups, whole = [], board.whole
    for rilo, theirs in groupby(members, key=lambda each: each.organisation.rilo_id or 0):
        numbers = {each.id for each in theirs}
        of = len(numbers & whole.members_expected)
        if of:
            name = names.get(rilo, _("Without a liaison office"))
            groups.append(Group(name, len(numbers & whole.members_reported), of))
    return groups
