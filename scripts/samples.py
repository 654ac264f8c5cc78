"""`python -m scripts.samples` makes samples/ from the sheets that the demo hands out: three clean ones, and one with planted mistakes.

The operation is the demo's, so the demo must be loaded. Cells are written as people write them: labels, not codes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.utils import get_column_letter

from opsplanner.app import create_app
from opsplanner.core.access import system_actor
from opsplanner.operations.services import find
from opsplanner.records.downloads import template_csv, write_workbook
from opsplanner.records.kinds.registry import kind_of
from opsplanner.records.template import Template
from opsplanner.results.services import template_of

FOLDER = Path(__file__).parent.parent / "samples"
OPERATION = "IREN-DU"
USUAL: dict[str, Any] = {
    "record_kind": "checked_released",
    "direction": "import",
    "transport_mode": "1",
    "country_departure": "AE",
    "country_destination": "KZ",
    "detection_basis": ["risk_profile"],
    "commodity_class": "strategic",
    "strategic_class": "NUC",
    "unit": "H87",
    "licence_status": "not_required",
    "reach_back": "not_asked",
}
Row = Mapping[str, Any]


class Mistake(NamedTuple):
    """A cell spoilt on purpose: in which row of the sheet, under which field, what stands there, and the rule that says so."""

    row: int
    field: str
    written: Any
    rule: str
    why: str


# Rows count as in the sheet: the first goods line stands in row 2.
MISTAKES = (
    Mistake(2, "commodity_class", "Strategik goods", "R-012", "a word that is not in the list; the right one is offered"),
    Mistake(3, "detected_on", "31/09/2023", "R-031", "a day that does not exist"),
    Mistake(4, "detected_on", "last week", "R-030", "no date"),
    Mistake(5, "detected_on", date(2099, 10, 25), "R-034", "a day that has not come"),
    Mistake(6, "quantity", None, "R-011", "a seizure without a quantity"),
    Mistake(7, "quantity", "a few", "R-020", "no number"),
    Mistake(8, "quantity", -4, "R-021", "less than nothing"),
    Mistake(9, "quantity", "12 kg", "R-025", "kilograms in the quantity, pieces in the unit"),
    Mistake(10, "place_name", None, "R-010", "a required cell left blank"),
    Mistake(11, "country_departure", "СН", "R-013", "a code in Cyrillic letters that look Latin"),
    Mistake(12, "hs_code", "84.8", "R-050", "three digits"),
    Mistake(13, "hs_code", "7701", "R-051", "a chapter that the Harmonized System does not have"),
    Mistake(14, "container_no", "MSC123", "R-060", "no container number"),
    Mistake(15, "container_no", "CSQU3054384", "R-061", "a mistyped last digit: a warning"),
    Mistake(16, "reach_back_answer", "Controlled item", "R-304", "experts answered who were not asked"),
    Mistake(17, "detection_basis", "Alert from another participant", "R-303", "no reference of the alert: a warning"),
    Mistake(19, "detected_on", date(2023, 10, 27), "R-301", "the second line of a case with another date than the first"),
)  # fmt: skip


def clean(member: str, place: str, descriptions: Sequence[str], first: int = 401) -> list[dict[str, Any]]:
    """Eight cases of the last week, without a fault; the second has two goods lines."""
    kinds = (
        "checked_released",
        "seizure",
        "detention",
        "licence_query",
        "non_compliance",
        "refusal",
        "checked_released",
        "seizure",
    )
    rows = []
    for number, kind in enumerate(kinds):
        held = kind in ("seizure", "detention", "refusal")
        row = {
            **USUAL,
            "national_ref": f"{member}-{first + number}",
            "record_kind": kind,
            "detected_on": date(2023, 10, 23 + number % 7),
            "place_name": place,
            "country_destination": member,
            "description": descriptions[number],
            "quantity": (2, 12.5, 40, 1, 6, 150.25, 3, 0.75)[number],
            "unit": ("H87", "KGM", "H87", "H87", "H87", "LTR", "H87", "KGM")[number],
            "hs_code": ("841410", "7608", "848180", "9027", "902620", "2922", "9031", "6815")[number],
            "strategic_class": ("NUC", "NUC", "CHE", "DUO", "NUC", "CHE", "MSL", "MSL")[number],
            "licence_status": "missing" if held else "not_required",
            "consignment_type": "container",
            "container_no": ["CSQU3054383"] if number < 2 else [],
            "seal_status": "intact",
        }
        rows.append(row)
        if number == 1:
            rows.append({**row, "description": descriptions[-1], "quantity": 3, "unit": "KGM", "hs_code": "7228"})
    return rows


ENGLISH = ("Vacuum pumps", "Aluminium tubes of high strength", "Lined valves", "Mass spectrometer", "Pressure transducers",
           "Triethanolamine in drums", "Balancing machines", "Carbon fibre on spools", "Bars of maraging steel")  # fmt: skip
FRENCH = ("Pompes à vide", "Tubes en aluminium à haute résistance", "Robinets à revêtement", "Spectromètre de masse", "Capteurs de pression",
          "Triéthanolamine en fûts", "Machines à équilibrer", "Fibre de carbone en bobines", "Barres en acier maraging")  # fmt: skip
RUSSIAN = ("Вакуумные насосы", "Трубы из высокопрочного алюминия", "Футерованные клапаны", "Масс-спектрометр", "Датчики давления",
           "Триэтаноламин в бочках", "Балансировочные станки", "Углеродное волокно на катушках", "Прутки из мартенситностареющей стали")  # fmt: skip
EFFORT = {
    "window_start": date(2023, 10, 23),
    "window_end": date(2023, 10, 29),
    "consignments_examined": 64,
    "consignments_profiled": 410,
    "consignments_selected": 92,
}


def spoilt() -> list[dict[str, Any]]:
    """A row a mistake, each otherwise good; rows 18 and 19 are one case."""
    rows = []
    for row in range(2, 20):
        number = 500 + min(row, 18)
        rows.append(
            {
                **USUAL,
                "national_ref": f"KZ-{number}",
                "record_kind": "seizure" if row == 6 else "checked_released",
                "detected_on": date(2023, 10, 24),
                "place_name": "Port of Aktau",
                "description": ENGLISH[row % 8],
                "quantity": row,
                "hs_code": "848180",
            }
        )
    return rows


def workbook(template: Template, rows: Sequence[Row], effort: Sequence[Row], mistakes: Sequence[Mistake] = ()) -> bytes:
    """The sheet as handed out in English, filled in as in a spreadsheet program."""
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(template, "en", references=())))
    for name, filled in (("Results", rows), ("Effort", effort)):
        page = book[name]
        columns = {cell.value: number for number, cell in enumerate(page[1], start=1)}
        for number, row in enumerate(filled, start=2):
            for key, value in row.items():
                page.cell(number, columns[template.by_key[key].label.to("en")]).value = _cell(
                    template, key, value, "en"
                )
    for mistake in mistakes:
        column = template.by_key[mistake.field].label.to("en")
        place = next(number for number, cell in enumerate(book["Results"][1], start=1) if cell.value == column)
        book["Results"].cell(mistake.row, place).value = mistake.written
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def text(template: Template, rows: Sequence[Row], lang: str, encoding: str) -> bytes:
    """The same as a text file with semicolons: dates by day and month, decimal commas, labels in the language."""
    heads = next(
        csv.reader(io.StringIO(template_csv(template, lang, references=()).decode("utf-8-sig")), delimiter=";")
    )
    keys = {field.label.to(lang): field.key for field in template.at("case", "line")}
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(heads)
    for row in rows:
        writer.writerow(_written(template, keys[head], row.get(keys[head]), lang) for head in heads)
    return out.getvalue().encode(encoding)


def _written(template: Template, key: str, value: Any, lang: str) -> str:
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y" if lang == "fr" else "%d.%m.%Y")
    if isinstance(value, int | float):
        return str(value).replace(".", ",")
    return str(_cell(template, key, value, lang) or "")


def _cell(template: Template, key: str, value: Any, lang: str) -> Any:
    """A code as its label; days and numbers as they are."""
    if value in (None, "", []) or isinstance(value, date | int | float):
        return value or None
    field = template.by_key[key]
    return kind_of(field.kind).show(value, lang, field)


def readme(template: Template) -> str:
    """What each file is, and where the mistakes stand."""
    heads = [field.key for field in template.asked("case", "line")]
    lines = [
        f"| {get_column_letter(heads.index(each.field) + 1)}{each.row} | {each.rule} | {template.by_key[each.field].label.to('en')} "
        f"| {'' if each.written is None else each.written} | {each.why} |"
        for each in MISTAKES
    ]
    return HEAD + "\n".join(lines) + "\n"


HEAD = """# Samples

