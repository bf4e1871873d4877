"""The checklist of one person: theirs alone, honest about what is old or unknown, plain text."""

import re
from datetime import date

import pytest

from actions.checklist import Checklist, Section, ToBring, compose, ended, paper_key
from knowledge.cases import chosen
from knowledge.content import (
    Case,
    CaseAnswer,
    Confidence,
    Documents,
    Fee,
    Paper,
    ProcedureContent,
    ProcessingTime,
    Standing,
    Supersession,
    VersionContent,
    Where,
)
from knowledge.repository import Repository
from tests.auxil.procedures import HIGH, LAW, UNKNOWN, facets, procedure, version

ON = date(2026, 11, 23)
OLD = {"in_force_from": date(2021, 1, 19), "in_force_to": date(2024, 11, 19)}
NEW = {"in_force_from": date(2024, 11, 20)}
NOT_KNOWN = Documents(**UNKNOWN)
CASES = (
    Case(
        key="ai",
        question="Ai nộp?",
        answers=(
            CaseAnswer(key="minh", answer="Chính bạn", effect="Mang căn cước."),
            CaseAnswer(
                key="ho",
                answer="Người khác nộp hộ",
                effect="Cần ủy quyền.",
                days=8,
                unit="ngày làm việc",
                fee="20.000 đồng",
            ),
            CaseAnswer(key="khac", answer="Tỉnh khác cấp", effect="Nộp ở tỉnh đó.", ends=True),
        ),
    ),
)
PAPERS = Documents(
    sets=2,
    items=(
        Paper(name="Đơn đề nghị", quantity=1, form="bản chính", source="Điều 4"),
        Paper(name="Giấy ủy quyền", only={"ai": ("ho",)}, when="Nộp hộ", source="Điều 5"),
        Paper(name="Ảnh 3x4", quantity=2, when="Nếu chưa có", unsure=True, source="Điều 6"),
    ),
    **HIGH,
)


def made(*versions: VersionContent) -> ProcedureContent:
    return procedure(*(versions or (version(facets=facets(documents=PAPERS)),)), cases=CASES)


def of(*versions: VersionContent, **answers: str) -> Checklist:
    return compose(made(*versions), answers, ON)


def section(checklist: Checklist, title: str) -> Section:
    return next(each for each in checklist.sections if each.title == title)


def test_a_person_who_goes_themselves_brings_no_letter_of_attorney() -> None:
    checklist = of(ai="minh")
    assert checklist.papers == (
        ToBring(name="Đơn đề nghị", note="1 bản chính"),
        ToBring(name="Ảnh 3x4", note="2 bản (chưa chắc, nên hỏi lại)", if_="Nếu chưa có"),
    )
    assert checklist.sets == 2
    assert [(one.question, one.answer, one.effect) for one in checklist.given] == [
        ("Ai nộp?", "Chính bạn", "Mang căn cước.")
    ]
    assert (checklist.cautions, checklist.papers_unknown) == ((), "")
    assert (checklist.title, checklist.as_of, checklist.confirmed) == ("Cấp lại bằng", ON, False)


def test_a_person_sent_by_another_learns_their_paper_time_and_fee() -> None:
    checklist = of(ai="ho")
    assert [p.name for p in checklist.papers] == ["Đơn đề nghị", "Giấy ủy quyền", "Ảnh 3x4"]
    assert checklist.papers[1].if_ == ""
    own = section(checklist, "Thời hạn giải quyết").lines
    assert own == ("8 ngày làm việc với trường hợp của bạn",)
    assert section(checklist, "Phí, lệ phí").lines == ("20.000 đồng",)


def test_who_answered_nothing_sees_for_whom_each_paper_is() -> None:
    assert [(p.name, p.if_) for p in of().papers] == [
        ("Đơn đề nghị", ""),
        ("Giấy ủy quyền", "Nộp hộ"),
        ("Ảnh 3x4", "Nếu chưa có"),
    ]
    assert section(of(), "Thời hạn giải quyết").lines == ("10 ngày làm việc.",)


def test_an_answer_that_ends_it_is_a_caution() -> None:
    checklist = of(ai="khac")
    (caution,) = checklist.cautions
    assert caution.endswith("không dành cho trường hợp của bạn. Nộp ở tỉnh đó.")
    stop = ended(chosen(made(), {"ai": "khac"}))
    assert stop
    assert stop.key == "khac"
    assert ended(chosen(made(), {"ai": "ho"})) is None
    assert ended([]) is None


