"""Countries have their ISO codes, WCO region and a place on the map."""

from opsplanner.reference import code_list
from opsplanner.reference.countries import is_wco_member, iso3, place, region_of
from opsplanner.reference.rilos import rilo_of, rilos

IREN = ("AZ", "GE", "KZ", "KG", "PK", "TJ", "TM", "UZ")


def test_alpha_2_and_alpha_3_are_one_to_one() -> None:
    codes = code_list("country").codes
    assert len({iso3(code) for code in codes} - {None, ""}) == len(codes)
    assert iso3("KZ") == "KAZ"
    assert iso3("QQ") is None


def test_the_codes_beyond_iso_that_sheets_use_are_there() -> None:
    assert {"ZZ", "XK", "EU"} <= set(code_list("country").codes)


def test_the_wco_has_its_186_members_and_the_european_union() -> None:
    members = [code for code in code_list("country").codes if is_wco_member(code)]
    assert len(members) == 187
    assert all(is_wco_member(code) for code in IREN)
    assert not is_wco_member("ZZ")


def test_every_region_and_rilo_named_exists() -> None:
    for code in code_list("country").codes.values():
        assert code.extra["region"] in {*code_list("region").codes, ""}
        assert code.extra["rilo"] in {*rilos(), ""}
    assert {rilo.region for rilo in rilos().values()} == set(code_list("region").codes)
    assert region_of("KZ") == "EUR"
    assert region_of("PK") == "AP"
    assert region_of("ZZ") is None


def test_a_country_is_served_by_the_office_of_its_region() -> None:
    office = rilo_of("KG")
    assert office is not None
    assert office.code == "RILO-CIS"
    assert office.label.to("fr").startswith("BRLR")
    assert rilo_of("ZZ") is None


def test_every_country_but_the_unknown_one_has_a_place_on_the_map() -> None:
    for code in code_list("country").codes:
        where = place(code)
        if code == "ZZ":
            assert where is None
        else:
            assert where is not None
            assert -90 <= where[0] <= 90
            assert -180 <= where[1] <= 180
    assert place("BE") == (50.6, 4.6)
