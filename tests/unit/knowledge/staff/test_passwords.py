"""What is accepted as a password, and what is made up for somebody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.staff.passwords import LEAST, BadPassword, check, made_up


@pytest.mark.parametrize(
    ("password", "name"),
    [
        ("ngắn quá", "lan"),
        ("a" * 20, "lan"),
        ("ab" * 10, "lan"),
        ("lan" * 4 + "2026", "lan"),
        ("hoa.nguyen1", "hoa.nguyen"),
        ("HOA.NGUYEN2026", "hoa.nguyen"),
        ("x" * 201, "lan"),
    ],
)
def test_what_is_easily_guessed_is_not_accepted(password: str, name: str) -> None:
    with pytest.raises(BadPassword):
        check(password, name)


@pytest.mark.parametrize("name", ["lan", "hoa", "a", "ba.le"])
def test_a_long_one_may_hold_the_name(name: str) -> None:
    check(f"bonlua-{name}-khesen-8412", name)


@given(st.sampled_from(["hoa", "ba", "a", "e", "tho", "minh"]))
def test_one_made_up_is_always_accepted(name: str) -> None:
    password = made_up()
    assert len(password) >= LEAST
    check(password, name)
