"""The three minutes after an invitation: answer, contact point, hours, deputy, reviewer, practice, what comes next."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from opsplanner.core.access import Permission, allow
from opsplanner.core.errors import Missing
from opsplanner.core.forms import attempt, options
from opsplanner.core.posted import PostedForm
from opsplanner.operations import services as operations
from opsplanner.participants import onboarding, services
from opsplanner.participants.duty import read_hours, write_hours, zones_offered
from opsplanner.participants.forms import ContactStep, HoursStep, ReviewerStep, zone_options
from opsplanner.participants.models import Participation, ParticipationState
from opsplanner.participants.onboarding import Step
from opsplanner.participants.views.blueprint import blueprint
from opsplanner.participants.views.register import answer_form
from opsplanner.participants.words import REVIEWERS, STEPS


@blueprint.route("/operations/<code>/participants/<org>/join", methods=["GET", "POST"])
@allow(Permission.PARTICIPATION_ANSWER)
def onboard(code: str, org: str) -> Any:
    """The page asked for, else the first that is not done; what is sent is kept at once, then the next follows."""
    operation = operations.find(g.actor, code)
    found = services.changeable(g.actor, operation, org)
    if not services.is_own(g.actor, found) or found.state not in (
        ParticipationState.INVITED,
        ParticipationState.ACCEPTED,
    ):
        return _to_page(code, org)
    steps = _steps(found)
    step = request.args.get("step", onboarding.first_open(steps))
    if step not in {each.key for each in steps}:
        raise Missing
    if found.state == ParticipationState.INVITED:
        step = onboarding.ANSWER
    form = _form(found, step)
    if form is not None and form.validate_on_submit() and attempt(form, lambda: _keep(found, step, form)):
        if step == onboarding.ANSWER and form["state"].data != ParticipationState.ACCEPTED:
            flash(_("Thank you for your answer."), "success")
            return _to_page(code, org)
        following = onboarding.after(steps, step)
        return redirect(url_for("participants.onboard", code=code, org=org, step=following))
    page = render_template(
        "participants/onboard.html",
        operation=operation,
        participation=found,
        step=step,
        steps=steps,
        names=[STEPS[each.key] for each in steps],
        place=[each.key for each in steps].index(step) + 1,
        following=onboarding.after(steps, step),
        form=form,
        missing=services.readiness(operation).missing(found.id),
    )
    return page, 422 if form is not None and form.errors else 200


def _steps(found: Participation) -> list[Step]:
    missing = {judge.key for judge in services.readiness(found.operation).missing(found.id)}
    return onboarding.steps(found, services.reports(found), missing)


def _form(found: Participation, step: str) -> PostedForm | None:
    """The form of a page, filled with what is known."""
    if step == onboarding.ANSWER:
        form = answer_form(found)
        del form.reviewer  # a page of its own
        return form if found.state == ParticipationState.INVITED else None
    if step in (onboarding.CONTACT, onboarding.DEPUTY):
        place = 0 if step == onboarding.CONTACT else 1
        named = services.contact_values(found)["contacts"][place : place + 1]
        proposed = services.proposed_contact(g.actor, found) if place == 0 else None
        return ContactStep(data=named[0] if named else proposed)
    if step == onboarding.HOURS and found.contacts:
        return _hours(found)
    if step == onboarding.REVIEWER:
        choice = ReviewerStep(reviewer=services.proposed_reviewer(found))
        choice.reviewer.choices = options((kind, REVIEWERS[kind]) for kind in services.choices(found.operation, found))
        return choice
    return None


def _hours(found: Participation) -> HoursStep:
    contact, operation = found.contacts[0], found.operation
    hours = read_hours(contact.duty_hours) or (None, None)
    zone = contact.time_zone or g.actor.time_zone
    said = {"languages": contact.languages or g.actor.language, "first": hours[0], "last": hours[1], "time_zone": zone}
    form = HoursStep(data=said)
    form.time_zone.choices = zone_options(zones_offered(found.organisation.country or "", operation.time_zone, zone))
    return form


def _keep(found: Participation, step: str, form: Any) -> Participation:
    """Each where it belongs, by the service that any other page uses."""
    code, org = found.operation.code, found.organisation.code
    if step == onboarding.ANSWER:
        return services.answer(g.actor, code, org, form.state.data, reason=form.reason.data)
    if step == onboarding.REVIEWER:
        return services.choose_reviewer(g.actor, code, org, form.reviewer.data)
    if step == onboarding.HOURS:
        said = {"duty_hours": write_hours(form.first.data, form.last.data), "time_zone": form.time_zone.data}
        return services.put_contact(g.actor, code, org, 1, {**said, "languages": form.languages.data})
    said = {name: form[name].data for name in ("function", "office", "email", "phone")}
    return services.put_contact(g.actor, code, org, 1 if step == onboarding.CONTACT else 2, said)


def _to_page(code: str, org: str) -> Response:
    return redirect(url_for("participants.participation", code=code, org=org))
