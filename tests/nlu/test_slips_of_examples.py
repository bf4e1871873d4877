"""With the real examples learnt, usual words are understood however clumsily they are typed."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.nlu.scope import ScopeGate
from bot.nlu.slips import Slips
from bot.nlu.wordings import Wordings
from knowledge.folding import fold
from tests.nlu.typed import is_plain, telex, vietnamese

_USUAL = (
    "trường chuyển giấy tờ bằng tốt nghiệp phép thủ tục hồ sơ tiểu trung tâm ngoại ngữ giáo dục "
    "thành lập hoạt động giải thể sáp nhập kiểm định chất lượng chuẩn quốc gia phúc khảo bài thi "
    "điểm lệ phí nộp đâu bao nhiêu ngày mấy cần như thế nào điều kiện đăng ký trực tuyến kết quả "
    "chứng nhận văn được muốn xin cấp bản sao lại mất sửa đổi nước ngoài đầu tư kỹ năng sống "
    "khuyết tật hòa nhập cơ sở dân tộc nội trú mầm non sư phạm ngành đào tạo tách phòng cho hỏi "
    "sau trước phải thời gian hết hạn gửi"
)
USUAL = _USUAL.split()
LONG = [fold(word) for word in USUAL if len(word) >= 4]
TRUSTED, COMMON = 4, 8


@pytest.fixture(scope="session")
def counts(texts: list[str], wordings: Wordings) -> Counter[str]:
    return Counter(word for text in texts for word in wordings.folded(text).split())


def test_the_usual_words_are_in_the_examples(counts: Counter[str]) -> None:
    assert [word for word in USUAL if counts[fold(word)] < 25] == []


@pytest.mark.parametrize("tone_last", [True, False])
@pytest.mark.parametrize("word", USUAL)
def test_raw_telex_is_understood(
    slips: Slips, counts: Counter[str], word: str, tone_last: bool
) -> None:
    """Unless the examples have these very keys so often that they are learnt as they stand."""
    keys = telex(word, tone_last=tone_last)
    assert slips.mend(keys) == (fold(word) if counts[keys] < TRUSTED else keys)


@pytest.mark.parametrize(
    "question",
    [
        "chuyển trường cần giấy tờ gì",
        "kiểm định chất lượng",
        "bản sao bằng tốt nghiệp nộp ở đâu",
        "phúc khảo bài thi hết bao nhiêu tiền",
    ],
)
def test_a_question_in_raw_telex_is_no_gibberish(
    slips: Slips, wordings: Wordings, question: str
) -> None:
    keys = " ".join(telex(word) for word in question.split())
    assert slips.mend(wordings.folded(keys)) == fold(question)
    assert slips.known(wordings.folded(keys)) > ScopeGate.get_default_config()["known_words"]


@given(st.sampled_from(LONG), st.data())
def test_a_letter_typed_twice_is_typed_once(
    slips: Slips, counts: Counter[str], wordings: Wordings, word: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    typed = word[:at] + word[at] * data.draw(st.integers(2, 5)) + word[at + 1 :]
    if counts[typed] < TRUSTED and typed not in wordings.words:
        assert slips.mend(typed) == word


@given(st.sampled_from(LONG), st.data())
def test_one_wrong_letter_leads_to_a_common_word_beside_it(
    slips: Slips, counts: Counter[str], wordings: Wordings, word: str, data: st.DataObject
) -> None:
    """To the right one, if no more frequent one is as near."""
    at = data.draw(st.integers(0, len(word) - 1))
    typed = word[:at] + data.draw(st.sampled_from("bcdghklmnpqtv")) + word[at + 1 :]
    if counts[typed] >= TRUSTED or typed in wordings.words or len(typed) < 4:
        return
    mended = slips.mend(typed)
    assert counts[mended] >= TRUSTED
    near = [
        other
        for other, count in counts.items()
        if count >= COMMON and len(other) >= 3 and OSA.distance(other, typed) <= 1
    ]
    if max(near, key=counts.__getitem__) == word and not _repeats(typed):
        assert mended == word


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("chuyne truong", "chuyen truong"),
        ("giay chugn nhan", "giay chung nhan"),
        ("giay pheps bangtotnghiep", "giay phep bangtotnghiep"),
        ("chuyentruong lop10", "chuyen truong lop 10"),
        ("thanhlap trungtam ngoaingu", "thanh lap trung tam ngoai ngu"),
        ("phuckhao baithi", "phuc khao bai thi"),
        ("truong cap2", "truong cap 2"),
        ("kieemr ddinhj chaast luowngj", "kiem dinh chat luong"),
    ],
)
def test_slips_as_they_happen(slips: Slips, typed: str, meant: str) -> None:
    assert slips.mend(typed) == meant


def test_a_word_that_the_examples_trust_is_never_changed(
    slips: Slips, counts: Counter[str]
) -> None:
    trusted = [word for word, count in counts.items() if count >= TRUSTED]
    assert len(trusted) > 500
    assert slips.mend(" ".join(trusted)) == " ".join(trusted)


def test_no_example_loses_a_digit_and_mending_twice_is_mending_once(
    slips: Slips, wordings: Wordings, texts: list[str]
) -> None:
    for text in texts:
        folded = wordings.folded(text)
        mended = slips.mend(folded)
        assert [c for c in mended if c.isdigit()] == [c for c in folded if c.isdigit()], text
        assert slips.mend(mended) == mended, text


@given(vietnamese)
def test_any_message_becomes_plain_words(slips: Slips, wordings: Wordings, text: str) -> None:
    mended = slips.mend(wordings.folded(text))
    assert is_plain(mended)
    assert slips.mend(mended) == mended
    assert is_plain(wordings.plain(mended))


def _repeats(word: str) -> bool:
    return any(one == other for one, other in pairwise(word))
