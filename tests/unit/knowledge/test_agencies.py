"""Who answers what the 61 procedures don't cover is found by the words of the question."""

import pytest

from knowledge.agencies import agency_for
from knowledge.folding import fold
from knowledge.reference_files import agencies


@pytest.mark.parametrize(
    "asked", ["làm lại khai sinh", "LAM LAI KHAI SINH?", "mất giấy khai  sinh"]
)
def test_an_agency_is_found_however_its_words_are_typed(asked: str) -> None:
    found = agency_for(asked)
    assert found is not None
    assert found.key == "civil_status"


@pytest.mark.parametrize("asked", ["", "???", "chuyển trường cho con", "hôm nay trời đẹp"])
def test_no_agency_is_named_where_no_words_tell_which(asked: str) -> None:
    assert agency_for(asked) is None


def test_a_question_on_schools_is_sent_to_no_agency_but_those_of_schools() -> None:
    assert agency_for("làm lại khai sinh", of_education=True) is None
    for agency in agencies():
        for asked in agency.handles.split(", "):
            found = agency_for(asked, of_education=True)
            assert found is None or found.of_education


def test_each_agency_is_listed_once_with_where_that_is_written() -> None:
    assert len({agency.key for agency in agencies()}) == len(agencies())
    for agency in agencies():
        assert agency.source
        assert agency.words


def test_what_an_agency_says_that_it_handles_leads_to_it() -> None:
    for agency in agencies():
        reached = {
            found.key for asked in agency.handles.split(", ") if (found := agency_for(asked))
        }
        assert agency.key in reached, agency.key


def test_words_are_patterns_on_folded_text() -> None:
    for agency in agencies():
        for words in agency.words:
            assert words == words.lower()
            assert words.isascii(), words
            plain = "".join(c for c in words if c.isalnum() or c == " ")
            assert fold(plain) == " ".join(plain.split())
