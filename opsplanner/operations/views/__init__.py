"""The pages of programmes, networks, operations and their plans."""

from opsplanner.operations.views import (
    families,
    networks,
    overview,
    papers,
    periods,
    plan,
    register,
    sections,
    team,
    timeline,
    versions,
)
from opsplanner.operations.views.blueprint import blueprint

# Views that count as being within a page of the operation's tabs.
PLAN = (
    "operations.section",
    "operations.periods",
    "operations.edit_periods",
    "operations.team",
    "operations.approve_plan",
    "operations.plan_versions",
    "operations.plan_version",
    "operations.plan_difference",
)
PAPERS = ("operations.add_document", "operations.withdraw_document")

__all__ = [
    "PAPERS",
    "PLAN",
    "blueprint",
    "families",
    "networks",
    "overview",
    "papers",
    "periods",
    "plan",
    "register",
    "sections",
    "team",
    "timeline",
    "versions",
]
