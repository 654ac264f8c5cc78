"""The peer of the upload benchmark, run in an environment of its own: pandas, checks in a loop, an ORM. Prints seconds of each run."""

from __future__ import annotations

import datetime
import sys
import time

import pandas
import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Session

CHOICES = {
    "record_kind": {"seizure", "detention", "checked_released", "Licence query"},
    "direction": {"import", "export", "transit"},
    "transport_mode": {"road", "rail", "air", "sea"},
    "unit": {"kg", "KGM", "pieces"},
}
NEEDED = ("national_ref", "record_kind", "detected_on", "place_name", "direction", "transport_mode", "description")


class Base(DeclarativeBase):
    """Base of the one model."""


def model(columns: list[str]) -> type:
    """A class with a text column for each heading."""
    fields = {name: sa.orm.mapped_column(sa.Text) for name in columns}
    return type(
        "Line", (Base,), {"__tablename__": "line", "id": sa.orm.mapped_column(sa.Integer, primary_key=True), **fields}
    )


def faults(row: dict) -> list[str]:
    """The checks of one row, the way they are usually written."""
    found = [name for name in NEEDED if pandas.isna(row[name]) or row[name] == ""]
    found += [name for name, codes in CHOICES.items() if row[name] not in codes]
    if not isinstance(row["detected_on"], (pandas.Timestamp, datetime.date)):
        found.append("detected_on")
    try:
        if float(row["quantity"]) <= 0:
            found.append("quantity")
    except (TypeError, ValueError):
        found.append("quantity")
    return found


def once(path: str, line: type) -> None:
    """Read, check, store."""
    frame = pandas.read_excel(path)
    rows = frame.to_dict("records")
    good = [row for row in rows if not faults(row)]
    engine = sa.create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all(line(**{key: str(value) for key, value in row.items()}) for row in good)
        session.commit()


def main() -> None:
    """Times as many runs as asked for."""
    path, runs = sys.argv[1], int(sys.argv[2])
    line = model(list(pandas.read_excel(path, nrows=1).columns))
    for _ in range(runs):
        begin = time.perf_counter()
        once(path, line)
        print(time.perf_counter() - begin)


if __name__ == "__main__":
    main()
