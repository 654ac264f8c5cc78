"""The sections of a plan: how each is read from an operation into the values of its form, and written back from them.

Values are plain and mirror the form: a text in two languages is {"en": .., "fr": ..}, rows are lists of dictionaries. What is read
is what the audit keeps as before and after, what two people's versions are compared by, and what a version of the plan freezes.
"""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from opsplanner.operations.sections.aim import (
    read_identity,
    read_objectives,
    searchable,
    write_identity,
    write_objectives,
)
from opsplanner.operations.sections.conduct import of_detail, read_ocu, read_watch, write_ocu, write_watch
from opsplanner.operations.sections.money import read_money, write_money
from opsplanner.operations.sections.section import Group, Section, Values, plain, texts
from opsplanner.operations.sections.timing import read_dates, read_phases, write_dates, write_phases

__all__ = ["SECTIONS", "Group", "Section", "Values", "searchable", "texts"]

SECTIONS = {
    section.key: section
    for section in (
        Section(
            "identity",
            Group.AIM,
            _l("Name and programme"),
            _l("The name stands on every page, sheet and slide; official names are given in both languages."),
            read_identity,
            write_identity,
            in_template=True,
        ),
        Section(
            "purpose",
            Group.AIM,
            _l("Purpose and background"),
            _l("Why the operation is held, and what led to it. Participants see both languages."),
            *plain("purpose", "background"),
        ),
        Section(
            "objectives",
            Group.AIM,
            _l("Objectives"),
            _l("Each with the measure that shows it, so that the overview can tell how far it is met."),
            read_objectives,
            write_objectives,
        ),
        Section(
            "scope",
            Group.GOODS,
            _l("Scope and references"),
            _l("Which goods, in which traffic; resolutions, guides and earlier operations it rests on."),
            *plain("scope", "references"),
        ),
        Section(
            "routes",
            Group.GOODS,
            _l("Routes and places"),
            _l("Where such goods are likely to pass, and where they are looked for."),
            *of_detail("routes", "places"),
        ),
        Section(
            "watch",
            Group.GOODS,
            _l("Goods to watch"),
            _l("HS codes to look for, each with a card in plain words for the officer at the consignment."),
            read_watch,
            write_watch,
        ),
        Section(
            "dates",
            Group.TIMING,
            _l("Dates and time zone"),
            _l("The operational phase moves along. Reporting periods do not: lay them anew afterwards."),
            read_dates,
            write_dates,
            in_template=True,
            moves_results=True,
        ),
        Section(
            "phases",
            Group.TIMING,
            _l("Phases and milestones"),
            _l("The operational phase follows the dates of the operation and is not repeated here."),
            read_phases,
            write_phases,
        ),
        Section(
            "concept",
            Group.CONDUCT,
            _l("Concept of operations"),
            _l("Who does what, in which order, and how information passes between participants."),
            *of_detail("concept"),
        ),
        Section(
            "ocu",
            Group.CONDUCT,
            _l("Coordination unit"),
            _l("Where the operational coordination unit (OCU) sits, when it can be reached, and who is on duty."),
            read_ocu,
            write_ocu,
        ),
        Section(
            "communication",
            Group.CONDUCT,
            _l("Communication"),
            _l("By which channels participants inform one another, and what goes through each."),
            *of_detail("communication"),
        ),
        Section(
            "media",
            Group.CONDUCT,
            _l("Media line"),
            _l("What may be said in public, by whom, and from when."),
            *of_detail("media"),
        ),
        Section(
            "evidence",
            Group.CONDUCT,
            _l("Evidence and data"),
            _l("How samples, documents and data are handled, until when they are kept, and how this plan is marked."),
            *of_detail("evidence", "retained_until", "marking"),
        ),
        Section(
            "content",
            Group.REPORTING,
            _l("What is reported"),
            _l("A change makes a new version of the sheet; sheets already sent out stay valid."),
            *plain("hs_edition", "blocks", "risk_indicators"),
            in_template=True,
            moves_results=True,
        ),
        Section(
            "sharing",
            Group.REPORTING,
            _l("Sending and sharing of results"),
            _l("AMBER rows, the usual ones, are never seen by other Members, whatever is chosen here."),
            *plain("sharing", "guests_see_figures", "parts_allowed"),
        ),
        Section(
            "money",
            Group.REPORTING,
            _l("Currency and rates"),
            _l("Values are added up in one currency at dated rates; without a rate they stand apart."),
            read_money,
            write_money,
        ),
        Section(
            "evaluation",
            Group.REPORTING,
            _l("Evaluation"),
            _l("How the operation is judged afterwards, by whom and by when."),
            *of_detail("evaluation"),
        ),
    )
}
