"""What is done with results; each function that writes is one transaction."""

from opsplanner.results.models import Draft
from opsplanner.results.services.delivering import (
    Choices,
    Delivery,
    Intent,
    Outcome,
    blocking,
    deliver,
    intend,
    unexplained,
)
from opsplanner.results.services.drafting import Looked, answer_columns, begin, discard, examine_upload, look, send
from opsplanner.results.services.entering import Entry, enterable, entry, entry_for
from opsplanner.results.services.finding import drafts, find_case, find_draft, find_submission
from opsplanner.results.services.nil import report_nil
from opsplanner.results.services.reviewing import accept, return_to_member, take_in_review
from opsplanner.results.services.templates import publish_template, template_of
from opsplanner.results.services.withdrawing import may_take_back, withdraw, withdraw_case

__all__ = [
    "Choices",
    "Delivery",
    "Draft",
    "Entry",
    "Intent",
    "Looked",
    "Outcome",
    "accept",
    "answer_columns",
    "begin",
    "blocking",
    "deliver",
    "discard",
    "drafts",
    "enterable",
    "entry",
    "entry_for",
    "examine_upload",
    "find_case",
    "find_draft",
    "find_submission",
    "intend",
    "look",
    "may_take_back",
    "publish_template",
    "report_nil",
    "return_to_member",
    "send",
    "take_in_review",
    "template_of",
    "unexplained",
    "withdraw",
    "withdraw_case",
]
