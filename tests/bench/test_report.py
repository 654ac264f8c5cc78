"""The table and the page that benchmarks write: right ratios, right slopes, one section replaced and the others kept."""

from pathlib import Path

import pytest

from bench.report import Section, write
from bench.table import Table, duration
from bench.timing import Timing, take


@pytest.fixture
def table() -> Table:
    made = Table("Upload", against="floor")
    for size in (1_000, 10_000):
        made.add("floor", size, Timing((size / 10_000,)))
        made.add("ours", size, Timing((size / 5_000,)))
    made.add("ours", 100_000, Timing((40.0,)))
    made.add("pandas", 10_000, Timing((9.0, 10.0, 12.0)))
    return made


def test_a_ratio_is_to_the_contestant_all_are_measured_against(table: Table):
    assert table.ratio("ours", 10_000) == 2
    assert table.ratio("pandas", 10_000) == 10
    assert table.ratio("ours", 100_000) is None


def test_the_slope_is_the_exponent_of_growth_between_the_largest_sizes(table: Table):
    assert table.slope("floor") == pytest.approx(1)
    assert table.slope("ours") == pytest.approx(1.301, abs=0.001)
    assert table.slope("pandas") is None


def test_the_table_shows_every_cell_and_the_noise(table: Table):
    lines = table.text().splitlines()
    assert lines[2] == "|  | 1,000 | 10,000 | 100,000 | slope |"
    assert lines[4] == "| floor | 100 ms | 1 s | - | 1.00 |"
    assert lines[6] == "| pandas | - | 10 s (10) | - | - |"
    assert lines[-1].endswith("at most 30% apart.")


def test_a_section_is_replaced_and_the_others_stay(tmp_path: Path, table: Table):
    page = tmp_path / "benchmarks.md"
    for name, promise in (("upload", "first"), ("dashboard", "other"), ("upload", "second")):
        write(Section(name, promise, [table], ["the same rows"]), page)
    text = page.read_text()
    assert (text.count("## upload"), text.count("## dashboard")) == (1, 1)
    assert "second" in text
    assert "first" not in text
    assert text.index("## upload") < text.index("## dashboard")


def test_putting_things_back_is_done_before_each_run():
    calls: list[str] = []
    timing = take(lambda: calls.append("work"), before=lambda: calls.append("before"), runs=2)
    assert calls == ["before", "work"] * 2
    assert len(timing.seconds) == 2


def test_durations_keep_three_digits():
    assert [duration(0.0012345), duration(0.25), duration(12.345)] == ["1.23 ms", "250 ms", "12.3 s"]
