"""The register of training workshops: found, exported, written down, changed, struck out."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from opsplanner.core import clock, web
from opsplanner.core.access import Permission, allow
from opsplanner.core.differences import Differences, differences
from opsplanner.core.forms import attempt
from opsplanner.core.i18n import label, language
from opsplanner.core.versions import Stale, stamp
from opsplanner.documents import lists
from opsplanner.documents.about import About, Names, Share, narrowings
from opsplanner.reference import code_list
from opsplanner.reference.themes import themes
from opsplanner.surveys import services
from opsplanner.surveys.forms import WorkshopForm
from opsplanner.surveys.models import Workshop
from opsplanner.surveys.views.blueprint import blueprint
from opsplanner.surveys.words import SPOKEN


@blueprint.get("/workshops/")
@allow(Permission.WORKSHOPS_SEE)
def workshops() -> str:
    """Those held, with how many organisations and persons they come to."""
    return render_template(
        "surveys/workshops.html",
        page=services.workshops(request.args),
        total=services.summed(request.args),
        themes=themes(),
        spoken=SPOKEN,
        theme_choices=[(code, label(text)) for code, text in themes().items()],
        programmes=[(str(each.id), each.code) for each in services.programmes_held()],
        country_name=lambda code: code_list("country").label(code, language()),
        edits=g.actor.may(Permission.WORKSHOPS_EDIT),
    )


@blueprint.get("/workshops/register.xlsx")
@allow(Permission.WORKSHOPS_SEE)
def workshops_workbook() -> Response:
    """What the search and filters leave, one row for each organisation of a workshop."""
    lang = language()
    found = services.all_workshops(request.args)
    heads = [
        _("Title"),
        _("Country"),
        _("Place"),
        _("Language"),
        _("Theme"),
        _("Programme"),
        _("Host"),
        _("Organisation"),
    ]
    columns = [
        *map(lists.Column, heads),
        lists.Column(_("First day"), "day"),
        lists.Column(_("Last day"), "day"),
        lists.Column(_("Persons trained"), "number"),
    ]
    rows = [row for each in found for row in _rows(each, lang)]
    names: Names = {
        "q": (_("Search"), {}),
        "theme": (_("Theme"), {code: text.to(lang) for code, text in themes().items()}),
        "language": (_("Language"), {code: str(name) for code, name in SPOKEN.items()}),
    }
    share = Share(len(found), len(services.all_workshops({})))
    about = About("", clock.now(), narrowings(request.args, names, lang), share, web.demo_loaded(), "GREEN")
    name = f"workshops_{clock.now():%Y-%m-%dT%H%MZ}_{lang}.xlsx"
    return web.download(lists.workbook(columns, rows, _("Training workshops"), about, lang), name, lists.CONTENT_TYPE)


@blueprint.route("/workshops/new", methods=["GET", "POST"], defaults={"number": None})
@blueprint.route("/workshops/<int:number>/edit", methods=["GET", "POST"])
@allow(Permission.WORKSHOPS_EDIT)
def workshop(number: int | None) -> Any:
    """A workshop to write down, or to change."""
    stored = services.workshop_values(services.find_workshop(number)) if number is not None else {}
    form = WorkshopForm(data={**stored, "version": stamp(stored)} if stored else None)
    if "add" in request.form or not form.is_submitted():
        form.add_rows(3)
    form.offer(services.programmes_held())
    theirs: Differences = []
    if "add" not in request.form and form.validate_on_submit():
        try:
            saved = attempt(
                form, lambda: services.save_workshop(g.actor, form.values(), number, form.version.data or None)
            )
        except Stale as conflict:
            saved, theirs = None, differences(form, conflict.stored)
            form.version.data = stamp(conflict.stored)
        if saved:
            flash(_("The workshop is in the register."), "success")
            return redirect(url_for("surveys.workshops"))
    page = render_template("surveys/workshop.html", form=form, number=number, theirs=theirs)
    return page, 409 if theirs else 422 if form.errors and "add" not in request.form else 200


@blueprint.route("/workshops/<int:number>/remove", methods=["GET", "POST"])
@allow(Permission.WORKSHOPS_EDIT)
def remove_workshop(number: int) -> Any:
    """Asks, then strikes it out."""
    found = services.find_workshop(number)
    if request.method == "GET":
        return render_template("surveys/remove_workshop.html", workshop=found)
    services.remove_workshop(g.actor, number)
    flash(_("The workshop is struck out."), "success")
    return redirect(url_for("surveys.workshops"))


def _rows(held: Workshop, lang: str) -> list[list[Any]]:
    common = [
        held.title.to(lang),
        code_list("country").label(held.country, lang),
        held.place,
        str(SPOKEN.get(held.language, held.language)),
        themes()[held.theme].to(lang),
        held.programme.code if held.programme else "",
        held.host.name.to(lang),
    ]
    return [
        [*common, each.organisation.name.to(lang), held.starts_on, held.ends_on, each.persons] for each in held.groups
    ]
