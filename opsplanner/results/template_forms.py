"""The forms of the template builder: an own field, what may be decided of a standard one, a list, the sheet's settings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    widgets,
)
from wtforms.validators import DataRequired, Optional

from opsplanner.core.forms import (
    AmountField,
    VersionedForm,
    at_most,
    chooser,
    options,
    stripped,
)
from opsplanner.core.i18n import language
from opsplanner.core.posted import PostedForm
from opsplanner.operations.presets import PRESETS
from opsplanner.records.field import Field
from opsplanner.records.forms import Helps, Labels, Slips, slip_sentences
from opsplanner.records.pasting import Pasted, read_list
from opsplanner.reference import code_list
from opsplanner.results.composing.composition import MORE_BLOCKS, Composition
from opsplanner.results.composing.editing import may_require, moves
from opsplanner.results.composing.entering import condition_of, deciding, own_field, wholes
from opsplanner.results.template_words import BLOCKS, KINDS, LANGUAGE_NAMES, LEVELS, OWN_KINDS, ROLES

REQUIRED = {
    "no": _l("No"),
    "always": _l("Always"),
    "when": _l("When another field has an answer"),
    "unless": _l("Unless another field has an answer"),
}


class AskedForm(VersionedForm):
    """Where a field stands and when it must be answered: all that may be decided of a standard one."""

    block = SelectField(_l("Block"), description=_l("Which sheets have it, and where in the form it stands."))
    required = RadioField(_l("Must be answered"))
    when_key = SelectField(_l("The field that decides"))
    when_codes = StringField(
        _l("Its answers that count"),
        [at_most(300)],
        filters=[stripped],
        description=_l("Codes or labels, separated by ; – blank: any answer."),
    )

    def offer(self, composition: Composition, field: Field | None) -> None:
        """What may be chosen for this field, or for a new one."""
        level = field.level if field else (self["level"].data if "level" in self else "case") or "case"
        blocks = moves(field) if field else tuple(BLOCKS)
        self.block.choices = options((each, BLOCKS[each]) for each in blocks)
        others = deciding(composition, field.key if field else "", level)
        words = {each.key: each.label.to(language()) for each in others}
        if field and field.required.keys and "|".join(field.required.keys) not in words:
            labels = [composition.by_key[key].label.to(language()) for key in field.required.keys]
            words["|".join(field.required.keys)] = _(" or ").join(labels)
        self.when_key.choices = chooser(words)
        self.required.choices = options(self._required(field))

    def _required(self, field: Field | None) -> dict[str, Any]:
        """A standard field may be asked more, never less."""
        if field is None or may_require(field, condition_of({"required": "no"}, Composition(()), field)):
            return REQUIRED
        usual = field.required.word.value
        kept = {"with": "when"}.get(usual, usual)
        return {key: words for key, words in REQUIRED.items() if key in (kept, "always")}

    def entered(self, composition: Composition, known: Field | None) -> Field | None:
        """The standard field as it shall be asked; None when something is to be put right."""
        if known is None or not self.validate():
            return None
        try:
            condition = condition_of(self.values(), composition, known)
        except Slips as slips:
            self.show(slips)
            return None
        return replace(known, block=self.block.data, required=condition)

    def show(self, slips: Slips) -> None:
        """Puts every slip beside its control."""
        for name, said in slips.found.items():
            control = self[name].form["en"] if isinstance(self[name], FormField) else self[name]
            control.errors = [*control.errors, *map(str, said)]


class OwnFieldForm(AskedForm):
    """A field of the operation's own."""

    label = FormField(Labels, _l("Label"), description=_l("The heading of the column, and the question of the form."))
    help = FormField(
        Helps, _l("Help"), description=_l("What to enter; it stands in the note of the column and under the question.")
    )
    key = StringField(
        _l("Key"),
        [at_most(36)],
        filters=[stripped],
        description=_l("By which versions and exports know the field, for ever; own_ is put before it. Blank: made from the English label."),
    )  # fmt: skip
    level = SelectField(_l("What it is about"))
    kind = SelectField(_l("Kind of answer"))
    choices = TextAreaField(_l("List to choose from"), [at_most(60_000)])
    length = IntegerField(_l("Longest text, in characters"), [Optional()])
    least = AmountField(_l("Least"))
    most = AmountField(_l("Most"))
    items = IntegerField(_l("Most answers in one cell"), [Optional()])
    role = RadioField(_l("Use in figures"))
    unit = SelectField(_l("Unit of the number"))
    share_of = SelectField(
        _l("Of effort: also as a share of"),
        description=_l("A second key figure, in per cent, over Members and periods that gave both numbers."),
    )

    def offer(self, composition: Composition, field: Field | None) -> None:
        """Kinds, places and units; of a field that was published its kind and place stay."""
        super().offer(composition, field)
        key = field.key if field else ""
        self.level.choices = options(LEVELS)
        self.kind.choices = options((each, KINDS[each]) for each in OWN_KINDS)
        self.role.choices = options(ROLES)
        codes = code_list("unit").codes
        self.unit.choices = options(
            {"": _("A plain number"), **{code: each.label.to(language()) for code, each in codes.items()}}
        )
        self.share_of.choices = options(
            {"": _("No share"), **{each.key: each.label.to(language()) for each in wholes(composition, key)}}
        )
        for control in (self.label, self.help):
            for lang in ("ru",):
                if lang not in composition.languages:
                    del control.form[lang]
        if field is not None:
            for name in ("key", "level", "kind"):
                del self[name]

    def entered(self, composition: Composition, known: Field | None) -> Field | None:
        """The field as entered; None when something is to be put right."""
        if not self.validate():
            return None
        values = dict.fromkeys(("key", "level", "kind")) | self.values()
        try:
            return own_field(values, composition, known)
        except Slips as slips:
            self.show(slips)
            return None


