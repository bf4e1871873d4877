"""Plain messages become features of their words, letters and last words, and of concepts."""

from pathlib import Path

import joblib
import numpy as np
import pytest
from scipy.sparse import csr_matrix

from bot.nlu.ngrams import Ngrams, ending

TEXTS = [
    "giao duc hoa nhap cho tre khuyet tat",
    "trung tam ho tro giao duc hoa nhap",
    "xin uy quyen nop ho so",
    "phuc khao bai thi tot nghiep",
    "phuc khao bai thi het bao nhieu tien",
    "chuyen truong ve dong ha",
    "chuyen truong cho hoc sinh lop 10",
] * 3


@pytest.fixture(scope="module")
def ngrams() -> Ngrams:
    made = Ngrams()
    made.fit(TEXTS)
    return made


def _likeness(ngrams: Ngrams, one: str, other: str) -> float:
    rows: csr_matrix = ngrams.transform([one, other])
    lengths = np.sqrt(rows.multiply(rows).sum(axis=1)).A1
    return float((rows[0] @ rows[1].T).toarray()[0, 0] / (lengths[0] * lengths[1]))


def test_more_in_common_is_more_alike(ngrams: Ngrams) -> None:
    asked = "phuc khao bai thi"
    assert _likeness(ngrams, asked, asked) == pytest.approx(1)
    nearly = _likeness(ngrams, asked, "phuc khao bai kiem tra")
    apart = _likeness(ngrams, asked, "chuyen truong ve dong ha")
    assert 1 > nearly > 5 * max(apart, 0.01)


def test_a_word_with_a_slip_still_has_its_letters(ngrams: Ngrams) -> None:
    assert _likeness(ngrams, "phuc khaoo", "phuc khao") > 0.5
    assert ngrams.transform(["chuyeen"]).nnz > 0


def test_the_order_of_words_counts(ngrams: Ngrams) -> None:
    assert _likeness(ngrams, "ho so nop", "nop ho so") < 0.95


def test_the_ending_is_the_last_eight_words() -> None:
    assert ending("1 2 3 4 5 6 7 8 9 10") == "3 4 5 6 7 8 9 10"
    assert ending("phuc khao") == "phuc khao"
    assert ending("") == ""


def test_after_a_long_story_the_ending_counts_more_than_the_middle(ngrams: Ngrams) -> None:
    story = "roi thi la ma " * 20
    last = f"{story} chuyen truong {story} phuc khao bai thi het bao nhieu tien"
    assert _likeness(ngrams, last, TEXTS[4]) > 2 * _likeness(ngrams, last, TEXTS[5])


@pytest.mark.parametrize("nothing", ["", "   ", "zwzw"])
def test_a_message_without_known_words_has_no_features(ngrams: Ngrams, nothing: str) -> None:
    assert ngrams.transform([nothing]).nnz == 0


def test_all_rows_are_as_wide_as_in_training() -> None:
    ngrams = Ngrams()
    learnt = ngrams.fit(TEXTS)
    assert learnt.shape[0] == len(TEXTS)
    assert ngrams.transform(["phuc khao", ""]).shape == (2, learnt.shape[1])
    assert np.allclose(learnt.toarray(), ngrams.transform(TEXTS).toarray())


def test_a_concept_is_a_feature_though_no_word_is_shared(ngrams: Ngrams) -> None:
    """A view of its own: "mam non" and "nha tre" are the same institution."""
    made = Ngrams()
    made.fit(["truong mam non", "nhom nha tre"] * 3)
    assert _likeness(made, "mam non", "nha tre") > 0.02


def test_it_is_the_same_after_being_stored(ngrams: Ngrams, tmp_path: Path) -> None:
    joblib.dump(ngrams, tmp_path / "ngrams.joblib")
    stored = joblib.load(tmp_path / "ngrams.joblib")
    assert np.array_equal(stored.transform(TEXTS).toarray(), ngrams.transform(TEXTS).toarray())
