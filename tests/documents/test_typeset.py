"""Text is wrapped to its room, whatever it is."""

from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from opsplanner.documents import typeset, typesetter

LONG = "Renforcement de la coopération interinstitutions en matière de contrôle des biens à double usage"


@given(st.text(max_size=300), st.floats(60, 900), st.integers(1, 4))
def test_no_line_is_wider_than_its_room(text: str, room: float, most: int) -> None:
    lines = typeset.wrap(text, 14, room, most)
    assert 1 <= len(lines) <= most
    assert all(typeset.width(line, 14) <= room + 1e-6 or len(line) == 1 for line in lines)


def test_short_text_is_left_alone() -> None:
    assert typeset.wrap("Fret aérien", 14, 900, 1) == ["Fret aérien"]
    assert typeset.cut("Fret aérien", 14, 900) == "Fret aérien"


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert typeset.wrap(LONG, 20, 200, 2)[-1].endswith("…")
    assert typeset.cut(LONG, 20, 200).endswith("…")


def test_the_estimate_is_not_less_than_the_font_takes() -> None:
    for face, bold in (("NotoSans-Regular.ttf", False), ("NotoSans-Bold.ttf", True)):
        font = ImageFont.truetype(str(typesetter.HERE / "fonts" / face), 100)
        for text in (LONG, "1 874,400 kg", "Задержано товаров двойного назначения", "TLP:AMBER+STRICT · OMD"):
            assert font.getlength(text) <= typeset.width(text, 100, bold)


def test_titles_shrink_before_they_are_cut() -> None:
    assert typeset.fit("Short", (28, 24, 20), 900, 2) == 28
    assert typeset.fit(LONG * 2, (28, 24, 20), 900, 2) < 28
