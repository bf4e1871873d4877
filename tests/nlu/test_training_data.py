"""What the model learns from is complete, well-formed, unambiguous, and no test question."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.constants import DEFAULT_INTENTS
from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import RuleStep
from rasa.shared.nlu.constants import INTENT, METADATA, METADATA_INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.intents import ASK
from bot.nlu.wordings import spell
from knowledge.facets import Facet
from knowledge.folding import fold
from tests.nlu.files import DATA, DEVELOPMENT, EXAMPLES, ROOT

PROCEDURES = range(1, 62)
FACETS = {facet.value for facet in Facet}


@pytest.fixture(scope="module")
def examples(by_file: dict[Path, list[Message]]) -> list[Message]:
    return [message for messages in by_file.values() for message in messages]


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(str(ROOT / "domain.yml"))


def _metadata(message: Message) -> dict[str, Any]:
    return (message.get(METADATA) or {}).get(METADATA_INTENT) or {}


def _as_asked(text: str) -> str:
    """What makes two questions the same; only of a few words do diacritics tell them apart."""
    folded = fold(text)
    return folded if len(folded.split()) > 4 else spell(text)


def _label(message: Message) -> tuple[Any, ...]:
    metadata = _metadata(message)
    return (
        message.get(INTENT),
        tuple(sorted(metadata.get("procedures", []))),
        tuple(sorted(metadata.get("facets", []))),
        metadata.get("unclear", False),
    )


def test_every_file_holds_examples(by_file: dict[Path, list[Message]]) -> None:
    assert len(EXAMPLES) >= 61
    for path, messages in by_file.items():
        assert messages, path


def test_rasa_reads_every_line_that_is_written(by_file: dict[Path, list[Message]]) -> None:
    for path, messages in by_file.items():
        lines = path.read_text(encoding="utf-8").splitlines()
        written = {line[6:].strip() for line in lines if line.startswith("    - ")}
        assert {message.get(TEXT) for message in messages} == written, path


ONLY_PRESSED = {"letter", "follow"}
"""Intents of buttons: what is written to the same end is heard by the dialogues."""


def test_every_intent_is_in_the_domain_and_has_examples_or_is_only_pressed(
    examples: list[Message], domain: Domain
) -> None:
    ours = set(domain.intents) - set(DEFAULT_INTENTS)
    used = {message.get(INTENT) for message in examples}
    assert used == ours - ONLY_PRESSED


def test_every_intent_has_one_rule_to_an_action_of_the_domain(
    examples: list[Message], domain: Domain
) -> None:
    steps = YAMLStoryReader(domain).read_from_file(DATA / "rules.yml")
    assert all(isinstance(step, RuleStep) for step in steps)
    actions: dict[str, list[str]] = defaultdict(list)
    for step in steps:
        named = [event.intent_name for event in step.events if hasattr(event, "intent_name")]
        done = [
            event.action_name
            for event in step.events
            if getattr(event, "action_name", "").startswith("action_")
            and event.action_name in domain.user_actions
        ]
        assert len(named) == 1, step.block_name
        actions[named[0]] += done
    for intent in {message.get(INTENT) for message in examples}:
        assert len(actions[intent]) == 1, intent


def test_every_facet_has_an_intent(domain: Domain) -> None:
    assert {name.removeprefix(ASK) for name in domain.intents if name.startswith(ASK)} == FACETS


def test_every_procedure_has_examples_enough_in_most_facets(examples: list[Message]) -> None:
    texts: dict[int, set[str]] = defaultdict(set)
    facets: dict[int, set[str]] = defaultdict(set)
    for message in examples:
        metadata = _metadata(message)
        if len(metadata.get("procedures", [])) == 1:
            (number,) = metadata["procedures"]
            texts[number].add(message.get(TEXT))
            facets[number] |= set(metadata.get("facets", []))
    for number in PROCEDURES:
        assert len(texts[number]) >= 40, f"procedure {number}: {len(texts[number])} examples"
        assert len(facets[number]) >= 8, f"procedure {number}: only {sorted(facets[number])}"


def test_the_file_of_a_procedure_is_about_it(by_file: dict[Path, list[Message]]) -> None:
    for path, messages in by_file.items():
        if path.parent.name == "procedures":
            for message in messages:
                number = int(path.stem)
                assert number in _metadata(message)["procedures"], (path, message.get(TEXT))


def test_metadata_is_well_formed(examples: list[Message]) -> None:
    for message in examples:
        metadata, intent, where = _metadata(message), message.get(INTENT), message.get(TEXT)
        assert set(metadata) <= {"procedures", "facets", "unclear"}, where
        named, facets = metadata.get("procedures", []), metadata.get("facets", [])
        assert all(type(number) is int and number in PROCEDURES for number in named), where
        assert len(named) == len(set(named)), where
        assert set(facets) <= FACETS, where
        assert len(facets) == len(set(facets)), where
        assert metadata.get("unclear", True) is True, where
        assert not metadata.get("unclear") or len(named) > 1, where
        if intent.startswith(ASK):
            assert intent.removeprefix(ASK) in facets, f"{where}: {intent} without its facet"
        else:
            assert not facets, f"{where}: {intent} asks for no facet"
        if intent.startswith("out_of_scope_"):
            assert not metadata, f"{where}: out of scope yet about procedures"


def test_no_text_stands_under_two_labels(examples: list[Message]) -> None:
    labels: dict[str, set[tuple[Any, ...]]] = defaultdict(set)
    for message in examples:
        labels[spell(message.get(TEXT))].add(_label(message))
    ambiguous = {text: found for text, found in labels.items() if len(found) > 1}
    assert not ambiguous


def test_no_example_is_empty_or_longer_than_a_message(examples: list[Message]) -> None:
    for message in examples:
        assert 1 <= len(message.get(TEXT).strip()) <= 2000


def test_many_examples_are_typed_without_diacritics(
    examples: list[Message],
) -> None:
    bare = sum(message.get(TEXT).isascii() for message in examples)
    assert bare >= len(examples) / 10


def test_no_development_question_is_learnt_from(examples: list[Message]) -> None:
    learnt = {_as_asked(message.get(TEXT)) for message in examples}
    lines = DEVELOPMENT.read_text(encoding="utf-8").split("\n")
    asked = [json.loads(line) for line in lines if line.strip()]
    assert len(asked) > 100
    leaked = [question["id"] for question in asked if _as_asked(question["text"]) in learnt]
    assert not leaked
