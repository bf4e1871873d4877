"""A message is written down as it was meant, and the share of words that were ever seen."""

import unicodedata
from pathlib import Path

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.normaliser import PLAIN, VietnameseNormaliser
from knowledge.folding import fold
from tests.nlu.toy import ASKED, LIFE, NAMES, Pipeline, example, make


@pytest.mark.parametrize(
    ("typed", "mended", "plain"),
    [
        ("Phúc khảo bài thi?", "phuc khao bai thi", "phuc khao bai thi"),
        ("pk bài thi ntn", "pk bai thi ntn", "phuc khao bai thi nhu the nao"),
        ("phucs khảoo bài thi", "phuc khao bai thi", "phuc khao bai thi"),
        ("nộp hồ sơ ở mô", "nop ho so o dau", "nop ho so o dau"),
        ("chuyển trường cap 2", "chuyen truong cap 2", "chuyen truong trung hoc co so"),
        ("bsao bằng", "bsao bang", "ban sao bang"),
        ("", "", ""),
        (None, "", ""),
        ("?! 😀 中文", "", ""),
    ],
)
def test_a_message_is_mended_and_then_brought_to_one_wording(
    pipeline: Pipeline, typed: str | None, mended: str, plain: str
) -> None:
    message = pipeline.parse(typed)
    assert message.get("mended") == mended
    assert message.get(PLAIN) == plain
    assert message.get(TEXT) == typed


@pytest.mark.parametrize("typed", [*NAMES.values(), *ASKED.values(), *LIFE])
def test_ways_of_typing_the_same_are_read_alike(pipeline: Pipeline, typed: str) -> None:
    read = pipeline.parse(typed).get(PLAIN)
    assert read
    for other in (
        fold(typed),
        typed.upper(),
        unicodedata.normalize("NFD", typed),
        f"  {typed.replace(' ', '  ')}\n",
        f"{typed}???",
    ):
        assert pipeline.parse(other).get(PLAIN) == read, other


@pytest.mark.parametrize(
    ("typed", "share"),
    [
        ("phúc khảo bài thi", 1.0),
        ("PHUC khao, bai thi?", 1.0),
        ("phúc khảo xyzzy qwerty", 0.5),
        ("xyzzy qwerty", 0.0),
        ("", 0.0),
        ("?!", 0.0),
        ("tks", 1.0),
        ("phúc khaooooo", 0.5),
        ("xin chaof", 0.5),
    ],
)
def test_known_words_are_counted_as_typed(pipeline: Pipeline, typed: str, share: float) -> None:
    assert pipeline.parse(typed).get("known_words") == share


def test_the_examples_are_read_as_messages_are(pipeline: Pipeline) -> None:
    for learnt in pipeline.data.intent_examples:
        assert learnt.get(PLAIN) == pipeline.parse(learnt.get(TEXT)).get(PLAIN)


def test_only_what_is_said_of_the_words_is_put_out(pipeline: Pipeline) -> None:
    output = pipeline.parse("phúc khảo").output_properties
    assert {"mended", "known_words"} <= output
    assert PLAIN not in output


def test_it_is_the_same_after_being_stored(tmp_path: Path) -> None:
    storage = LocalModelStorage.create(tmp_path)
    trained = make(VietnameseNormaliser, "create", storage)
    trained.train(TrainingData([example(f"phúc khảo bài thi {n}", "list") for n in range(30)]))
    loaded = make(VietnameseNormaliser, "load", storage)
    for text in ("phucs khaor", "phuckhao", "bsao", "xyzzy"):
        one, other = Message({TEXT: text}), Message({TEXT: text})
        trained.process([one])
        loaded.process([other])
        assert one.data == other.data
    assert one.get("known_words") == 0.0
