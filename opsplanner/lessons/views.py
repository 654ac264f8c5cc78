"""The register of lessons: across operations and of one operation, a lesson's page, the charts of the register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, abort, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from opsplanner.core import clock, i18n, web
from opsplanner.core.access import Permission, allow
from opsplanner.core.differences import Differences
from opsplanner.core.errors import Missing, Refusal
from opsplanner.core.text import Text
from opsplanner.core.versions import Stale
from opsplanner.documents import lists, plotly, svg
from opsplanner.documents.about import About, Names, Share, narrowings
from opsplanner.documents.chart import Chart
from opsplanner.lessons import charts, services
from opsplanner.lessons.forms import LessonForm, StepForm
from opsplanner.lessons.scope import may_edit, may_step
from opsplanner.lessons.words import SETTLED, STATUS_TONES, STATUSES, Status
from opsplanner.operations.services import find
from opsplanner.operations.words import PHASES, phase_label
from opsplanner.reference.themes import themes

blueprint = Blueprint("lessons", __name__)


@blueprint.get("/lessons")
@allow(Permission.LESSONS_SEE)
def register() -> Answer:
    """Every lesson the reader may read."""
    page = services.register(g.actor, request.args)
    codes = [(code, code) for code in services.operations_with_lessons(g.actor)]
    return render_template("lessons/register.html", page=page, codes=codes, **_words())


@blueprint.get("/operations/<code>/lessons")
@allow(Permission.LESSONS_SEE)
def operation_lessons(code: str) -> Answer:
    """Those of one operation."""
    operation = find(g.actor, code)
    page = services.register(g.actor, request.args, code)
    return render_template("lessons/operation_lessons.html", page=page, operation=operation, codes=(), **_words())


@blueprint.get("/lessons/register.xlsx")
@allow(Permission.LESSONS_SEE)
def export() -> Answer:
    """What the search and filters leave, as a workbook."""
    lang, words = i18n.language(), _words()
    found = services.register_whole(g.actor, request.args)
    heads = [_("Lesson"), _("Operation"), _("Title"), _("What happened"), _("What to do next time"), _("Theme"), _("Phase"), _("Status"), _("Owner")]  # fmt: skip
    columns = [*map(lists.Column, heads), lists.Column(_("Due"), "day")]
    rows = (
        [
            each.reference, each.operation.code, each.title.to(lang), each.observation.to(lang), each.recommendation.to(lang),
            words["themes"][each.theme].to(lang), phase_label(each.phase), str(STATUSES[Status(each.status)]),
            each.owner.name.to(lang) if each.owner else "", each.due_on,
        ]
        for each in found
    )  # fmt: skip
    about = _about(len(found), request.args)
    name = f"lessons_{clock.now():%Y-%m-%dT%H%MZ}_{lang}.xlsx"
    return web.download(lists.workbook(columns, rows, _("Lessons"), about, lang), name, lists.CONTENT_TYPE)


@blueprint.get("/lessons/dashboard")
@allow(Permission.LESSONS_SEE)
def dashboard() -> Answer:
    """The register as charts."""
    return render_template("lessons/dashboard.html", charts=_charts(), as_of=clock.now())


@blueprint.get("/lessons/dashboard/<key>.json")
@allow(Permission.LESSONS_SEE)
def dashboard_chart(key: str) -> Answer:
    """One chart for the browser to draw."""
    return jsonify(plotly.figure(_chart(key), i18n.language()))


@blueprint.get("/lessons/dashboard/<key>.svg")
@allow(Permission.LESSONS_SEE)
def dashboard_picture(key: str) -> Answer:
    """The same chart as we draw it: for paper, and where no script runs."""
    return Response(svg.bare(_chart(key), i18n.language(), svg.PAGE), mimetype="image/svg+xml")


@blueprint.route("/operations/<code>/lessons/add", methods=["GET", "POST"])
@allow(Permission.LESSONS_ADD)
def add(code: str) -> Answer:
    """A new observation."""
    operation = find(g.actor, code)
    form = LessonForm(operation)
    if form.validate_on_submit():
        lesson = services.add_lesson(g.actor, code, form.values())
        flash(_("%(reference)s is in the register.", reference=lesson.reference), "success")
        return redirect(url_for("lessons.lesson", number=lesson.id))
    return render_template(
        "lessons/edit.html", form=form, operation=operation, lesson=None
    ), 422 if form.errors else 200


@blueprint.get("/lessons/<int:number>")
@allow(Permission.LESSONS_SEE)
def lesson(number: int) -> Answer:
    """A lesson and the steps it took."""
    return _lesson_page(number, None)


@blueprint.route("/lessons/<int:number>/edit", methods=["GET", "POST"])
@allow(Permission.LESSONS_ADD)
def edit(number: int) -> Answer:
    """What is said of a lesson."""
    found = services.find_lesson(g.actor, number)
    if not may_edit(g.actor, found):
        abort(403)
    form = LessonForm(found.operation, found)
    theirs: Differences = []
    if form.validate_on_submit():
        try:
            services.change_lesson(g.actor, number, form.version.data, form.values())
        except Stale:
            theirs = form.newer(services.find_lesson(g.actor, number))
        except Refusal as refused:
            form.form_errors = [str(refused)]
        else:
            flash(_("The change is stored."), "success")
            return redirect(url_for("lessons.lesson", number=number))
    page = render_template("lessons/edit.html", form=form, operation=found.operation, lesson=found, theirs=theirs)
    return page, 409 if theirs else 422 if form.errors else 200


@blueprint.post("/lessons/<int:number>/move")
@allow(Permission.LESSONS_SEE)
def move(number: int) -> Answer:
    """A lesson's next status."""
    found = services.find_lesson(g.actor, number)
    if not may_step(g.actor, found):
        abort(403)
    form = StepForm(Status(found.status))
    if form.validate_on_submit():
        try:
            services.move_lesson(g.actor, number, Status(form.status.data), form.note.data or "")
        except Refusal as refused:
            form.note.errors = [str(refused)]
        else:
            flash(_("The status is changed."), "success")
            return redirect(url_for("lessons.lesson", number=number))
    return _lesson_page(number, form), 422


