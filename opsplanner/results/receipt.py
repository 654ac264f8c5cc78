"""The receipt of a delivery: what came, when, from whom, what it holds, who can see it, and what became of it; on a page and as PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

import sqlalchemy as sa
from flask_babel import force_locale
from flask_babel import gettext as _

from opsplanner.core import clock
from opsplanner.core.access import Actor
from opsplanner.core.db import db
from opsplanner.core.i18n import LOCALES, days, moment, number
from opsplanner.core.web import told as said
from opsplanner.documents.paper import Block, Bullets, Grid, Heading, Pairs, Paper, Paragraph, Section
from opsplanner.documents.words import pair
from opsplanner.documents.writers import papers_pdf
from opsplanner.operations.models import Period
from opsplanner.reference.units import Family
from opsplanner.results.held import Held, Stored, in_display, source_of
from opsplanner.results.models import Case, CaseRow, GoodsLine, Handling, ReviewStep, Submission
from opsplanner.results.readers import Reader, who_will_see
from opsplanner.results.review_words import step_label
from opsplanner.results.reviewers import reviewer_of
from opsplanner.results.scope import Standing, rows_condition, standing
from opsplanner.results.words import READERS, channel_label, submission_label

LINE, ROW = GoodsLine.__table__.c, CaseRow.__table__.c


class NilBeside(NamedTuple):
    """The nil return that was sent together with a delivery: its id and reference, and its periods."""

    id: int
    reference: str
    periods: Sequence[Period]


@dataclass(frozen=True)
class Receipt:
    """A submission with what it holds, its readers by name, and the steps of its history.

    `close`: the Member's own side, or who may act for it; all others are told what they may see of it, and neither names,
    file, words nor numbers beside that. `nil`: what was sent with it for periods without anything.
    """

    submission: Submission
    close: bool
    held: Held
    readers: Sequence[Reader]
    steps: Sequence[ReviewStep]
    nil: NilBeside | None = None


def receipt_of(actor: Actor, submission: Submission) -> Receipt:
    """Everything of a receipt; the caller has seen to it that the reader may see the submission."""
    stands = standing(actor, submission.operation)
    close = stands.is_close(submission)
    return Receipt(
        submission,
        close,
        _held(actor, submission, stands),
        _readers(submission) if close else (),
        history(submission) if close else (),
        _nil(submission) if close else None,
    )


def _nil(submission: Submission) -> NilBeside | None:
    kept = submission.counts.get("nil")
    if not kept:
        return None
    periods = [each for each in submission.operation.periods if each.number in kept["periods"]]
    return NilBeside(kept["id"], kept["reference"], periods)


def nil_heading(nil: NilBeside) -> str:
    """What the periods stand under."""
    return _("Nothing to report, sent with it as %(reference)s", reference=nil.reference)


def _held(actor: Actor, submission: Submission, stands: Standing) -> Held:
    """Totals of what came are for who sent it: among it are cases of earlier deliveries, which may be marked otherwise."""
    close = stands.is_close(submission)
    sent_it = actor.user_id is not None and actor.user_id == submission.entered_by_id
    return Held(
        counts=submission.counts if close else None,
        stored=_stored(actor, submission, stands),
        source=source_of(submission),
        whole=stands.sends(submission) or sent_it,
        not_reviewed=submission.not_reviewed if close else 0,
    )


def _stored(actor: Actor, submission: Submission, stands: Standing) -> Stored:
    """Its rows, as far as they may be seen."""
    query = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(ROW.lines), 0))
    cases, lines = db.session.execute(_seen(query, actor, submission, stands)).one()
    return Stored(int(cases), int(lines), _totals(actor, submission, stands))


def _totals(actor: Actor, submission: Submission, stands: Standing) -> Mapping[Family, Decimal]:
    query = sa.select(LINE.family, sa.func.sum(sa.cast(LINE.base, sa.Numeric(38, 0)))).where(LINE.family.is_not(None))
    query = _seen(query, actor, submission, stands)
    lines = sa.and_(LINE.case_id == ROW.case_id, LINE.submission_id == ROW.submission_id)
    found = db.session.execute(query.join(GoodsLine, lines).group_by(LINE.family))
    return in_display({Family(family): int(base) for family, base in found})


def _seen(query: sa.Select[Any], actor: Actor, submission: Submission, stands: Standing) -> sa.Select[Any]:
    """A query over the rows of a submission that the actor may see."""
    return (
        query.select_from(Case)
        .join(CaseRow, ROW.case_id == Case.id)
        .join(Submission, Submission.id == ROW.submission_id)
        .where(ROW.submission_id == submission.id, rows_condition(actor, submission.operation, stands))
    )


def _readers(submission: Submission) -> Sequence[Reader]:
    named = [reader.account_id for reader in submission.readers]
    handling = Handling(submission.handling)
    return who_will_see(submission.operation, submission.participation, handling, submission.organisation, named)


def history(submission: Submission) -> Sequence[ReviewStep]:
    """What happened to a submission since it came, the oldest first."""
    query = sa.select(ReviewStep).where(ReviewStep.submission_id == submission.id).order_by(ReviewStep.id)
    return db.session.scalars(query).all()


def write_receipt(receipt: Receipt, lang: str, zone: str) -> bytes:
    """The receipt as a tagged PDF, in one language."""
    with force_locale(LOCALES[lang]):
        return papers_pdf([_paper(receipt, lang, zone)], clock.now())


def _paper(receipt: Receipt, lang: str, zone: str) -> Paper:
    sent = receipt.submission
    operation = sent.operation
    return Paper(
        title=_("Receipt %(reference)s", reference=sent.reference),
        subtitle=f"{operation.code} – {operation.name.to(lang)}",
        lang=lang,
        blocks=tuple(_blocks(receipt, lang, zone)),
        notices=(_("Synthetic demonstration data"),) if operation.synthetic else (),
        footer=_("OpsPlanner, %(at)s", at=moment(clock.now(), zone, lang)),
        page_of=_("Page {n} of {of}"),
    )


def _blocks(receipt: Receipt, lang: str, zone: str) -> Iterator[Block | Section]:
    sent = receipt.submission
    yield Pairs(tuple((term, value) for term, value in facts(receipt, lang, zone) if value))
    if sent.periods and receipt.close:
        yield Heading(_("Periods served"))
        yield Grid((_("Period"), _("Cases stored")), tuple(_served(sent, lang)), frozenset({1}))
    if receipt.nil:
        yield Heading(nil_heading(receipt.nil))
        yield Bullets(tuple(days(each.starts_on, each.ends_on, lang) for each in receipt.nil.periods))
    yield Heading(_("What it holds"))
    for table in receipt.held.tables(lang):
        yield Heading(table.heading, 2)
        yield Pairs(table.facts)
    if receipt.close:
        yield from _beside(receipt, lang, zone)


def _beside(receipt: Receipt, lang: str, zone: str) -> Iterator[Block]:
    """What only the Member's own side and those who may act for it are told."""
    sent = receipt.submission
    yield Heading(_("Who can see it"))
    yield Bullets(tuple(_reader(each, lang) for each in receipt.readers))
    if sent.reasons:
        yield Heading(_("Warnings kept, with the reason given"))
        yield Bullets(tuple(f"{each['message']} – {each['reason']}" for each in sent.reasons))
    if sent.not_stored:
        yield Heading(_("Columns not stored"))
        yield Paragraph(", ".join(sent.not_stored))
    yield Heading(_("History"))
    told = [f"{moment(sent.submitted_at, zone, lang)} – {_('Sent')}, {said(sent.entered_by)}"]
    told += [f"{moment(step.at, zone, lang)} – {step_label(step.act)}, {said(step.by)}" for step in receipt.steps]
    yield Bullets(tuple(told))


