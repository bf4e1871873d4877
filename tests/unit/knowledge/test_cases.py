"""What a person answered decides what is asked next and which papers are theirs."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.cases import applies, chosen, open_case, papers
from knowledge.content import Case, CaseAnswer, Documents, Paper, ProcedureContent
from tests.auxil.procedures import HIGH, facets, procedure, procedures, version


def answer(key: str, **more: object) -> CaseAnswer:
    return CaseAnswer(key=key, answer=key.upper(), effect=f"Vì {key}.", **more)


def paper(name: str, **more: object) -> Paper:
    return Paper(name=name, source="Điều 4", **more)


CASES = (
    Case(key="bac", question="Bậc nào?", answers=(answer("thpt"), answer("nghe"))),
    Case(
        key="noi",
        question="Ở đâu?",
        only={"bac": ("thpt",)},
        answers=(answer("day"), answer("xa", ends=True, instead=3)),
    ),
    Case(
        key="cach",
        question="Cách nào?",
        asked=False,
        answers=(answer("mang"), answer("thu")),
    ),
    Case(key="nhat", question="Nhất?", only={"noi": ("day",)}, answers=(answer("co"),)),
    Case(key="ai", question="Ai?", answers=(answer("minh"), answer("ho"))),
)
PAPERS = Documents(
    items=(
        paper("Đơn"),
        paper("Bằng", only={"bac": ("thpt",)}, when="Bậc THPT"),
        paper("Chứng chỉ", only={"bac": ("nghe",)}),
        paper("Giấy của tỉnh", only={"noi": ("day",)}),
        paper("Giấy ủy quyền", only={"ai": ("ho",), "bac": ("thpt", "nghe")}),
        paper("Phong bì", only={"cach": ("thu",)}, when="Nộp qua bưu điện"),
        paper("Ảnh", when="Nếu có"),
    ),
    **HIGH,
)
PROCEDURE = procedure(version(facets=facets(documents=PAPERS)), cases=CASES)


def asked(**answers: str) -> str | None:
    case = open_case(PROCEDURE, answers)
    return case.key if case else None


def brought(**answers: str) -> tuple[list[str], list[str]]:
    found = papers(PROCEDURE, PAPERS, answers)
    return [p.name for p in found.needed], [p.name for p in found.perhaps]


def counting(**answers: str) -> list[str]:
    return [one.answer.key for one in chosen(PROCEDURE, answers)]


def test_cases_are_asked_in_order_and_only_of_those_whom_they_concern() -> None:
    assert asked() == "bac"
    assert asked(bac="thpt") == "noi"
    assert asked(bac="thpt", noi="day") == "nhat"
    assert asked(bac="thpt", noi="day", nhat="co") == "ai"
    assert asked(bac="nghe") == "ai"
    assert asked(bac="nghe", ai="minh") is None


def test_an_answer_that_ends_it_leaves_nothing_to_ask() -> None:
    assert asked(bac="thpt", noi="xa") is None
    assert counting(bac="thpt", noi="xa", ai="ho") == ["thpt", "xa"]


def test_what_is_told_and_not_asked_still_counts_when_answered() -> None:
    assert counting(bac="nghe", cach="thu") == ["nghe", "thu"]
    assert "Phong bì" in brought(bac="nghe", cach="thu")[0]
    assert "Phong bì" not in [name for names in brought(bac="nghe", cach="mang") for name in names]


def test_papers_follow_the_answers() -> None:
    assert brought(bac="thpt", noi="day", nhat="co", ai="ho") == (
        ["Đơn", "Bằng", "Giấy của tỉnh", "Giấy ủy quyền"],
        ["Phong bì", "Ảnh"],
    )
    assert brought(bac="nghe", ai="minh") == (["Đơn", "Chứng chỉ"], ["Phong bì", "Ảnh"])


def test_papers_on_which_nothing_was_answered_yet_are_perhaps_needed() -> None:
    needed, perhaps = brought()
    assert needed == ["Đơn"]
    assert len(perhaps) == len(PAPERS.items) - 1


def test_an_answer_from_before_a_correction_counts_no_more_where_it_is_not_theirs() -> None:
    corrected = {"bac": "nghe", "noi": "day", "nhat": "co", "ai": "minh"}
    assert counting(**corrected) == ["nghe", "minh"]
    assert brought(**corrected) == brought(bac="nghe", ai="minh")
    assert asked(bac="nghe", noi="xa") == "ai"


def test_answers_that_nobody_offered_count_as_none() -> None:
    assert counting(bac="tien-si", la="gi") == []
    assert asked(bac="tien-si") == "bac"
    assert brought(bac="tien-si") == brought()


def test_a_condition_on_what_was_not_answered_is_undecided() -> None:
    assert applies({}, {}) is True
    assert applies({"a": ("x", "y")}, {"a": "y"}) is True
    assert applies({"a": ("x",), "b": ("y",)}, {"a": "x"}) is None
    assert applies({"a": ("x",), "b": ("y",)}, {"b": "z"}) is False


@given(procedures(), st.data())
def test_whoever_answers_what_is_asked_comes_to_an_end(
    made: ProcedureContent, data: st.DataObject
) -> None:
    answers: dict[str, str] = {}
    while case := open_case(made, answers):
        assert case.asked
        assert case.key not in answers
        answers[case.key] = data.draw(st.sampled_from(case.answers)).key
    assert {one.case.key for one in chosen(made, answers)} == set(answers)
    for each in made.versions:
        if each.facets:
            found = papers(made, each.facets.documents, answers)
            both = [*found.needed, *found.perhaps]
            assert all(p in each.facets.documents.items for p in both)
            assert all(p in both for p in each.facets.documents.items if not p.only)


def test_in_the_catalogue_no_case_or_paper_hangs_on_what_is_never_asked(
    catalogue: list[ProcedureContent],
) -> None:
    for one in catalogue:
        for case in one.cases:
            earlier = {c.key for c in one.cases if c.asked}
            assert set(case.only) <= earlier, (one.id, case.key)
