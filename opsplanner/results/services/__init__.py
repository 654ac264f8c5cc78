"""What is done with results; each function that writes is one transaction."""

from opsplanner.results.models import Draft
from opsplanner.results.services.acts import Acts, acts_sent
from opsplanner.results.services.answering import answer_columns, answer_values
from opsplanner.results.services.background import job_of, still_there
from opsplanner.results.services.columns import column_errors
from opsplanner.results.services.delivering import (
    Choices,
    Delivery,
    Intent,
    Outcome,
    blocking,
    deliver,
    earlier,
    intend,
    marking_for,
    unexplained,
)
from opsplanner.results.services.differing import differences_made, make_differences
from opsplanner.results.services.drafting import (
    LOOK_APART,
    SEND_LATER,
    Looked,
    begin,
    discard,
    examine_upload,
    look,
    read_draft,
    send,
    send_later,
)
from opsplanner.results.services.duplicates import decide_pair, seek, set_days
from opsplanner.results.services.entering import Entry, enterable, entry, entry_for
from opsplanner.results.services.finding import drafts, find_case, find_draft, find_submission, sent_as
from opsplanner.results.services.fixing import Done, fix_cells, keep_warnings, leave_out, redo, replace_value, undo
from opsplanner.results.services.forms import check_effort, check_form, report_effort, save_form
from opsplanner.results.services.mornings import remind_by_itself
from opsplanner.results.services.nil import report_nil
from opsplanner.results.services.nil_link import NilLink, look_at, report_nil_by_link
from opsplanner.results.services.noting import Personal, Said, add_note, find_note, reply, settle_note
from opsplanner.results.services.originals import keep_reduced, reduce_original
from opsplanner.results.services.parting import count_staying, look_at_part, send_part
from opsplanner.results.services.practising import reset_practice
from opsplanner.results.services.remembering import forget_heading, forget_value, own_entry
from opsplanner.results.services.reminding import (
    choose_reminders,
    note_contact,
    preview,
    remind,
    reminds,
    switch_reminders,
    wants_only_overdue,
)
from opsplanner.results.services.requests import ask_for_time, decide_request, find_request, withdraw_request
from opsplanner.results.services.reviewing import (
    accept,
    find_reviewable,
    in_place_of,
    release,
    replaced_since,
    return_to_member,
    take_in_review,
)
from opsplanner.results.services.templates import joined_template, publish_template, template_of
from opsplanner.results.services.terms import Place, changed_at, decides, excuse, extend, places, take_back, terms_of
from opsplanner.results.services.updating import find_updatable, may_update, update_outcome
from opsplanner.results.services.withdrawing import (
    case_to_withdraw,
    may_withdraw,
    may_withdraw_case,
    to_withdraw,
    withdraw,
    withdraw_case,
)
from opsplanner.results.services.workbooks import MARK_LATER, Workbook, mark, mark_draft, mark_later, marked

__all__ = [
    "LOOK_APART",
    "MARK_LATER",
    "SEND_LATER",
    "Acts",
    "Choices",
    "Delivery",
    "Done",
    "Draft",
    "Entry",
    "Intent",
    "Looked",
    "NilLink",
    "Outcome",
    "Personal",
    "Place",
    "Said",
    "Workbook",
    "accept",
    "acts_sent",
    "add_note",
    "answer_columns",
    "answer_values",
    "ask_for_time",
    "begin",
    "blocking",
    "case_to_withdraw",
    "changed_at",
    "check_effort",
    "check_form",
    "choose_reminders",
    "column_errors",
    "count_staying",
    "decide_pair",
    "decide_request",
    "decides",
    "deliver",
    "differences_made",
    "discard",
    "drafts",
    "earlier",
    "enterable",
    "entry",
    "entry_for",
    "examine_upload",
    "excuse",
    "extend",
    "find_case",
    "find_draft",
    "find_note",
    "find_request",
    "find_reviewable",
    "find_submission",
    "find_updatable",
    "fix_cells",
    "forget_heading",
    "forget_value",
    "in_place_of",
    "intend",
    "job_of",
    "joined_template",
    "keep_reduced",
    "keep_warnings",
    "leave_out",
    "look",
    "look_at",
    "look_at_part",
    "make_differences",
    "mark",
    "mark_draft",
    "mark_later",
    "marked",
    "marking_for",
    "may_update",
    "may_withdraw",
    "may_withdraw_case",
    "note_contact",
    "own_entry",
    "places",
    "preview",
    "publish_template",
    "read_draft",
    "redo",
    "reduce_original",
    "release",
    "remind",
    "remind_by_itself",
    "reminds",
    "replace_value",
    "replaced_since",
    "reply",
    "report_effort",
    "report_nil",
    "report_nil_by_link",
    "reset_practice",
    "return_to_member",
    "save_form",
    "seek",
    "send",
    "send_later",
    "send_part",
    "sent_as",
    "set_days",
    "settle_note",
    "still_there",
    "switch_reminders",
    "take_back",
    "take_in_review",
    "template_of",
    "terms_of",
    "to_withdraw",
    "undo",
    "unexplained",
    "update_outcome",
    "wants_only_overdue",
    "withdraw",
    "withdraw_case",
    "withdraw_request",
]
