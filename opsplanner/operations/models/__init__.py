"""Programmes, networks and operations, with all that a plan says, and the seats people hold in an operation."""

from opsplanner.operations.models.kinds import DocumentKind, Marking, PartnerKind, PeriodKind, PhaseKind, Sharing
from opsplanner.operations.models.operation import Operation, OperationSeat
from opsplanner.operations.models.plan import (
    ExchangeRate,
    Objective,
    PlanDetail,
    PlanDocument,
    PlanDraft,
    PlanVersion,
    WatchEntry,
)
from opsplanner.operations.models.programmes import Network, NetworkMember, NetworkPartner, Programme
from opsplanner.operations.models.schedule import DutyShift, Milestone, Period, Phase

__all__ = [
    "DocumentKind",
    "DutyShift",
    "ExchangeRate",
    "Marking",
    "Milestone",
    "Network",
    "NetworkMember",
    "NetworkPartner",
    "Objective",
    "Operation",
    "OperationSeat",
    "PartnerKind",
    "Period",
    "PeriodKind",
    "Phase",
    "PhaseKind",
    "PlanDetail",
    "PlanDocument",
    "PlanDraft",
    "PlanVersion",
    "Programme",
    "Sharing",
    "WatchEntry",
]
