"""A checked sheet or form becomes a submission: all of it is stored or nothing, and the same thing never twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from opsplanner.core import files
from opsplanner.core.access import Actor
from opsplanner.core.db import db, writes
from opsplanner.core.errors import Conflict, Refusal
from opsplanner.operations.models import Period
from opsplanner.participants.models import Participation
from opsplanner.records.check import Checked
from opsplanner.records.guard import Upload
from opsplanner.records.problem import Problem
from opsplanner.records.report import EVERY_TOTAL, totals
from opsplanner.records.sentences import sentence
from opsplanner.results.cargo import Cargo
from opsplanner.results.models import Case, CasePhoto, Channel, Handling, NamedReader, Submission
from opsplanner.results.photos import MEDIA_TYPE
from opsplanner.results.readers import nameable
from opsplanner.results.services.agreed import digest, take_back
from opsplanner.results.services.duplicates import seek_later
from opsplanner.results.services.effort import EffortPlan, plan_effort, store_effort
from opsplanner.results.services.entering import Entry
from opsplanner.results.services.letters import send_receipt, tell_member
from opsplanner.results.services.nil import nil_offered, store_nil
from opsplanner.results.services.originals import imported
from opsplanner.results.services.planning import Plan, default_marking, make_plan
from opsplanner.results.services.registering import register, trace
from opsplanner.results.services.replacing import replace_nils
from opsplanner.results.services.storing import store_cases


@dataclass(frozen=True)
class Choices:
    """What the sender decides: the marking, who may read RED rows (account ids), a reason for each warning by its code.

    `plan` is the digest of what the confirm page said would happen ("" when no page was shown); `withdraw` are the ids of
    cases not in the sheet that are taken back with it, for the reason `because`; `nil` the numbers of offered periods for which
    there is nothing to report.
    """

    handling: str = Handling.AMBER
    named: Sequence[int] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    rehearsal: bool = False
    without_effort: bool = False
    plan: str = ""
    withdraw: Sequence[int] = ()
    because: str = ""
    nil: Sequence[int] = ()


@dataclass(frozen=True)
class Delivery:
    """A checked file or form with what is known of where it came from; `photos` of its case by SHA-256.

    `whole`: it claims to be all there is to report, so that cases it does not hold are told as absent.
    """

    checked: Checked
    channel: Channel
    upload: Upload | None = None
    photos: Sequence[str] = ()
    whole: bool = True


@dataclass(frozen=True)
class Intent:
    """What storing a delivery would do, and for which periods nil may be said with it."""

    cases: Plan | None
    effort: EffortPlan
    nil: Sequence[Period] = ()

    @property
    def stops(self) -> list[Any]:
        """Why it cannot be stored, as sentences."""
        return [*(self.cases.stops if self.cases else ()), *self.effort.stops]

    @property
    def nothing_new(self) -> bool:
        """Whether all of it is there already."""
        return not (self.cases and self.cases.stored) and not self.effort.rows


@dataclass(frozen=True)
class Outcome:
    """The submission stored, or, when all was there already, the earlier one that said so; `stays`: rows left in the draft."""

    submission: Submission
    stored: bool
    stays: int = 0


def intend(
    entry: Entry, checked: Checked, choices: Choices, photos: Sequence[str] = (), *, whole: bool = True
) -> Intent:
    """Compares what was checked with what counts now; reads only."""
    template = checked.matched.template
    rows = checked.results
    cases = None
    if rows is not None and len(rows.good):
        cases = make_plan(entry, Cargo.of(rows, template, entry.office), choices.handling, choices.rehearsal)
        if checked.matched.format == "form" or not whole:
            # One case by the form, or a part of a sheet, does not claim to be all of them.
            cases = replace(cases, absent=())
    if photos and cases and not cases.stored:
        # A photo more is a new telling of the case, though every answer is the same.
        cases = replace(cases, changed=cases.same, same=())
    effort = plan_effort(entry, None if choices.without_effort else checked.effort, template, choices.rehearsal)
    # What stays behind of a part may be of any period; a rehearsal counts nowhere.
    offers = whole and not choices.rehearsal
    return Intent(cases, effort, nil_offered(entry, cases.periods if cases else ()) if offers else ())


def marking_for(entry: Entry, checked: Checked, rehearsal: bool = False) -> str:
    """The marking to propose: AMBER, or the most closed that the cases concerned hold now, or held when they were returned."""
    rows = checked.results
    if rows is None or not len(rows.good):
        return Handling.AMBER.value
    return default_marking(entry, Cargo.of(rows, checked.matched.template, entry.office), rehearsal)


def blocking(checked: Checked, choices: Choices) -> list[Problem]:
    """The errors that keep a delivery from being stored; effort that is left out blocks nothing."""
    sheet = checked.matched.tables
    effort = {table.sheet for group, table in sheet.items() if "effort" in group}
    errors = [problem for problem in checked.problems if problem.is_error]
    if not choices.without_effort:
        return errors
    return [problem for problem in errors if problem.tier == "file" or problem.sheet not in effort]


def unexplained(checked: Checked, choices: Choices) -> list[str]:
    """The codes of warnings for which no reason was given: one reason a group."""
    codes = dict.fromkeys(problem.code for problem in checked.of("warning"))
    return [code for code in codes if not choices.reasons.get(code, "").strip()]


@writes
def deliver(actor: Actor, entry: Entry, delivery: Delivery, choices: Choices) -> Outcome:
    """Stores a delivery. Raises Refusal with a sentence when it has errors, unexplained warnings, or may not change what it changes."""
    checked = delivery.checked
    if blocking(checked, choices):
        raise Refusal(_l("The sheet still has errors, so nothing was stored."))
    if unexplained(checked, choices):
        raise Refusal(_l("Give a reason for each group of warnings."))
    db.session.execute(sa.select(Participation.id).where(Participation.id == entry.participation.id).with_for_update())
    intent = intend(entry, checked, choices, delivery.photos, whole=delivery.whole)
    nil = _agreed(checked, intent, choices)
    if intent.stops:
        raise Refusal(intent.stops[0])
    gone = take_back(actor, entry, intent.cases, choices.withdraw, choices.because)
    if intent.nothing_new:
        said_before = earlier(entry, intent)
        if said_before is None:
            raise Refusal(_l("There is nothing in it that could be stored."))
        return Outcome(said_before, False)
    submission = _store(actor, entry, delivery, choices, intent, counted(checked, intent, gone, whole=delivery.whole))
    _send_nil(actor, entry, submission, nil)
    trace(
        actor,
        "submit",
        submission,
        counts=submission.counts,
        handling=submission.handling,
        sha256=submission.sha256,
        on_behalf=entry.on_behalf,
    )
    if entry.on_behalf:
        tell_member(submission, "entered")
    send_receipt(actor, submission)
    return Outcome(submission, True)


def _agreed(checked: Checked, intent: Intent, choices: Choices) -> list[Period]:
    """The periods for which nil was ticked; raises Conflict when what would be done is not what the confirm page has shown."""
    nil = [period for period in intent.nil if period.number in choices.nil]
    same = not choices.plan or choices.plan == digest(checked, intent.cases, intent.effort, intent.nil)
    if not same or len(nil) < len(set(choices.nil)):
        raise Conflict(
            _l("What counts has changed since this page was shown, so nothing was sent. Look at what would happen now.")
        )
    return nil


def _send_nil(actor: Actor, entry: Entry, submission: Submission, nil: Sequence[Period]) -> None:
    """Nil goes as a return of its own, which the submission it came with names."""
    if nil:
        told = store_nil(actor, entry, nil, beside=submission.reference)
        numbers = [period.number for period in nil]
        submission.counts = {
            **submission.counts,
            "nil": {"id": told.id, "reference": told.reference, "periods": numbers},
        }


def _store(
    actor: Actor, entry: Entry, delivery: Delivery, choices: Choices, intent: Intent, counts: Mapping[str, Any]
) -> Submission:
    checked, plan, upload = delivery.checked, intent.cases, delivery.upload
    served = Counter(plan.periods[number] for number in plan.stored) if plan else Counter()
    channel = delivery.channel if served else Channel.EFFORT
    submission = register(
        actor,
        entry,
        channel,
        served,
        handling=choices.handling,
        rehearsal=choices.rehearsal,
        language=checked.matched.language,
        file_name=upload.name[:300] if upload else "",
        sha256=upload.sha256 if upload else "",
        kept_sha256=files.keep(upload.content) if upload else None,
        counts=dict(counts),
        reasons=_reasons(checked, choices, actor.language),
        not_stored=[leftover.heading or leftover.column for leftover in checked.matched.leftovers],
        imported=imported(checked) if upload else {},
    )
    if plan:
        store_cases(submission, plan)
        replace_nils(actor, submission, served)
        seek_later(actor, submission, plan)
    store_effort(submission, intent.effort)
    if delivery.photos:
        _add_photos(submission, delivery.photos)
    if plan and plan.red:
        named = nameable(entry.operation, choices.named)
        db.session.add_all(NamedReader(submission_id=submission.id, account_id=each) for each, _name in named)
    return submission


def _add_photos(submission: Submission, photos: Sequence[str]) -> None:
    """Photos belong to the one case of a form."""
    case = db.session.scalar(sa.select(Case.id).where(Case.current_id == submission.id).limit(1))
    db.session.add_all(
        CasePhoto(case_id=case, submission_id=submission.id, sha256=sha256, media_type=MEDIA_TYPE, caption="")
        for sha256 in photos
    )


def counted(checked: Checked, intent: Intent, gone: int, *, whole: bool) -> Mapping[str, Any]:
    """What came and what becomes of it; `gone` cases that are not in the sheet are withdrawn with it."""
    plan = intent.cases
    by_form = checked.matched.format == "form"
    return {
        **totals(checked, EVERY_TOTAL),
        "came": "form" if by_form else "file" if whole else "part",
        "rows": checked.rows,
        "new": len(plan.new) if plan else 0,
        "changed": len(plan.changed) if plan else 0,
        "same": len(plan.same) if plan else 0,
        "absent": len(plan.absent) - gone if plan else 0,
        "withdrawn": gone,
        "effort": len(intent.effort.rows),
        "effort_told": len(intent.effort.rows) + intent.effort.same,
    }


def _reasons(checked: Checked, choices: Choices, lang: str) -> list[dict[str, Any]]:
    return [
        {
            "code": problem.code,
            "message": sentence(problem, lang),
            "count": problem.count,
            "reason": choices.reasons[problem.code].strip(),
        }
        for problem in checked.of("warning")
    ]


def earlier(entry: Entry, intent: Intent) -> Submission | None:
    """The newest submission that already said all of what is not new; None when nothing is said at all."""
    plan = intent.cases
    said = [each.current for each in plan.known if each and each.current] if plan else []
    query = sa.select(Submission).where(Submission.participation_id == entry.participation.id)
    query = (
        query.where(Submission.id == max(said)) if said else query.where(Submission.counts["effort"].as_integer() > 0)
    )
    return db.session.scalars(query.order_by(Submission.id.desc()).limit(1)).one_or_none()
