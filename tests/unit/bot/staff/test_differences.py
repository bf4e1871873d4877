"""What differs between two states, place by place and item by item."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.staff.differences import Difference, differences
from bot.staff.likeness import paired

JSON = st.recursive(
    st.none() | st.integers(2, 9) | st.text("ab ", max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("de"), inner, max_size=2)
    ),
    max_leaves=8,
)
STATES = st.none() | st.dictionaries(st.sampled_from(["a", "b", "name"]), JSON)


def test_what_is_new_changed_and_gone() -> None:
    assert differences(None, {"role": "editor", "active": True}) == [
        Difference(("role",), None, "editor"),
        Difference(("active",), None, True),
    ]
    assert differences({"a": {"b": [1, 2]}, "c": 1}, {"a": {"b": [1, 3]}}) == [
        Difference(("a", "b", 1), 2, 3),
        Difference(("c",), 1, None),
    ]


def paper(name: str, **more: object) -> dict[str, object]:
    return {"name": name, "source": "Điều 5 Thông tư 15/2026/TT-BGDĐT", **more}


def test_a_paper_in_the_middle_is_one_paper_that_came() -> None:
    papers = [paper("Đơn xin chuyển trường"), paper("Học bạ bản chính"), paper("Giấy khai sinh")]
    more = [papers[0], paper("Sổ hộ khẩu"), *papers[1:]]
    assert differences({"items": papers}, {"items": more}) == [
        Difference(("items", 1), None, paper("Sổ hộ khẩu"))
    ]
    assert differences({"items": more}, {"items": papers}) == [
        Difference(("items", 1), paper("Sổ hộ khẩu"), None)
    ]


def test_a_paper_that_came_before_a_changed_one() -> None:
    before = [paper("Đơn xin chuyển trường"), paper("Học bạ bản chính", quantity=1)]
    after = [before[0], paper("Sổ hộ khẩu"), paper("Học bạ bản chính", quantity=2)]
    assert differences({"items": before}, {"items": after}) == [
        Difference(("items", 1), None, paper("Sổ hộ khẩu")),
        Difference(("items", 2, "quantity"), 1, 2),
    ]


def test_another_paper_in_the_same_place_is_no_change_of_it() -> None:
    before, after = paper("Đơn xin chuyển trường"), paper("Bản sao căn cước")
    assert differences({"items": [before]}, {"items": [after]}) == [
        Difference(("items", 0), before, None),
        Difference(("items", 0), None, after),
    ]


def test_steps_that_were_said_otherwise_stay_in_their_place() -> None:
    assert differences({"a": ["nộp đơn", "chờ"]}, {"a": ["gửi hồ sơ", "chờ"]}) == [
        Difference(("a", 0), "nộp đơn", "gửi hồ sơ")
    ]


def test_a_version_is_known_by_its_day() -> None:
    old = {"in_force_from": "2021-01-19", "title": "cũ"}
    ended = {**old, "in_force_to": "2026-12-31"}
    new = {"in_force_from": "2027-01-01", "title": "mới"}
    assert differences({"versions": [old]}, {"versions": [ended, new]}) == [
        Difference(("versions", "2021-01-19", "in_force_to"), None, "2026-12-31"),
        Difference(("versions", "2027-01-01"), None, new),
    ]


def test_what_is_much_ends() -> None:
    assert len(differences(None, {str(at): at for at in range(100)})) == 60
    long = [str(at) for at in range(500)]
    assert differences({"a": long}, {"a": long[1:]}) == [Difference(("a",), long, long[1:])]


def test_what_is_deep_is_shown_as_a_whole() -> None:
    def deep(core: object) -> Any:
        for _ in range(200):
            core = {"a": core}
        return core

    [only] = differences(deep(1), deep(2))
    assert len(only.path) == 20


@given(STATES)
def test_what_stays_is_no_difference(state: Any) -> None:
    assert differences(state, state) == []


@given(STATES, STATES)
def test_the_differences_lead_from_one_to_the_other(before: Any, after: Any) -> None:
    """What is told to be there is there: by the path in the state that it is of."""
    for difference in differences(before, after):
        assert difference.before != difference.after
        if difference.after is not None:
            assert _at(after, difference.path) == difference.after
        elif isinstance(difference.path[-1], int):
            assert difference.before is not None


@given(st.lists(JSON, max_size=5), st.lists(JSON, max_size=5))
def test_each_item_is_paired_once_and_in_order(before: list[Any], after: list[Any]) -> None:
    pairs = list(paired(before, after))
    assert [i for i, _ in pairs if i is not None] == list(range(len(before)))
    assert [j for _, j in pairs if j is not None] == list(range(len(after)))


def _at(state: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        state = state[step]
    return state
