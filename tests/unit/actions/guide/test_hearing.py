"""What a person writes to the guide is heard as the answer that it is, or as none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.guide.hearing import (
    answer_to,
    in_its_words,
    numbers_alone,
    papers_at_hand,
    takes_back,
)
from actions.guide.wishes import Wish, asks_something, wish
from knowledge.catalogue_files import CATALOGUE, read_file
from knowledge.content import Case, CaseAnswer


def case(*answers: tuple[str, ...]) -> Case:
    """Return a case; of each answer the label, then other ways to say it; its key is its place."""
    return Case(
        key="hoi",
        question="Hỏi gì?",
        answers=tuple(
            CaseAnswer(key=str(at), answer=label, said=said, effect="Vậy đó.")
            for at, (label, *said) in enumerate(answers, start=1)
        ),
    )


def heard(of: Case, text: str, likely_a_question: bool = False) -> int | None:
    answer = answer_to(of, text, likely_a_question)
    return int(answer.key) if answer else None


KIND = case(
    ("Công lập", "trường công", "trường nhà nước"),
    ("Tư thục", "trường tư", "dân lập"),
    ("Trường chuyên", "chuyên lê quý đôn"),
    ("Thuộc cơ sở giáo dục đại học",),
)
DECIDED = case(("Chưa",), ("Rồi",))
INVESTED = case(("Có",), ("Không",))
ALLOWED = case(
    ("Có, nay muốn hoạt động lại",),
    ("Không (khác cấp)",),
)
SPARED = case(
    ("Không", "không có", "thi đủ"),
    ("Có chứng chỉ ngoại ngữ", "có ielts", "ielts"),
    ("Khuyết tật nặng, đội tuyển Olympic", "khuyết tật"),
)
LEVEL = case(
    ("Bằng tốt nghiệp THPT (cấp 3)", "cấp 3", "cấp ba"),
    ("Bằng tốt nghiệp THCS (cấp 2)", "cấp 2", "cấp hai"),
    ("Chứng chỉ tin học", "chứng chỉ"),
)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        *(("Công lập", 1), ("cong lap", 1), ("CÔNG LẬP!!!", 1), ("dạ trường công ạ", 1)),
        *(("con em học trường nhà nước", 1), ("dân lập á", 2), ("trường chuyên Lê Quý Đôn", 3)),
        *(("thuộc cơ sở giáo dục đại học", 4), ("cônglập", 1), ("côg lập", 1), ("tu thuv", 2)),
    ],
)
def test_an_answer_in_its_own_words_however_it_is_typed(text: str, answer: int) -> None:
    assert heard(KIND, text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [("1", 1), ("số 2 nhé", 2), ("cái cuối", 4), ("câu thứ ba ạ", 3), ("thứ tư", 4), ("4", 4)],
)
def test_an_answer_by_its_number_or_place(text: str, answer: int) -> None:
    assert heard(KIND, text) == answer


@pytest.mark.parametrize("text", ["5", "số 9", "0", "12"])
def test_a_number_that_no_answer_has_is_none(text: str) -> None:
    assert heard(KIND, text) is None


@pytest.mark.parametrize("text", ["tư", "tu", "dạ tư ạ", "tư nhé", "bên tư", "trường tư"])
def test_tu_of_a_school_is_private_and_not_four(text: str) -> None:
    assert heard(KIND, text) == 2


def test_tu_is_four_where_nothing_is_private() -> None:
    assert heard(case(("Đỏ",), ("Cam",), ("Vàng",), ("Lục",)), "tư") == 4


def test_tu_is_none_where_two_answers_are_private() -> None:
    moves = case(
        ("Công lập sang công lập",),
        ("Tư thục sang công lập", "tư sang công"),
        ("Sang trường tư thục", "công sang tư", "tư sang tư"),
        ("Sang trường chuyên",),
    )
    assert heard(moves, "tư") is None
    assert heard(moves, "tư sang công") == 2
    assert heard(moves, "dạ tư sang tư") == 3


@pytest.mark.parametrize(("text", "answer"), [("cấp 2", 2), ("cap hai", 2), ("2", 2), ("cấp 3", 1)])
def test_a_level_of_school_is_no_place_in_the_list(text: str, answer: int) -> None:
    assert heard(LEVEL, text) == answer


@pytest.mark.parametrize(
    ("of", "text", "answer"),
    [
        *((INVESTED, "có", 1), (INVESTED, "dạ có ạ", 1), (INVESTED, "vâng", 1)),
        *((INVESTED, "không", 2), (INVESTED, "dạ không ạ", 2), (INVESTED, "ko", 2)),
        *((INVESTED, "không có", 2), (INVESTED, "chưa có", 2), (INVESTED, "không phải", 2)),
        *((INVESTED, "có, của một công ty Nhật", 1), (INVESTED, "co a", 1)),
        *((DECIDED, "chưa", 1), (DECIDED, "em chưa có quyết định", 1), (DECIDED, "không", 1)),
        *((DECIDED, "rồi", 2), (DECIDED, "dạ có rồi ạ", 2), (DECIDED, "đã có quyết định rồi", 2)),
        *((DECIDED, "có", 2), (DECIDED, "xong rồi", 2)),
        *((ALLOWED, "có", 1), (ALLOWED, "không", 2), (ALLOWED, "dạ không", 2)),
        *((SPARED, "không", 1), (SPARED, "không có ielts", 1), (SPARED, "có ielts", 2)),
        *((SPARED, "không có", 1), (SPARED, "có", 2)),
    ],
)
def test_yes_and_no_are_answers(of: Case, text: str, answer: int) -> None:
    assert heard(of, text) == answer


@pytest.mark.parametrize("text", ["không biết", "chưa rõ nữa", "em không chắc", "ko nhớ"])
@pytest.mark.parametrize("of", [INVESTED, DECIDED, ALLOWED, SPARED])
def test_who_does_not_know_has_said_neither_yes_nor_no(of: Case, text: str) -> None:
    assert heard(of, text) is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("công lập chứ không phải tư thục", 1),
        ("không phải công lập, trường tư", 2),
        ("không phải trường tư mà là trường công", 1),
        ("không phải trường công", None),
        ("không học trường chuyên", None),
        ("công lập hay tư thục cũng được", None),
    ],
)
def test_what_is_denied_is_not_heard(text: str, answer: int | None) -> None:
    assert heard(KIND, text) == answer


@pytest.mark.parametrize(
    "text",
    [
        *("công lập thì nộp ở đâu", "trường chuyên cần giấy tờ gì vậy", "công lập được không?"),
        *("trường tư mất bao nhiêu tiền", "sao lại hỏi công lập", "tư thục mấy ngày xong"),
        *("trường tư thì sao", "có cần trường công xác nhận không", "2 bản có được không"),
    ],
)
def test_nothing_is_taken_from_a_question(text: str) -> None:
    assert heard(KIND, text) is None


@pytest.mark.parametrize("text", ["có cần công chứng không", "có mất phí không ạ", "được chưa"])
@pytest.mark.parametrize("of", [INVESTED, DECIDED, ALLOWED, SPARED])
def test_no_yes_or_no_is_taken_from_a_question(of: Case, text: str) -> None:
    assert heard(of, text) is None


def test_a_long_message_taken_for_a_question_is_no_answer_and_a_short_one_is() -> None:
    text = "cho tôi xin danh sách giấy tờ của trường công"
    assert heard(KIND, text, likely_a_question=True) is None
    assert heard(KIND, text) == 1
    assert heard(KIND, "dạ trường công ạ", likely_a_question=True) == 1


@pytest.mark.parametrize(
    "text", ["không có gì", "xin bản sao", "bị đau nằm viện", "không biết sao", "chứ sao"]
)
def test_words_that_look_like_a_question_word_ask_nothing(text: str) -> None:
    assert not asks_something(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        *(("dừng", Wish.PAUSE), ("dung lai nhe", Wish.PAUSE), ("thôi tạm nghỉ đã", Wish.PAUSE)),
        *(("để mai làm", Wish.PAUSE), ("thoát", Wish.PAUSE), ("không làm nữa", Wish.PAUSE)),
        *(("tiếp tục", Wish.GO_ON), ("tiep", Wish.GO_ON), ("làm tiếp đi", Wish.GO_ON)),
        *(("tiếp tục hướng dẫn", Wish.GO_ON), ("quay lại chỗ đang làm", Wish.GO_ON)),
        *(("câu trước", Wish.BACK), ("lùi lại", Wish.BACK), ("cho sửa câu vừa rồi", Wish.BACK)),
        *(("làm lại từ đầu", Wish.AGAIN), ("hướng dẫn lại", Wish.AGAIN), ("làm lại", Wish.AGAIN)),
        *(("còn thiếu gì", Wish.MISSING), ("thiếu giấy nào nữa?", Wish.MISSING)),
        *(("còn gì nữa không", Wish.MISSING), ("con thieu chi", Wish.MISSING)),
    ],
)
def test_a_wish_to_the_guide(text: str, wanted: Wish) -> None:
    assert wish(text) is wanted


@pytest.mark.parametrize(
    "text",
    [
        *("đúng", "đúng rồi ạ", "dạ đúng", "làm lại khai sinh", "mất bằng làm lại ở đâu"),
        *("hủy hồ sơ đã nộp được không", "học tiếp đại học", "để tôi tự đi", "trung tâm đang nghỉ"),
        *("tạm nghỉ vì dịch", "bị đình chỉ", "công lập", "1", "", "nghỉ hè"),
    ],
)
def test_what_only_sounds_like_a_wish_is_none(text: str) -> None:
    assert wish(text) is None


@pytest.mark.parametrize("text", ["không, công lập", "à nhầm, trường tư", "ủa quên, số 2"])
def test_a_slip_of_the_tongue_is_taken_back(text: str) -> None:
    assert takes_back(text)


NAMES = (
    "Đơn xin chuyển trường",
    "Học bạ (bản chính)",
    "Giấy giới thiệu chuyển trường",
    "Bản sao đơn vị cấp",
)


@pytest.mark.parametrize(
    ("text", "at_hand"),
    [
        *(("có 1, 2 rồi", (0, 1)), ("có 1 với 3", (0, 2)), ("xong số 2 rồi", (1,))),
        *(("có đơn với học bạ rồi", (0, 1)), ("có đơn, học bạ và giấy giới thiệu rồi", (0, 1, 2))),
        *(("đủ hết rồi", (0, 1, 2, 3)), ("có đủ hết", (0, 1, 2, 3)), ("du roi", (0, 1, 2, 3))),
        *(("co hoc ba roi a", (1,)), ("em chuẩn bị học bạ rồi nhé", (1,)), ("có 9 rồi", ())),
        *(("chưa có 1", ()), ("mất học bạ rồi", ()), ("còn thiếu học bạ", ()), ("1", ())),
        *(("có học bạ 2 bản rồi", (1,)), ("nộp 1 bộ có được không", ()), ("có cần 2 không", ())),
        *(("có nộp qua mạng được không", ()), ("có giấy khai sinh rồi", ()), ("có rồi", ())),
    ],
)
def test_papers_at_hand_by_number_or_name(text: str, at_hand: tuple[int, ...]) -> None:
    assert papers_at_hand(NAMES, text) == at_hand


@pytest.mark.parametrize(
    ("text", "at_hand"),
    [
        ("2", (1,)),
        ("1, 3", (0, 2)),
        ("1,3", (0, 2)),
        ("1 3", (0, 2)),
        ("cái 2", (1,)),
        ("cai so 2 a", (1,)),
        ("số 2 và 4", (1, 3)),
        ("dạ 2 với 3 nha", (1, 2)),
        ("giấy 1; giấy 2", (0, 1)),
        ("cái thứ hai", (1,)),
        ("cái cuối", (3,)),
        ("1, 9", (0,)),
        ("9", ()),
        ("0", ()),
        ("2 bản", ()),
        ("2?", (1,)),
        ("1, 2?", ()),
        ("5/9", ()),
        ("1-3", ()),
        ("05 09 2003", ()),
        ("chưa có 2", ()),
        ("lớp 2", ()),
        ("", ()),
    ],
)
def test_nothing_but_numbers_are_papers_at_hand(text: str, at_hand: tuple[int, ...]) -> None:
    assert numbers_alone(4, text) == at_hand


WORDS = (
    "có không chưa rồi tư công lập trường 1 2 , . ? ! chứ phải nhầm à dừng tiếp tục câu trước gì"
    " đâu đủ hết thiếu học bạ đơn và với ( ) * [ \\ ielts"
)
PIECES = st.sampled_from(WORDS.split())
TEXTS = st.text(max_size=60) | st.lists(PIECES, max_size=12).map(" ".join)


@given(TEXTS, st.booleans())
def test_any_text_is_an_answer_or_none_and_papers_that_there_are(text: str, asking: bool) -> None:
    for of in (KIND, DECIDED, INVESTED, ALLOWED, SPARED, LEVEL):
        answer = answer_to(of, text, asking)
        assert answer is None or answer in of.answers
        said = in_its_words(of, text)
        assert said is None or said in of.answers
    assert set(papers_at_hand(NAMES, text)) <= set(range(len(NAMES)))
    assert papers_at_hand((), text) == ()
    assert set(numbers_alone(4, text)) <= set(range(4))
    assert numbers_alone(0, text) == ()
    wish(text)
    takes_back(text)


@given(st.sampled_from([(c, a) for c in (KIND, SPARED, LEVEL, DECIDED) for a in c.answers]))
def test_each_answer_in_the_words_of_its_button_is_that_answer(
    pair: tuple[Case, CaseAnswer],
) -> None:
    of, answer = pair
    assert answer_to(of, answer.answer) == answer
    assert answer_to(of, answer.answer.upper()) == answer


def catalogued(key: str) -> Case:
    (found,) = (c for c in read_file(CATALOGUE / "03.yml").cases if c.key == key)
    return found


@pytest.mark.parametrize(
    ("text", "key"),
    [("cha mẹ chuyển chỗ ở", "doi-noi-o"), ("nhà em khó khăn lắm ạ", "hoan-canh")],
)
def test_an_answer_in_words_of_ones_own_is_heard(text: str, key: str) -> None:
    answer = answer_to(catalogued("ly-do"), text)
    assert answer is not None
    assert answer.key == key


def test_words_that_tell_no_answer_from_the_others_are_none() -> None:
    assert answer_to(catalogued("ly-do"), "em cũng chưa rõ nữa") is None


@pytest.mark.parametrize("text", ["từ sài gòn về", "từ Huế ra"])
def test_where_one_comes_from_is_not_a_private_school(text: str) -> None:
    assert answer_to(catalogued("truong-den"), text) is None