def _lesson_page(number: int, form: StepForm | None) -> str:
    found = services.find_lesson(g.actor, number)
    movable = may_step(g.actor, found)
    return render_template(
        "lessons/lesson.html",
        lesson=found,
        form=form or (StepForm(Status(found.status)) if movable else None),
        editable=may_edit(g.actor, found),
        **_words(),
    )


def _about(there: int, asked: Mapping[str, str]) -> About:
    """What the register to take away says of itself; across operations it is synthetic where the platform's data are."""
    lang = i18n.language()
    names: Names = {
        "q": (_("Search"), {}),
        "operation": (_("Operation"), {}),
        "theme": (_("Theme"), {code: text.to(lang) for code, text in themes().items()}),
        "phase": (_("Phase"), {code: str(phase_label(code)) for code in PHASES}),
        "status": (_("Status"), {str(status.value): str(name) for status, name in STATUSES.items()}),
    }
    share = Share(there, len(services.register_whole(g.actor, {})))
    of = ", ".join(services.operations_with_lessons(g.actor))
    return About(of, clock.now(), narrowings(asked, names, lang), share, web.demo_loaded())


def _charts() -> list[Chart]:
    entries = (
        charts.Entry(each.theme, each.status, each.status in SETTLED, each.observed_at.date())
        for each in services.register_whole(g.actor, {})
    )
    statuses = {status.value: Text.of(**{i18n.language(): str(words)}) for status, words in STATUSES.items()}
    return charts.register_charts(entries, themes(), statuses, clock.today())


def _chart(key: str) -> Chart:
    found = [chart for chart in _charts() if chart.key == key]
    if not found:
        raise Missing
    return found[0]


def _words() -> dict[str, Any]:
    labels: dict[str, Text] = themes()
    return {
        "themes": labels,
        "statuses": STATUSES,
        "tones": STATUS_TONES,
        "phases": PHASES,
        "theme_choices": [(code, i18n.label(text)) for code, text in labels.items()],
        "settled": SETTLED,
        "today": clock.today(g.actor.time_zone),
    }
