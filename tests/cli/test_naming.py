"""What a command does not find is said by its name, with exit code 2."""

from __future__ import annotations

import pytest

from opsplanner.core.text import Text
from tests import factories

CHECK = ["results", "check", __file__, "--json"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--operation", "NOPE", "--member", "KZ"], "There is no operation NOPE."),
        (["--operation", "NOPE", "--member", "KZ", "--lang", "fr"], "Il n’y a pas d’opération NOPE."),
        (["--operation", "ALPHA", "--member", "XX"], "XX is not a participant of ALPHA"),
    ],
)
def test_an_unknown_operation_or_member_is_named(app_context, words, said):
    factories.operation("ALPHA", name=Text.of("Alpha"))
    answer = app_context.test_cli_runner().invoke(args=[*CHECK, *words])
    assert answer.exit_code == 2
    assert said in answer.stderr
    assert answer.stdout == ""
