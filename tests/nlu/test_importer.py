"""Our importer reads what Rasa's own reader does, only faster, and examples stay themselves."""

import copy
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import ENTITIES, INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.importer import Example, ExampleImporter, read
from tests.nlu.files import DATA, EXAMPLES, NOT_EXAMPLES, ROOT

CONFIG, DOMAIN = str(ROOT / "config.yml"), str(ROOT / "domain.yml")
METADATA_OF_ONE = {"procedures": [3], "facets": ["fee"]}


def _told(messages: list[Message]) -> Counter[tuple[Any, ...]]:
    """What the examples say, whatever their order."""
    return Counter(
        (m.get(TEXT), m.get(INTENT), repr(m.get(METADATA)), repr(m.get(ENTITIES) or []))
        for m in messages
    )


@pytest.fixture(scope="module")
def importer() -> TrainingDataImporter:
    """The importer that Rasa makes of our configuration."""
    return TrainingDataImporter.load_from_config(CONFIG, DOMAIN, [str(DATA)])


def _one(**metadata: Any) -> Example:
    return Example.build("phúc khảo", "ask_fee", intent_metadata=metadata or METADATA_OF_ONE)


def test_it_reads_of_every_file_what_rasa_reads(by_file: dict[Path, list[Message]]) -> None:
    for path, messages in by_file.items():
        assert _told(TrainingData(read(path)).intent_examples) == _told(messages), path


def test_it_gives_rasa_the_examples_of_all_files(
    importer: TrainingDataImporter, by_file: dict[Path, list[Message]]
) -> None:
    """Each once, as Rasa does with those that stand twice."""
    everything = TrainingData([message for messages in by_file.values() for message in messages])
    given = importer.get_nlu_data().intent_examples
    assert _told(given) == _told(everything.intent_examples)
    assert {type(message) for message in given} == {Example}


def test_files_that_are_no_examples_give_none() -> None:
    assert [path.name for path in NOT_EXAMPLES if read(path)] == []
    assert [path.name for path in EXAMPLES if not read(path)] == []


def test_the_rules_come_through(importer: TrainingDataImporter) -> None:
    rules = RasaFileImporter(CONFIG, DOMAIN, [str(DATA / "rules.yml")]).get_stories()
    given = importer.get_stories()
    assert len(given.story_steps) > 10
    assert [step.as_story_string() for step in given.story_steps] == [
        step.as_story_string() for step in rules.story_steps
    ]


def test_the_domain_and_the_configuration_come_through(importer: TrainingDataImporter) -> None:
    plain = RasaFileImporter(CONFIG, DOMAIN, [])
    assert set(importer.get_domain().intents) == set(plain.get_domain().intents)
    assert importer.get_config() == plain.get_config()


def test_a_new_file_is_read_wherever_it_stands(tmp_path: Path) -> None:
    shutil.copytree(DATA / "out_of_scope", tmp_path / "more")
    before = len(ExampleImporter(training_data_paths=[str(tmp_path)]).get_nlu_data().nlu_examples)
    new = tmp_path / "deep" / "er" / "new.yml"
    new.parent.mkdir(parents=True)
    new.write_text(
        "nlu:\n- intent: greet\n  metadata: {a: [1]}\n  examples: |\n    - chào\n    - hê  \n",
        encoding="utf-8",
    )
    for paths in ([str(tmp_path)], str(tmp_path)):
        data = ExampleImporter(training_data_paths=paths).get_nlu_data()
        assert len(data.nlu_examples) == before + 2
    assert [example.get(TEXT).strip() for example in read(new)] == ["chào", "hê"]
    assert all(example.get(METADATA) == {"intent": {"a": [1]}} for example in read(new))


def test_without_files_there_is_nothing_to_learn() -> None:
    importer = ExampleImporter(CONFIG, DOMAIN)
    assert importer.get_nlu_data().is_empty()
    assert not importer.get_stories().story_steps


def test_two_importers_share_no_examples() -> None:
    paths = [str(DATA / "out_of_scope")]
    one, other = (ExampleImporter(training_data_paths=paths).get_nlu_data() for _ in "12")
    assert one.nlu_examples == other.nlu_examples
    assert not {id(m) for m in one.nlu_examples} & {id(m) for m in other.nlu_examples}


def test_a_copied_example_is_the_same_example() -> None:
    example = _one()
    data = TrainingData([example])
    assert copy.deepcopy(example) is example
    assert copy.deepcopy([example])[0] is example
    assert data.merge(TrainingData([_one(procedures=[7])])).nlu_examples[0] is example


def test_the_fingerprint_stays_when_something_is_added() -> None:
    example = _one()
    known = example.fingerprint()
    example.set("plain", "phuc khao")
    assert example.fingerprint() == known
    example.add_features(Features(np.zeros((1, 2)), "sentence", TEXT, "test"))
    assert example.fingerprint() == known
    assert example.get("plain") == "phuc khao"
    assert len(example.features) == 1


@pytest.mark.parametrize("first", ["set", "add_features"])
def test_it_stays_too_when_it_was_never_asked_for_before(first: str) -> None:
    example = _one()
    if first == "set":
        example.set("plain", "phuc khao")
    else:
        example.add_features(Features(np.zeros((1, 2)), "sentence", TEXT, "test"))
    assert example.fingerprint() == _one().fingerprint()
    assert example == _one()


@pytest.mark.parametrize(
    "other",
    [
        Example.build("phúc khảo bài", "ask_fee", intent_metadata=METADATA_OF_ONE),
        Example.build("phúc khảo", "ask_where", intent_metadata=METADATA_OF_ONE),
        Example.build("phúc khảo", "ask_fee", intent_metadata={"procedures": [7]}),
        Example.build("phúc khảo", "ask_fee"),
    ],
    ids=["text", "intent", "metadata", "no metadata"],
)
def test_examples_that_say_something_else_are_others(other: Example) -> None:
    assert other != _one()
    assert len(TrainingData([other, _one(), _one()]).nlu_examples) == 2
