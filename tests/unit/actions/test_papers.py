"""The address of a paper says which one is wanted, and nothing about the person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.papers import MOST_ANSWERS, Form, Wanted, wanted

_KEYS = st.from_regex(r"[a-z0-9-]{1,40}", fullmatch=True)
_WANTED = st.builds(
    Wanted,
    st.integers(1, 61),
    st.sampled_from(Form),
    st.dictionaries(_KEYS, _KEYS, max_size=MOST_ANSWERS),
)


@given(_WANTED)
def test_an_address_leads_to_what_it_was_made_from(asked: Wanted) -> None:
    assert wanted(asked.path) == asked
    assert list(wanted(asked.path).answers) == list(asked.answers)


def test_an_address_can_be_read() -> None:
    asked = Wanted(3, Form.PDF, {"noi-di": "tinh-khac", "truong": "cong-lap"})
    assert asked.path == "/api/procedures/3/checklist.pdf?noi-di=tinh-khac&truong=cong-lap"
    assert Wanted(61, Form.PNG).path == "/api/procedures/61/checklist.png"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/api/procedures/3",
        "/api/procedures/3/checklist.exe",
        "/api/procedures/x/checklist.pdf",
        "/api/procedures/3/checklist.pdf?Noi-di=x",
        "/api/procedures/3/checklist.pdf?a=",
        "/api/procedures/3/checklist.pdf?a=b&a=c",
        "/api/procedures/3/checklist.pdf?a=" + "b" * 41,
        "/api/procedures/3/checklist.pdf?ho-ten=Lê+Thị+Hoa",
        "/api/procedures/3/checklist.pdf?" + "&".join(f"a{n}=b" for n in range(21)),
        "https://x.vn/api/procedures/3/checklist.pdf",
        "/api/procedures/3/checklist.pdf\n",
        "/api/procedures/3/checklist.pdf/../../../x",
    ],
)
def test_what_is_no_address_of_a_paper_is_refused(path: str) -> None:
    with pytest.raises(ValueError):
        wanted(path)


@pytest.mark.parametrize("number", [0, 62, 99])
def test_there_are_61_procedures(number: int) -> None:
    with pytest.raises(LookupError):
        wanted(f"/api/procedures/{number}/checklist.pdf")
