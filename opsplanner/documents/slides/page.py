"""One slide: its layout's placeholders filled, the empty ones taken away, every text in its language and within its room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.util import Pt

from opsplanner.documents import palette, sentences, typeset
from opsplanner.documents.chart import Chart
from opsplanner.documents.document import Facts

TITLE, TOPIC, CONTENT, LEGEND, FOOTER, NOTICES, KEY = 0, 10, 11, 12, 13, 14, 15
ROOM = 870  # points across a slide, between its margins
LANGUAGES = {"en": MSO_LANGUAGE_ID.ENGLISH_UK, "fr": MSO_LANGUAGE_ID.FRENCH, "ru": MSO_LANGUAGE_ID.RUSSIAN}
# For each placeholder of text: the sizes it may take, its first being the layout's, and how many lines it holds.
FITS = {
    TITLE: ((26, 24, 22, 20, 18), 2),
    TOPIC: ((14, 12, 11), 1),
    LEGEND: ((10, 9, 8), 4),
    FOOTER: ((9, 8, 7), 3),
    NOTICES: ((10, 9, 8), 1),
}


class Page:
    """A slide being filled, in one language."""

    def __init__(self, deck: Any, layout: str, lang: str) -> None:
        self.lang = lang
        self.slide = deck.slides.add_slide(deck.slide_layouts.get_by_name(layout))
        self.places = {shape.placeholder_format.idx: shape for shape in self.slide.placeholders}

    def place(self, number: int) -> Any:
        """The placeholder; taken out of the list of those that are still empty."""
        return self.places.pop(number)

    def text(self, number: int, text: str) -> None:
        """One paragraph in a placeholder, in the largest of its sizes in which it fits, cut when none does."""
        if not text:
            return
        sizes, most = FITS[number]
        bold = number in (TITLE, NOTICES)
        size = typeset.fit(text, sizes, ROOM, most, bold)
        shown = " ".join(typeset.wrap(text, size, ROOM, most, bold))
        self.write(self.place(number).text_frame.paragraphs[0], shown, size if size != sizes[0] else None)

    def lines(self, number: int, lines: Sequence[str], size: int) -> None:
        """Several paragraphs of one size."""
        frame = self.place(number).text_frame
        for place, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            self.write(paragraph, line, size)

    def write(
        self, paragraph: Any, text: str, size: int | None = None, colour: str = "", *, bold: bool | None = None
    ) -> None:
        """A run of text in the slide's language."""
        run = paragraph.add_run()
        run.text = text
        run.font.language_id = LANGUAGES.get(self.lang, MSO_LANGUAGE_ID.NONE)
        run.font.bold = bold
        if size:
            run.font.size = Pt(size)
        if colour:
            run.font.color.rgb = RGBColor.from_string(colour[1:])

    def key(self, chart: Chart) -> None:
        """Coloured squares with the names of the series."""
        paragraph = self.place(KEY).text_frame.paragraphs[0]
        for place, series in enumerate(chart.series):
            self.write(paragraph, "■ ", colour=palette.series_colour(chart, place))
            self.write(paragraph, series.label.to(self.lang) + "     ")

    def frame(self, title: str, topic: str, legend: Sequence[str], facts: Facts, measure: str = "") -> None:
        """What every inner slide says."""
        self.text(TITLE, title)
        self.text(TOPIC, topic)
        self.text(LEGEND, " · ".join(legend))
        self.text(FOOTER, sentences.footer(facts, self.lang, measure))
        self.text(NOTICES, " · ".join(sentences.notices(facts, self.lang)))

    def finish(self, notes: str = "") -> None:
        """Notes for the speaker; placeholders that stayed empty are removed."""
        if notes:
            frame = self.slide.notes_slide.notes_text_frame
            self.write(frame.paragraphs[0], notes)
        for shape in self.places.values():
            shape._element.getparent().remove(shape._element)
        self.places.clear()
