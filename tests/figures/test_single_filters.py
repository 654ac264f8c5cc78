"""A reader who sees no small number of others cannot find one by a filter and subtraction."""

from __future__ import annotations

from hypothesis import given

from opsplanner.core.access import Role
from opsplanner.figures.differences import Wider, countable, held_by_difference
from opsplanner.figures.frame import Frame, Selection
from opsplanner.figures.measures import Evidence, held_totals
from opsplanner.figures.money import Rates
from opsplanner.figures.reader import is_small
from opsplanner.results.returns import tally
from tests.figures import rows, stored
from tests.figures.test_reading import look, someone, value

FILTERS = {"transport_mode": ("1", "3", "4"), "commodity_class": ("strategic", "drugs"), "record_kind": ("seizure",)}


def evidence(frame: Frame, selection: Selection) -> Evidence:
    return Evidence(frame, selection, tally([]), Rates("EUR"))


@given(rows.deliveries())
def test_no_single_filter_tells_a_small_number_nor_leaves_one(sent):
    frame = rows.frame(sent)
    counted = frame.counted("submitted")
    whole = evidence(frame, frame.select(counted, {}))
    others = frame.where("participation", {"2"})
    for key, codes in FILTERS.items():
        for code in codes:
            part = evidence(frame, frame.select(counted, {key: [code]}))
            held = held_totals(part, others) | held_by_difference(part, Wider(whole, {key: code}), others)
            for measure in countable() - held:
                few = int((part.behind(measure).cases & others).sum())
                many = int((whole.behind(measure).cases & others).sum())
                assert not is_small(few)
                assert not is_small(many - few)


def modes(scene, **counts):
    ge = stored.member(scene, "TJ")
    made = [mode[1:] for mode, count in counts.items() for _ in range(count)]
    stored.deliver(ge, [stored.row(500 + n, scene.periods[0].id, transport_mode=mode) for n, mode in enumerate(made)])
    return someone(scene, Role.MEMBER, "KZ")


def test_a_hidden_bar_is_not_found_by_its_filter(scene):
    reader = modes(scene, m2=2, m5=3, m1=9)
    for mode in ("2", "5"):
        found = look(scene, reader, transport_mode=mode)
        assert value(found, "cases") is None
        assert next(each.hidden for each in found.measures if each.key == "cases")
        assert not any(each.values() for each in found.charts if each.key in ("by_mode", "by_class", "routes", "map"))
    assert value(look(scene, reader, transport_mode="1"), "cases") == 9


def test_what_is_left_of_the_whole_is_not_found(scene):
    reader = someone(scene, Role.MEMBER, "KZ")
    # One case of others is no seizure, so the seizures would tell it.
    assert value(look(scene, reader, record_kind="seizure"), "cases") is None


def test_one_filter_with_one_code_beside_the_period(scene, enter):
    visitor = enter(scene, Role.MEMBER, "KZ")
    address = "/operations/OP1/dashboard?transport_mode=3&transport_mode=4&record_kind=seizure"
    page = visitor.get(address).text
    assert "Filters you may not use here were not applied" in page
    assert "n’ont pas été appliqués" in visitor.get(f"{address}&lang=fr").text
    assert "not applied" not in visitor.get("/operations/OP1/dashboard?transport_mode=4&period=1").text
    told = visitor.get(address.replace("dashboard?", "dashboard/export/file?format=json&")).json
    assert [len(codes) for codes in told["filters"].values()] == [1]
