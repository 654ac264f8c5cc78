"""What a file is, told before any parser sees it."""

from __future__ import annotations

import random

import pytest

from opsplanner.records.child.refusal import NOT_WHAT_IT_SAYS, UNREADABLE, Refused
from opsplanner.records.filetype import file_type


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (random.Random(7).randbytes(3000), UNREADABLE),
        ("Référence;Nature\n1;Saisie\n".encode("cp1252"), NOT_WHAT_IT_SAYS),
        ("Référence;Nature\n1;Saisie\n".encode("utf-16"), NOT_WHAT_IT_SAYS),
        (b"%PDF-1.7 ...", NOT_WHAT_IT_SAYS),
    ],
)
def test_noise_is_not_called_text_and_another_type_is_named(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        file_type(content, "xlsx", "xlsx")
    assert refused.value.code == code