class ListForm(VersionedForm):
    """One of the operation's own lists, typed or pasted."""

    entries = TextAreaField(_l("Entries, one a line"), [at_most(60_000)])

    def read(self, languages: Iterable[str], classed: bool) -> Pasted | None:
        """The list as entered; None when something is to be put right."""
        pasted = read_list(self.entries.data or "", tuple(languages), classed=classed)
        self.entries.errors = [*self.entries.errors, *map(str, slip_sentences(pasted.slips))]
        return None if self.entries.errors else pasted


class SettingsForm(PostedForm):
    """Which blocks and languages the sheets have."""

    version = HiddenField()
    blocks = SelectMultipleField(
        _l("In the short sheet, beside the core columns"),
        option_widget=widgets.CheckboxInput(),
        widget=widgets.ListWidget(prefix_label=False),
    )
    russian = BooleanField(_l("Sheets in Russian too"), description=_l("English and French are always offered."))

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.blocks.choices = options((each, BLOCKS[each]) for each in MORE_BLOCKS)

    def languages(self) -> tuple[str, ...]:
        """The languages chosen."""
        return tuple(LANGUAGE_NAMES)[: 3 if self.russian.data else 2]


class CopyForm(PostedForm):
    """What to copy."""

    version = HiddenField()
    source = SelectField(_l("Copy from"), [DataRequired(_l("Choose what to copy from."))])

    def offer(self, operations: Iterable[Any], prefix: str) -> None:
        """Operations by code and name, then the presets."""
        named = {each.code: f"{each.code} · {each.name.to(language())}" for each in operations}
        presets = {prefix + key: _("Preset: %(name)s", name=each.name.to(language())) for key, each in PRESETS.items()}
        self.source.choices = chooser({**named, **presets})


class PublishForm(PostedForm):
    """Why there is a new version."""

    version = HiddenField()
    note = StringField(
        _l("What changes and why"),
        [DataRequired(_l("Say in one sentence what changes and why.")), at_most(500)],
        filters=[stripped],
        description=_l("One sentence; all who report read it beside the version."),
    )
