"""Drafts that a later upload of the same sheet has overtaken: told in lists with what overtook them, and no work that waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _

from opsplanner.core.db import db
from opsplanner.core.i18n import moment
from opsplanner.results.models import Channel, Draft, PeriodServed, SentDraft, Submission, SubmissionState

Overtaken = Mapping[int, "Later"]


class Later(NamedTuple):
    """The upload that counts instead: still a draft, or sent already, of which `draft` is the number it had (None: it had none)."""

    at: datetime
    draft: int | None
    submission: int | None

    def said(self) -> str:
        """For a list, beside the draft that it overtook."""
        return _("Overtaken by the upload of %(at)s", at=moment(self.at))

    def url(self, code: str) -> str:
        """Where it is."""
        if self.submission:
            return url_for("results.submission", code=code, submission_id=self.submission)
        return url_for("results.draft", code=code, draft_id=self.draft)


class _Sheet(NamedTuple):
    """What of an upload tells whether it is the same sheet as another."""

    later: Later
    place: tuple[int, int, bool]
    name: str
    sha256: str
    periods: frozenset[int]

    def overtakes(self, draft: Draft) -> bool:
        """Whether it came after the draft, with the same bytes, or under the same name for the same periods."""
        if self.later.draft == draft.id or self.later.at <= draft.created_at or self.place != _place(draft):
            return False
        if self.later.draft is None and draft.choices.get("rest"):
            return False  # its own ready rows, sent before the others
        if self.sha256 == draft.sha256:
            return True
        if self.later.draft is not None and self.later.draft < draft.id:
            return False  # uploaded before it, though sent after
        return self.name == draft.file_name.casefold() and bool(
            self.periods.intersection(draft.report.get("periods", ()))
        )


def overtaken(drafts: Sequence[Draft]) -> Overtaken:
    """By draft the newest upload of the same sheet, where there is a later one."""
    sheets = [each for each in drafts if each.channel == Channel.SHEET]
    if not sheets:
        return {}
    members = {each.participation_id for each in sheets}
    later = sorted([*_begun(members), *_sent(members)], key=lambda each: each.later.at, reverse=True)
    found = ((draft.id, next((each.later for each in later if each.overtakes(draft)), None)) for draft in sheets)
    return {number: each for number, each in found if each}


def unfinished(drafts: Sequence[Draft]) -> list[Draft]:
    """Those of the drafts that are still work to be done."""
    gone = overtaken(drafts)
    return [each for each in drafts if each.id not in gone]


def _begun(members: set[int]) -> list[_Sheet]:
    """The drafts of sheets that were read."""
    found = db.session.scalars(
        sa.select(Draft).where(Draft.participation_id.in_(members), Draft.channel == Channel.SHEET)
    )
    read = (each for each in found if "refused" not in each.report and "errors" in each.report)
    return [
        _Sheet(
            Later(each.created_at, each.id, None),
            _place(each),
            each.file_name.casefold(),
            each.sha256 or "",
            frozenset(each.report.get("periods", ())),
        )
        for each in read
    ]


def _sent(members: set[int]) -> list[_Sheet]:
    """The sheets that were sent and not withdrawn, with the number of the draft that each was."""
    sent, served, was = Submission.__table__, PeriodServed.__table__, SentDraft.__table__
    rows = db.session.execute(
        sa.select(
            sent.c.id, sent.c.submitted_at, sent.c.participation_id, sent.c.organisation_id, sent.c.rehearsal,
            sent.c.file_name, sent.c.sha256, was.c.draft_id, served.c.period_id,
        )
        .select_from(sent)
        .outerjoin(was, was.c.submission_id == sent.c.id)
        .outerjoin(served, served.c.submission_id == sent.c.id)
        .where(
            sent.c.participation_id.in_(members),
            sent.c.channel == Channel.SHEET,
            sent.c.state != SubmissionState.WITHDRAWN,
        )
        .order_by(sent.c.id)
    )  # fmt: skip
    found = []
    for (number, at, member, office, rehearsal, name, sha256, draft), each in groupby(rows, lambda row: row[:-1]):
        periods = frozenset(row.period_id for row in each)
        sheet = _Sheet(Later(at, draft, number), (member, office, rehearsal), name.casefold(), sha256, periods)
        found.append(sheet)
    return found


def _place(draft: Draft) -> tuple[int, int, bool]:
    """Whose sheet it is: the Member's in the operation, the office that sends it, and whether it counts."""
    return draft.participation_id, draft.organisation_id, draft.rehearsal
