"""What changed, in the words of officers."""

from typing import Any, get_args, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from bot.staff.editing.changes import by_day, changes
from bot.staff.editing.labels import label
from bot.staff.editing.marking import Piece, marked
from knowledge.content import ProcedureContent
from knowledge.editing.sections import Section, content_of

TEXTS = st.text("ab .,\n", max_size=30)


def sides(before: Any, after: Any, **options: Any) -> list[tuple[str, str, str]]:
    def text(pieces: tuple[Piece, ...]) -> str:
        return "".join(each.text for each in pieces)

    return [(c.place, text(c.before), text(c.after)) for c in changes(before, after, **options)]


@given(TEXTS, TEXTS)
def test_both_texts_are_shown_whole(old: str, new: str) -> None:
    before, after = marked(old, new)
    assert "".join(each.text for each in before) == old
    assert "".join(each.text for each in after) == new


@given(TEXTS)
def test_nothing_is_marked_where_nothing_changed(text: str) -> None:
    before, after = marked(text, text)
    assert not any(each.marked for each in (*before, *after))


def test_the_word_that_changed_is_marked() -> None:
    before, after = marked("Nộp tại trường nơi đi, một bộ", "Nộp tại trường nơi đến, một bộ")
    assert [each.text for each in before if each.marked] == [" đi"]
    assert [each.text for each in after if each.marked] == [" đến"]


def test_a_row_in_between_changes_no_other() -> None:
    old = {"items": [{"name": "Đơn", "source": "x"}, {"name": "Học bạ", "source": "x"}]}
    new = {"items": [old["items"][0], {"name": "Ảnh 3x4", "source": "y"}, old["items"][1]]}
    assert sides(old, new, section="documents") == [
        ("Giấy tờ số 2 · Tên giấy tờ", "", "Ảnh 3x4"),
        ("Giấy tờ số 2 · Nguồn", "", "y"),
    ]


def test_values_and_answers_are_told_in_words(catalogue: list[ProcedureContent]) -> None:
    cases = catalogue[2].cases
    old = {"confidence": "high", "items": [{"name": "Đơn", "quantity": 1}]}
    only = {"pham-vi": ["trong-tinh"], "cu": ["a"]}
    new = {
        "knowledge": "unknown",
        "confidence": "low",
        "items": [{"name": "Đơn", "quantity": "2", "unsure": True, "only": only}],
    }
    assert sides(old, new, section="documents", cases=cases) == [
        ("Mức chắc chắn", "cao", "thấp"),
        ("Giấy tờ số 1 · Số lượng", "1", "2"),
        ("Giấy tờ số 1 · Chưa chắc", "", "có"),
        (
            "Giấy tờ số 1 · Chỉ cần khi",
            "",
            "Học sinh chuyển từ đâu đến đâu?: Trong tỉnh Quảng Trị; cu: a",
        ),
        ("Đã biết đến đâu", "Đã biết, nói được với người dân", "Chưa biết"),
    ]


def test_a_number_as_typed_is_the_same_number() -> None:
    assert sides({"sets": 1}, {"sets": "1"}, section="documents") == []


def test_two_states_of_a_procedure(catalogue: list[ProcedureContent]) -> None:
    old = catalogue[2]
    new_version = old.versions[-1].model_copy(update={"confirmed": True, "note": "Khác."})
    new = old.model_copy(update={"versions": (*old.versions[:-1], new_version)})
    before, after = (by_day(each.model_dump(mode="json")) for each in (old, new))
    places = [place for place, _, _ in sides(before, after)]
    assert places == [
        "Quy định từ 10/05/2026 · Ghi chú cho người dân",
        "Quy định từ 10/05/2026 · Sở đã xác nhận",
    ]


def _paths(shape: Any, path: tuple[str | int, ...]) -> list[tuple[str | int, ...]]:
    """All places of the schema, rows as their first."""
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        return [
            each
            for name, field in shape.model_fields.items()
            for each in ((*path, name), *_paths(field.annotation, (*path, name)))
        ]
    row = (0,) if get_origin(shape) is tuple else ()
    inner = [] if get_origin(shape) is dict else get_args(shape)
    return [each for part in inner for each in _paths(part, (*path, *row))]


def test_every_place_of_the_schema_has_a_vietnamese_name() -> None:
    paths = _paths(ProcedureContent, ())
    assert len(paths) > 150
    unnamed = [path for path in paths if path[-1] in label(path).split(" · ")]
    assert unnamed == []
    assert [path for path in paths if path[-1] != "facets" and not label(path)] == []


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (("documents", "items", 1, "quantity"), "Giấy tờ cần nộp · Giấy tờ số 2 · Số lượng"),
        (
            ("versions", 0, "facets", "documents", "items", 1, "only", "pham-vi", 0),
            "Quy định số 1 · Giấy tờ cần nộp · Giấy tờ số 2 · Chỉ cần khi",
        ),
        (("questions", 0, "q"), "Câu hỏi số 1 · Câu hỏi"),
        (("questions", "questions", 0, "q"), "Hỏi đáp · Câu hỏi số 1 · Câu hỏi"),
        (("vớ", "vẩn"), "vớ · vẩn"),
        ((), ""),
    ],
)
def test_places_are_named(path: tuple[str | int, ...], told: str) -> None:
    assert label(path) == told


@pytest.mark.parametrize("section", Section)
def test_a_section_does_not_differ_from_itself(
    catalogue: list[ProcedureContent], section: Section
) -> None:
    for procedure in catalogue:
        content = content_of(procedure, procedure.versions[-1], section)
        assert changes(content, content, section) == []
