"""The log says in Vietnamese what was changed."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.staff import log_phrases, phrases
from bot.staff.log_words import Told, told
from knowledge.catalogue_files import CATALOGUE, read_file
from knowledge.content import ProcedureContent
from knowledge.staff.audit import Action, Entry

State = Mapping[str, Any] | None


def said(action: str, before: State, after: State) -> list[Told]:
    return told(Entry(1, datetime.now(UTC), "lan", action, "x", before, after))


@pytest.fixture(scope="module")
def procedure() -> ProcedureContent:
    return read_file(CATALOGUE / "03.yml")


def whole(procedure: ProcedureContent) -> dict[str, Any]:
    return procedure.model_dump(mode="json", exclude_defaults=True)


def test_a_role() -> None:
    before = {"role": "editor", "active": True, "must_change": False, "codes": False}
    assert said("change_role", before, {**before, "role": "admin"}) == [
        Told("Vai trò", "Biên tập", "Quản trị")
    ]
    assert said("codes_on", before, {**before, "codes": True}) == [
        Told("Mã xác thực", "không", "có")
    ]


def test_what_was_imported_and_who_was_refused() -> None:
    assert said("import_dossiers", None, {"added": 3, "refused": 0}) == [
        Told("Thêm", "", "3"),
        Told("Từ chối", "", "0"),
    ]
    assert said("log_in_refused", None, {"wrong": "code", "locked": True}) == [
        Told("Nhập sai", "", "mã xác thực"),
        Told("Bị khóa 15 phút", "", "có"),
    ]


def test_a_law_and_a_task() -> None:
    assert said("mark_law", {"number": "1"}, {"number": "1", "effective_to": "2026-12-31"}) == [
        Told("Có hiệu lực đến", "", "31/12/2026")
    ]
    assert said("mark_law", {}, {"replaced_by": ["2/2026", "3/2026"]}) == [
        Told("Bị thay bởi", "", "2/2026, 3/2026")
    ]
    assert said("mark_law", {"replaced_by": ["2/2026"]}, {"replaced_by": ["2/2026", "4"]}) == [
        Told("Bị thay bởi · số 2", "", "4")
    ]
    assert said("close_task", None, {"facet": "fee", "closed_as": "still_right"}) == [
        Told("Mục", "", "Phí, lệ phí"),
        Told("Đóng vì", "", "nội dung vẫn đúng"),
    ]


def test_a_paper_that_came_into_a_procedure(procedure: ProcedureContent) -> None:
    before, after = whole(procedure), whole(procedure)
    version = after["versions"][-1]
    version["facets"]["documents"]["items"].insert(
        1, {"name": "Sổ hộ khẩu", "quantity": 1, "unsure": True, "source": "Điều 5"}
    )
    version["facets"]["documents"]["confidence"] = "high"
    before["versions"][-1]["facets"]["documents"]["confidence"] = "low"
    [came, changed] = sorted(said("publish", before, after), key=lambda each: each.before)
    assert came.place == "Quy định từ 10/05/2026 · Giấy tờ cần nộp · Giấy tờ số 2"
    assert came.after == "Tên giấy tờ: Sổ hộ khẩu; Số lượng: 1; Chưa chắc: có; Nguồn: Điều 5"
    assert changed.place == "Quy định từ 10/05/2026 · Giấy tờ cần nộp · Mức chắc chắn"
    assert (changed.before, changed.after) == ("thấp", "cao")


def test_a_draft_that_was_thrown_away() -> None:
    thrown = {
        "fee": {"knowledge": "unknown", "text": "50.000 đồng"},
        "version_from": "2021-01-19",
        "authors": ["hoa", "lan"],
    }
    places = {each.place: each.before for each in said("discard_draft", thrown, None)}
    assert places["Phí, lệ phí · Đã biết đến đâu"] == "chưa biết"
    assert places["Sửa quy định từ"] == "19/01/2021"
    assert places["Những người đã soạn"] == "hoa, lan"


def test_no_english_key_is_left_of_a_whole_procedure(procedure: ProcedureContent) -> None:
    for each in said("import_catalogue", None, whole(procedure)):
        assert not set(each.place.split()) & {"items", "facets", "documents", "name", "versions"}
        assert "in_force_from" not in each.after


def test_what_is_long_is_cut_where_it_differs() -> None:
    [only] = said("x", {"note": "x" * 1000 + "cũ"}, {"note": "x" * 1000 + "mới"})
    assert only.before.endswith("cũ")
    assert only.after.endswith("mới")
    assert len(only.after) < 100
    [only] = said("x", None, {"note": "y" * 1000})
    assert only.after == "y" * 400 + "…"
    [only] = said("x", {"note": "x"}, {"note": "y" * 1000})
    assert len(only.after) == 401


def test_what_has_no_name_stands_as_it_is() -> None:
    assert said("ai đó", None, {"số": 1, "day": "2026-99-99", "empty": ""}) == [
        Told("số", "", "1"),
        Told("day", "", "2026-99-99"),
        Told("empty", "", log_phrases.NOTHING),
    ]


def test_every_action_has_a_name() -> None:
    assert set(phrases.ACTIONS) == set(Action)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["role", "items", "fee", "versions", "x"]), inner)
    ),
    max_leaves=10,
)
KEYS = st.sampled_from(["versions", "fee", "documents", "role", "facets", "questions", ""])


@given(
    st.sampled_from(["publish", "discard_draft", "add_account"]),
    st.none() | st.dictionaries(KEYS, JSON),
    st.none() | st.dictionaries(KEYS, JSON),
)
def test_whatever_stands_in_the_log_can_be_told(action: str, before: State, after: State) -> None:
    for each in said(action, before, after):
        assert len(each.before) <= 402
        assert len(each.after) <= 402
