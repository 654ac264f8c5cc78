"""What a delivery comes to beside the Member's earlier periods and the other Members, of whom nothing small is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from opsplanner.core.db import db
from opsplanner.directory.models import Organisation
from opsplanner.figures.beside import beside
from opsplanner.operations.models import Operation
from opsplanner.participants.models import Participation
from opsplanner.results.leftward import Beside
from opsplanner.results.models import ResultsVersion, Submission
from opsplanner.results.scope import participations
from tests.figures import stored
from tests.figures.rows import Line

MEMBERS = {"KZ": 6, "GE": 3, "UZ": 4, "TJ": 5, "TM": 7, "AZ": 9}


def send(operation: Operation, code: str, first: int, count: int, number: int = 1, **changes: str) -> Submission:
    """So many cases of two kilograms, in one of the periods."""
    there = next(each for each in participations([operation.id]) if each.organisation.code == code)
    period, weighed = operation.periods[number - 1], [Line("drugs", None, "mass", 2_000_000)]
    return stored.deliver(there, [stored.row(first + n, period.id, lines=weighed, **changes) for n in range(count)])


@pytest.fixture
def season(app_context: object) -> Operation:
    """Four periods; in the last six Members told of three to nine cases, two kilograms each."""
    operation = stored.operation()
    for number in (3, 4):
        stored.period(operation, number, date(2026, 2 + number - 2, 1), date(2026, 2 + number - 2, 28))
    for place, (code, count) in enumerate(MEMBERS.items()):
        stored.member(operation, code)
        send(operation, code, 1000 * (place + 1), count, 4)
    return operation


def rows(operation: Operation, sent: Submission, earlier: int = 3) -> dict[str, Beside]:
    before = [each.id for each in operation.periods[:earlier]]
    found = beside(operation, sent.id, sent.participation_id, operation.periods[3].id, before)
    return {each.measure.key: each for each in found}


def newest(code: str) -> Submission:
    sent = Submission.query.join(Submission.participation).join(Participation.organisation)
    return sent.filter(Organisation.code == code).order_by(Submission.id.desc()).first()


def become(sent: Submission, state: str) -> None:
    sent.state = state
    db.session.query(ResultsVersion).one().number += 1
    db.session.commit()


def test_a_delivery_stands_beside_its_periods_and_the_median_of_the_others(season: Operation) -> None:
    sent = newest("KZ")
    for number, count in ((1, 2), (2, 4), (3, 5)):
        send(season, "KZ", 100 * number, count, number)
    found = rows(season, sent)
    cases = found["cases"]
    assert (cases.told, cases.held, sorted(cases.before.totals), cases.before.middle) == (6, 6, [2, 4, 5], 4)
    assert (cases.others, cases.members) == (5, 5)
    assert cases.unusual
    assert found["quantity_mass"].told == Decimal(12)
    assert "quantity_volume" not in found


def test_what_counts_now_is_not_what_a_correction_brings(season: Operation) -> None:
    correction = send(season, "KZ", 1000, 1, 4)
    assert (rows(season, correction)["cases"].told, rows(season, correction)["cases"].held) == (1, 6)


def test_a_returned_delivery_tells_what_it_told_and_counts_nowhere(season: Operation) -> None:
    sent = newest("KZ")
    become(sent, "returned")
    assert (rows(season, sent)["cases"].told, rows(season, sent)["cases"].held) == (6, 0)


def test_of_two_periods_no_range_is_claimed(season: Operation) -> None:
    cases = rows(season, newest("KZ"), earlier=2)["cases"]
    assert not cases.before.known
    assert not cases.unusual


def test_four_others_have_no_median(season: Operation) -> None:
    become(newest("AZ"), "withdrawn")
    cases = rows(season, newest("KZ"))["cases"]
    assert (cases.others, cases.members) == (None, 4)


def test_a_median_below_three_is_not_told(season: Operation) -> None:
    for place, code in enumerate(("UZ", "TJ", "TM")):
        become(newest(code), "withdrawn")
        send(season, code, 5000 + 100 * place, 2, 4)
    assert rows(season, newest("KZ"))["cases"].others is None
    assert rows(season, newest("KZ"))["quantity_mass"].others == 4


def test_cases_marked_red_are_left_out(season: Operation) -> None:
    red = send(season, "KZ", 500, 2, 4, handling="RED")
    assert (rows(season, red)["cases"].told, rows(season, red)["cases"].held) == (0, 6)