Sheets to try the upload with, made by `python -m scripts.samples` for the demo's operation `IREN-DU`; all they say is invented. Sign in as
`member.kz@demo.opsplanner.example` (the French one: `member.ge@...`) and upload under Results, or check one on the command line:

    .venv/bin/flask --app wsgi results check samples/clean_en.xlsx --operation IREN-DU --member KZ --json

| File | Member | What it is | What is said of it |
|---|---|---|---|
| `clean_en.xlsx` | KZ | the operation's own workbook, filled in: 8 cases in 9 goods lines, effort of the last week | nothing |
| `clean_fr.csv` | GE | the same in French: semicolons, decimal commas, days as 23/10/2023, UTF-8 | nothing |
| `clean_ru_cp1251.csv` | KZ | the same in Russian: semicolons, decimal commas, days as 23.10.2023, Windows-1251 | R-123, a notice: the encoding was guessed |
| `mistakes.xlsx` | KZ | 18 goods lines with the mistakes listed below, and a row of effort without one: 19 rows | 15 errors in 16 cells and 2 warnings; nothing is stored |

## The mistakes in mistakes.xlsx, sheet Results

| Cell | Rule | Column | What stands there | What is wrong |
|---|---|---|---|---|
"""


def files(template: Template) -> dict[str, bytes]:
    """Every file of the folder by name."""
    kz, ge = template.of("KZ"), template.of("GE")
    return {
        "clean_en.xlsx": workbook(kz, clean("KZ", "Port of Aktau", ENGLISH), [EFFORT]),
        "clean_fr.csv": text(ge, clean("GE", "Port de Poti", FRENCH), "fr", "utf-8-sig"),
        "clean_ru_cp1251.csv": text(kz, clean("KZ", "Порт Актау", RUSSIAN, 421), "ru", "cp1251"),
        "mistakes.xlsx": workbook(kz, spoilt(), [EFFORT], MISTAKES),
        "README.md": readme(template).encode(),
    }


def main() -> None:
    """Writes the folder anew."""
    with create_app().app_context():
        template = template_of(find(system_actor("samples"), OPERATION))
        for name, content in files(template).items():
            (FOLDER / name).write_bytes(content)


if __name__ == "__main__":
    main()
