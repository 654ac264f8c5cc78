"""What the marked workbook of a file will be, said before it is asked for: the own file, or a new one without its formatting."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from opsplanner.core import files
from opsplanner.records.marking import ending, is_kept
from opsplanner.results.models import Draft

NEW = "xlsx"
TEXTS = ("csv", "tsv", "txt")
WORKBOOKS = ("xlsx", "xlsm")


@dataclass(frozen=True)
class Copy:
    """`form`: what the name of the marked workbook ends with; `own`: that of the file that was sent; `kept`: with its formatting."""

    form: str
    own: str
    kept: bool

    @property
    def label(self) -> str:
        """The button that makes it."""
        return _("Marked workbook") if self.form == self.own else _("Marked workbook (.%(form)s)", form=self.form)

    @property
    def hint(self) -> str:
        """What the person gets."""
        if self.kept:
            return _("The marked workbook is your own file with its formatting; formulas are written as their values, charts and pictures are left out.")  # fmt: skip
        if self.own in TEXTS:
            return _("The marked workbook is an .xlsx file: a text file cannot hold marked cells and comments.")
        if self.own in WORKBOOKS:
            return _("Your file is so large that the marked workbook is made anew: its formatting cannot be kept, formulas are written as their values.")  # fmt: skip
        return _("The marked workbook is an .xlsx file made anew: the formatting of your file cannot be kept, formulas are written as their values.")  # fmt: skip


def copy_of(draft: Draft) -> Copy:
    """Of the file of a draft."""
    own = ending(draft.file_name)
    kept = is_kept(draft.file_name, files.size(draft.sha256 or ""))
    return Copy(own if kept else NEW, own, kept)
