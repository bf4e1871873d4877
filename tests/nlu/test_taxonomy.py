"""Each procedure has at most one act and one institution."""

from collections import Counter

import pytest
import yaml

from knowledge.taxonomy import TAXONOMY, Taxonomy

PROCEDURES = range(1, 62)
HALVES = ("acts", "institutions")
LISTED = yaml.safe_load(TAXONOMY.read_text(encoding="utf-8"))


def test_it_lists_acts_and_institutions() -> None:
    assert set(LISTED) == set(HALVES)
    assert len(LISTED["acts"]) >= 2
    assert len(LISTED["institutions"]) >= 2


@pytest.mark.parametrize("half", HALVES)
def test_the_numbers_are_those_of_procedures(half: str) -> None:
    for name, numbers in LISTED[half].items():
        assert isinstance(name, str)
        assert all(type(number) is int and number in PROCEDURES for number in numbers), name
        assert numbers == sorted(numbers), name


@pytest.mark.parametrize("half", HALVES)
def test_no_number_stands_twice(half: str) -> None:
    times = Counter(number for numbers in LISTED[half].values() for number in numbers)
    assert [number for number, count in times.items() if count > 1] == []


@pytest.mark.parametrize("half", HALVES)
def test_each_has_several_procedures(half: str) -> None:
    """What has one only is that procedure, and is best not listed."""
    assert [name for name, numbers in LISTED[half].items() if len(numbers) < 2] == []


def test_no_name_is_taken_for_another_label() -> None:
    """Of the labels that the ranker learns beside these."""
    names = {*LISTED["acts"], *LISTED["institutions"]}
    assert not names & {"none", "outside", "open"}
    assert not [name for name in names if name.startswith("of_") or name.isdecimal()]


def test_every_procedure_has_both_halves() -> None:
    taxonomy = Taxonomy.read()
    for half, read in (("acts", taxonomy.act), ("institutions", taxonomy.institution)):
        for number in PROCEDURES:
            named = [name for name, numbers in LISTED[half].items() if number in numbers]
            assert [read(number)] == (named or [f"of_{number}"])


def test_what_is_listed_nowhere_is_of_its_own() -> None:
    taxonomy = Taxonomy({1: "end"}, {2: "school"})
    assert (taxonomy.act(1), taxonomy.institution(1)) == ("end", "of_1")
    assert (taxonomy.act(2), taxonomy.institution(2)) == ("of_2", "school")
    assert (taxonomy.act(3), taxonomy.institution(3)) == ("of_3", "of_3")
