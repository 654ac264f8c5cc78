"""Sentences about a meeting that pages and papers share."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from opsplanner.core.web import demo_loaded
from opsplanner.meetings.models import Meeting
from opsplanner.meetings.services import Tally


def represented(tally: Tally) -> str:
    """120 delegates: 96 Members, 12 RILOs, 6 partners."""
    parts = [
        ngettext("%(num)s Member", "%(num)s Members", tally.members) if tally.members else "",
        ngettext("%(num)s RILO", "%(num)s RILOs", tally.rilos) if tally.rilos else "",
        ngettext("%(num)s partner", "%(num)s partners", tally.partners) if tally.partners else "",
    ]
    who = ngettext("%(num)s delegate", "%(num)s delegates", tally.delegates)
    stands_for = ", ".join(filter(None, parts))
    return _("%(who)s: %(stands_for)s", who=who, stands_for=stands_for) if stands_for else who


def is_invented(meeting: Meeting) -> bool:
    """Whether what is written of it is made up."""
    return demo_loaded() or bool(meeting.operation and meeting.operation.synthetic)
