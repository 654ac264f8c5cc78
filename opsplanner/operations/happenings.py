"""What a plan sets in time: phases and milestones, each on its days in the operation's own zone."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence

from flask import url_for
from flask_babel import gettext as _

from opsplanner.core import clock
from opsplanner.core.access import Actor, Permission
from opsplanner.core.happenings import Happening, Sort
from opsplanner.core.i18n import label
from opsplanner.core.text import Text
from opsplanner.core.web import demo_loaded
from opsplanner.operations.models import Operation, Phase
from opsplanner.operations.timeline import timeline
from opsplanner.operations.words import phase_label


def happenings(actor: Actor, operations: Sequence[Operation]) -> list[Happening]:
    """Of these operations, which the reader has a part in; what must be true before a phase begins is told to who may read the plan."""
    return [
        each
        for operation in operations
        for each in (*_phases(operation, actor.may(Permission.PLAN_SEE, operation.code)), *_milestones(operation))
    ]


def _phases(operation: Operation, reads_plan: bool) -> Iterator[Happening]:
    said = {"done": _("Finished"), "current": _("Under way"), "future": _("Ahead")}
    planned = {(phase.kind, phase.starts_on): phase for phase in operation.phases}
    names = _Names()
    for stretch in timeline(operation.phases, clock.today(operation.time_zone)):
        title = phase_label(stretch.kind)
        yield Happening(
            sort=Sort.PHASE,
            key=names.of(f"phase-{operation.code}-{stretch.kind}"),
            code=operation.code,
            title=title,
            summary=_("%(code)s: phase %(phase)s", code=operation.code, phase=title),
            url=_page(operation),
            zone=operation.time_zone,
            first=stretch.starts_on,
            last=stretch.ends_on,
            note=_note(planned[stretch.kind, stretch.starts_on]) if reads_plan else "",
            state={"future": "planned"}.get(stretch.state, stretch.state),
            said=said[stretch.state],
            over=stretch.state == "done",
            invented=_is_invented(operation),
        )


def _note(phase: Phase) -> str:
    criteria = _("Entered when: %(criteria)s", criteria=label(phase.criteria)) if phase.criteria.all() else ""
    return "\n".join(filter(None, (label(phase.note), criteria)))


def _milestones(operation: Operation) -> Iterator[Happening]:
    today = clock.today(operation.time_zone)
    names = _Names()
    for milestone in sorted(operation.milestones, key=lambda each: each.day):
        over = milestone.day < today
        yield Happening(
            sort=Sort.MILESTONE,
            key=names.of(f"milestone-{operation.code}-{_fingerprint(milestone.text)}"),
            code=operation.code,
            title=label(milestone.text),
            summary=_("%(code)s: %(kind)s", code=operation.code, kind=label(milestone.text)),
            url=_page(operation),
            zone=operation.time_zone,
            first=milestone.day,
            last=milestone.day,
            state="done" if over else "planned",
            said=_("Past") if over else _("Ahead"),
            over=over,
            invented=_is_invented(operation),
        )


class _Names:
    """A plan is stored anew whenever it is saved, so its rows have no lasting number: they are known by what they say, and where two
    say the same by their order."""

    def __init__(self) -> None:
        self.given: Counter[str] = Counter()

    def of(self, name: str) -> str:
        """The name, numbered from its second use on."""
        self.given[name] += 1
        return name if self.given[name] == 1 else f"{name}-{self.given[name]}"


def _fingerprint(text: Text) -> str:
    return hashlib.sha256(json.dumps(text.as_dict(), sort_keys=True).encode()).hexdigest()[:16]


def _page(operation: Operation) -> str:
    return url_for("operations.timeline", code=operation.code)


def _is_invented(operation: Operation) -> bool:
    return operation.synthetic or demo_loaded()
