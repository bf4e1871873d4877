"""However a message is typed, it is folded to the same words, and variants to one wording."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.nlu.wordings import LONGEST, Wordings, spell
from knowledge.folding import fold
from tests.nlu.typed import anything, is_plain, vietnamese

DIALECT = {"đâu": ["mô"], "gì": ["giề"]}
SHORTHAND = {
    "khong": ["ko", "k"],
    "duoc khong": ["dc k"],
    "duoc": ["dc"],
    "uy ban nhan dan": ["uy ban", "ubnd"],
    "trung hoc co so": ["cap 2"],
}
TOY = Wordings(DIALECT, SHORTHAND)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("giáo dục hòa nhập", "giáo dục hoà nhập"),
        ("giấy ủy quyền", "giấy uỷ quyền"),
        ("trẻ khỏe", "trẻ khoẻ"),
        ("HỦY hồ sơ", "huỷ hồ sơ"),
        ("Đông Hà", "ĐÔNG HÀ"),
        ("học-bạ, (bản sao)", "học bạ bản sao"),
        ("phúc khảo\tbài\nthi ", "  phúc khảo  bài thi"),
    ],
)
def test_ways_of_typing_the_same_are_folded_alike(wordings: Wordings, one: str, other: str) -> None:
    assert wordings.folded(one) == wordings.folded(other)


@given(anything)
def test_composed_and_decomposed_letters_are_folded_alike(text: str) -> None:
    folded = TOY.folded(text)
    assert folded == TOY.folded(unicodedata.normalize("NFD", text))
    assert folded == TOY.folded(unicodedata.normalize("NFC", text))


@given(vietnamese)
def test_capitals_and_spaces_do_not_matter(text: str) -> None:
    folded = TOY.folded(text)
    assert folded == TOY.folded(text.upper())
    assert folded == TOY.folded(f"  {text}\n".replace(" ", "  "))


@given(anything)
def test_any_text_becomes_plain_words(wordings: Wordings, text: str) -> None:
    folded = wordings.folded(text)
    assert is_plain(folded)
    assert is_plain(wordings.plain(folded))


@given(vietnamese)
@example("văn bằng chứng chỉ")
@example("cấp lại vì bị đình chỉ")
def test_what_is_folded_is_folded(wordings: Wordings, text: str) -> None:
    folded = wordings.folded(text)
    assert wordings.folded(folded) == folded


@given(st.text(max_size=200))
def test_spelling_twice_is_spelling_once(text: str) -> None:
    assert spell(spell(text)) == spell(text)


@given(vietnamese)
def test_without_dialect_and_diacritics_nothing_else_is_lost(text: str) -> None:
    assert Wordings({}, {}).folded(text) == fold(spell(text))


@given(st.integers(5, 40), st.integers(5, 40))
def test_long_numbers_are_all_the_same(one: int, other: int) -> None:
    assert spell(f"mã {'7' * one} nhé") == spell(f"mã {'9' * other} nhé")


def test_classes_and_years_are_kept() -> None:
    assert spell("lớp 12 năm 2026") == "lớp 12 năm 2026"


def test_a_long_message_keeps_its_start_and_its_end() -> None:
    start, end = "phúc khảo bài thi", "hết bao nhiêu tiền"
    story = " rồi thì là mà" * 300
    cut = spell(f"{start}{story} {end}")
    assert cut.startswith(start)
    assert cut.endswith(end)
    assert len(cut) <= LONGEST + 1
    assert TOY.folded(f"{start}{story} {end}") == TOY.folded(f"{start}{story * 3} {end}")


def test_a_message_of_the_longest_length_stays_whole() -> None:
    assert spell("a" * LONGEST) == "a" * LONGEST
    assert " " in spell("a" * (LONGEST + 1))


def test_dialect_is_told_by_its_diacritics() -> None:
    assert TOY.folded("nộp ở mô") == "nop o dau"
    assert TOY.folded("nộp ở MÔ?") == "nop o dau"
    assert TOY.folded("mở trường") == "mo truong"
    assert TOY.folded("nop o mo") == "nop o mo"
    assert TOY.folded("môn toán") == "mon toan"
    assert TOY.folded(unicodedata.normalize("NFD", "nộp ở mô")) == "nop o dau"


def test_a_variant_becomes_its_wording_and_the_longest_goes_first() -> None:
    assert TOY.plain("nop o nha k") == "nop o nha khong"
    assert TOY.plain("nop dc k") == "nop duoc khong"
    assert TOY.plain("nop dc roi") == "nop duoc roi"
    assert TOY.plain("cap 2 va cap 3") == "trung hoc co so va cap 3"


def test_a_part_of_a_word_is_no_variant() -> None:
    assert TOY.plain("koi dcx cap 22") == "koi dcx cap 22"


def test_a_wording_is_left_whole_though_a_variant_stands_in_it() -> None:
    assert TOY.plain("uy ban xa") == "uy ban nhan dan xa"
    assert TOY.plain("uy ban nhan dan xa") == "uy ban nhan dan xa"
    assert TOY.plain(TOY.plain("ubnd xa")) == "uy ban nhan dan xa"


@given(st.lists(st.sampled_from(["nop", "lop", "12", "ho", "so", "2026"])))
def test_words_that_are_no_variants_stay(words: list[str]) -> None:
    text = " ".join(words)
    assert TOY.plain(text) == text


def test_the_words_of_the_variants_are_named() -> None:
    assert TOY.words == {"ko", "k", "dc", "uy", "ban", "ubnd", "cap", "2"}


def test_without_any_wordings_a_text_is_only_folded() -> None:
    assert Wordings({}, {}).plain("nop dc k") == "nop dc k"
