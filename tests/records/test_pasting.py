"""Lists that are pasted: each slip at its line, and nothing read beyond what a list may hold."""

from __future__ import annotations

import pytest

from opsplanner.records.pasting import MOST_ENTRIES, read_list


def test_a_slip_in_a_pasted_list_names_the_line_it_stands_in():
    pasted = read_list("code | label\n\nA | One\n! | No code\nA | Two\nB | One", ("en",))
    assert [(slip.line, slip.why) for slip in pasted.slips] == [(4, "no_code"), (5, "twice"), (6, "alike")]


@pytest.mark.parametrize("entry", ["C{number} | Label {number}", "C{number}"])
def test_a_pasted_list_is_read_no_further_than_it_may_be_long(entry: str):
    pasted = read_list("\n".join(entry.format(number=number) for number in range(50_000)), ("en",))
    assert len(pasted.codes) + sum(slip.why != "too_many" for slip in pasted.slips) == MOST_ENTRIES
    assert [slip.line for slip in pasted.slips if slip.why == "too_many"] == [MOST_ENTRIES + 1]
