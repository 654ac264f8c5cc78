"""The list of participants, as a page and as a workbook, and the page of one of them."""

from __future__ import annotations

from flask import Response, g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from opsplanner.core.access import Permission, allow
from opsplanner.core.errors import Missing
from opsplanner.core.i18n import language
from opsplanner.core.web import download
from opsplanner.documents import lists
from opsplanner.operations import services as operations
from opsplanner.participants import services, sheets
from opsplanner.participants.forms import AnswerForm, PersonForm
from opsplanner.participants.models import Participation
from opsplanner.participants.views.blueprint import blueprint
from opsplanner.participants.words import ANSWERS, OPENS, REVIEWERS, ROLES, STATES
from opsplanner.reference import code_list

SHOWN_ONCE = "participants_link"


@blueprint.get("/operations/<code>/participants")
@allow(Permission.PARTICIPANTS_SEE)
def browse(code: str) -> str:
    """Who takes part."""
    operation, lang = operations.find(g.actor, code), language()
    return render_template(
        "participants/browse.html",
        operation=operation,
        page=services.participants(g.actor, operation, request.args, lang),
        tally=services.tally(operation),
        roles=ROLES,
        states_named=STATES,
        reviewers=REVIEWERS,
        regions={one.code: one.label.to(lang) for one in code_list("region").codes.values()},
        liaisons=services.served_by(operation, lang),
        addresses=services.participants_addresses(g.actor, operation, request.args, lang),
        manages=services.may_manage(g.actor, operation),
    )


@blueprint.get("/operations/<code>/participants.xlsx")
@allow(Permission.PARTICIPANTS_SEE)
def workbook(code: str) -> Response:
    """The list as filtered, as a workbook."""
    operation = operations.find(g.actor, code)
    chosen = services.chosen(g.actor, operation, request.args, language())
    everyone = services.chosen(g.actor, operation, {}, language())
    name = f"{code}_{_('participants')}_{language()}.xlsx"
    content = sheets.participants_workbook(operation, chosen, len(everyone), request.args)
    return download(content, name, lists.CONTENT_TYPE)


@blueprint.get("/operations/<code>/participation")
@allow(Permission.PARTICIPATION_ANSWER)
def own(code: str) -> Answer:
    """To the participation of the reader's own organisation."""
    found = services.own(g.actor, operations.find(g.actor, code))
    if not found:
        raise Missing
    return redirect(url_for("participants.participation", code=code, org=found[0].organisation.code))


@blueprint.get("/operations/<code>/participants/<org>")
@allow(Permission.PARTICIPATION_ANSWER)
def participation(code: str, org: str) -> str:
    """One participation: what it answered, who reviews, its contact points and people."""
    operation = operations.find(g.actor, code)
    found = services.find(g.actor, operation, org)
    manages = services.may_manage(g.actor, operation)
    speaks = manages or services.is_own(g.actor, found)
    invites = services.may_invite(g.actor, operation, found)
    return render_template(
        "participants/participation.html",
        operation=operation,
        participation=found,
        manages=manages,
        own=services.is_own(g.actor, found),
        speaks=speaks,
        reports=services.reports(found),
        sees_contacts=speaks or g.actor.may(Permission.CONTACTS_SEE, code),
        roles=ROLES,
        states_named=STATES,
        reviewers=REVIEWERS,
        choices=services.choices(operation, found) if services.reports(found) else [],
        opens=OPENS[found.role],
        answer_form=answer_form(found) if speaks else None,
        readiness=services.readiness(operation) if speaks else None,
        invites=invites,
        people=services.people(operation, found) if invites else [],
        link=session.pop(SHOWN_ONCE, "") if invites else "",
    )


def answer_form(found: Participation) -> AnswerForm:
    """The form of the answers that are possible now; the reviewer that holds is chosen beforehand."""
    form = AnswerForm(reviewer=services.proposed_reviewer(found))
    reviewers = services.choices(found.operation, found) if services.reports(found) else []
    form.offer([(state, ANSWERS[state]) for state in services.answers(found)], reviewers)
    return form


def person_form(found: Participation) -> PersonForm:
    """The form that invites somebody of the organisation."""
    form = PersonForm()
    form.offer(services.offices(found))
    return form
