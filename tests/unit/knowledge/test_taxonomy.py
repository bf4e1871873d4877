"""What is done, and for whom, is known of each procedure, and what is done after it."""

from knowledge.content import ProcedureContent
from knowledge.taxonomy import Taxonomy

TAXONOMY = Taxonomy.read()


def test_who_has_founded_a_school_asks_to_operate_it_next() -> None:
    assert TAXONOMY.after(14) == 15
    assert TAXONOMY.after(19) == 20
    assert TAXONOMY.after(24) == 25


def test_nothing_comes_after_what_founds_nothing() -> None:
    for procedure in range(1, 62):
        after = TAXONOMY.after(procedure)
        if TAXONOMY.act(procedure) != "establish":
            assert after is None


def test_what_comes_next_is_for_the_same_institution() -> None:
    following = {p: TAXONOMY.after(p) for p in range(1, 62)}
    for procedure, after in following.items():
        if after is not None:
            assert TAXONOMY.act(after) == "operate"
            assert TAXONOMY.institution(after) == TAXONOMY.institution(procedure)
    assert len([after for after in following.values() if after]) >= 4


def test_a_procedure_in_no_list_is_alone_of_its_kind() -> None:
    lone = Taxonomy(acts={1: "establish"}, institutions={})
    assert lone.act(2) == "of_2"
    assert lone.institution(1) == "of_1"
    assert lone.after(1) is None


def test_only_procedures_that_there_are_are_listed(catalogue: list[ProcedureContent]) -> None:
    known = {procedure.id for procedure in catalogue}
    assert {*TAXONOMY.acts, *TAXONOMY.institutions} <= known
