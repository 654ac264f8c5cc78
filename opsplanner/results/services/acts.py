"""The acts by which a draft was put right, in order: what they come to, which one undo takes back, which one redo does again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import sqlalchemy as sa

from opsplanner.core.db import db
from opsplanner.records.patches import Patch, Patches
from opsplanner.results.models import Fix, FixKind


@dataclass(frozen=True)
class Acts:
    """All acts of a draft or submission, the oldest first."""

    all: Sequence[Fix] = ()

    @property
    def last(self) -> int:
        """The number of the newest act, 0 when there is none: what a page has seen."""
        return self.all[-1].number if self.all else 0

    def patches(self, seen: int | None = None) -> Patches:
        """What they come to; with `seen`, what they came to when that was the newest."""
        acts = self.all if seen is None else [act for act in self.all if act.number <= seen]
        return Patches(Patch.read(stored) for act in acts for stored in act.patches)

    @cached_property
    def _stacks(self) -> tuple[list[Fix], list[Fix]]:
        done: list[Fix] = []
        undone: list[Fix] = []
        for act in self.all:
            if act.kind == FixKind.UNDONE:
                undone.append(done.pop())
            elif act.kind == FixKind.REDONE:
                done.append(undone.pop())
            elif act.kind == FixKind.SENT:
                continue  # what was sent is taken back by withdrawing it
            else:
                done.append(act)
                undone.clear()
        return done, undone

    @property
    def to_undo(self) -> Fix | None:
        """The act that undo takes back."""
        return self._stacks[0][-1] if self._stacks[0] else None

    @property
    def to_redo(self) -> Fix | None:
        """The act that redo does again."""
        return self._stacks[1][-1] if self._stacks[1] else None


def acts_of(draft_id: int) -> Acts:
    """The acts of a draft."""
    return Acts(db.session.scalars(sa.select(Fix).where(Fix.draft_id == draft_id).order_by(Fix.number)).all())


def acts_sent(submission_id: int) -> Acts:
    """The acts of a draft that became this submission."""
    return Acts(db.session.scalars(sa.select(Fix).where(Fix.submission_id == submission_id).order_by(Fix.number)).all())


def hand_over(draft_id: int, submission_id: int) -> None:
    """The acts of a draft that was sent stay with its submission; part of the transaction under way."""
    mine = sa.update(Fix).where(Fix.draft_id == draft_id)
    db.session.execute(mine.values(draft_id=None, submission_id=submission_id))
