"""Sections: what each holds, and what officers are told of what is wrong in one."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.wording import facet_title
from knowledge.content import ProcedureContent
from knowledge.editing import phrases
from knowledge.editing.sections import (
    FACETS,
    Problem,
    Section,
    cleaned,
    content_of,
    facet_of,
    problems,
    read,
)
from knowledge.facets import Facet
from tests.auxil.procedures import procedure, procedures, version

SOURCES = [{"document": "Nghị định 46/2017/NĐ-CP"}]
FEE = {"confidence": "high", "sources": SOURCES, "text": "Không thu."}
RULES = {"title": "Cấp lại bằng", "sources": SOURCES}
ENGLISH = re.compile(
    r"\b(input|should|value|valid|error|field|string|must|known|reason|note|facets|type|at least)\b"
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)
NAMES = st.sampled_from(
    [
        *("text", "sources", "items", "knowledge", "confidence", "sets", "amount_vnd", "days"),
        *("superseded", "since", "document", "standing", "title", "aliases", "questions", "only"),
    ]
)
FIELDS = st.recursive(
    st.text(max_size=12) | st.sampled_from(["high", "unknown", "abolished", "on", "30/02/2027"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=15,
)


def told(section: Section, fields: dict[str, Any]) -> list[tuple[tuple[int | str, ...], str]]:
    return [(problem.path, problem.message) for problem in problems(section, fields)]


def test_each_facet_is_a_section() -> None:
    assert [facet_of(section) for section in FACETS] == list(Facet)
    assert len(Section) == len(Facet) + 3


def test_sections_are_called_as_citizens_are_told_of_them() -> None:
    assert {facet: phrases.SECTIONS[facet.value] for facet in Facet} == {
        facet: facet_title(facet) for facet in Facet
    }
    assert set(phrases.SECTIONS) == {section.value for section in Section}


def test_a_section_holds_what_differs_from_the_defaults() -> None:
    live = procedure(aliases=("mất bằng",))
    (only,) = live.versions
    assert content_of(live, only, Section.FEE)["text"] == "Không thu phí."
    assert set(content_of(live, only, Section.RULES)) == {"title", "sources"}
    assert content_of(live, only, Section.NAMES) == {
        "aliases": ["mất bằng"],
        "choose_when": "Bạn đã mất bằng.",
    }
    assert content_of(live, only, Section.QUESTIONS) == {}


def test_a_facet_of_an_abolished_version_holds_nothing() -> None:
    gone = version(standing="abolished", note="Bạn làm thủ tục số 28.", facets=None)
    assert content_of(procedure(gone), gone, Section.FEE) == {}
    assert content_of(procedure(gone), gone, Section.RULES)["standing"] == "abolished"


def test_the_whole_catalogue_is_right_and_tidy(catalogue: list[ProcedureContent]) -> None:
    for each in catalogue:
        for one in each.versions:
            for section in Section if one.facets else set(Section) - set(FACETS):
                content = content_of(each, one, section)
                assert cleaned(content) == content
                assert read(section, content).content == content


@settings(max_examples=30, deadline=None)
@given(procedures())
def test_what_a_section_holds_can_be_saved_as_it_is(any_procedure: ProcedureContent) -> None:
    for one in any_procedure.versions:
        for section in Section if one.facets else set(Section) - set(FACETS):
            content = content_of(any_procedure, one, section)
            once = read(section, content)
            if not once.problems:
                again = read(section, once.content or {})
                assert (again.content, again.problems) == (once.content, ())


def test_what_forms_send_is_read_as_it_is_meant() -> None:
    reading = read(
        Section.PROCESSING_TIME,
        {**FEE, "days": "5", "max_days": "", "unit": "ngày", "unsure": "on", "partial": ""},
    )
    assert reading.problems == ()
    assert reading.content == {**FEE, "days": 5, "unit": "ngày", "unsure": True}
    assert not problems(Section.PROCESSING_TIME, {**FEE, "unsure": True, "partial": False})
    assert read(Section.FEE, {**FEE, "amount_vnd": "50.000 đ"}).content == FEE | {
        "amount_vnd": 50000
    }


@pytest.mark.parametrize("sources", [None, [], [{}], [{"document": " ", "articles": ""}]])
def test_without_a_source_that_is_said(sources: object) -> None:
    for section, fields in ((Section.FEE, FEE), (Section.RULES, RULES)):
        assert told(section, {**fields, "sources": sources}) == [
            (("sources",), "cần ít nhất một nguồn")
        ]


@pytest.mark.parametrize(
    ("section", "fields", "path", "message"),
    [
        (Section.FEE, {"text": "a" * 5000}, ("text",), "quá dài: 5.000 ký tự, tối đa 2.000"),
        (Section.STEPS, {"items": ["a" * 501]}, ("items", 0), "quá dài: 501 ký tự, tối đa 500"),
        (Section.FEE, {"amount_vnd": "-1"}, ("amount_vnd",), "phải từ 0 trở lên"),
        (Section.FEE, {"amount_vnd": "9" * 5000}, ("amount_vnd",), "phải là số nguyên"),
        (Section.DOCUMENTS, {"sets": "11"}, ("sets",), "không được quá 10"),
        (Section.DOCUMENTS, {"sets": "hai"}, ("sets",), "phải là số nguyên"),
        (Section.PROCESSING_TIME, {"days": "4.000"}, ("days",), "không được quá 3.650"),
        (Section.PROCESSING_TIME, {"unsure": "x"}, ("unsure",), "phải là có hoặc không"),
        (Section.FEE, {"confidence": ""}, ("confidence",), "cần chọn mức chắc chắn"),
        (
            Section.FEE,
            {"confidence": "x"},
            ("confidence",),
            "giá trị không nằm trong danh sách cho phép",
        ),
        (
            Section.FEE,
            {"knowledge": "unknown"},
            ("reason",),
            "chưa biết hay không có quy định thì cần ghi vì sao",
        ),
        (Section.FEE, {"text": ""}, (), "ghi là đã biết nhưng chưa có nội dung"),
        (Section.FEE, {"x": "y"}, ("x",), "biểu mẫu không có ô này, bạn hãy tải lại trang"),
        (
            Section.DOCUMENTS,
            {"items": [{"name": ""}, {"name": "Đơn"}]},
            ("items", 1, "source"),
            "cần điền ô này",
        ),
        (
            Section.DOCUMENTS,
            {"items": [{"name": "Đơn", "source": "Điều 4", "only": {"Ly do": ["om"]}}]},
            ("items", 0, "only", "Ly do"),
            "chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối",
        ),
    ],
)
def test_of_a_facet_what_is_wrong_is_said_where_it_was_typed(
    section: Section, fields: dict[str, Any], path: tuple[int | str, ...], message: str
) -> None:
    sound = FEE if section in (Section.FEE, Section.PROCESSING_TIME) else {**FEE, "text": ""}
    if section is Section.DOCUMENTS:
        sound = {**sound, "items": [{"name": "Đơn", "source": "Điều 4"}]}
    assert told(section, {**sound, **fields}) == [(path, message)]


@pytest.mark.parametrize(
    ("section", "fields", "path", "message"),
    [
        (
            Section.RULES,
            {**RULES, "standing": "abolished"},
            ("note",),
            "thủ tục đã bãi bỏ thì cần ghi chú làm gì thay thế",
        ),
        (Section.RULES, {"sources": SOURCES}, ("title",), "cần điền ô này"),
        (
            Section.RULES,
            {**RULES, "author": "lan"},
            ("author",),
            "biểu mẫu không có ô này, bạn hãy tải lại trang",
        ),
        (
            Section.RULES,
            {**RULES, "superseded": {"document": "Luật", "since": "30/02/2027"}},
            ("superseded", "since"),
            "không có ngày 30/02/2027, cần dạng 31/12/2026",
        ),
        (
            Section.RULES,
            {**RULES, "replaced_by_procedure": "62"},
            ("replaced_by_procedure",),
            "không được quá 61",
        ),
        (
            Section.NAMES,
            {"choose_when": "x", "aliases": ["mất bằng", "", " mất  bằng"]},
            ("aliases",),
            "tên gọi khác ghi hai lần: mất bằng",
        ),
        (Section.NAMES, {"aliases": ["x"]}, ("choose_when",), "cần điền ô này"),
        (
            Section.NAMES,
            {"choose_when": "x", "name": "y"},
            ("name",),
            "biểu mẫu không có ô này, bạn hãy tải lại trang",
        ),
        (
            Section.QUESTIONS,
            {"questions": [{"q": "", "a": ""}, {"q": "Ai?"}]},
            ("questions", 1, "a"),
            "cần điền ô này",
        ),
    ],
)
def test_of_the_other_sections_likewise(
    section: Section, fields: dict[str, Any], path: tuple[int | str, ...], message: str
) -> None:
    assert problems(section, fields) == (Problem(path, message),)


@settings(deadline=None)
@given(st.sampled_from(Section), st.dictionaries(NAMES | st.text(max_size=9), FIELDS | JSON))
def test_whatever_is_typed_is_answered_in_vietnamese(
    section: Section, fields: dict[str, Any]
) -> None:
    cleaned(fields)
    for problem in problems(section, fields):
        assert not ENGLISH.search(problem.message.replace(str(fields), ""))
        assert "_" not in problem.message or "ghi hai lần" in problem.message
    reading = read(section, fields)
    assert (reading.content is None) == bool(reading.problems)