def test_where_and_how_to_hand_in_and_the_steps_in_order() -> None:
    place = Where(place="Trung tâm hành chính công.", ways=("trực tiếp", "bưu chính"), **HIGH)
    checklist = of(version(facets=facets(where=place)))
    assert section(checklist, "Nơi và cách nộp").lines == (
        "Trung tâm hành chính công.",
        "Cách nộp: trực tiếp, bưu chính",
    )
    steps = section(checklist, "Các bước")
    assert (steps.lines, steps.numbered) == (("Nộp hồ sơ.", "Nhận kết quả."), True)
    assert checklist.sources == (f"{LAW.document}, {LAW.articles}",)


def test_what_is_not_known_says_why() -> None:
    blank = {
        "documents": NOT_KNOWN,
        "fee": Fee(**UNKNOWN),
        "where": Where(**UNKNOWN),
        "processing_time": ProcessingTime(**UNKNOWN),
    }
    checklist = of(version(facets=facets(**blank)))
    assert checklist.papers == ()
    assert checklist.sets is None
    assert checklist.papers_unknown == "Mình chưa có quy định mới."
    for title in ("Phí, lệ phí", "Nơi và cách nộp", "Thời hạn giải quyết"):
        assert section(checklist, title).lines == ("Mình chưa có quy định mới.",)


def test_papers_that_only_the_former_rules_know_are_shown_as_former() -> None:
    former = version(**OLD, facets=facets(documents=PAPERS))
    checklist = of(former, version(**NEW, facets=facets(documents=NOT_KNOWN)), ai="ho")
    assert "Giấy ủy quyền" in [p.name for p in checklist.papers]
    (caution,) = checklist.cautions
    assert "quy định cũ (đến hết 19/11/2024)" in caution
    assert checklist.papers_unknown == ""
    assert checklist.in_force_from == NEW["in_force_from"]


def test_todays_papers_are_shown_where_both_rules_know_them() -> None:
    checklist = of(version(**OLD, facets=facets(documents=PAPERS)), version(**NEW))
    assert [p.name for p in checklist.papers] == ["Đơn đề nghị"]
    assert checklist.cautions == ()


def test_what_was_abolished_has_a_caution_and_nothing_to_prepare() -> None:
    gone = version(**NEW, standing=Standing.ABOLISHED, note="Làm thủ tục số 1.", facets=None)
    checklist = of(version(**OLD, facets=facets(documents=PAPERS)), gone, ai="khac")
    (caution,) = checklist.cautions
    assert "bãi bỏ từ 20/11/2024" in caution
    assert caution.endswith("Làm thủ tục số 1.")
    assert (checklist.papers, checklist.sections, checklist.papers_unknown) == ((), (), "")


@pytest.mark.parametrize("standing", [Standing.EXISTS, Standing.UNCERTAIN])
def test_rules_replaced_by_unknown_ones_are_a_caution(standing: Standing) -> None:
    replaced = Supersession(document="Nghị định 1/2026/NĐ-CP", since="tháng 9/2026")
    (caution,) = of(version(standing=standing, superseded=replaced)).cautions
    assert caution.startswith("Nghị định 1/2026/NĐ-CP đã thay")
    assert "từ tháng 9/2026" in caution


def test_a_procedure_that_may_be_no_more_is_a_caution() -> None:
    (caution,) = of(version(standing=Standing.UNCERTAIN)).cautions
    assert caution.startswith("Mình chưa chắc thủ tục này có còn được làm từ 19/01/2021")


def test_papers_of_which_the_researcher_is_unsure_are_a_caution() -> None:
    low = Documents(items=PAPERS.items, confidence=Confidence.LOW, sources=(LAW,))
    (caution,) = of(version(facets=facets(documents=low))).cautions
    assert caution == "Phần giấy tờ mình chưa chắc chắn, bạn nên hỏi lại nơi nhận hồ sơ."


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    return (
        [text for each in value for text in _texts(each)] if isinstance(value, list | tuple) else []
    )


def test_no_checklist_of_the_catalogue_holds_markup_or_an_empty_line(
    catalogue: list[ProcedureContent],
) -> None:
    for one in catalogue:
        for answers in ({}, {case.key: case.answers[-1].key for case in one.cases}):
            checklist = compose(one, answers, ON)
            for text in _texts(checklist.model_dump()):
                assert not re.search(r"\*\*|__|\]\(|<\w|\{|\\", text), text
            for each in checklist.sections:
                assert each.title
                assert all(each.lines), (one.id, each)
            assert checklist.papers or checklist.papers_unknown or checklist.cautions, one.id
            assert checklist.sources


def test_no_two_papers_of_a_procedure_have_the_same_key(repository: Repository) -> None:
    for one in repository.procedures():
        for rules in one.versions:
            names = [paper.name for paper in rules.facets.documents.items] if rules.facets else []
            assert len({paper_key(name) for name in names}) == len(names), one.id
