"""Concepts are found behind whole words, however they are typed."""

import re

import pytest
import yaml

from bot.nlu.concepts import ACTS, CONCEPTS, INSTITUTIONS, Concepts
from bot.nlu.slips import Slips
from bot.nlu.wordings import Wordings
from knowledge.folding import fold

PATTERNS = yaml.safe_load(CONCEPTS.read_text(encoding="utf-8"))
EVERY = [
    (family, name, variant)
    for family, concepts in PATTERNS.items()
    for name, variants in concepts.items()
    for variant in variants
]
PLAIN = [entry for entry in EVERY if re.fullmatch(r"[a-z0-9 ]+", entry[2])]


@pytest.fixture(scope="module")
def concepts() -> Concepts:
    return Concepts.read()


def test_there_are_institutions_and_acts() -> None:
    assert {INSTITUTIONS[:-1], ACTS[:-1]} <= set(PATTERNS)


def test_every_pattern_is_a_text_that_compiles() -> None:
    for family, name, variant in EVERY:
        assert isinstance(variant, str), f"{family}.{name}: {variant!r} needs quotes"
        re.compile(variant)


def test_no_pattern_matches_nothing_at_all() -> None:
    for family, name, variant in EVERY:
        assert not re.search(rf"\b(?:{variant})\b", "x"), f"{family}.{name}: {variant}"
        assert not re.fullmatch(variant, ""), f"{family}.{name}: {variant}"


def test_patterns_are_written_as_folded_text_is() -> None:
    for family, name, variant in PLAIN:
        assert variant == fold(variant), f"{family}.{name}: {variant}"
    for family, name, variant in EVERY:
        assert variant == variant.strip(), f"{family}.{name}"
        assert variant.isascii(), f"{family}.{name}: {variant} can't occur in folded text"


def test_every_plain_variant_finds_its_concept(concepts: Concepts) -> None:
    for family, name, variant in PLAIN:
        assert f"{family}:{name}" in concepts.tokens(f"xin {variant} a")


def test_every_plain_variant_is_still_found_in_one_wording(
    concepts: Concepts, wordings: Wordings, slips: Slips
) -> None:
    """Concepts are looked for in plain text: a wording may not hide what stands behind it."""
    hidden = {}
    for family, name, variant in PLAIN:
        plain = wordings.plain(slips.mend(wordings.folded(variant)))
        if f"{family}:{name}" not in concepts.tokens(plain):
            hidden[f"{family}:{name}: {variant}"] = plain
    assert hidden == {}


def test_a_concept_is_found_in_whole_words_only() -> None:
    for family, name, variant in PLAIN:
        alone = Concepts({family: {name: [variant]}})
        assert alone.tokens(f"a {variant} b") == [f"{family}:{name}"]
        assert alone.tokens(f"q{variant}") == [], variant
        assert alone.tokens(f"{variant}q") == [], variant


def test_order_and_repetition_do_not_matter(concepts: Concepts) -> None:
    once = concepts.tokens("thanh lap truong tieu hoc")
    assert once == concepts.tokens("truong tieu hoc thanh lap thanh lap truong tieu hoc")
    assert len(once) == len(set(once))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Trường THPT chuyên Lê Quý Đôn", "institutions:specialised"),
        ("truong thpt chuyen le quy don", "institutions:specialised"),
        ("trường mầm non", "institutions:kindergarten"),
        ("truong mam non", "institutions:kindergarten"),
        ("DÂN TỘC NỘI TRÚ", "institutions:boarding"),
        ("con tôi học lớp 11", "institutions:upper_secondary"),
        ("con toi hoc lop 6", "institutions:lower_secondary"),
        ("lớp 1", "institutions:primary"),
    ],
)
def test_examples_with_and_without_diacritics(
    concepts: Concepts, wordings: Wordings, typed: str, expected: str
) -> None:
    assert expected in concepts.tokens(wordings.plain(wordings.folded(typed)))


@pytest.mark.parametrize(
    ("typed", "absent"),
    [
        ("lớp 11", "institutions:primary"),
        ("lớp 12", "institutions:primary"),
        ("thcsx", "institutions:lower_secondary"),
        ("thcs", "institutions:primary"),
    ],
)
def test_a_class_belongs_to_one_kind_of_school(
    concepts: Concepts, wordings: Wordings, typed: str, absent: str
) -> None:
    assert absent not in concepts.tokens(wordings.plain(wordings.folded(typed)))


def test_an_act_on_an_institution_is_a_concept_of_its_own() -> None:
    concepts = Concepts(
        {"institutions": {"school": ["truong"]}, "acts": {"open": ["mo"], "close": ["dong cua"]}}
    )
    assert concepts.tokens("mo truong") == [
        "institutions:school",
        "acts:open",
        "acts:open+institutions:school",
    ]
    assert concepts.tokens("dong cua") == ["acts:close"]
    assert concepts.tokens("xin chao") == []


def test_a_long_message_is_searched_quickly(concepts: Concepts) -> None:
    assert concepts.tokens("truong " * 5000) == concepts.tokens("truong")
