"""The form that copies an operation as a new one."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, StringField
from wtforms.validators import Regexp

from opsplanner.core.forms import DayField, NamedTexts, needed, stripped
from opsplanner.core.posted import PostedForm
from opsplanner.operations.forms.opening import CODE_PATTERN, CODE_RULE


class CopyForm(PostedForm):
    """Under which code and name it begins when, and what comes along."""

    code = StringField(
        _l("Code"),
        [needed(_l("Enter a code.")), Regexp(CODE_PATTERN, message=CODE_RULE)],
        filters=[stripped],
        description=_l(
            "Short, in capital letters: it stands in every address, sheet and file name, and never changes."
        ),
    )
    name = FormField(NamedTexts, _l("Name"))
    starts_on = DayField(
        _l("First day of the action phase"),
        [needed(_l("Enter the first day."))],
        description=_l("All days of the plan move with it: phases, milestones, reporting periods, duty rota."),
    )
    continues = BooleanField(
        _l("It follows the operation it is copied from: plans and figures of both stand side by side"), default=True
    )
    with_participants = BooleanField(_l("Ask all who took part to take part again; they are written to at once"))
