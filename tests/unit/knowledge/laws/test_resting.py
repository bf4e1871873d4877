"""Which answers rest on which laws."""

from collections.abc import Sequence
from datetime import date

from knowledge.content import (
    Condition,
    Conditions,
    Documents,
    Forms,
    FormSheet,
    Knowledge,
    LawReference,
    LegalBasis,
    Paper,
    ProcedureContent,
    Source,
    Standing,
    State,
    Text,
)
from knowledge.facets import Facet
from knowledge.laws.resting import RULES, cited, resting
from tests.auxil.procedures import HIGH, facets, procedure, version

ON = date(2026, 11, 23)
OTHER = "Thông tư 66.16/2026/NQ-CP, khoản 2"


def test_an_answer_rests_on_its_sources_and_on_those_of_what_is_in_it() -> None:
    of_items = {
        "documents": Documents(items=(Paper(name="Đơn", source=OTHER),), **HIGH),
        "conditions": Conditions(items=(Condition(text="Có bằng.", source=OTHER),), **HIGH),
        "forms": Forms(items=(FormSheet(name="Mẫu 1", source=OTHER),), **HIGH),
        "legal_basis": LegalBasis(
            items=(LawReference(number="66.16/2026/NQ-CP", type="Nghị quyết", title="Về"),), **HIGH
        ),
    }
    made = facets(**of_items)
    for name in of_items:
        assert cited(made.of(Facet(name))) == {"46/2017/NĐ-CP", "66.16/2026/NQ-CP"}
    assert cited(made.fee) == {"46/2017/NĐ-CP"}


def test_what_was_is_not_told_and_what_is_announced_is() -> None:
    new = {**HIGH, "sources": (Source(document="Thông tư 9/2027/TT-BGDĐT"),)}
    made = procedure(
        version(in_force_to=date(2025, 12, 31), facets=facets(window=Text(text="Cũ.", **new))),
        version(in_force_from=date(2026, 1, 1), in_force_to=date(2027, 1, 31)),
        version(in_force_from=date(2027, 2, 1), facets=facets(window=Text(text="Mới.", **new))),
        version(in_force_from=date(2028, 2, 1), state=State.DRAFT),
    )
    found = resting([made], ON)
    [rest] = found["9/2027/TT-BGDĐT"]
    assert (rest.answer, rest.announced) == ((61, "window"), True)
    old = found["46/2017/NĐ-CP"]
    assert [rest.announced for rest in old] == [False] * 12 + [True] * 11
    assert old[0].until == date(2027, 1, 31)


def test_an_abolished_procedure_has_one_answer() -> None:
    gone = version(standing=Standing.ABOLISHED, note="Hỏi Sở.", facets=None)
    [rest] = resting([procedure(gone)], ON)["46/2017/NĐ-CP"]
    assert rest.facet == RULES


def test_every_told_answer_of_the_catalogue_rests_on_something(
    catalogue: Sequence[ProcedureContent],
) -> None:
    found = resting(catalogue, ON)
    resting_answers = {rest.answer for rests in found.values() for rest in rests}
    for each in catalogue:
        current = each.versions[-1]
        if current.facets is None:
            assert (each.id, RULES) in resting_answers
            continue
        for facet in Facet:
            if current.facets.of(facet).knowledge is Knowledge.KNOWN and cited(
                current.facets.of(facet)
            ):
                assert (each.id, facet.value) in resting_answers
    assert len({rest.answer for rest in found["125/2024/NĐ-CP"]}) > 250
