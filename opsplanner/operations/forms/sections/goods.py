"""Forms of which goods and where: scope, routes, the watch list."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, StringField
from wtforms.validators import ValidationError

from opsplanner.core.forms import LongTexts, NamedTexts, Row, needed, rows
from opsplanner.operations.forms.sections.base import Offers, SectionForm
from opsplanner.reference.hs import HsError, dotted, known, read_hs


class ScopeForm(SectionForm):
    """What the operation is about, and what it rests on."""

    scope = FormField(LongTexts, _l("Scope"))
    references = FormField(LongTexts, _l("References"))


class RoutesForm(SectionForm):
    """Where goods are likely to pass, and where they are looked for."""

    routes = FormField(LongTexts, _l("Routes"))
    places = FormField(LongTexts, _l("Places of control"))


def six_digits(text: str | None) -> str:
    """A filter: the code as the HS keeps it, four or six digits; what is no code stays as it was typed."""
    typed = (text or "").strip()
    try:
        return read_hs(typed).six
    except HsError:
        return typed


class WatchRow(Row):
    """Goods to look for, with their card."""

    code = StringField(
        _l("HS code"), [needed(_l("Enter an HS code."))], filters=[six_digits], description=_l("Heading or subheading.")
    )
    name = FormField(NamedTexts, _l("What the goods are"))
    looks = FormField(LongTexts, _l("What it looks like"))
    mistaken = FormField(LongTexts, _l("What it is mistaken for"))
    check = FormField(LongTexts, _l("What to check"))
    remove = BooleanField(_l("Remove"))

    def validate_code(self, field: StringField) -> None:
        """A code of the nomenclature, in whatever edition."""
        try:
            read_hs(field.data or "")
        except HsError:
            raise ValidationError(_("Enter an HS code of four or six digits, for example 8481.80.")) from None


class WatchForm(SectionForm):
    """The watch list."""

    watch = rows(WatchRow, _l("Goods to watch"))

    def offer(self, offers: Offers) -> None:
        """Codes are those of the operation's edition."""
        self.edition = str(offers.hs_edition)

    def validate_watch(self, field: Any) -> None:
        """A code stands in the operation's edition, and once."""
        codes = [entry.form.code.data for entry in field if entry.form.is_kept() and not entry.form.code.errors]
        if unknown := [dotted(code) for code in codes if not known(code, self.edition)]:
            raise ValidationError(
                _("HS %(edition)s does not have: %(codes)s.", edition=self.edition, codes=", ".join(unknown))
            )
        if len(set(codes)) < len(codes):
            raise ValidationError(_("A code stands twice in the list. Keep one card for it."))
