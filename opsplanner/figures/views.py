"""The pages of figures: the dashboard, the charts it fetches, and exports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import (
    Blueprint,
    flash,
    g,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from werkzeug.wrappers import Response

from opsplanner.core.access import Permission, allow
from opsplanner.core.asking import with_query
from opsplanner.core.errors import Missing, Refusal
from opsplanner.core.i18n import language
from opsplanner.core.web import download, error_page
from opsplanner.documents import plotly, sentences, svg, writers
from opsplanner.documents.chart import Chart
from opsplanner.figures import exporting, filters, panel, services
from opsplanner.figures.charts import words
from opsplanner.figures.filters import MEMBER, Asked
from opsplanner.operations.models import Operation
from opsplanner.operations.services import find

blueprint = Blueprint("figures", __name__)
LAST = "last_export"
# What the filters are called on the list of cases.
CASES = {"record_kind": "kind", "transport_mode": "mode", "member": "member", "period": "period"}


def asked(operation: Operation) -> Asked:
    """What the address asks for, as far as there is such a thing."""
    wanted = filters.read(request.args.to_dict(flat=False), services.own_of(operation))
    return filters.without(wanted, services.absent(operation, wanted))


def not_understood(operation: Operation) -> str:
    """The sentence that refuses an export whose address asks for what there is not; nothing where all is understood."""
    unknown = [*asked(operation).unknown, *exporting.unknown(request.args)]
    return words.fill(words.NOT_UNDERSTOOD, filters=", ".join(unknown)).to(language()) if unknown else ""


def cases_behind(code: str, wanted: Asked) -> str:
    """The address of the cases behind the figures, where the reader may see rows; they are listed as far as each may be seen."""
    if not g.actor.may(Permission.RESULTS_SEE, code):
        return ""
    known: dict[str, Any] = {CASES[key]: codes[0] for key, codes in wanted.chosen.items() if key in CASES}
    return url_for("results.cases", code=code, **known)


def one_chart(code: str, key: str) -> Chart:
    """The chart of that key under the filters of the address, as far as there is one for this reader."""
    operation = find(g.actor, code)
    chart = services.one_chart(g.actor, operation, asked(operation), key)
    if chart is None:
        raise Missing
    return chart


def address(code: str, arguments: Mapping[str, Any]) -> str:
    """Where the dashboard stands in this state."""
    return url_for("figures.dashboard", code=code, **arguments)


@blueprint.get("/operations/<code>/dashboard")
@allow(Permission.DASHBOARD_SEE)
def dashboard(code: str) -> str:
    """The figures of an operation: key figures against targets, charts, who has not reported."""
    operation = find(g.actor, code)
    first = MEMBER not in request.args
    reading = (services.first_look if first else services.look)(g.actor, operation, asked(operation))
    document, lang = services.document(g.actor, operation, reading), language()
    own = services.own_members(g.actor, operation)
    return render_template(
        "figures/dashboard.html",
        operation=operation,
        document=document,
        reader=reading.view.reader,
        shut=reading.view.shut,
        sides=[
            {"label": side.label, "url": address(code, side.arguments), "current": side.current}
            for side in panel.sides(own, reading)
        ],
        narrowed=panel.narrowed(own, reading),
        notes=[each.to(lang) for each in reading.view.notes],
        freshness=panel.freshness(document, lang),
        cards=panel.cards(document, operation, reading, lang),
        plots=panel.plots(document, reading, lang),
        selects=panel.selects(operation, own, reading, lang),
        arguments=reading.asked.arguments(),
        cases_url=cases_behind(code, reading.asked),
        may_export=g.actor.may(Permission.DASHBOARD_EXPORT, code),
        image_formats=exporting.ONE_CHART,
    )


@blueprint.get("/operations/<code>/dashboard/chart/<key>.json")
@allow(Permission.DASHBOARD_SEE)
def chart_figure(code: str, key: str) -> Response:
    """One chart as the browser draws it."""
    return jsonify(plotly.figure(one_chart(code, key), language()))


@blueprint.get("/operations/<code>/dashboard/chart/<key>.svg")
@allow(Permission.DASHBOARD_SEE)
def chart_picture(code: str, key: str) -> Response:
    """The same chart as we draw it: for paper, and where no script runs."""
    return Response(svg.bare(one_chart(code, key), language(), svg.PAGE), mimetype="image/svg+xml")


@blueprint.get("/operations/<code>/dashboard/export")
@allow(Permission.DASHBOARD_EXPORT)
def export(code: str) -> str:
    """What to take along: format, languages, all charts or one, marking; the last choice stands ready."""
    operation = find(g.actor, code)
    reading = services.look(g.actor, operation, asked(operation))
    wanted = exporting.read({"language": g.actor.language, **session.get(LAST, {}), **request.args})
    document = services.document(g.actor, operation, reading)
    if strange := not_understood(operation):
        flash(strange, "error")
    arguments: dict[str, Any] = reading.asked.arguments()
    shown = exporting.previewed(document, wanted)
    # A Member whose address names no Member would come back to its own figures.
    whole = {MEMBER: ""} if MEMBER not in arguments and services.own_members(g.actor, operation) else {}
    return render_template(
        "figures/export.html",
        operation=operation,
        wanted=wanted,
        choices=exporting.choices(document, language(), g.actor.language),
        arguments=arguments,
        freshness=panel.freshness(document, language()),
        back=address(code, {**whole, **arguments}),
        preview=shown and url_for("figures.preview", code=code, **{**arguments, **wanted.picture(shown.key)}),
        alternative=shown and sentences.alt(shown, language()),
    )


@blueprint.get("/operations/<code>/dashboard/export/preview.svg")
@allow(Permission.DASHBOARD_EXPORT)
def preview(code: str) -> Response:
    """One chart as an export would show it, for the export page."""
    operation, wanted = find(g.actor, code), exporting.read({**request.args, "format": "svg"})
    if strange := not_understood(operation):
        return make_response(error_page(422, strange))
    document = exporting.document(g.actor, operation, asked(operation), wanted)
    return Response(writers.write("svg", document, wanted.languages), mimetype="image/svg+xml")


@blueprint.get("/operations/<code>/dashboard/export/file")
@allow(Permission.DASHBOARD_EXPORT)
def export_file(code: str) -> Response:
    """The file itself."""
    operation = find(g.actor, code)
    if strange := not_understood(operation):
        return make_response(error_page(422, strange))
    wanted = exporting.read(request.args)
    session[LAST] = wanted.remembered()
    try:
        document = exporting.document(g.actor, operation, asked(operation), wanted)
    except Refusal as refused:
        # The choices stand in the address: the form shows them again under the sentence.
        flash(str(refused), "error")
        return redirect(with_query(url_for("figures.export", code=code), request.args))
    content = writers.write(wanted.format, document, wanted.languages)
    name = writers.file_name(wanted.format, document, wanted.languages)
    return download(content, name, writers.FORMATS[wanted.format].content_type)
