"""The draft of a template: its fields by block, each act on it, its fields and lists as forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from opsplanner.core.access import Permission, allow
from opsplanner.core.differences import differences
from opsplanner.core.errors import Missing, Refusal
from opsplanner.core.forms import attempt
from opsplanner.core.i18n import language
from opsplanner.core.versions import Stale, stamp
from opsplanner.records.field import Field
from opsplanner.records.pasting import write_list
from opsplanner.results.composing import gate
from opsplanner.results.composing.composition import BLOCKS, OWN_LISTS, is_own
from opsplanner.results.composing.editing import may_leave
from opsplanner.results.composing.entering import condition_values, own_blank, values_of
from opsplanner.results.services import composing
from opsplanner.results.services.composing import Drafted
from opsplanner.results.template_forms import AskedForm, ListForm, OwnFieldForm, SettingsForm
from opsplanner.results.template_words import ACTS
from opsplanner.results.template_words import BLOCKS as BLOCK_NAMES
from opsplanner.results.views.blueprint import blueprint

CLASSED = "commodity_type"


@blueprint.get("/template/draft")
@allow(Permission.PLAN_EDIT)
def template_draft(code: str) -> str:
    """Every field by its block, with what may be done to it; what stands between the draft and the next version."""
    drafted = composing.look_at_draft(g.actor, code)
    composition = drafted.composition
    settings = SettingsForm(
        data={"version": drafted.stamp, "blocks": composition.blocks, "russian": "ru" in composition.languages}
    )
    return render_template(
        "results/template_draft.html",
        operation=drafted.operation,
        drafted=drafted,
        blocks=[(block, BLOCK_NAMES[block], composition.block(block)) for block in BLOCKS],
        template=drafted.template(),
        may_leave=lambda key: may_leave(composition, key),
        shares=gate.shares(composition),
        changes=drafted.changes(),
        settings=settings,
        lists=[composition.by_key[key] for key in OWN_LISTS],
        acts=ACTS,
    )


@blueprint.post("/template/draft/act")
@allow(Permission.PLAN_EDIT)
def template_act(code: str) -> Response:
    """One act on the draft, told by the button that was pressed: `up:key`, `down:key`, `remove:key`, `back:key`, undo, discard."""
    act, _colon, key = request.form.get("act", "").partition(":")
    version = request.form.get("version", "")
    acts: Mapping[str, Callable[[], None]] = {
        "up": lambda: composing.move_field(g.actor, code, key, -1, version),
        "down": lambda: composing.move_field(g.actor, code, key, 1, version),
        "remove": lambda: composing.leave_out_field(g.actor, code, key, version),
        "back": lambda: composing.put_back_field(g.actor, code, key, version),
        "undo": lambda: composing.undo_step(g.actor, code, version),
        "discard": lambda: composing.discard_draft(g.actor, code, version),
    }
    if act not in acts:
        raise Missing
    _attempt(code, acts[act])
    return redirect(url_for("results.template_draft", code=code, _anchor=key or None))


@blueprint.post("/template/draft/settings")
@allow(Permission.PLAN_EDIT)
def template_settings(code: str) -> Response:
    """Blocks of the short sheet, and languages."""
    form = SettingsForm()
    version = form.version.data or ""
    _attempt(code, lambda: composing.settle_draft(g.actor, code, form.blocks.data or (), form.languages(), version))
    return redirect(url_for("results.template_draft", code=code, _anchor="settings"))


@blueprint.route("/template/draft/field", methods=["GET", "POST"])
@blueprint.route("/template/draft/field/<key>", methods=["GET", "POST"])
@allow(Permission.PLAN_EDIT)
def template_field(code: str, key: str = "") -> Any:
    """One field: an own one whole, of a standard one its block and when it must be answered."""
    drafted = composing.look_at_draft(g.actor, code)
    known = drafted.composition.by_key.get(key)
    if key and known is None:
        raise Missing
    stored = _values(drafted, known)
    form = (OwnFieldForm if known is None or is_own(key) else AskedForm)(data={**stored, "version": stamp(stored)})
    form.offer(drafted.composition, known)
    if form.is_submitted():
        field = _entered(form, drafted, known)
        if field is not None:
            return _store(form, drafted, known, field)
    return _show(form, drafted, known)


@blueprint.route("/template/draft/list/<key>", methods=["GET", "POST"])
@allow(Permission.PLAN_EDIT)
def template_list(code: str, key: str) -> Any:
    """Commodity types under their classes, or risk indicators: typed, or pasted from a sheet."""
    drafted = composing.look_at_draft(g.actor, code)
    if key not in OWN_LISTS:
        raise Missing
    field, languages = drafted.composition.by_key[key], drafted.composition.languages
    text = write_list(field.choices, languages, classed=key == CLASSED)
    form = ListForm(data={"entries": text, "version": drafted.stamp})
    if form.validate_on_submit() and (pasted := form.read(languages, key == CLASSED)) is not None:
        version = form.version.data or ""
        try:
            attempt(form, lambda: composing.put_list(g.actor, code, key, pasted.codes, version))
        except Stale:
            form.form_errors.append(
                _("Somebody changed the draft while you were writing: look at it, then save again.")
            )
            form.version.data = composing.look_at_draft(g.actor, code).stamp
        if not form.errors:
            flash(_("The list is kept in the draft."), "success")
            return redirect(url_for("results.template_draft", code=code, _anchor="lists"))
    page = render_template(
        "results/template_list.html",
        operation=drafted.operation,
        form=form,
        field=field,
        classed=key == CLASSED,
        languages=languages,
    )
    return (page, 422) if form.errors else page


def _values(drafted: Drafted, known: Field | None) -> dict[str, Any]:
    """What the form of a field begins with."""
    if known is None:
        return own_blank()
    if is_own(known.key):
        return values_of(known, drafted.composition.languages)
    return {"block": known.block, **condition_values(known.required)}


def _entered(form: Any, drafted: Drafted, known: Field | None) -> Field | None:
    entered: Field | None = form.entered(drafted.composition, known)
    return entered


def _store(form: Any, drafted: Drafted, known: Field | None, field: Field) -> Any:
    """Keeps the field; over somebody else's change both versions are shown first."""
    code = drafted.operation.code
    stored = _values(drafted, known) if known else None
    version = form.version.data if known else None
    try:
        attempt(form, lambda: composing.put_field(g.actor, code, field, stored, version))
    except Stale as conflict:
        theirs = differences(form, {name: value for name, value in conflict.stored.items() if name in form})
        form.version.data = stamp(conflict.stored)
        return _show(form, drafted, known, theirs=theirs), 409
    if form.errors:
        return _show(form, drafted, known)
    flash(_("%(name)s is kept in the draft.", name=field.label.to(language())), "success")
    if "again" in request.form:
        return redirect(url_for("results.template_field", code=code))
    return redirect(url_for("results.template_draft", code=code, _anchor=field.key))


def _show(form: Any, drafted: Drafted, known: Field | None, **more: Any) -> Any:
    page = render_template(
        "results/template_field.html",
        operation=drafted.operation,
        drafted=drafted,
        form=form,
        known=known,
        own=known is None or is_own(known.key),
        **more,
    )
    return (page, 422) if form.errors else page


def _attempt(code: str, act: Callable[[], None]) -> None:
    """Does an act; what is in the way is said on the page of the draft, which then shows how it stands now."""
    try:
        act()
    except Stale:
        last = composing.look_at_draft(g.actor, code).steps
        name = last[0].by if last else _("Somebody")
        flash(
            _("%(name)s changed the draft meanwhile, so nothing was done. This is how it stands now.", name=name),
            "warning",
        )
    except Refusal as refusal:
        flash(str(refusal), "error")
