"""What is done with programmes, networks, operations, plans and their papers."""

from opsplanner.operations.services.finding import actor_of, editable, find, log_of, register, years
from opsplanner.operations.services.networks import (
    members_on,
    network,
    network_values,
    networks,
    operations_of,
    programme,
    programme_values,
    programmes,
    save_network,
    save_programme,
)
from opsplanner.operations.services.opening import Opening, open_operation, taken
from opsplanner.operations.services.papers import (
    Paper,
    add_document,
    document,
    documents,
    papers_since,
    withdraw_document,
)
from opsplanner.operations.services.planning import edit_section, enter_phase, section_of
from opsplanner.operations.services.reporting import close_period, period_values, reopen_period, replace_periods
from opsplanner.operations.services.seating import (
    give_seat,
    invite_into,
    name_planner,
    seat,
    seats,
    share_seat,
    take_seat,
    team,
)

__all__ = [
    "Opening",
    "Paper",
    "actor_of",
    "add_document",
    "close_period",
    "document",
    "documents",
    "edit_section",
    "editable",
    "enter_phase",
    "find",
    "give_seat",
    "invite_into",
    "log_of",
    "members_on",
    "name_planner",
    "network",
    "network_values",
    "networks",
    "open_operation",
    "operations_of",
    "papers_since",
    "period_values",
    "programme",
    "programme_values",
    "programmes",
    "register",
    "reopen_period",
    "replace_periods",
    "save_network",
    "save_programme",
    "seat",
    "seats",
    "section_of",
    "share_seat",
    "take_seat",
    "taken",
    "team",
    "withdraw_document",
    "years",
]
