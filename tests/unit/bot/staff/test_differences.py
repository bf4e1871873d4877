"""What the log shows of a change."""

from hypothesis import given
from hypothesis import strategies as st

from bot.staff.differences import Difference, differences

STATES = st.none() | st.dictionaries(
    st.sampled_from("abc"),
    st.recursive(
        st.none() | st.integers() | st.text(max_size=3),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("de"), inner, max_size=2)
        ),
        max_leaves=5,
    ),
)


def test_what_is_new_changed_and_gone() -> None:
    assert differences(None, {"role": "editor", "active": True}) == [
        Difference("role", "", "editor"),
        Difference("active", "", "true"),
    ]
    assert differences({"a": {"b": [1, 2]}, "c": 1}, {"a": {"b": [1, 3]}}) == [
        Difference("a.b[2]", "2", "3"),
        Difference("c", "1", ""),
    ]


def test_what_is_long_is_cut_and_what_is_much_ends() -> None:
    [only] = differences({"a": "x"}, {"a": "y" * 1000})
    assert len(only.after) == 401
    assert len(differences(None, {str(at): at for at in range(100)})) == 60


@given(STATES)
def test_what_stays_is_no_difference(state: object) -> None:
    assert differences(state, state) == []
