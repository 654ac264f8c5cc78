"""Upload: a Member's sheet from bytes to stored rows, against the least that reading and storing it can take, and against pandas."""

from __future__ import annotations

import io
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import python_calamine
import xlsxwriter
from flask import Flask
from flask_migrate import upgrade

from bench import peers
from bench.report import Section
from bench.table import Table
from bench.timing import Timing, take
from opsplanner.app import create_app
from opsplanner.core import clock
from opsplanner.core.access import Role, system_actor
from opsplanner.core.db import db
from opsplanner.core.text import Text
from opsplanner.directory.models import Organisation
from opsplanner.operations.models import Operation, Period
from opsplanner.participants.models import Participation
from opsplanner.records.guard import Upload
from opsplanner.results import services
from opsplanner.results.models import Channel
from opsplanner.results.services import Choices, Delivery

SIZES = (1_000, 10_000, 100_000)
BAD = 0.05
FIRST = date(2026, 3, 1)
NOW = datetime(2026, 4, 20, tzinfo=UTC)
COLUMNS = [
    "national_ref",
    "record_kind",
    "detected_on",
    "place_name",
    "direction",
    "transport_mode",
    "country_departure",
    "country_destination",
    "detection_basis",
    "commodity_class",
    "description",
    "quantity",
    "unit",
    "strategic_class",
    "hs_code",
    "control_entry",
    "licence_status",
    "country_suspected",
    "end_use_concern",
    "reach_back",
    "reach_back_answer",
    "container_no",
]


def rows(count: int, bad: float) -> Iterator[list[str | float | date]]:
    """Plausible rows, the same at every run; `bad` is the share of cells that cannot be stored."""
    dice = random.Random(7)
    for number in range(count):
        row: list[str | float | date] = [
            f"KZ-{number:06d}",
            dice.choice(("seizure", "detention", "checked_released", "Licence query")),
            FIRST + timedelta(days=dice.randrange(31)),
            dice.choice(("Almaty", "Aktau", "Khorgos", "Dostyk")),
            dice.choice(("import", "export", "transit")),
            dice.choice(("road", "rail", "air", "sea")),
            dice.choice(("CN", "RU", "Germany", "TR", "UZ")),
            dice.choice(("KZ", "KG", "France", "PL")),
            dice.choice(("risk_profile", "random")),
            "strategic",
            f"Pump parts, lot {number}",
            round(dice.uniform(0.1, 900), 3),
            dice.choice(("kg", "KGM", "pieces")),
            dice.choice(("CHE", "CON", "NUC")),
            dice.choice(("848180", "841370", "8481.80.99.10")),
            dice.choice(("2B350", "3A001", "")),
            dice.choice(("", "missing", "valid")),
            dice.choice(("", "SY", "KP")),
            "",
            "",
            "",
            dice.choice(("", "CSQU3054383")),
        ]
        yield [_spoilt(value, dice, bad) for value in row] if bad else row


def _spoilt(value: str | float | date, dice: random.Random, bad: float) -> str | float | date:
    return "?!" if dice.random() < bad else value


def workbook(count: int, bad: float = 0.0) -> bytes:
    """The rows as .xlsx, written as Excel would."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        page = book.add_worksheet("Results")
        page.write_row(0, 0, COLUMNS)
        for number, row in enumerate(rows(count, bad), start=1):
            page.write_row(number, 0, row)
    return out.getvalue()


class Bench:
    """A platform with one operation on SQLite, put back to empty before each run."""

    def __init__(self, folder: Path) -> None:
        self.path, self.kept = folder / "bench.sqlite", folder / "kept.sqlite"
        self.app: Flask = create_app(SQLALCHEMY_DATABASE_URI=f"sqlite:///{self.path}", SECRET_KEY="bench")
        with self.app.app_context():
            upgrade()
            _operation()
            db.engine.dispose()
        shutil.copyfile(self.path, self.kept)

    def reset(self) -> None:
        """Back to no submissions."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()
        for leftover in self.path.parent.glob("bench.sqlite-*"):
            leftover.unlink()
        shutil.copyfile(self.kept, self.path)

    def deliver(self, upload: Upload) -> None:
        """The whole service call of the upload: guard, read, check, store, audit; errors store nothing."""
        actor = system_actor("bench")
        with self.app.app_context(), clock.frozen(NOW):
            operation = db.session.query(Operation).one()
            entry = services.entry(actor, operation, "KZ")
            checked = services.examine_upload(entry, upload)
            if checked.ok:
                reasons = {problem.code: "bench" for problem in checked.of("warning")}
                services.deliver(actor, entry, Delivery(checked, Channel.SHEET, upload), Choices(reasons=reasons))


