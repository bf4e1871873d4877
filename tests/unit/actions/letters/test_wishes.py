"""What people say to the one who writes their letter, and how they ask for one."""

import pytest

from actions.letters.wishes import Step, step_wished, wants_correction, wants_letter


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("đúng rồi", Step.CONFIRM),
        ("ok tạo đơn đi", Step.CONFIRM),
        ("dạ đúng hết rồi ạ", Step.CONFIRM),
        ("chuẩn", Step.CONFIRM),
        ("đúng rồi, tạo đơn giúp em", Step.CONFIRM),
        ("ok ad xuất file đi", Step.CONFIRM),
        ("uh tạo đi", Step.CONFIRM),
        ("không đúng", None),
        ("chưa được", None),
        ("bỏ qua", Step.PASS),
        ("bo qua cau nay di", Step.PASS),
        ("em không có", Step.PASS),
        ("để trống", Step.PASS),
        ("quay lại câu trước", Step.BACK),
        ("thôi không viết nữa", Step.CANCEL),
        ("huỷ", Step.CANCEL),
        ("để khi khác em làm", Step.CANCEL),
        ("Đúng là nhà em chuyển về Đông Hà từ tháng trước rồi nên xin chuyển", None),
        ("Trường THPT Đông Hà", None),
        ("Nguyễn Văn Đúng", None),
        ("Hồ Thị Thôi", None),
        ("lớp 10A3", None),
    ],
)
def test_a_wish_is_told_from_an_answer(text: str, step: Step | None) -> None:
    assert step_wished(text) is step


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("sửa 2", "2"),
        ("sua muc 3", "3"),
        ("sai ngày sinh rồi", "ngay sinh roi"),
        ("đúng rồi", None),
    ],
)
def test_what_is_to_be_corrected(text: str, rest: str | None) -> None:
    assert wants_correction(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "viết giúp em cái đơn xin chuyển trường",
        "dien don phuc khao ho toi voi",
        "soạn giùm mình mẫu đơn cấp bản sao bằng",
        "làm cho em cái đơn xin học lại",
    ],
)
def test_a_letter_is_asked_for(text: str) -> None:
    assert wants_letter(text)


@pytest.mark.parametrize(
    "text",
    [
        "cho xin mẫu đơn chuyển trường",
        "đơn xin chuyển trường viết như thế nào",
        "viết đơn xong nộp ở đâu",
        "giúp em chuyển trường",
    ],
)
def test_a_question_about_the_form_is_none(text: str) -> None:
    assert not wants_letter(text)