def in_mail(receipt: Receipt, lang: str, zone: str) -> list[str]:
    """The receipt as lines of a mail: neither the name of the file, nor persons beside its sender, nor anything of a row."""
    sent = receipt.submission
    named = {
        _("Reference"),
        _("Number"),
        _("Rehearsal"),
        _("Member"),
        _("Sent"),
        _("Sent by"),
        _("Reviewer"),
        _("Handling"),
    }
    named |= {_("SHA-256 of the file"), _("Follows")}
    lines = [pair(term, value, lang) for term, value in facts(receipt, lang, zone) if value and term in named]
    for table in receipt.held.tables(lang):
        lines += ["", table.heading, *(pair(term, value, lang) for term, value in table.facts)]
    if receipt.close and sent.periods:
        lines += [
            "",
            _("Periods served, with the cases stored"),
            *(pair(days, cases, lang) for days, cases in _served(sent, lang)),
        ]
    if receipt.nil:
        told = (f"– {days(each.starts_on, each.ends_on, lang)}" for each in receipt.nil.periods)
        lines += ["", nil_heading(receipt.nil), *told]
    if receipt.readers:
        readers = (f"– {each.organisation.to(lang)} ({READERS[each.group]})" for each in receipt.readers)
        lines += ["", _("Who can see it"), *readers]
    return lines


def facts(receipt: Receipt, lang: str, zone: str) -> list[tuple[str, str]]:
    """What identifies the delivery, as terms and values."""
    sent = receipt.submission
    member = sent.participation.organisation
    on_behalf = _("Entered by %(who)s for %(member)s.", who=said(sent.entered_by), member=member.name.to(lang))
    return [
        (_("Reference"), sent.reference),
        (_("Number"), number(sent.number, lang=lang)),
        (_("Rehearsal"), _("counts nowhere") if sent.rehearsal else ""),
        (_("Member"), member.name.to(lang)),
        (_("Office"), sent.organisation.name.to(lang) if sent.organisation_id != member.id else ""),
        (_("How it came"), channel_label(sent.channel)),
        (_("Sent"), moment(sent.submitted_at, zone, lang)),
        (_("Sent by"), on_behalf if sent.on_behalf else said(sent.entered_by)),
        (_("State"), submission_label(sent.state)),
        (_("Reviewer"), reviewer_of(sent.participation).to(lang)),
        (_("Handling"), sent.handling if sent.channel != "nil" else ""),
        (_("Template version"), number(sent.template.number, lang=lang) if sent.template else ""),
        (_("Rules of OpsPlanner"), sent.counts.get("rules", "")),
        (_("File"), sent.file_name if receipt.close else ""),
        (_("SHA-256 of the file"), sent.sha256 if receipt.close else ""),
        (_("Follows"), sent.follows.reference if sent.follows else ""),
    ]


def _served(sent: Submission, lang: str) -> Iterator[tuple[str, str]]:
    """Each period served, with the number of its cases."""
    for each in sent.periods:
        cases = _("Nil") if sent.channel == "nil" else number(each.cases, lang=lang)
        yield days(each.period.starts_on, each.period.ends_on, lang), cases


def _reader(reader: Reader, lang: str) -> str:
    people = f" – {', '.join(map(said, reader.people))}" if reader.people else ""
    return f"{reader.organisation.to(lang)} ({READERS[reader.group]}){people}"
