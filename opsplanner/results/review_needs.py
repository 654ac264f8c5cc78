"""What reviewing asks of people on Home: deliveries and possible duplicates that wait for the reader, questions about its own Member's."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.core.i18n import moment
from opsplanner.core.needs import Harm, Need, Way
from opsplanner.participants.services import own_in
from opsplanner.results.duplicates import Waiting, waiting
from opsplanner.results.models import NoteKind, NoteState, ReviewNote, Submission, SubmissionState
from opsplanner.results.queue import PLACE, Load, loads


def tasks_for(actor: Actor) -> list[Need]:
    """With three questions to the database, whatever there is."""
    found = [*_questions(actor), *(need for load in loads(actor) for need in _of(load))]
    return [*found, *map(_pairs, waiting(actor))]


def _pairs(found: Waiting) -> Need:
    """What two Members may both have told counts twice until somebody has looked."""
    return Need(
        harm=Harm.ASKED,
        state="warning",
        said=_("To compare"),
        code=found.operation,
        title=ngettext("%(num)s possible duplicate to look at", "%(num)s possible duplicates to look at", found.pairs),
        hint=_("It counts twice until somebody says that it is one consignment."),
        at=found.oldest,
        ways=(Way(_("Compare"), url_for("results.duplicates", code=found.operation)),),
    )


def _of(load: Load) -> Iterator[Need]:
    code = load.operation
    if load.mine:
        hint = _("The longest waits since %(at)s", at=moment(load.oldest))
        if load.late:
            hint = f"{ngettext('%(num)s longer than 5 days', '%(num)s longer than 5 days', load.late)} · {hint}"
        yield Need(
            harm=Harm.ASKED,
            state="submitted",
            said=_("To review"),
            code=code,
            title=ngettext("%(num)s submission to review", "%(num)s submissions to review", load.mine),
            hint=hint,
            at=load.oldest,
            ways=(Way(_("Review"), url_for("review.queue", operation=code)),),
        )
    if load.others_late:
        yield Need(
            harm=Harm.SILENT,
            state="submitted",
            said=_("To review"),
            code=code,
            title=ngettext(
                "%(num)s submission waits for another reviewer",
                "%(num)s submissions wait for other reviewers",
                load.others_late,
            ),
            hint=_("Longer than 5 days; you may act in their place."),
            ways=(Way(_("See which"), url_for("review.queue", operation=code, whose=PLACE, late=1)),),
        )


def _questions(actor: Actor) -> Iterator[Need]:
    """Open questions on what the reader's own Members sent; those on what came back stand with it."""
    found = db.session.scalars(
        sa.select(ReviewNote)
        .join(ReviewNote.submission)
        .where(
            Submission.participation_id.in_([each.id for each in own_in(actor)]),
            Submission.state.in_((SubmissionState.SUBMITTED, SubmissionState.IN_REVIEW, SubmissionState.ACCEPTED)),
            ReviewNote.kind == NoteKind.QUESTION,
            ReviewNote.state == NoteState.OPEN,
        )
        .options(sa.orm.contains_eager(ReviewNote.submission).joinedload(Submission.operation))
        .order_by(ReviewNote.id)
    )
    by_submission: dict[int, list[ReviewNote]] = {}
    for note in found:
        by_submission.setdefault(note.submission_id, []).append(note)
    for number, theirs in by_submission.items():
        sent = theirs[0].submission
        code = sent.operation.code
        yield Need(
            harm=Harm.RETURNED,
            state="in_review",
            said=_("Question"),
            code=code,
            title=ngettext(
                "%(num)s question about %(what)s", "%(num)s questions about %(what)s", len(theirs), what=sent.reference
            ),
            hint=_("Asked by %(who)s", who=theirs[0].by),
            at=theirs[0].at,
            ways=(Way(_("Answer"), url_for("results.submission", code=code, submission_id=number, _anchor="notes")),),
        )
