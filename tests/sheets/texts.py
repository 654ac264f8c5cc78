"""Text files: encodings, delimiters, line ends, and what people type into cells."""

from __future__ import annotations

from functools import partial

from tests.sheets.base import GOOD, Made, grid, several, text

FRENCH = {
    "description": "Éléments d’étanchéité déjà vérifiés à l’atelier",
    "record_kind": "Saisie",
    "country_departure": "Allemagne",
    "direction": "Importation",
    "quantity": "1 234,5",
}
RUSSIAN = {
    "description": "Белый порошок в мешках",
    "record_kind": "Изъятие",
    "country_departure": "Китай",
    "unit": "кг",
}
ARABIC = {"description": "مسحوق أبيض في أكياس"}


def cell(key: str, *written: object, beside: dict[str, object] | None = None) -> Made:
    """A file with these values in one column, one a row."""
    return lambda: text(grid(*({**(beside or {}), key: each} for each in written)))


several(
    {
        "fr_utf8_bom.csv": lambda: text(grid(FRENCH, lang="fr"), "utf-8-sig", delimiter=";"),
        "fr_cp1252.csv": lambda: text(grid(FRENCH, lang="fr"), "cp1252", delimiter=";"),
        "ru_cp1251.csv": lambda: text(grid(RUSSIAN, lang="ru"), "cp1251", delimiter=";"),
        "ar_cp1256.csv": lambda: text(grid(ARABIC), "cp1256"),
        "utf16_mark.csv": lambda: text(grid(FRENCH, lang="fr"), "utf-16", delimiter="\t"),
        "utf16_plain.txt": lambda: text(grid({}), "utf-16-le", delimiter="\t"),
        "comma.csv": lambda: text(grid({}, {"description": "a; b, c"})),
        "semicolon.csv": lambda: text(grid({}, {"description": "a; b, c"}), delimiter=";"),
        "tab.tsv": lambda: text(grid({}, {"quantity": "~1"}), delimiter="\t"),
        "pipe.txt": lambda: text(grid({}), delimiter="|"),
        "said_delimiter.csv": lambda: b"sep=;\r\n" + text(grid({}, {"quantity": "~1"}), delimiter=";"),
        "carriage_returns.csv": lambda: text(grid({}, {"quantity": "~1"}), lineterminator="\r"),
        "cell_of_two_lines.csv": lambda: text(grid({"description": "two\nlines"}, {"quantity": "~1"})),
        "blank_rows.csv": lambda: (
            text([*grid({}), [], [" "] * 13, *grid({"national_ref": "KZ-9"})[1:]]) + b"\r\n" * 3000
        ),
    }
)
several(
    {
        "thousands_nbsp.csv": cell("quantity", "1\u00a0234,56", "12 345,5"),
        "thousands_narrow.csv": cell("quantity", "1\u202f234,56", "1\u2009234,5"),
        "thousands_point.csv": cell("quantity", "1.234,56", "1.234.567,5"),
        "thousands_comma.csv": cell("quantity", "1,234.56", "12.5"),
        "thousands_apostrophe.csv": cell("quantity", "1'234.56", "1’234.5"),
        "decimal_comma_votes.csv": cell("quantity", "1,234", "7,5"),
        "decimal_point_votes.csv": cell("quantity", "1,234", "7.5"),
        "arabic_digits.csv": cell("quantity", "١٢٫٥", "٣"),
        "unit_behind.csv": cell("quantity", "12 kg", "3kg"),
        "other_unit_behind.csv": cell("quantity", "12 l"),
        "about.csv": cell("quantity", "~12", "ca. 5", "10-12"),
        "words_for_a_number.csv": cell("quantity", "a few"),
        "negative.csv": cell("quantity", "-4", "0"),
    }
)
several(
    {
        "dates_points.csv": cell("detected_on", "04.03.2026", "4.3.26"),
        "dates_iso.csv": cell("detected_on", "2026-03-04", "2026-03-04 10:30", "20260304"),
        "dates_french.csv": cell("detected_on", "4 mars 2026", "1er mars 2026"),
        "dates_russian.csv": cell("detected_on", "4 марта 2026 г."),
        "dates_english.csv": cell("detected_on", "4-Mar-26", "March 4, 2026"),
        "dates_two_ways.csv": cell("detected_on", "03/04/2026", "05/06/2026", "03/04/2026"),
        "dates_proven.csv": cell("detected_on", "02/03/2026", "17/03/2026"),
        "dates_american.csv": cell("detected_on", "03/04/2026", "03/17/2026"),
        "dates_impossible.csv": cell("detected_on", "31/02/2026", "17/03/2026"),
        "dates_serial.csv": cell("detected_on", "46085"),
        "dates_future.csv": cell("detected_on", "2099-01-01"),
        "dates_words.csv": cell("detected_on", "last week"),
    }
)
several(
    {
        "hs_dots.csv": cell("hs_code", "8481.80", "84 81 80"),
        "hs_ten_digits.csv": cell("hs_code", "8481800001"),
        "hs_chapter_77.csv": cell("hs_code", "770100"),
        "names_understood.csv": cell("country_departure", "Iran", "IRN", "Türkei", "Кыргызстан", "Côte d'Ivoire"),
        "units_understood.csv": cell("unit", "KG", "kilogrammes", "кг", "KGM"),
        "close_spelling.csv": cell("commodity_class", "Cocain", "Drugs"),
        "own_word.csv": cell("commodity_class", "п/ф"),
        "lookalike_letters.csv": cell("country_departure", "СN"),
        "invisible_marks.csv": cell("place_name", " Dos\u200dtyk\u00a0\u202fPort "),
        "containers.csv": cell("container_no", "CSQU3054383; MSCU6639871", "CSQU3054384", "MSC1"),
        "quantity_missing.csv": cell("quantity", ""),
        "personal_data.csv": cell("narrative", "Passport AB1234567 of the driver"),
        "same_line_twice.csv": cell("national_ref", "KZ-1", "KZ-1"),
        "case_disagrees.csv": lambda: text(
            grid({"national_ref": "KZ-1"}, {"national_ref": "KZ-1", "place_name": "Aktau", "description": "Pills"})
        ),
    }
)
OWN = {
    "№ протокола": "7/2026",
    "Мера": "Изъятие",
    "Дата события": "04.03.2026",
    "Пункт пропуска": "Достык",
    "Ввоз/вывоз": "Ввоз",
    "Чем перевозилось": "Автомобильный",
    "Откуда": "Китай",
    "Куда": "Казахстан",
    "Почему": "Профиль риска",
    "Класс товара": "п/ф",
    "Наименование": "Порошок",
    "Сколько": "12,5",
    "Ед изм": "кг",
}
several(
    {
        "own_layout_ru.csv": lambda: text([["Таможня Достык"], [], [*OWN], [*OWN.values()]], "cp1251", delimiter=";"),
        "column_missing.csv": lambda: text(grid({"quantity": "~1"}, drop=["detected_on"])),
        "column_doubled.csv": lambda: text([[*grid({})[0], "Qty"], [*grid({})[1], 7]]),
        "column_unnamed.csv": lambda: text([[*grid({})[0], ""], [*grid({})[1], "late"]]),
        "heading_that_lies.csv": lambda: text(
            [["Gross weight (kg)" if each == "Quantity" else each for each in grid({})[0]], *grid({})[1:]]
        ),
        "one_kind_only.csv": lambda: text(grid({"quantity": "~1"}, {}, drop=["direction", "commodity_class"])),
        "headings_of_another_table.csv": lambda: text([["Unit", "Quantity", "Place of detection"], [], *grid({})]),
        "column_unknown.csv": lambda: text(grid({"Concealmant": "None"})),
        "keys_for_headings.csv": lambda: text([[key.upper() for key in GOOD], *grid({})[1:]]),
        "columns_reversed.csv": lambda: text([list(reversed(row)) for row in grid({"quantity": "~1"})]),
        "total_row.csv": lambda: text([*grid({}, {}), [], ["TOTAL", *[""] * 10, "25", ""]]),
        "headings_only.csv": partial(text, [["Results of the month"], *grid()]),
    }
)
HEADS, ONE = grid({})
several(
    {
        "nothing_said.csv": lambda: text(
            grid(
                {"hs_code": "N/A", "container_no": "s.o."},
                {"hs_code": "н/д", "container_no": "--"},
                {"quantity": "n/a"},
            )
        ),
        "lines_drawn.csv": lambda: text([HEADS, ["-----"] * 13, ONE, ["====="] * 13]),
        "headings_again.csv": lambda: text([HEADS, ONE, HEADS, grid({"national_ref": "KZ-2"})[1]]),
        "headings_counted.csv": lambda: text([[f"{place}. {words}" for place, words in enumerate(HEADS, 1)], ONE]),
        "code_and_label.csv": cell("country_departure", "CN - China", "China (CN)", "CN: China", "CN - Kazakhstan"),
        "end_of_file_sign.csv": lambda: text([HEADS, ONE]) + b"\x1a" + bytes(512),
        "apostrophes.csv": lambda: text(grid({"quantity": "'12,5", "detected_on": "'04.03.2026"})),
        "inches.csv": lambda: text(grid({"description": "Valve"})).replace(b"Valve", b'Valves 12" and 14" steel'),
        "page_of_markdown.txt": lambda: "\n".join(
            "|" + "|".join(map(str, line)) + "|"
            for line in ([*HEADS], ["---"] * 13, [*ONE[:2], "04.03.2026", *ONE[3:]])
        ).encode(),
        "too_many_points.csv": lambda: text([[*line, "", "", ""] for line in grid({})], delimiter=";"),
    }
)
