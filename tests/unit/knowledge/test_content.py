"""The schema refuses what can't be told honestly."""

import re
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from knowledge.content import Knowledge, ProcedureContent, Standing, State
from knowledge.facets import Facet
from tests.auxil.procedures import procedure, version

Data = dict[str, Any]


@pytest.fixture
def plain() -> Data:
    """A procedure that the schema takes, as data to spoil."""
    return procedure().model_dump(mode="json")


def refused(data: Data) -> list[tuple[str, str]]:
    """Return (place, message) of each problem that the schema finds."""
    with pytest.raises(ValidationError) as caught:
        ProcedureContent.model_validate(data)
    found = caught.value.errors()
    # Pydantic also calls a list too short when it refused the items in it.
    spoilt = {one["loc"][:-depth] for one in found for depth in range(1, len(one["loc"]))}
    return [
        (".".join(str(part) for part in one["loc"]), one["msg"])
        for one in found
        if not (one["type"] == "too_short" and one["loc"] in spoilt)
    ]


def test_a_plain_procedure_is_taken_and_comes_back_equal(plain: Data) -> None:
    assert ProcedureContent.model_validate(plain) == procedure()


def test_an_unknown_field_is_refused_wherever_it_stands(plain: Data) -> None:
    plain["ghi_chu"] = "x"
    plain["versions"][0]["facets"]["fee"]["amount"] = 5000
    plain["versions"][0]["facets"]["documents"]["items"][0]["so_luong"] = 2
    assert [place for place, _ in refused(plain)] == [
        "versions.0.facets.documents.items.0.so_luong",
        "versions.0.facets.fee.amount",
        "ghi_chu",
    ]


@pytest.mark.parametrize("facet", [facet.value for facet in Facet])
def test_no_facet_is_taken_without_a_source(plain: Data, facet: str) -> None:
    content = plain["versions"][0]["facets"][facet]
    content["sources"] = []
    assert [place for place, _ in refused(plain)] == [f"versions.0.facets.{facet}.sources"]
    del content["sources"]
    assert [place for place, _ in refused(plain)] == [f"versions.0.facets.{facet}.sources"]


def test_no_version_is_taken_without_a_source(plain: Data) -> None:
    plain["versions"][0]["sources"] = []
    assert [place for place, _ in refused(plain)] == ["versions.0.sources"]


@pytest.mark.parametrize("facet", [facet.value for facet in Facet])
def test_no_facet_may_be_left_out(plain: Data, facet: str) -> None:
    del plain["versions"][0]["facets"][facet]
    assert [place for place, _ in refused(plain)] == [f"versions.0.facets.{facet}"]


@pytest.mark.parametrize("bad", ["2021-13-45", "hôm qua", "19/01/2021", "", None])
def test_a_bad_date_is_refused(plain: Data, bad: str | None) -> None:
    plain["versions"][0]["in_force_from"] = bad
    assert [place for place, _ in refused(plain)] == ["versions.0.in_force_from"]


@pytest.mark.parametrize("bad", [0, 62, -1, "ba", 3.5, None])
def test_an_id_outside_1_to_61_is_refused(plain: Data, bad: object) -> None:
    plain["id"] = bad
    assert [place for place, _ in refused(plain)] == ["id"]


@pytest.mark.parametrize("good", [1, 61])
def test_the_first_and_the_last_id_are_taken(plain: Data, good: int) -> None:
    plain["id"] = good
    assert ProcedureContent.model_validate(plain).id == good


@pytest.mark.parametrize("knowledge", [Knowledge.UNKNOWN, Knowledge.NOT_REGULATED])
@pytest.mark.parametrize("facet", [facet.value for facet in Facet])
def test_what_is_not_told_says_why(plain: Data, facet: str, knowledge: Knowledge) -> None:
    content = plain["versions"][0]["facets"][facet]
    content["knowledge"] = knowledge.value
    ((place, message),) = refused(plain)
    assert place == f"versions.0.facets.{facet}"
    assert "reason" in message
    content["reason"] = "Văn bản mới chưa công bố."
    ProcedureContent.model_validate(plain)


@pytest.mark.parametrize("facet", [facet.value for facet in Facet])
def test_what_is_known_says_something(plain: Data, facet: str) -> None:
    content = plain["versions"][0]["facets"][facet]
    for told in ("text", "items", "place"):
        content.pop(told, None)
    ((place, message),) = refused(plain)
    assert place == f"versions.0.facets.{facet}"
    assert "không có nội dung" in message


