"""The usual way, in an environment of its own: read_excel, checks in a loop over the rows, ORM add_all. Prints seconds and megabytes."""

from __future__ import annotations

import datetime
import json
import re
import resource
import sys
import time
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pandas
import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column

CONTAINER = re.compile(r"[A-Z]{3}[UJZ]\d{7}")
LETTERS = {
    letter: value
    for value, letter in zip((n for n in range(10, 39) if n % 11), "ABCDEFGHIJKLMNOPQRSTUVWXYZ", strict=True)
}
FIRST, LAST = datetime.date(2026, 3, 1), datetime.date(2026, 3, 31)
LISTS = ("choice", "country", "choice_list")


class Base(DeclarativeBase):
    """Base of the three models."""


class Case(Base):
    """The identity of a case."""

    __tablename__ = "result_case"
    __table_args__ = (sa.UniqueConstraint("participation_id", "national_ref"), sa.Index("by_day", "detected_on", "id"))

    id = mapped_column(sa.Integer, primary_key=True)
    participation_id = mapped_column(sa.Integer)
    national_ref = mapped_column(sa.String(60))
    detected_on = mapped_column(sa.Date)


def models(rules: dict) -> tuple[type, type]:
    """A row a case and a line of goods, with the columns that the product stores."""
    tables = {}
    for level, name in (("case", "CaseRow"), ("line", "GoodsLine")):
        columns = {
            key: mapped_column(sa.Text)
            for key, rule in rules.items()
            if rule["level"] == level and key != "national_ref"
        }
        columns["case_id"] = mapped_column(sa.ForeignKey("result_case.id"))
        tables[level] = type(
            name, (Base,), {"__tablename__": name, "id": mapped_column(sa.Integer, primary_key=True), **columns}
        )
    return tables["case"], tables["line"]


def container(number: str) -> bool:
    """Shape and check digit of ISO 6346."""
    if not CONTAINER.fullmatch(number):
        return False
    total = sum((LETTERS[sign] if sign.isalpha() else int(sign)) << place for place, sign in enumerate(number[:10]))
    return total % 11 % 10 == int(number[10])


def coded(text: str, rule: dict) -> str:
    """The code of a word of the list, or those of several."""
    parts = [part.strip().casefold() for part in (text.split(";") if rule["kind"] == "choice_list" else [text])]
    if any(part not in rule["words"] for part in parts):
        raise ValueError(text)
    return ";".join(rule["words"][part] for part in parts)


def amount(text: str) -> str:
    """A decimal number above nothing."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(text) from None
    if number <= 0:
        raise ValueError(text)
    return str(number)


def value(cell: object, rule: dict) -> object:
    """The answer in a cell; raises ValueError when there is none."""
    text = " ".join(str(cell).split())
    kind = rule["kind"]
    if kind in LISTS:
        return coded(text, rule)
    if kind == "date":
        day = (
            cell.date()
            if isinstance(cell, (pandas.Timestamp, datetime.datetime))
            else datetime.date.fromisoformat(text)
        )
        if not FIRST <= day <= LAST:
            raise ValueError(text)
        return day
    if kind == "decimal":
        return amount(text)
    if kind == "hs":
        digits = text.removesuffix(".0").replace(".", "")
        if not digits.isdigit() or not 6 <= len(digits) <= 12 or not 1 <= int(digits[:2]) <= 97:
            raise ValueError(text)
        return digits[:6]
    if kind == "container_list" and not all(container(part.strip()) for part in text.split(";")):
        raise ValueError(text)
    if rule["length"] and len(text) > rule["length"]:
        raise ValueError(text)
    return text


def needed(rule: dict, answers: dict) -> bool:
    """Whether an answer must be given, beside these others."""
    word, keys, codes = rule["needed"]
    if word in ("always", "no"):
        return word == "always"
    given = [answers[key] for key in keys if answers.get(key) is not None]
    return bool(given) if word == "with" else any((each in codes) == (word == "when") for each in given)


def check(rows: list[dict], rules: dict) -> tuple[list[dict], list[tuple[int, str, str]]]:
    """Every cell, then what must be there, then rows of one case that differ and lines that stand twice."""
    problems, read, lines = [], [], set()
    cases: dict = {}
    for number, row in enumerate(rows, start=2):
        answers = {}
        for key, rule in rules.items():
            cell = row[key]
            try:
                answers[key] = None if pandas.isna(cell) or cell == "" else value(cell, rule)
            except ValueError as error:
                problems.append((number, key, str(error)))
        for key, rule in rules.items():
            if key in answers and answers[key] is None and needed(rule, answers):
                problems.append((number, key, "missing"))
        case = tuple(answers.get(key) for key, rule in rules.items() if rule["level"] == "case")
        line = (
            answers.get("national_ref"),
            *(answers.get(key) for key, rule in rules.items() if rule["level"] == "line"),
        )
        if cases.setdefault(answers.get("national_ref"), case) != case:
            problems.append((number, "national_ref", "the case differs"))
        if line in lines:
            problems.append((number, "national_ref", "the line stands twice"))
        lines.add(line)
        read.append(answers)
    return read, problems


def once(path: str, rules: dict, row_model: type, line_model: type) -> None:
    """Read, check, store when there is no problem."""
    frame = pandas.read_excel(path, dtype={"hs_code": str})
    read, problems = check(frame.to_dict("records"), rules)
    engine = sa.create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        cases: dict = {}
        for answers in read if not problems else ():
            if answers["national_ref"] not in cases:
                case = Case(
                    participation_id=1, national_ref=answers["national_ref"], detected_on=answers["detected_on"]
                )
                cases[answers["national_ref"]] = case
        session.add_all(cases.values())
        session.flush()
        told = set()
        for answers in read if not problems else ():
            case = cases[answers["national_ref"]]
            if case.id not in told:
                session.add(row_model(case_id=case.id, **_level(answers, rules, "case")))
                told.add(case.id)
            session.add(line_model(case_id=case.id, **_level(answers, rules, "line")))
        session.commit()


def _level(answers: dict, rules: dict, level: str) -> dict:
    return {
        key: answers[key] and str(answers[key])
        for key, rule in rules.items()
        if rule["level"] == level and key != "national_ref"
    }


def main() -> None:
    """Times as many runs as asked for; last, how far the process has grown."""
    path, rules, runs = sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")), int(sys.argv[3])
    made = models(rules)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(runs):
        begin = time.perf_counter()
        once(path, rules, *made)
        print(time.perf_counter() - begin)
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)


if __name__ == "__main__":
    main()
