"""The rules across cells: each looks at whole columns of one table; all run, in this order, for sheets and forms alike."""

from collections.abc import Callable

from opsplanner.records.answers import Answers
from opsplanner.records.rules.cases import agree, fill_from_case, repeated_lines, written_alike
from opsplanner.records.rules.classes import firearms_apart, precursors_apart, types_within_class
from opsplanner.records.rules.days import in_action_phase, not_in_future
from opsplanner.records.rules.effort import more_selected_than_profiled, windows_apart, windows_forward
from opsplanner.records.rules.links import alerts_named, experts_asked
from opsplanner.records.rules.privacy import no_personal_data
from opsplanner.records.rules.quantities import to_base_units, units_from_quantities, whole_pieces
from opsplanner.records.rules.required import required

RULES: tuple[Callable[[Answers], None], ...] = (
    fill_from_case,
    units_from_quantities,
    required,
    not_in_future,
    in_action_phase,
    agree,
    repeated_lines,
    written_alike,
    to_base_units,
    whole_pieces,
    alerts_named,
    experts_asked,
    firearms_apart,
    precursors_apart,
    types_within_class,
    windows_forward,
    windows_apart,
    more_selected_than_profiled,
    no_personal_data,
)
