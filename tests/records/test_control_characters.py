"""Control characters in cells are nobody's words: they are taken out before anything is checked, stored or shown."""

import io
import zipfile

import pytest

from opsplanner.records.child.encode import encode, without_controls
from opsplanner.records.guard import Upload, read_sheet
from opsplanner.records.problem import Problem
from tests.records.support import codes, grid, rows, take
from tests.spreadsheets import csv_of, xlsx_of

# As files hold them: escaped by Excel, as a reference, as they are.
ODD = [
    (b"a_x0000_b", "ab"), (b"a_x0007_b", "ab"), (b"a_x000B_b", "a b"), (b"a&#7;b", "ab"), (b"a\x07b", "ab"), (b"a\x1fb", "a b"),
    (b"a\xc2\x81b", "ab"), (b"a\xc2\x85b", "a b"), (b"a&#xFFFE;b", "ab"), (b"a\xef\xbf\xbfb", "ab"),
]  # fmt: skip


def altered(content: bytes, old: bytes, new: bytes) -> bytes:
    """The workbook with these bytes in place of those."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name in read.namelist():
            written.writestr(name, read.read(name).replace(old, new))
    return out.getvalue()


@pytest.mark.parametrize(("raw", "meant"), ODD)
def test_a_cell_is_read_without_them(raw: bytes, meant: str) -> None:
    made = xlsx_of({"Results": grid(rows({"description": "QQQQ"}, {"description": "ab"}))})
    checked = take(altered(made, b"QQQQ", raw), "a.xlsx")
    assert checked.ok, codes(checked)
    assert checked.results is not None
    assert checked.results.values("description") == [meant, "ab"]
    assert set(checked.results.table.columns["description"].values) == {meant, "ab"}


def test_values_that_differ_by_nothing_else_are_one() -> None:
    [(values, first, places)] = encode([["a"], ["b"], ["a\x00"], ["\x07b"], [1.0]], 1, 10)
    assert values == ["a", "b", 1.0]
    assert list(memoryview(first).cast("I")) == [0, 1, 4]
    assert list(memoryview(places).cast("I")) == [0, 1, 0, 1, 4]


@pytest.mark.parametrize("value", ["a\tb\nc", "é ’ 日本", 1.0, None, "\u00a0"])
def test_what_is_meant_stays(value: object) -> None:
    assert without_controls(value) == value


def test_a_text_file_with_one_is_refused_at_its_line() -> None:
    book = read_sheet(Upload.of("a.csv", csv_of(grid(rows({"description": "a\x07b"})))))
    assert isinstance(book, Problem)
    assert (book.code, book.params["line"]) == ("R-114", 2)


def test_zeros_in_a_text_file_are_told_at_their_line() -> None:
    for content, line in ((b"a,b\r\nc,d\r\n1,\0\r\n2,3\r\n", 3), (b"a,\0b\n1,2\n", 1), (b"a,b\r1,\0\r2,3\r", 2)):
        book = read_sheet(Upload.of("a.csv", content + b"more,words\n" * 9))
        assert isinstance(book, Problem)
        assert (book.code, book.params["line"]) == ("R-114", line)


def test_a_text_file_with_one_of_the_second_set_is_read_without_it() -> None:
    checked = take(csv_of(grid(rows({"description": "a\x81b"}))))
    assert checked.results is not None
    assert checked.results.values("description") == ["ab"]


def test_a_heading_with_one_is_known_all_the_same() -> None:
    made = xlsx_of({"Results": grid(rows({}))})
    assert take(altered(made, b"Description", b"Descr_x0000_iption"), "a.xlsx").ok


def test_a_sheet_with_one_in_its_name_is_refused() -> None:
    made = xlsx_of({"Results": grid(rows({}))})
    book = read_sheet(Upload.of("a.xlsx", altered(made, b'name="Results"', b'name="Res&#7;ults"')))
    assert isinstance(book, Problem)
