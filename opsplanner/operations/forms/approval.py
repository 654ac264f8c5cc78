"""The form that approves a plan: a sentence for every point that is not ready, and why the plan changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField

from opsplanner.core.forms import at_most, stripped
from opsplanner.core.posted import PostedForm
from opsplanner.operations.overview import Check

WHY = "why_"


class ApprovalForm(PostedForm):
    """What is asked in any case; `open_points` are the keys of the points that are not ready."""

    version = HiddenField()
    for_all = StringField(
        _l("For all points left empty below"),
        [at_most(300)],
        filters=[stripped],
        description=_l("One sentence for every point that has none of its own."),
    )
    reason = StringField(_l("Why the plan changed"), [at_most(300)], filters=[stripped])
    open_points: Sequence[str] = ()
    asks_reason = False

    def validate(self, extra_validators: Any = None) -> bool:
        """Every open point has a sentence, and a changed plan its reason."""
        valid = super().validate(extra_validators)
        if self.asks_reason and not self.reason.data:
            self.reason.errors = [*self.reason.errors, _("Say in one sentence why the plan changed.")]
            valid = False
        for key in self.open_points:
            point = self[WHY + key]
            if not (point.data or self.for_all.data):
                point.errors = [*point.errors, _("Put it right, or say why the plan is approved all the same.")]
                valid = False
        return bool(valid)

    def overrides(self) -> dict[str, str]:
        """By the key of each open point why it does not matter."""
        return {key: self[WHY + key].data or self.for_all.data for key in self.open_points}


def approval_form(unready: Sequence[Check], asks_reason: bool, version: str) -> ApprovalForm:
    """The form for these points; `asks_reason`: the plan was approved before."""
    fields: dict[str, Any] = {
        WHY + check.key: StringField(_("Approve all the same, because"), [at_most(300)], filters=[stripped])
        for check in unready
    }
    fields |= {"open_points": tuple(check.key for check in unready), "asks_reason": asks_reason}
    return type("ApprovalForm", (ApprovalForm,), fields)(data={"version": version})