def _operation() -> None:
    member = Organisation(
        code="KZ", kind="customs", name=Text.of("Kazakhstan"), wco_region="", email="", address="", note="",
        search_en="kazakhstan", search_fr="kazakhstan",
    )  # fmt: skip
    empty = Text.of()
    operation = Operation(
        code="BENCH", name=Text.of("Benchmark"), preset="container", blocks=["short", "strategic", "container"],
        purpose=empty, background=empty, references=empty, scope=empty, note=empty, hs_edition=2022, time_zone="UTC",
        starts_on=FIRST, ends_on=FIRST + timedelta(days=30), phase="operational", created_at=NOW,
        periods=[Period(number=1, kind="window", starts_on=FIRST, ends_on=FIRST + timedelta(days=30), due_at=NOW, state="open")],
    )  # fmt: skip
    db.session.add_all([member, operation])
    db.session.flush()
    db.session.add(
        Participation(
            operation_id=operation.id, organisation_id=member.id, role=Role.MEMBER, state="accepted",
            reviewer_kind="planner", invited_at=NOW, note="",
        )
    )  # fmt: skip
    db.session.commit()
    services.publish_template(system_actor("bench"), operation)


def floor(content: bytes, path: Path) -> None:
    """The least: the sheet read by calamine, the same cells stored by the driver."""
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    cells = sheet.to_python()[1:]
    connection = sqlite3.connect(path)
    connection.execute(f"CREATE TABLE plain ({', '.join(COLUMNS)})")
    plain = ([cell.isoformat() if isinstance(cell, date) else cell for cell in row] for row in cells)
    connection.executemany(f"INSERT INTO plain VALUES ({', '.join('?' * len(COLUMNS))})", plain)
    connection.commit()
    connection.close()


def pandas(content: bytes, runs: int) -> Timing:
    """The usual way, in its own environment: read_excel, checks in a loop, ORM add_all."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        said = peers.run("pandas", Path(__file__).parent / "peer_pandas.py", file.name, str(runs))
    return Timing(tuple(map(float, said.split())))


def run(quick: bool = False) -> Section:
    """Clean sheets and sheets with 5 % bad cells."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        bench = Bench(folder)
        tables = [_table(bench, folder, bad, quick) for bad in (0.0, BAD)]
    notes = [
        "The floor is calamine reading the workbook in the same process and `executemany` into one table without an index; "
        "ours starts a guarded child process, checks every cell and every cross rule, and stores cases, lines, packed columns, "
        "the file itself and an audit entry.",
        "pandas reads with openpyxl, checks in a loop over the rows and stores with `add_all`, in an environment of its own; "
        "from 100,000 rows on it ran once.",
        "With 5 % bad cells nothing is stored by us; the floor still stores all.",
    ]
    return Section(
        "Upload", "At most 2.5 times the floor, at least 10 times faster than pandas with an ORM.", tables, notes
    )


def _table(bench: Bench, folder: Path, bad: float, quick: bool) -> Table:
    table = Table(f"{'5 % bad cells' if bad else 'Clean sheet'}, {len(COLUMNS)} columns, rows", "floor")
    plain = folder / "plain.sqlite"
    for size in SIZES[:2] if quick else SIZES:
        content = workbook(size, bad)
        upload = Upload.of("results.xlsx", content)
        table.add("floor", size, take(partial(floor, content, plain), before=partial(plain.unlink, missing_ok=True)))
        table.add("OpsPlanner", size, take(partial(bench.deliver, upload), before=bench.reset))
        if not quick:
            table.add("pandas + ORM", size, pandas(content, 3 if size < SIZES[-1] else 1))
    return table
