"""The compiled minutes of a meeting as a tagged PDF: agenda with what was said, decisions, actions, and who was there by function."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flask_babel import force_locale
from flask_babel import gettext as _

from opsplanner.core import clock
from opsplanner.core.i18n import LOCALES, day, days, moment
from opsplanner.core.text import in_alphabet
from opsplanner.core.web import told
from opsplanner.documents import words as documents
from opsplanner.documents.paper import Block, Bullets, Grid, Heading, Pairs, Paper, Paragraph, Section
from opsplanner.documents.writers import papers_pdf
from opsplanner.meetings.models import (
    Action,
    ActionState,
    AgendaItem,
    Decision,
    DecisionState,
    Delegate,
    DelegateRole,
    ItemKind,
    Meeting,
    MeetingKind,
    MeetingState,
)
from opsplanner.meetings.services import Before, Tally
from opsplanner.meetings.wording import is_invented, represented
from opsplanner.meetings.words import ACTION_STATES, DECISION_STATES, ITEM_KINDS, KINDS, ROLES, STATES


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that the minutes tell."""

    meeting: Meeting
    before: Before
    delegates: Sequence[Delegate]
    tally: Tally


def write_minutes(record: Record, langs: Iterable[str]) -> bytes:
    """One after the other in each language."""
    return papers_pdf([_paper(record, lang) for lang in langs], clock.now())


def _paper(record: Record, lang: str) -> Paper:
    meeting = record.meeting
    with force_locale(LOCALES[lang]):
        when = days(meeting.first_day, meeting.last_day, lang)
        made = _("OpsPlanner, %(at)s", at=moment(clock.now(), meeting.time_zone, lang))
        notices = [f"TLP:{meeting.marking}", *([documents.SYNTHETIC.to(lang)] if is_invented(meeting) else [])]
        return Paper(
            title=meeting.name.to(lang),
            subtitle=_("Minutes · %(code)s · %(when)s", code=meeting.code, when=when),
            lang=lang,
            blocks=tuple(_blocks(record, lang)),
            notices=tuple(notices),
            footer=f"{meeting.code} · {made}",
            page_of=_("Page {n} of {of}"),
        )


def _blocks(record: Record, lang: str) -> Iterator[Block | Section]:
    meeting = record.meeting
    yield Pairs(tuple((term, value) for term, value in _facts(record, lang) if value))
    if meeting.purpose.all():
        yield Paragraph(meeting.purpose.to(lang))
    if record.before.actions:
        yield Heading(_("Actions taken over from earlier meetings"))
        yield _actions(record.before.actions, lang)
    yield Heading(_("Agenda and minutes"))
    for item in meeting.items:
        yield from _item(meeting, item, lang)
    if meeting.decisions:
        yield Heading(_("Decisions"))
        yield Bullets(tuple(_decision(each, lang) for each in meeting.decisions))
    if meeting.actions:
        yield Heading(_("Actions"))
        yield _actions(meeting.actions, lang)
    if record.delegates:
        yield Heading(_("Annex: delegates by function"))
        yield _participants(record.delegates, lang)


def _facts(record: Record, lang: str) -> Iterator[tuple[str, str]]:
    meeting = record.meeting
    yield _("Kind"), str(KINDS[MeetingKind(meeting.kind)])
    yield _("Place"), meeting.place.to(lang)
    yield _("Begins"), moment(meeting.starts_at, meeting.time_zone, lang)
    yield _("Ends"), moment(meeting.ends_at, meeting.time_zone, lang)
    yield _("State"), str(STATES[MeetingState(meeting.state)])
    yield _("Represented"), represented(record.tally) if record.delegates else ""
    yield _("Guests"), ", ".join(guest.organisation.name.to(lang) for guest in meeting.guests)
    yield _("Note"), meeting.note.to(lang)


def _item(meeting: Meeting, item: AgendaItem, lang: str) -> Iterator[Block]:
    yield Heading(f"{item.number}. {item.title.to(lang)}", 2)
    who = [item.presenter.to(lang), item.organisation.name.to(lang) if item.organisation else ""]
    when = moment(item.starts_at, meeting.time_zone, lang) if item.starts_at else ""
    about = [str(ITEM_KINDS[ItemKind(item.kind)]), ", ".join(filter(None, who)), when]
    yield Paragraph(" · ".join(filter(None, about)), "note")
    for part in item.minutes.to(lang).split("\n"):
        if part.strip():
            yield Paragraph(part.strip())
    agreed = [_decision(each, lang) for each in meeting.decisions if each.item_id == item.id]
    agreed += [f"{each.reference} {each.text.to(lang)}" for each in meeting.actions if each.item_id == item.id]
    if agreed:
        yield Bullets(tuple(agreed))


def _decision(decision: Decision, lang: str) -> str:
    state = str(DECISION_STATES[DecisionState(decision.state)])
    follows = "" if decision.text.has(lang) else " " + _("(translation to follow)")
    return f"{decision.reference} ({state}) {decision.text.to(lang)}{follows}"


def _actions(actions: Iterable[Action], lang: str) -> Grid:
    heads = (_("No."), _("Action"), _("Owner"), _("Due"), _("State"))
    rows = (
        (
            each.reference,
            each.text.to(lang),
            each.owner.name.to(lang),
            day(each.due_on, lang) if each.due_on else "–",
            _state(each, lang),
        )
        for each in actions
    )
    return Grid(heads, tuple(rows))


def _state(action: Action, lang: str) -> str:
    state = str(ACTION_STATES[ActionState(action.state)])
    return f"{state}, {day(action.closed_on, lang)}" if action.closed_on else state


def _participants(delegates: Iterable[Delegate], lang: str) -> Grid:
    heads = (_("Organisation"), _("Function"), _("In the delegation"), _("Days present"))
    rows = (
        (
            f"{each.organisation.name.to(lang)} ({each.organisation.code})",
            told(each.function),
            str(ROLES[DelegateRole(each.role)]),
            str(len(each.present)),
        )
        for each in sorted(delegates, key=lambda each: in_alphabet(each.organisation.name.to(lang)))
    )
    return Grid(heads, tuple(rows), frozenset({3}))
