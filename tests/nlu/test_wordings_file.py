"""The wordings file is clear: each variant has one wording, and is found where it is typed."""

import re
import unicodedata
from collections import defaultdict

import pytest
import yaml

from bot.nlu.slips import Slips
from bot.nlu.wordings import WORDINGS, Wordings
from knowledge.folding import fold

TREE = yaml.compose(WORDINGS.read_text(encoding="utf-8"))
LISTED = {
    part.value: [
        (wording.value, variant.value)
        for wording, variants in wordings.value
        for variant in variants.value
    ]
    for part, wordings in TREE.value
}
"""Every pair as it is written, also those of a wording that stands there twice."""
SPELLED, FOLDED = LISTED["spelled"], LISTED["folded"]


def test_both_parts_are_there() -> None:
    assert set(LISTED) == {"spelled", "folded"}
    assert len(SPELLED) > 10
    assert len(FOLDED) > 100


def test_every_entry_is_a_text() -> None:
    """YAML reads a bare `on` or `no` as true or false."""
    listed = yaml.safe_load(WORDINGS.read_text(encoding="utf-8"))
    for part in listed.values():
        for wording, variants in part.items():
            assert isinstance(wording, str), wording
            assert isinstance(variants, list), wording
            assert all(isinstance(variant, str) for variant in variants), wording


def test_folded_wordings_and_variants_are_folded_already() -> None:
    assert [pair for pair in FOLDED if pair != (fold(pair[0]), fold(pair[1]))] == []


def test_words_of_the_dialect_are_single_words_in_one_spelling() -> None:
    for word in {word for pair in SPELLED for word in pair}:
        assert word == unicodedata.normalize("NFC", word).lower(), word
        assert word.isalpha(), word


def test_words_of_the_dialect_have_diacritics() -> None:
    """Without, "chi" would be taken for "gì" where "chỉ" or "chi phí" was typed."""
    assert sorted(variant for _, variant in SPELLED if variant == fold(variant)) == []


@pytest.mark.parametrize("pairs", [SPELLED, FOLDED], ids=["spelled", "folded"])
def test_no_variant_has_two_wordings(pairs: list[tuple[str, str]]) -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for wording, variant in pairs:
        found[variant].append(wording)
    assert {variant: named for variant, named in found.items() if len(named) > 1} == {}


@pytest.mark.parametrize("pairs", [SPELLED, FOLDED], ids=["spelled", "folded"])
def test_no_wording_is_itself_a_variant(pairs: list[tuple[str, str]]) -> None:
    wordings = {wording for wording, _ in pairs}
    assert sorted(wordings & {variant for _, variant in pairs}) == []


def test_a_wording_as_typed_stays_as_it_is(wordings: Wordings, slips: Slips) -> None:
    read = {wording: _read(wordings, slips, wording) for wording, _ in FOLDED}
    assert {wording: found for wording, found in read.items() if found != wording} == {}


def test_every_variant_as_typed_is_read_as_its_wording(wordings: Wordings, slips: Slips) -> None:
    """Neither the dialect nor the mending of slips may take a variant away before."""
    read = {(wording, variant): _read(wordings, slips, variant) for wording, variant in FOLDED}
    assert {pair: found for pair, found in read.items() if found != pair[0]} == {}


def test_every_word_of_the_dialect_is_read_as_its_wording(wordings: Wordings) -> None:
    for word, variant in SPELLED:
        assert wordings.folded(f"nộp ở {variant} a") == f"nop o {fold(word)} a"


def test_an_example_without_dialect_is_read_alike_with_and_without_diacritics(
    wordings: Wordings, texts: list[str]
) -> None:
    dialect = {variant for _, variant in SPELLED if variant != fold(variant)}
    standard = [
        text
        for text in texts
        if not dialect & set(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).lower()))
    ]
    assert len(standard) > len(texts) / 2
    unlike = [
        text
        for text in standard
        if len(text) < 300 and wordings.folded(text) != wordings.folded(fold(text))
    ]
    assert unlike[:20] == []


def _read(wordings: Wordings, slips: Slips, text: str) -> str:
    return wordings.plain(slips.mend(wordings.folded(text)))
