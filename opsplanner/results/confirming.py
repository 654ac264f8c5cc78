"""What stands on the confirm page: what will be new, changed, same, kept and not stored, and by name who will see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

from opsplanner.core.access import Actor
from opsplanner.records.check import Checked
from opsplanner.records.report import sums_of
from opsplanner.results.cases import changes
from opsplanner.results.held import SOURCES, Held, Stored, in_display
from opsplanner.results.models import Handling, PeriodServed, Submission
from opsplanner.results.readers import Reader, nameable, who_will_see
from opsplanner.results.services import Choices, Entry, Intent, Looked, blocking, counted, earlier, intend
from opsplanner.results.services.agreed import digest
from opsplanner.results.services.marking import wider
from opsplanner.results.services.planning import Absent, Change, Plan
from opsplanner.results.services.replacing import nils_of
from opsplanner.results.services.sent_back import SentBack, beside_returned
from opsplanner.results.services.unseen import Shown, shown
from opsplanner.results.telling import Told, notices, tell
from opsplanner.results.usual import Usual, usual_totals

SHOWN = 50
# The columns not stored have a heading of their own.
TOLD_ELSEWHERE = frozenset({"R-203"})


class Widened(NamedTuple):
    """The cases that more people will see than now: references, and how many the sender may not see."""

    named: Sequence[str] = ()
    unseen: int = 0


class PageOfChanges(NamedTuple):
    """Some of the cases told otherwise, each with what was and what will be, and which page of them it is."""

    shown: Sequence[Mapping[str, Any]]
    page: int
    pages: int


@dataclass(frozen=True)
class Confirmation:
    """Everything to be looked at before sending; `changed` is a page of the changes, `absent` all cases that are not in the sheet.

    `shown` is what of the plan the sender may see. `returned` sets the sheet beside what was returned before, of which nothing counts.
    `digest` goes with the form, so that what is sent is what was shown; `earlier` is the submission that said all of it before;
    `nils` is where these cases take the place of a nil return.
    """

    entry: Entry
    choices: Choices
    intent: Intent
    shown: Shown
    whole_sheet: bool
    held: Held
    usual: Sequence[Usual]
    changed: PageOfChanges
    widened: Widened
    absent: Sequence[Absent]
    returned: SentBack
    returned_changed: PageOfChanges
    not_stored: Sequence[str]
    warnings: Mapping[str, Sequence[Told]]
    notices: Sequence[Told]
    effort_left_out: bool
    readers: Sequence[Reader]
    readers_of_red: Sequence[Reader]
    people: Sequence[tuple[int, str]]
    digest: str
    earlier: Submission | None
    nils: Sequence[PeriodServed]

    @property
    def plan(self) -> Plan | None:
        """What becomes of the cases."""
        return self.intent.cases


def confirmation(
    actor: Actor, looked: Looked, choices: Choices, lang: str, page: int = 1, returned_page: int = 1
) -> Confirmation:
    """Reads only; sending does exactly what this says, or says why not. Of long lists of changes a page at a time."""
    entry, checked = looked.entry, looked.checked
    photos = looked.draft.choices.get("photos", ())
    intent = intend(entry, checked, choices, photos, whole=not looked.is_part)
    plan = intent.cases
    open_ = shown(actor, entry, plan) if plan else Shown()
    people = nameable(entry.operation)
    named = [number for number, _name in people if number in choices.named]
    readers = partial(who_will_see, entry.operation, entry.participation, sender=entry.sender, named=named)
    handling = Handling(choices.handling)
    returned = _beside_returned(actor, looked, plan, choices)
    return Confirmation(
        entry=entry,
        choices=choices,
        intent=intent,
        shown=open_,
        whole_sheet=_is_whole(looked),
        held=_held(looked, intent, choices),
        usual=usual_totals(entry, checked, lang),
        changed=_page(plan, open_.changes, page, lang),
        widened=_widened(plan, open_) if plan else Widened(),
        absent=open_.absent,
        returned=returned,
        returned_changed=_page(plan, returned.changes, returned_page, lang),
        not_stored=[each.heading or each.column for each in checked.matched.leftovers],
        warnings=_warnings(checked, lang),
        notices=notices(checked, lang, TOLD_ELSEWHERE),
        effort_left_out=choices.without_effort,
        readers=readers(handling),
        readers_of_red=readers(Handling.RED) if plan and plan.red and handling != Handling.RED else (),
        people=people,
        digest=digest(checked, plan, intent.effort, intent.nil),
        earlier=earlier(entry, intent) if intent.nothing_new else None,
        nils=nils_of(entry.participation.id, {plan.periods[number] for number in plan.stored}) if plan else (),
    )


def _held(looked: Looked, intent: Intent, choices: Choices) -> Held:
    """As the receipt will tell it to who sends it."""
    plan = intent.cases
    gone = len({each.id for each in plan.absent} & set(choices.withdraw)) if plan else 0
    counts = counted(looked.checked, intent, gone, whole=not looked.is_part)
    return Held(counts, _stored(plan), str(SOURCES[counts["came"]]), whole=True)


def _stored(plan: Plan | None) -> Stored:
    if plan is None or not plan.stored:
        return Stored(0, 0, {})
    cargo = plan.cargo.only(plan.stored)
    return Stored(cargo.cases, cargo.length, in_display(sums_of(cargo.columns, cargo.rows)))


def with_effort_where_it_can(checked: Checked, choices: Choices) -> Choices:
    """Effort never blocks results: where only its sheet has errors, it is left out."""
    only_effort = bool(blocking(checked, Choices())) and checked.results is not None
    left_out = only_effort and not blocking(checked, Choices(without_effort=True))
    return replace(choices, without_effort=left_out)


def _is_whole(looked: Looked) -> bool:
    """Whether it claims to be all there is to report: neither one case by the form nor a part of a sheet."""
    return looked.checked.matched.format != "form" and not looked.is_part


def _warnings(checked: Checked, lang: str) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = {}
    for problem in checked.of("warning"):
        found.setdefault(problem.code, []).append(tell(problem, lang))
    return found


def _beside_returned(actor: Actor, looked: Looked, plan: Plan | None, choices: Choices) -> SentBack:
    if plan is None:
        return SentBack()
    return beside_returned(actor, looked.entry, plan, rehearsal=choices.rehearsal, whole=_is_whole(looked))


def _page(plan: Plan | None, changes: Sequence[Change], asked: int, lang: str) -> PageOfChanges:
    pages = max(1, -(-len(changes) // SHOWN))
    page = min(max(asked, 1), pages)
    shown = _changed(plan, changes[(page - 1) * SHOWN : page * SHOWN], lang) if plan else []
    return PageOfChanges(shown, page, pages)


def _changed(plan: Plan, some: Sequence[Change], lang: str) -> list[Mapping[str, Any]]:
    """Each with the number of its case, by which its notes are found: two offices may use one reference."""
    identities = plan.cargo.identities
    template = plan.cargo.template
    shown: list[Mapping[str, Any]] = []
    for change in some:
        known = plan.known[change.case]
        told = changes(template, change.before, change.after, lang)
        office, reference = identities[change.case]
        shown.append({"case": known and known.id, "office": office, "reference": reference, "told": told})
    return shown


def _widened(plan: Plan, seen: Shown) -> Widened:
    identities = plan.cargo.identities
    wide = [each.case for each in plan.changes if wider(each.before["handling"], each.after["handling"])]
    open_ = {each.case for each in seen.changes}
    named = [identities[number][1] for number in wide if number in open_]
    return Widened(named, len(wide) - len(named))
