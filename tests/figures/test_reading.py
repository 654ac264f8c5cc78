"""What figures rest on: who sees what of which rows, what is left out, what is counted once."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
import sqlalchemy as sa

from opsplanner.core import clock
from opsplanner.core.access import Role, system_actor
from opsplanner.core.db import db
from opsplanner.figures import filters, services
from opsplanner.figures.exporting import Wanted
from opsplanner.figures.exporting import document as export
from opsplanner.figures.filters import Asked
from opsplanner.operations.models import ExchangeRate, Objective, Operation
from opsplanner.results.models import Case, CaseWithdrawal, Submission
from opsplanner.results.scope import participations
from tests import factories
from tests.figures import stored
from tests.figures.rows import Line

WCO = system_actor("test")


def look(operation, actor=WCO, **chosen):
    asked = filters.read({key: [value] for key, value in chosen.items()})
    return services.document(actor, operation, services.look(actor, operation, asked))


def value(document, key):
    return next(each.value for each in document.measures if each.key == key)


def chart(document, key):
    found = next(each for each in document.charts if each.key == key)
    return {category.code: values[0] for category, values in found.rows()}


def someone(operation, role, code):
    return factories.actor(factories.seated(f"{role}.{code}@test.example".lower(), operation, role, code))


def in_process(operation):
    """The same operation, as a request that has just begun would load it."""
    return db.session.scalars(sa.select(Operation).where(Operation.code == operation.code)).one()


def test_a_case_sent_again_counts_as_it_was_told_last(scene):
    kz = (
        db.session.scalars(sa.select(Submission).where(Submission.number == 1).order_by(Submission.id))
        .first()
        .participation
    )
    stored.deliver(kz, [stored.row(100, scene.periods[0].id, transport_mode="1")])
    document = look(scene)
    assert value(document, "cases") == 11
    assert chart(document, "by_mode") == {"4": 8, "3": 2, "1": 1}


@pytest.mark.parametrize("state", ["returned", "withdrawn"])
def test_what_is_returned_or_withdrawn_counts_nowhere(scene, state):
    first = db.session.scalars(sa.select(Submission).order_by(Submission.id)).first()
    assert value(look(scene), "cases") == 11
    first.state = state
    stored._bump(scene.id)
    db.session.commit()
    assert value(look(scene), "cases") == 5


def test_a_case_taken_back_counts_nowhere(scene):
    first = db.session.scalars(sa.select(Submission).order_by(Submission.id)).first()
    kept = {"operation_id": scene.id, "participation_id": first.participation_id, "rehearsal": False, "office": ""}
    factories.stored(Case(id=100, national_ref="KZ-001", detected_on=date(2026, 3, 5), **kept))
    db.session.add(
        CaseWithdrawal(operation_id=scene.id, case_id=100, after_id=first.id, at=clock.now(), by="NCP", reason="twice")
    )
    stored._bump(scene.id)
    db.session.commit()
    assert value(look(scene), "cases") == 10


def test_accepted_results_alone(scene):
    document = look(scene, basis="accepted")
    assert value(document, "cases") == 1
    assert not document.facts.unreviewed


def test_a_rehearsal_is_left_out(scene):
    drill = stored.period(scene, 3, date(2026, 2, 1), date(2026, 2, 2), kind="rehearsal")
    kz = stored.member(scene, "TJ")
    stored.deliver(kz, [stored.row(900, drill.id)], rehearsal=True)
    assert value(look(scene), "cases") == 11
    assert "3" not in chart(look(scene), "over_time")


def test_a_member_sees_no_small_number_of_others_nor_finds_it(scene):
    document = look(scene, someone(scene, Role.MEMBER, "KZ"))
    # The two by road are few, and with the nine by air nothing is left that could be told.
    assert chart(document, "by_mode") == {}
    # One case is not a detection: the difference would tell it.
    assert value(document, "detections") is None
    assert value(document, "cases") == 11
    assert chart(document, "by_member") == {"KZ": 6}


def test_a_member_sees_all_of_its_own(scene):
    document = look(scene, someone(scene, Role.MEMBER, "KZ"), member="KZ", transport_mode="3")
    assert value(document, "cases") == 2
    assert value(document, "detections") == 2


def test_a_member_is_set_against_the_median_of_others(scene):
    for number, code in enumerate(["TJ", "TM", "AZ"]):
        stored.deliver(
            stored.member(scene, code), [stored.row(1000 + 10 * number + n, scene.periods[0].id) for n in range(5)]
        )
    found = chart(look(scene, someone(scene, Role.MEMBER, "KZ")), "by_member")
    assert found == {"KZ": 6, "median": 5}


def test_an_observer_sees_whole_periods_as_of_midnight(scene):
    observer = someone(scene, Role.OBSERVER, "UNODC")
    with clock.frozen(datetime(2026, 3, 20, 15, tzinfo=UTC)):
        document = look(scene, observer, transport_mode="3", basis="accepted")
    assert document.facts.as_of == datetime(2026, 3, 20, tzinfo=UTC)
    assert document.facts.filters == ()
    # The second period is not over: Georgia's four cases are not there yet.
    assert value(document, "cases") == 7
    assert document.rosters == ()
    assert {each.key for each in document.charts} == {"by_class", "by_mode", "by_basis", "routes", "map", "reporting"}


def test_an_observer_does_not_see_what_came_after_midnight(scene):
    observer = someone(scene, Role.OBSERVER, "UNODC")
    late = datetime(2026, 4, 10, 9, tzinfo=UTC)
    stored.deliver(stored.member(scene, "TJ"), [stored.row(800 + n, scene.periods[0].id) for n in range(4)], at=late)
    with clock.frozen(late + timedelta(hours=3)):
        assert value(look(scene, observer), "cases") == 11
        assert value(look(scene), "cases") == 15
    with clock.frozen(late + timedelta(days=1)):
        assert value(look(scene, observer), "cases") == 15


def test_a_guest_sees_the_group_only_if_the_operation_says_so(scene):
    stored.member(scene, "TR", role="guest")
    guest = someone(scene, Role.GUEST, "TR")
    assert value(look(scene, guest), "cases") is None
    scene.guests_see_figures = True
    db.session.commit()
    assert value(look(scene, guest), "cases") == 11


def test_a_liaison_tells_its_own_members_apart(scene):
    rilo = factories.organisation("RILO-CIS", kind="rilo")
    factories.organisation("KZ").rilo_id = rilo.id
    db.session.commit()
    document = look(scene, someone(scene, Role.LIAISON, "RILO-CIS"))
    assert chart(document, "by_member") == {"KZ": 6}
    assert value(document, "cases") == 11


def test_red_cases_count_in_the_whole_operation_only(scene):
    stored.deliver(stored.member(scene, "TJ"), [stored.row(700, scene.periods[0].id, handling="RED")])
    document = look(scene)
    assert value(document, "cases") == 12
    assert "TJ" not in chart(document, "by_member")
    assert value(look(scene, member="TJ"), "cases") == 0
    assert value(look(scene, someone(scene, Role.MEMBER, "TJ"), member="TJ"), "cases") == 1


def test_an_export_marked_clear_leaves_embargoed_cases_out_until_the_day_after(scene):
    stored.deliver(
        stored.member(scene, "TJ"),
        [stored.row(700 + n, scene.periods[0].id, embargo_until=date(2026, 5, 1)) for n in range(5)],
    )
    wanted = Wanted("json", marking="CLEAR")
    with clock.frozen(datetime(2026, 5, 1, 12, tzinfo=UTC)):
        told = export(WCO, in_process(scene), Asked(), wanted)
        assert value(told, "cases") == 11
        assert any("embargo" in note.to("en") for note in told.notes)
    with clock.frozen(datetime(2026, 5, 2, 12, tzinfo=UTC)):
        assert value(export(WCO, in_process(scene), Asked(), wanted), "cases") == 16


def test_the_hit_rate_is_over_members_and_periods_with_both(scene):
    found = {each.organisation.code: each for each in participations([scene.id])}
    stored.effort(found["KZ"], 100, date(2026, 3, 1), date(2026, 3, 15))
    stored.effort(found["KZ"], 120, date(2026, 3, 1), date(2026, 3, 15))
    stored.effort(found["PK"], 1000, date(2026, 3, 1), date(2026, 3, 15))
    document = look(scene)
    assert value(document, "examined") == 1120
    assert value(document, "hit_rate") == Decimal("5.0")
    assert value(look(scene, transport_mode="3"), "examined") is None


def test_the_hit_rate_says_over_how_many_members_it_is(scene):
    found = {each.organisation.code: each for each in participations([scene.id])}
    stored.effort(found["KZ"], 100, date(2026, 3, 1), date(2026, 3, 15))
    stored.effort(found["PK"], 1000, date(2026, 3, 1), date(2026, 3, 15))
    document = look(scene)
    told = {each.key: each.basis.to("fr") for each in document.measures if each.basis.pairs}
    assert told == {"hit_rate": "sur un Membre ayant fourni les deux"}


def test_money_is_converted_at_the_rate_of_its_day(scene):
    tj = stored.member(scene, "TJ")
    usd = {"value_amount": 1_000_000, "value_currency": "USD"}
    days = (date(2026, 3, 2), date(2026, 3, 10))
    stored.deliver(tj, [stored.row(700 + n, scene.periods[0].id, detected_on=day, **usd) for n, day in enumerate(days)])
    document = look(scene)
    assert [(each.unit, each.value) for each in document.measures if each.key == "value"] == [("USD", Decimal(200))]
    for day, rate in ((date(2026, 1, 1), "0.5"), (date(2026, 3, 5), "0.75")):
        factories.stored(ExchangeRate(operation_id=scene.id, currency="USD", valid_from=day, rate=Decimal(rate)))
    db.session.expire_all()
    assert [(each.unit, each.value) for each in look(scene).measures if each.key == "value"] == [("EUR", Decimal(125))]


def test_a_case_in_two_classes_counts_once_in_the_total(scene):
    lines = [Line("drugs", None, "mass", 1), Line("tobacco", None, "mass", 1)]
    stored.deliver(stored.member(scene, "TJ"), [stored.row(700, scene.periods[0].id, lines=lines)])
    document = look(scene)
    assert value(document, "cases") == 12
    assert sum(chart(document, "by_class").values()) == 13
    assert any(
        "once in the total" in note.to("en")
        for each in document.charts
        if each.key == "by_class"
        for note in each.footnotes
    )


def test_objectives_get_what_was_reached(scene):
    for position, measure in enumerate(("cases", "reporting_rate")):
        factories.stored(
            Objective(operation_id=scene.id, position=position, text=scene.name, measure=measure, target=Decimal(10))
        )
    db.session.expire_all()
    found = services.actuals(WCO, scene)
    assert (found["cases"].value, found["cases"].n, found["cases"].of) == (11, 3, 4)
    assert set(found) == {"cases", "reporting_rate"}


def test_the_target_of_the_operation_is_drawn_where_all_of_it_is_shown(scene):
    for position, (measure, target) in enumerate((("cases", 10), ("reporting_rate", 60))):
        objective = Objective(operation_id=scene.id, position=position, text=scene.name, measure=measure)
        objective.target = Decimal(target)
        factories.stored(objective)
    db.session.expire_all()

    def targets(**chosen):
        document = look(scene, **chosen)
        goal = next(each.target for each in document.charts if each.key == "reporting")
        return goal, {each.key: each.target for each in document.measures if each.target is not None}

    assert targets() == (Decimal(3), {"cases": Decimal(10), "reporting_rate": Decimal(60)})
    assert targets(period="1") == (None, {"reporting_rate": Decimal(60)})


@pytest.mark.parametrize("members", [1, 6])
def test_the_page_asks_the_database_as_often_whatever_there_is(scene, enter, members):
    visitor = enter(scene, Role.PLANNER)
    for number in range(members):
        sender = stored.member(scene, ("TJ", "TM", "AZ", "KG", "AM", "BY")[number])
        stored.deliver(sender, [stored.row(2000 + 10 * number + n, scene.periods[n % 2].id) for n in range(4)])
    asked = []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *words: asked.append(words[2]))
    visitor.get("/operations/OP1/dashboard")
    first = len(asked)
    visitor.get("/operations/OP1/dashboard?transport_mode=3")
    assert len(asked) - first <= first <= 30


def test_others_are_gathered_after_fifteen(scene):
    codes = [f"{a}{b}" for a, b in pairwise("ABCDEFGHIJKLMNOPQRSTU")]
    for number, code in enumerate(codes):
        stored.deliver(stored.member(scene, code), [stored.row(3000 + 10 * number, scene.periods[0].id)])
    found = chart(look(scene), "by_member")
    assert len(found) == 16
    assert sum(found.values()) == 11 + len(codes)
    assert list(found)[-1] == "others"


def test_json_of_a_member_holds_nothing_of_another(scene):
    member = someone(scene, Role.MEMBER, "KZ")
    made = export(member, scene, Asked(), Wanted("json"))
    told = json.dumps([[c.label.to("en") for c in each.categories] for each in made.charts])
    assert "Customs of GE" not in told


def test_who_does_not_see_the_board_sees_no_small_number_of_members(scene):
    for role, hidden in ((Role.OBSERVER, True), (Role.MEMBER, False)):
        found = look(scene, someone(scene, role, "UNODC" if hidden else "KZ"))
        bars = next(each for each in found.charts if each.key == "reporting")
        assert any(each.hidden for each in bars.series) == hidden
        assert not hidden or all(number == 0 or number >= 3 for number in bars.values())
