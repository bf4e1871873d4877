"""Wishes to a look-up are told from questions that begin alike."""

import pytest

from actions.reply import Kind
from actions.status.wishes import has_lost_it, leaves, state_wanted, wants_again


@pytest.mark.parametrize(
    "text",
    ["thôi không tra nữa", "thôi khỏi tra điểm phúc khảo nữa", "hủy đi", "Thôi ạ", "dạ thôi em",
     "khong can tra nua dau", "thôi khỏi tra hồ sơ nữa, để mai em lên hỏi", "stop"],
)  # fmt: skip
def test_leaving(text: str) -> None:
    assert leaves(text)


@pytest.mark.parametrize(
    "text",
    ["thôi khoan, cho em hỏi giấy chứng nhận có hạn mấy năm", "thoi duoc, giai the truong nop gi",
     "thôi em cảm ơn", "tra hồ sơ giúp em", "không thấy hồ sơ à", ""],
)  # fmt: skip
def test_not_leaving(text: str) -> None:
    assert not leaves(text)


@pytest.mark.parametrize("text", ["tra lại", "kiểm tra lại giúp em nhé", "cho em xem lại lần nữa"])
def test_again(text: str) -> None:
    assert wants_again(text)


@pytest.mark.parametrize("text", ["xem lệ phí", "tra cứu", "nộp lại hồ sơ ở đâu"])
def test_not_again(text: str) -> None:
    assert not wants_again(text)


@pytest.mark.parametrize(
    "text",
    ["em quên số báo danh rồi", "mã hồ sơ bị mất thì tra kiểu gì", "tui làm mất tờ giấy hẹn rồi",
     "không nhớ sbd thì tra phúc khảo bằng cccd được không", "nộp rồi mà không có mã hồ sơ"],
)  # fmt: skip
def test_lost(text: str) -> None:
    assert has_lost_it(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("tra cứu hồ sơ", Kind.STATUS_DOSSIER),
        ("kiem tra giup em ho so", Kind.STATUS_DOSSIER),
        ("hồ sơ của tôi tới đâu rồi", Kind.STATUS_DOSSIER),
        ("tra điểm phúc khảo", Kind.STATUS_REGRADE),
        ("phúc khảo ra điểm, có chưa ad", Kind.STATUS_REGRADE),
        ("hồ sơ chuyển trường gồm gì", None),
        ("phúc khảo bài thi", None),
    ],
)
def test_a_state_wanted_in_so_many_words(text: str, kind: Kind | None) -> None:
    assert state_wanted(text) is kind
