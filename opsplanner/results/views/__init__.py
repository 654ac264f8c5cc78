"""The pages of results."""

from opsplanner.results.views import (
    board,
    cases,
    columns,
    confirm,
    download,
    fix,
    form,
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
    "columns",
    "confirm",
    "download",
    "fix",
    "form",
    "remembered",
    "returns",
    "submissions",
    "upload",
]
