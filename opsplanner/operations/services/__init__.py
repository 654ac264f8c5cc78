"""What is done with programmes, networks, operations, plans and their papers."""

from opsplanner.operations.services.finding import actor_of, editable, find, log_of, register
from opsplanner.operations.services.networks import networks, organisations, programmes, save_network, save_programme
from opsplanner.operations.services.opening import Opening, open_operation
from opsplanner.operations.services.papers import Paper, add_document, document, documents, withdraw_document
from opsplanner.operations.services.planning import edit_section, enter_phase, stamp
from opsplanner.operations.services.reporting import close_period, reopen_period, replace_periods
from opsplanner.operations.services.seating import give_seat, seats, take_seat

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
    "log_of",
    "networks",
    "open_operation",
    "organisations",
    "programmes",
    "register",
    "reopen_period",
    "replace_periods",
    "save_network",
    "save_programme",
    "seats",
    "stamp",
    "take_seat",
    "withdraw_document",
]
