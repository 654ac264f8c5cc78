"""Who knows of meetings, what is written of them, what the next one takes over."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from opsplanner.core.audit import verify
from opsplanner.core.errors import Forbidden, Missing, Refusal
from opsplanner.core.versions import Stale, stamp
from opsplanner.meetings import services
from opsplanner.meetings.entries import KINDS
from opsplanner.meetings.models import ActionState, Outcome
from opsplanner.meetings.services import Sent, Tally
from tests import factories
from tests.meetings.room import House, action, decision, delegate, item, meeting_values, words

PDF = b"%PDF-1.4\n%%EOF\n"


def sees(house: House, name: str, number: int) -> bool:
    try:
        services.find(house.actor(name), number)
    except Missing:
        return False
    return True


@pytest.mark.parametrize(
    ("marking", "readers"),
    [
        ("GREEN", {"planner", "kz", "rilo", "opcw", "secretariat"}),
        ("AMBER", {"planner", "kz", "rilo", "secretariat"}),
        ("AMBER+STRICT", {"planner", "rilo", "secretariat"}),
        ("RED", {"planner", "secretariat"}),
    ],
)
def test_the_marking_says_who_of_the_operation_knows_of_a_meeting(
    house: House, marking: str, readers: set[str]
) -> None:
    number = house.plan(marking=marking).id
    everyone = ("planner", "kz", "rilo", "opcw", "secretariat", "outside", "uz")
    assert {name for name in everyone if sees(house, name, number)} == readers


def test_members_of_the_network_and_guests_know_of_its_meeting(house: House) -> None:
    number = house.plan_network(guests=[factories.organisation("PL").id]).id
    assert sees(house, "uz", number)
    assert sees(house, "outside", number)
    assert not sees(house, "kz", number)


def test_a_member_that_left_the_network_does_not_know_of_later_meetings(house: House) -> None:
    house.network.members[0].until = date(2017, 12, 31)
    factories.stored(house.network)
    assert not sees(house, "uz", house.plan_network().id)


def test_who_leads_an_operation_of_the_network_sits_in_its_meetings(house: House) -> None:
    house.operation.network_id = house.network.id
    factories.stored(house.operation)
    number = house.plan_network().id
    assert sees(house, "planner", number)
    assert not sees(house, "kz", number)


def test_only_who_runs_a_meeting_writes_it(house: House) -> None:
    number = house.plan().id
    for name in ("kz", "rilo"):
        with pytest.raises(Forbidden):
            services.save_entry(house.actor(name), number, "agenda", item())
    with pytest.raises(Missing):
        services.save_entry(house.actor("outside"), number, "agenda", item())
    with pytest.raises(Forbidden):
        services.plan_meeting(house.actor("planner"), house.network, meeting_values())


def test_a_meeting_ends_after_it_begins(house: House) -> None:
    with pytest.raises(Refusal):
        house.plan(ends_at=datetime(2018, 1, 9, 9, 0))
    with pytest.raises(Refusal):
        house.plan(ends_at=datetime(2018, 3, 9, 9, 0))


def test_times_are_those_of_the_meeting_s_own_zone(house: House) -> None:
    meeting = house.plan()
    assert meeting.starts_at.isoformat() == "2018-01-09T08:30:00+00:00"
    assert services.days_of(meeting) == [date(2018, 1, day) for day in (9, 10, 11)]
    point = services.save_entry(house.actor("planner"), meeting.id, "agenda", item())
    assert point.starts_at.isoformat() == "2018-01-09T09:00:00+00:00"
    assert KINDS["agenda"].read(point)["starts_at"] == datetime(2018, 1, 9, 10, 0)


def test_moving_a_meeting_is_told_to_calendars(house: House) -> None:
    meeting = house.plan()
    services.change_meeting(house.actor("planner"), meeting.id, meeting_values(note=words("Assumed")))
    assert meeting.moved == 0
    services.change_meeting(house.actor("planner"), meeting.id, meeting_values(starts_at=datetime(2018, 1, 9, 8, 0)))
    assert meeting.moved == 1


def test_minutes_of_two_people_never_replace_each_other_unseen(house: House) -> None:
    planner, number = house.actor("planner"), house.plan().id
    point = services.save_entry(planner, number, "agenda", item())
    opened = stamp(KINDS["minutes"].read(point))
    services.save_entry(planner, number, "minutes", {"minutes": words("First.")}, point.id, opened)
    with pytest.raises(Stale) as conflict:
        services.save_entry(
            house.actor("secretariat"), number, "minutes", {"minutes": words("Second.")}, point.id, opened
        )
    assert conflict.value.stored == {"minutes": words("First.")}


def test_a_decision_is_adopted_in_both_languages_or_says_that_its_translation_follows(house: House) -> None:
    planner, number = house.actor("planner"), house.plan().id
    with pytest.raises(Refusal):
        services.save_entry(planner, number, "decisions", decision(text=words("One month.")))
    follows = decision(text=words("One month."), translation_follows=True)
    assert services.save_entry(planner, number, "decisions", follows).reference == "D-2018-01"
    assert services.save_entry(planner, number, "decisions", decision()).reference == "D-2018-02"


def test_numbers_run_through_all_meetings_of_an_operation(house: House) -> None:
    planner = house.actor("planner")
    owner = factories.organisation("KZ").id
    first, second = house.plan().id, house.plan().id
    assert services.save_entry(planner, first, "actions", action(owner)).reference == "A-01"
    assert services.save_entry(planner, second, "actions", action(owner)).reference == "A-02"
    apart = house.plan_network().id
    assert services.save_entry(house.actor("secretariat"), apart, "actions", action(owner)).reference == "A-01"


def test_an_item_of_another_meeting_is_refused(house: House) -> None:
    planner = house.actor("planner")
    elsewhere = services.save_entry(planner, house.plan().id, "agenda", item())
    with pytest.raises(Refusal):
        services.save_entry(planner, house.plan().id, "decisions", decision(item_id=elsewhere.id))


def test_an_open_action_stands_before_every_later_meeting_until_it_is_done(house: House) -> None:
    planner, owner = house.actor("planner"), factories.organisation("KZ").id
    first = house.plan()
    open_one = services.save_entry(planner, first.id, "actions", action(owner))
    services.save_entry(planner, first.id, "decisions", decision())
    second = house.plan(previous_id=first.id, starts_at=datetime(2018, 6, 1, 9), ends_at=datetime(2018, 6, 1, 17))
    third = house.plan(previous_id=second.id, starts_at=datetime(2018, 9, 1, 9), ends_at=datetime(2018, 9, 1, 17))
    assert [each.id for each in services.before(planner, third).actions] == [open_one.id]
    assert [each.reference for each in services.before(planner, third).decisions] == ["D-2018-01"]
    done = {"state": "done", "said": "Sent.", "closed_on": date(2018, 7, 1)}
    services.save_entry(house.actor("kz"), first.id, "progress", done, open_one.id)
    assert [each.state for each in services.before(planner, second).actions] == [ActionState.DONE]
    assert services.before(planner, third).actions == []


def test_nothing_is_taken_over_from_a_meeting_the_reader_may_not_know_of(house: House) -> None:
    first = house.plan(marking="RED")
    services.save_entry(house.actor("planner"), first.id, "actions", action(factories.organisation("KZ").id))
    second = house.plan(previous_id=first.id)
    assert services.before(house.actor("kz"), second).actions == []
    assert len(services.before(house.actor("planner"), second).actions) == 1


def test_the_owner_moves_its_action_on_and_nobody_else(house: House) -> None:
    number = house.plan().id
    mine = services.save_entry(house.actor("planner"), number, "actions", action(factories.organisation("KZ").id))
    assert [each.id for each in services.open_actions(house.actor("kz"))] == [mine.id]
    with pytest.raises(Forbidden):
        services.save_entry(
            house.actor("ge"), number, "progress", {"state": "done", "said": "", "closed_on": None}, mine.id
        )
    with pytest.raises(Refusal):
        services.save_entry(
            house.actor("kz"), number, "progress", {"state": "dropped", "said": "", "closed_on": None}, mine.id
        )
    services.save_entry(
        house.actor("kz"), number, "progress", {"state": "done", "said": "", "closed_on": None}, mine.id
    )
    assert mine.closed_on is not None
    assert services.open_actions(house.actor("kz")) == []


def test_what_became_of_a_decision_is_told(house: House) -> None:
    planner, number = house.actor("planner"), house.plan().id
    made = services.save_entry(planner, number, "decisions", decision())
    told = {"outcome": "done", "outcome_text": words("Held."), "outcome_on": date(2018, 5, 1)}
    assert services.save_entry(planner, number, "outcomes", told, made.id).outcome == Outcome.DONE


def test_an_item_with_minutes_stays_and_a_bare_one_goes(house: House) -> None:
    planner, number = house.actor("planner"), house.plan().id
    bare = services.save_entry(planner, number, "agenda", item(1))
    written = services.save_entry(planner, number, "agenda", item(2))
    services.save_entry(planner, number, "minutes", {"minutes": words("Said.")}, written.id)
    services.remove_entry(planner, number, "agenda", bare.id)
    with pytest.raises(Refusal):
        services.remove_entry(planner, number, "agenda", written.id)
    with pytest.raises(Missing):
        services.remove_entry(planner, number, "decisions", 1)
    assert [each.number for each in services.find(planner, number).items] == [2]


def test_delegates_are_counted_with_what_they_stand_for(house: House) -> None:
    planner, meeting = house.actor("planner"), house.plan()
    factories.organisation("KZ-PORT", parent_id=factories.organisation("KZ").id)
    rows = {
        "KZ": [delegate("head"), delegate(), delegate("interpreter")],
        "KZ-PORT": [delegate()],
        "GE": [delegate("head")],
        "RILO-X": [delegate()],
        "OPCW": [delegate("observer")],
    }
    services.register_delegations(planner, meeting.id, rows)
    assert services.tallies([meeting])[meeting.id] == Tally(delegates=6, members=2, rilos=1, partners=1)


def test_a_delegation_is_registered_by_its_own_side_until_the_meeting_was_held(house: House) -> None:
    meeting = house.plan()
    services.register_delegation(house.actor("kz"), meeting.id, "KZ", [delegate("head")])
    with pytest.raises(Forbidden):
        services.register_delegation(house.actor("ge"), meeting.id, "KZ", [])
    with pytest.raises(Refusal):
        services.register_delegation(house.actor("kz"), meeting.id, "KZ", [delegate("head"), delegate("head")])
    services.change_meeting(house.actor("planner"), meeting.id, meeting_values(state="held"))
    with pytest.raises(Forbidden):
        services.register_delegation(house.actor("kz"), meeting.id, "KZ", [])


def test_attendance_is_kept_day_by_day_and_survives_a_change_by_the_delegation(house: House) -> None:
    meeting = house.plan()
    row = delegate(present=["2018-01-09", "2018-01-11", "2019-01-01"])
    services.register_delegation(house.actor("planner"), meeting.id, "KZ", [row])
    services.register_delegation(house.actor("kz"), meeting.id, "KZ", [delegate(function="Analyst")])
    there = services.all_delegates(meeting)
    assert [(each.function, each.present) for each in there] == [("Analyst", ["2018-01-09", "2018-01-11"])]
    assert services.attendance(meeting) == {date(2018, 1, day): Tally(1, 1) for day in (9, 11)}


def test_a_paper_has_languages_and_editions_and_is_withdrawn_rather_than_deleted(house: House) -> None:
    planner, number = house.actor("planner"), house.plan().id
    for lang, title in (("en", "Results"), ("fr", "Résultats"), ("en", "Results, revised")):
        services.add_paper(planner, number, Sent(PDF, "x.pdf", "1.2", title, lang))
    services.add_paper(planner, number, Sent(PDF, "y.pdf", "1.10", "Annex", "en"))
    meeting = services.find(planner, number)
    shown = services.papers(house.actor("kz"), meeting)
    assert [(each.number, [(one.language, one.edition) for one in each.current]) for each in shown] == [
        ("1.2", [("en", 2), ("fr", 1)]),
        ("1.10", [("en", 1)]),
    ]
    assert [each.earlier for each in shown] == [[], []]
    gone = shown[1].current[0].id
    services.withdraw_paper(planner, number, gone)
    assert [each.number for each in services.papers(house.actor("kz"), meeting)] == ["1.2"]
    with pytest.raises(Missing):
        services.find_paper(house.actor("kz"), number, gone)
    assert services.find_paper(planner, number, gone)[1].title == "Annex"


def test_practices_are_found_by_their_words_by_those_who_know_of_the_meeting(house: House) -> None:
    planner, number = house.actor("planner"), house.plan().id
    told = {
        "organisation_id": factories.organisation("GE").id,
        "title": words("X-ray library", "Bibliothèque"),
        "summary": words("Shared."),
        "theme": "training",
    }
    services.save_entry(planner, number, "practices", told)
    assert services.practices(house.actor("kz"), {"q": "bibliotheque"}).total == 1
    assert services.practices(house.actor("kz"), {"q": "customs of ge"}).total == 1
    assert services.practices(house.actor("outside"), {}).total == 0


def test_the_list_is_searched_and_filtered(house: House) -> None:
    house.plan()
    house.plan(kind="debrief", name=words("Debrief", "Bilan"))
    kz = house.actor("kz")
    assert services.browse(kz, {"q": "seminaire bruxelles"}).total == 1
    assert services.browse(kz, {"kind": "debrief"}).total == 1
    assert services.browse(kz, {}, "ALPHA").total == 2
    assert services.browse(house.actor("outside"), {}).total == 0


def test_every_step_is_in_the_audit_trail(house: House) -> None:
    planner, number = house.actor("planner"), house.plan().id
    services.save_entry(planner, number, "agenda", item())
    services.register_delegation(planner, number, "KZ", [delegate()])
    assert list(verify()) == []
