"""Everything stored about results."""

from opsplanner.results.models.chasing import (
    Reminder,
    ReminderChoice,
    ReminderSwitch,
    RequestState,
    Step,
    TimeRequest,
)
from opsplanner.results.models.composing import TemplateStep
from opsplanner.results.models.deliveries import (
    LIVE,
    Channel,
    ColumnMemory,
    Draft,
    Handling,
    NamedReader,
    PeriodServed,
    ResultsVersion,
    ReturnTerms,
    SentDraft,
    Submission,
    SubmissionState,
    ValueMemory,
)
from opsplanner.results.models.fixes import Fix, FixKind
from opsplanner.results.models.reviews import NoteKind, NoteReply, NoteState, ReviewNote, ReviewStep
from opsplanner.results.models.rows import (
    Case,
    CasePhoto,
    CaseRow,
    CaseWithdrawal,
    EffortRow,
    GoodsLine,
    PackedColumns,
)

__all__ = [
    "LIVE",
    "Case",
    "CasePhoto",
    "CaseRow",
    "CaseWithdrawal",
    "Channel",
    "ColumnMemory",
    "Draft",
    "EffortRow",
    "Fix",
    "FixKind",
    "GoodsLine",
    "Handling",
    "NamedReader",
    "NoteKind",
    "NoteReply",
    "NoteState",
    "PackedColumns",
    "PeriodServed",
    "Reminder",
    "ReminderChoice",
    "ReminderSwitch",
    "RequestState",
    "ResultsVersion",
    "ReturnTerms",
    "ReviewNote",
    "ReviewStep",
    "SentDraft",
    "Step",
    "Submission",
    "SubmissionState",
    "TemplateStep",
    "TimeRequest",
    "ValueMemory",
]
