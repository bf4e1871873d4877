"""Slips of the keyboard are mended towards words seen often; what is known stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.slips import Slips, decoded, undoubled
from tests.nlu.typed import anything, is_plain

COMMON = "chuyen truong cap bang phuc khao lop khong"
TOY = Slips([COMMON] * 30 + ["xin phep 2026"] * 8 + ["tach"] * 4 + ["hiem"] * 3 + ["la"], {"bsao"})
WORDS = st.lists(st.sampled_from([*COMMON.split(), "xin", "phep", "tach", "bsao", "2026"]))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("truongg", "truong"),
        ("ttrruuoonngg", "truong"),
        ("truwowngf", "truong"),
        ("truwowfng", "truong"),
        ("truuwowngf", "truong"),
        ("khoong", "khong"),
        ("capx", "cap"),
        ("bawngf", "bang"),
        ("turong", "truong"),
        ("trong", "truong"),
        ("truongh", "truong"),
        ("truonh", "truong"),
        ("chuyentruong", "chuyen truong"),
        ("phuckhao", "phuc khao"),
        ("lop10", "lop 10"),
        ("12lop", "12 lop"),
    ],
)
def test_a_slip_is_mended(typed: str, meant: str) -> None:
    assert TOY.mend(typed) == meant
    assert TOY.mend(f"xin {typed} 2026") == f"xin {meant} 2026"


@pytest.mark.parametrize(
    "typed",
    ["qwertyuiop", "xq", "k", "zz1", "lop10a1", "500k", "12a4", "0", "bsao", "chuyenlopcap"],
)
def test_what_nothing_is_near_to_stays(typed: str) -> None:
    assert TOY.mend(typed) == typed


def test_of_several_near_words_the_most_frequent_is_meant() -> None:
    slips = Slips(["sang"] * 9 + ["tang"] * 20 + ["mang"] * 8)
    assert slips.mend("qang") == "tang"
    assert Slips(["sang"] * 20 + ["tang"] * 9).mend("qang") == "sang"


def test_what_telex_says_goes_before_a_rare_slip() -> None:
    """ "nhaapj" is "nhập", though some examples have the slip "nhapj"."""
    assert Slips(["nhap"] * 100 + ["nhapj"] * 4).mend("nhaapj") == "nhap"


def test_a_rare_word_is_not_what_another_was_meant_to_be() -> None:
    assert Slips(["phep"] * 7).mend("phap") == "phap"
    assert Slips(["phep"] * 8).mend("phap") == "phep"
    assert Slips(["phep"] * 3).mend("pheps") == "pheps"
    assert Slips(["phep"] * 4).mend("pheps") == "phep"


def test_only_very_common_words_are_taken_apart() -> None:
    assert Slips(["giay phep"] * 24).mend("giayphep") == "giayphep"
    assert Slips(["giay phep"] * 25).mend("giayphep") == "giay phep"
    assert Slips(["lop"] * 24).mend("lop10") == "lop10"


def test_a_word_seen_often_enough_is_meant_as_it_stands() -> None:
    assert Slips(["phep"] * 50 + ["phap"] * 4).mend("phap") == "phap"
    assert Slips(["phep"] * 50 + ["phap"] * 3).mend("phap") == "phep"


def test_a_word_that_is_kept_is_never_mended() -> None:
    assert Slips(["bao"] * 50).mend("bsao") == "bao"
    assert Slips(["bao"] * 50, ["bsao"]).mend("bsao") == "bsao"


def test_without_examples_nothing_is_known_or_mended() -> None:
    assert Slips([]).mend("phuc khaoo") == "phuc khaoo"
    assert Slips([]).known("phuc khao") == 0.0


def test_the_share_of_known_words() -> None:
    assert TOY.known("chuyen truong") == 1.0
    assert TOY.known("chuyen xyzzy") == 0.5
    assert TOY.known("xyzzy qwerty") == 0.0
    assert TOY.known("") == 0.0
    assert TOY.known("bsao") == 1.0


def test_a_word_seen_once_is_not_known() -> None:
    assert TOY.known("la") == 0.0
    assert TOY.known("hiem") == 1.0


def test_telex_is_known_and_keys_held_down_are_not() -> None:
    assert TOY.known("chuyeenr truwowngf") == 1.0
    assert TOY.known("khaooooo") == 0.0
    assert TOY.known("lopx") == 0.0


@pytest.mark.parametrize(
    ("word", "once"), [("trungg", "trung"), ("aaaa", "a"), ("baba", "baba"), ("", "")]
)
def test_runs_of_a_letter_become_one(word: str, once: str) -> None:
    assert undoubled(word) == once


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("truwowngf", "truong"),
        ("dduwowngf", "duong"),
        ("ddoori", "doi"),
        ("quoocs", "quoc"),
        ("sowr", "so"),
        ("truong", "truong"),
        ("sach", "sach"),
        ("xin", "xin"),
        ("", ""),
    ],
)
def test_telex_is_decoded(keys: str, word: str) -> None:
    assert decoded(keys) == word


@given(anything)
def test_any_text_is_mended_without_fail(text: str) -> None:
    assert TOY.mend(TOY.mend(text)) == TOY.mend(text)
    assert 0.0 <= TOY.known(text) <= 1.0


@given(st.text("abcdeghiklmnopqrstuvwxy0123456789 "))
def test_plain_words_stay_plain(text: str) -> None:
    assert is_plain(TOY.mend(text))


@given(st.text("tchuyenronglap0123456789 ", max_size=60))
def test_no_digit_is_changed(text: str) -> None:
    assert _digits(TOY.mend(text)) == _digits(text)


@given(WORDS)
def test_known_words_are_not_changed(words: list[str]) -> None:
    assert TOY.mend(" ".join(words)) == " ".join(words)


@given(WORDS, st.lists(st.sampled_from(["truongg", "qqqq", "turong"])))
def test_each_word_is_mended_for_itself(known: list[str], slips: list[str]) -> None:
    words = [*slips, *known, *slips]
    assert TOY.mend(" ".join(words)) == " ".join(TOY.mend(word) for word in words)


def _digits(text: str) -> list[str]:
    return [letter for letter in text if letter.isdigit()]
