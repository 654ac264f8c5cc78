"""In which code page a Member's text files are likely to be: as remembered of it, and as its languages are written."""

from __future__ import annotations

from opsplanner.records.guard import Letters
from opsplanner.reference.code_pages import code_pages
from opsplanner.results.services.entering import Entry
from opsplanner.results.services.remembering import remembered_letters


def letters_of(entry: Entry, said: str = "") -> Letters:
    """For the next file of this Member; `said` of it by a person."""
    member = entry.participation.organisation
    return Letters(said, remembered_letters(member.id), code_pages(member.code))
