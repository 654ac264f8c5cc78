"""Suspected personal data in three languages is found; numbers of goods, papers and transport are left in peace."""

from __future__ import annotations

import dataclasses

import pytest

from opsplanner.core.text import Text
from opsplanner.records.field import Field, Limits
from opsplanner.records.sentences import sentence
from tests.records.support import ROW, TEMPLATE, codes, grid, only, take
from tests.spreadsheets import csv_of

PERSONAL = (
    "Driver: passport AB1234567",
    "write to someone@example.org",
    "+7 701 234 56 78 called",
    "tél. 01 42 68 53 00",
    "тел. 8 701 2345678",
    "Mr Smith was present",
    "Mme Durand, exportatrice",
    "M. Dupont a déclaré",
    "г-н Иванов",
    "водитель Иванов И.И.",
    "И. И. Иванов",
    "ИИН 850412300123",
    "ID card 12345678",
    "паспорт N 1234567",
    "born on 12 April",
    "né le 12/04/1980",
    "1980 г.р.",
    "Mr. SMITH",
    "гос. номер 123ABC02",
    "number plate KZ123ABC",
    "А123ВС77",
    "immatriculé AB-123-CD",
    "21204198012345",
    "Ms Aliyeva",
    "passport No. C01234567",
    "passeport 12AB34567",
    "И.И. Иванов",
)
HARMLESS = (
    "CSQU3054383",
    "MSCU 123456 7 and MSKU9070323",
    "8481801010",
    "8481.80.10.10",
    "HS 848180",
    "B/L MAEU123456789",
    "BL MEDU1234567",
    "TIR carnet XR12345678",
    "TIR XR12345678",
    "CMR 1234567",
    "AWB 176-12345675",
    "licence DE 1234567",
    "licence No 2018/0012345",
    "MRN 18DE123456789012J3",
    "GTD 55302/120418/0001234",
    "12 pressure transducers, model PT-100",
    "valves DN 50 PN 16",
    "bearing type NU 2208",
    "lot B 123456",
    "серия АБ 123456",
    "IMO 9703291",
    "Drone DJI M300 RTK",
    "M. tuberculosis cultures",
    "20 M. cables",
    "Dr. blade coating",
    "2 Ms. of rope",
    "г. Алматы, ул. Абая",
    "Республика Казахстан",
    "carbon fibre T 700 12K",
    "CAS 7664-39-3",
    "ECCN 3A001.b.2",
    "UN 1052",
    "plates of steel 100mm",
    "plaques d'acier 304L",
    "steel plate no. 304",
    "12 тонн",
    "модель 123",
    "т. д. и т. п.",
    "AB Volvo 2018",
    "MS Office licences",
    "MR scanner",
    "Sea-Doo 2018",
    "wagon 59012345",
    "né",
    "invoice AB1234567",
    "DrDre",
    "ISO 9001:2015",
    "EN 10204 3.1",
    "номер 12 партии",
    "Invoice No. AB1234567",
    "EUR 1234567",
    "No AB1234567",
    "N1 0000",
    "cylinders 50 l, 200 bar (2018)",
    "KC 123",
    "20180412-001",
)
PLATES = (
    "123ABC02",
    "01KG123ABC",
    "A123BC77",
    "AB-123-CD",
)
CONVEYANCES = (
    "KC 123",
    "KC123",
    "TK0351",
    "LH 8400",
    "MSC OSCAR",
    "59012345",
    "IMO 9703291",
    "HY 102A",
    "747-400F",
    "UZB 1234",
    "VOY 123W",
    "MSC GULSUN 123E",
    "FX 5261",
    "CA 1038/CA 1039",
    "EVER GIVEN 1203-042W",
)


def found(key: str, text: str) -> list[str]:
    return codes(take(csv_of(grid([{**ROW, key: text}]))))


@pytest.mark.parametrize("text", PERSONAL)
@pytest.mark.parametrize("key", ["narrative", "description"])
def test_personal_data_is_a_warning(key: str, text: str) -> None:
    assert set(found(key, text)) == {"R-070"}


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_of_the_trade_is_none(text: str) -> None:
    assert found("narrative", text) == []


@pytest.mark.parametrize("text", PLATES)
def test_a_number_plate_names_no_conveyance(text: str) -> None:
    assert found("conveyance_id", text) == ["R-070"]


@pytest.mark.parametrize("text", CONVEYANCES)
def test_a_vessel_flight_or_wagon_does(text: str) -> None:
    assert found("conveyance_id", text) == []


def test_a_text_field_of_the_operations_own_is_looked_through_too() -> None:
    own = Field("remark", "case", "text", Text.of("Remark", fr="Remarque", ru="Примечание"), limits=Limits(length=80))
    template = dataclasses.replace(TEMPLATE, fields=(*TEMPLATE.fields, own))
    checked = take(csv_of(grid([{**ROW, "remark": "Mr Smith"}], template=template)), template=template)
    assert "name of a person" in sentence(only(checked, "R-070"), "en")


def test_one_harmless_row_among_many_that_are_not_is_left_alone() -> None:
    rows = [{**ROW, "national_ref": f"KZ-{n}", "description": text} for n, text in enumerate((*PERSONAL, "Valves"))]
    told = [problem for problem in take(csv_of(grid(rows))).problems if problem.code == "R-070"]
    assert {row for problem in told for row in problem.rows} == set(range(2, len(PERSONAL) + 2))


def test_what_a_text_holds_of_several_kinds_is_one_problem() -> None:
    text = "Driver: passport N 1234567, ncp@customs.example"
    problem = only(take(csv_of(grid([{**ROW, "narrative": text}]))), "R-070")
    assert (problem.count, problem.value) == (1, text)
    assert sentence(problem, "en").endswith("seems to hold an e-mail address, the number of a personal document.")
