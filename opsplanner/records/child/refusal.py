"""Why a file is not read: a rule code of the catalogue and what its sentence needs to know."""

from __future__ import annotations

EMPTY = "R-101"
TOO_LARGE = "R-102"
WRONG_TYPE = "R-103"
NOT_WHAT_IT_SAYS = "R-104"
ENCRYPTED = "R-105"
MACRO_SHEET = "R-106"
UNREADABLE = "R-107"
UNSAFE = "R-108"
ENTITIES = "R-109"
TOO_MUCH_WORK = "R-110"
TOO_MANY_ROWS = "R-111"
TOO_MANY_COLUMNS = "R-112"
CELL_TOO_LONG = "R-113"
CONTROL_CHARACTERS = "R-114"

MACROS_IGNORED = "R-120"
ENCODING_GUESSED = "R-123"
WITHOUT_ENDING = "R-131"


class Refused(Exception):
    """The file is not read any further; `code` and `params` make the sentence."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
