"""What the things found are called, in the reader's language."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from opsplanner.core.finding import Sort

# One of them, and many.
SORTS = {
    Sort.PAGE: (_l("Page"), _l("Pages")),
    Sort.OPERATION: (_l("Operation"), _l("Operations")),
    Sort.ORGANISATION: (_l("Organisation"), _l("Organisations")),
    Sort.MEETING: (_l("Meeting"), _l("Meetings")),
    Sort.DOCUMENT: (_l("Document"), _l("Documents")),
    Sort.LESSON: (_l("Lesson"), _l("Lessons")),
    Sort.SUBMISSION: (_l("Submission"), _l("Submissions")),
    Sort.CASE: (_l("Case"), _l("Cases")),
}
