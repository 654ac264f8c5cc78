"""The pages of results."""

from opsplanner.results.views import (
    board,
    cases,
    chasing,
    columns,
    confirm,
    download,
    fix,
    form,
    more_time,
    nil_link,
    remembered,
    returns,
    submissions,
    upload,
)
from opsplanner.results.views.blueprint import blueprint

__all__ = [
    "blueprint",
    "board",
    "cases",
    "chasing",
    "columns",
    "confirm",
    "download",
    "fix",
    "form",
    "more_time",
    "nil_link",
    "remembered",
    "returns",
    "submissions",
    "upload",
]
