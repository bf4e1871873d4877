"""Two ways of typing the same message have the same features; long ones keep both ends."""

import unicodedata

import joblib
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from bot.nlu.ngrams import LONGEST, Ngrams, bare, spell
from knowledge.folding import fold

TEXTS = [
    "giáo dục hòa nhập cho trẻ khuyết tật",
    "trung tâm hỗ trợ giáo dục hòa nhập",
    "xin ủy quyền nộp hồ sơ",
    "giấy ủy quyền có cần công chứng",
    "trường khỏe mạnh, hủy bỏ quyết định",
    "hủy hồ sơ đã nộp, trẻ khỏe",
    "phúc khảo bài thi tốt nghiệp",
    "phúc khảo bài thi hết bao nhiêu tiền",
    "phuc khao bai thi tot nghiep",
    "chuyển trường về Đông Hà",
    "chuyển trường cho học sinh lớp 10",
    "chuyen truong ve dong ha",
] * 3


@pytest.fixture(scope="module")
def ngrams() -> Ngrams:
    made = Ngrams()
    made.fit(TEXTS)
    return made


def _same(ngrams: Ngrams, *texts: str) -> bool:
    rows: csr_matrix = ngrams.transform(list(texts))
    first = rows[0].toarray()
    assert first.any(), "nothing of this is known"
    return all(np.array_equal(first, rows[index].toarray()) for index in range(1, len(texts)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("giáo dục hòa nhập", "giáo dục hoà nhập"),
        ("giấy ủy quyền", "giấy uỷ quyền"),
        ("trẻ khỏe", "trẻ khoẻ"),
        ("HỦY hồ sơ", "huỷ hồ sơ"),
    ],
)
def test_where_the_tone_mark_stands_does_not_matter(ngrams: Ngrams, one: str, other: str) -> None:
    assert _same(ngrams, one, other)


@pytest.mark.parametrize("text", sorted(set(TEXTS)))
def test_composed_and_decomposed_letters_are_the_same(ngrams: Ngrams, text: str) -> None:
    assert _same(
        ngrams, text, unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text)
    )


@pytest.mark.parametrize("text", sorted(set(TEXTS)))
def test_capitals_and_spaces_do_not_matter(ngrams: Ngrams, text: str) -> None:
    assert _same(ngrams, text, text.upper(), f"  {text}\n", text.replace(" ", "  "))


def test_without_diacritics_most_stays_the_same(ngrams: Ngrams) -> None:
    rows = ngrams.transform(["phúc khảo bài thi", "phuc khao bai thi", "chuyển trường"])
    alike = (rows[0] @ rows[1].T).toarray()[0, 0]
    apart = (rows[0] @ rows[2].T).toarray()[0, 0]
    assert alike > 10 * max(apart, 0.01)


@given(st.text())
def test_two_messages_that_fold_alike_look_alike_to_the_folded_views(text: str) -> None:
    assert bare(text) == bare(unicodedata.normalize("NFD", text)) or len(text) > LONGEST // 2
    assert bare(text) == fold(bare(text))


@given(st.text(max_size=200))
def test_spelling_twice_is_spelling_once(text: str) -> None:
    assert spell(spell(text)) == spell(text)


@given(st.integers(5, 40), st.integers(5, 40))
def test_long_numbers_are_all_the_same(one: int, other: int) -> None:
    assert spell(f"mã {'7' * one} nhé") == spell(f"mã {'9' * other} nhé")
    assert spell("lớp 12 năm 2026") == "lớp 12 năm 2026"


def test_a_long_message_keeps_its_start_and_its_end(ngrams: Ngrams) -> None:
    start, end = "phúc khảo bài thi", "hết bao nhiêu tiền"
    story = " rồi thì là mà" * 300
    cut = spell(f"{start}{story} {end}")
    assert cut.startswith(start)
    assert cut.endswith(end)
    assert len(cut) <= LONGEST + 1
    assert _same(ngrams, f"{start}{story} {end}", f"{start}{story * 3} {end}")


def test_a_message_of_the_longest_length_stays_whole() -> None:
    assert spell("a" * LONGEST) == "a" * LONGEST


def test_known_words_are_counted_with_and_without_diacritics(ngrams: Ngrams) -> None:
    assert ngrams.knows("phúc khảo bài thi") == 1.0
    assert ngrams.knows("PHUC khao, bai thi?") == 1.0
    assert ngrams.knows("phúc khảo xyzzy qwerty") == 0.5
    assert ngrams.knows("xyzzy qwerty") == 0.0


@pytest.mark.parametrize("nothing", ["", "   ", "?!", "😀", "中文"])
def test_a_message_without_words_is_not_known_and_has_no_features(
    ngrams: Ngrams, nothing: str
) -> None:
    assert ngrams.knows(nothing) == 0.0
    assert ngrams.transform([nothing]).nnz == 0


def test_all_rows_are_as_wide_as_in_training(ngrams: Ngrams) -> None:
    learnt = Ngrams().fit(TEXTS)
    assert learnt.shape[0] == len(TEXTS)
    assert ngrams.transform(["phúc khảo", "?"]).shape == (2, learnt.shape[1])
    assert np.allclose(learnt.toarray(), ngrams.transform(TEXTS).toarray())


def test_it_is_the_same_after_being_stored(ngrams: Ngrams, tmp_path) -> None:
    joblib.dump(ngrams, tmp_path / "ngrams.joblib")
    stored = joblib.load(tmp_path / "ngrams.joblib")
    assert np.array_equal(stored.transform(TEXTS).toarray(), ngrams.transform(TEXTS).toarray())
    assert stored.knows("phúc khảo xyzzy") == ngrams.knows("phúc khảo xyzzy")