@pytest.mark.parametrize("blank", ["", "   ", "\n\t"])
def test_blank_text_is_refused(plain: Data, blank: str) -> None:
    plain["name"] = blank
    plain["versions"][0]["facets"]["steps"]["items"] = ["Nộp hồ sơ.", blank]
    assert [place for place, _ in refused(plain)] == ["name", "versions.0.facets.steps.items.1"]


def test_spaces_around_text_are_dropped(plain: Data) -> None:
    plain["name"] = "  Cấp lại bằng \n"
    assert ProcedureContent.model_validate(plain).name == "Cấp lại bằng"


@pytest.mark.parametrize(
    ("earlier_to", "later_from", "day"),
    [
        ("2024-11-20", "2024-11-20", "2024-11-20"),
        ("2025-01-01", "2024-11-20", "2024-11-20"),
        (None, "2024-11-20", "2024-11-20"),
        ("2024-11-19", "2020-01-01", "2020-01-01"),
    ],
)
def test_two_versions_never_hold_on_the_same_day(
    plain: Data, earlier_to: str | None, later_from: str, day: str
) -> None:
    earlier = plain["versions"][0]
    plain["versions"] = [
        {**earlier, "in_force_to": earlier_to},
        {**earlier, "in_force_from": later_from},
    ]
    ((_, message),) = refused(plain)
    assert f"cùng có hiệu lực ngày {day}" in message


def test_versions_may_follow_each_other_with_or_without_a_gap(plain: Data) -> None:
    first = {**plain["versions"][0], "in_force_to": "2024-11-19"}
    for start in ("2024-11-20", "2025-03-01"):
        later = {**plain["versions"][0], "in_force_from": start}
        assert len(ProcedureContent.model_validate({**plain, "versions": [first, later]}).versions)


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW])
def test_a_draft_may_overlap_what_holds_today(plain: Data, state: State) -> None:
    plain["versions"].append({**plain["versions"][0], "state": state.value})
    assert len(ProcedureContent.model_validate(plain).versions) == 2


def test_a_procedure_of_drafts_alone_is_refused(plain: Data) -> None:
    plain["versions"][0]["state"] = "draft"
    ((_, message),) = refused(plain)
    assert "công bố" in message
    plain["versions"] = []
    assert [place for place, _ in refused(plain)] == ["versions"]


def test_a_version_does_not_end_before_it_begins(plain: Data) -> None:
    plain["versions"][0]["in_force_to"] = "2021-01-18"
    ((place, message),) = refused(plain)
    assert (place, "trước in_force_from" in message) == ("versions.0", True)
    plain["versions"][0]["in_force_to"] = "2021-01-19"
    ProcedureContent.model_validate(plain)


def test_an_abolished_procedure_says_what_to_do_instead(plain: Data) -> None:
    plain["versions"][0] |= {"standing": "abolished", "facets": None}
    ((_, message),) = refused(plain)
    assert "note" in message
    plain["versions"][0]["note"] = "Bạn làm thủ tục số 28."
    ProcedureContent.model_validate(plain)


@pytest.mark.parametrize("standing", [Standing.EXISTS, Standing.UNCERTAIN])
def test_what_still_exists_has_facets(plain: Data, standing: Standing) -> None:
    plain["versions"][0] |= {"standing": standing.value, "facets": None, "note": "x"}
    ((_, message),) = refused(plain)
    assert "facets" in message


def test_the_same_alias_twice_is_refused(plain: Data) -> None:
    plain["aliases"] = ["mất bằng", "làm lại bằng", " mất bằng "]
    ((_, message),) = refused(plain)
    assert re.search(r"mất bằng", message)


@pytest.mark.parametrize(
    ("field", "bad"), [("level", 2), ("level", 5), ("rollout_year", 2019), ("rollout_year", 2022)]
)
def test_level_and_year_are_those_of_the_plan(plain: Data, field: str, bad: int) -> None:
    plain[field] = bad
    assert [place for place, _ in refused(plain)] == [field]


def test_a_value_is_never_changed_in_place() -> None:
    with pytest.raises(ValidationError):
        version().title = "khác"
    with pytest.raises(ValidationError):
        version().in_force_from = date(2020, 1, 1)
