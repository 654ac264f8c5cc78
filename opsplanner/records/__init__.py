"""What is asked: fields and templates, strangers' sheets read behind a guard, matched, checked; the workbook that asks."""

from opsplanner.records.answers import Setting
from opsplanner.records.check import Checked, CheckedRows, check
from opsplanner.records.field import Field
from opsplanner.records.guard import Upload, read_sheet, receive
from opsplanner.records.intake import refused
from opsplanner.records.match import Matched, match, match_form
from opsplanner.records.problem import Problem
from opsplanner.records.report import report
from opsplanner.records.sentences import sentence
from opsplanner.records.table import Table, table_of
from opsplanner.records.template import Template

__all__ = [
    "Checked",
    "CheckedRows",
    "Field",
    "Matched",
    "Problem",
    "Setting",
    "Table",
    "Template",
    "Upload",
    "check",
    "match",
    "match_form",
    "read_sheet",
    "receive",
    "refused",
    "report",
    "sentence",
    "table_of",
]
