"""The rivals learn from the same examples as ours and find what they were taught."""

import json
import socket
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.nlu.importer import Example
from bot.rivals.answer import Answer, Contestant, ask, train
from bot.rivals.learners import __main__ as learners
from bot.rivals.learners.bm25 import Nearest
from bot.rivals.learners.examples import (
    NLU_DATA,
    Labelled,
    by_facet,
    by_procedure,
    procedure_of,
    read_all,
)
from bot.rivals.learners.ours import Ours
from bot.rivals.learners.scores import answer_of
from bot.rivals.learners.stock import Stock, diet, logistic_regression
from bot.rivals.learners.svm import Svm, as_spelled, segmented
from bot.rivals.roster import Rival
from knowledge.folding import fold

NAMES = {1: "cấp bản sao bằng tốt nghiệp", 3: "chuyển trường trung học", 7: "phúc khảo bài thi"}
ASKED = {"documents": "cần giấy tờ gì", "fee": "hết bao nhiêu tiền", "where": "nộp ở đâu"}
LIFE = ("thời tiết hôm nay thế nào", "giá vàng hôm nay", "tối nay ăn món gì", "kể chuyện cười")
FILLERS = ("", "cho em hỏi ", "ad ơi ", "dạ ")


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of examples: three procedures, three facets, small talk and out of scope."""
    blocks = [
        _block(f"ask_{facet}", [f"{name} {words}"], procedures=[number], facets=[facet])
        for number, name in NAMES.items()
        for facet, words in ASKED.items()
    ]
    blocks += [
        _block("ask_fee", ["cái đó hết bao nhiêu tiền"], facets=["fee"]),
        _block("greet", ["xin chào"]),
        _block("out_of_scope_life", LIFE),
        _block(
            "ask_documents",
            [f"{NAMES[3]} và {NAMES[7]} cần giấy tờ gì, hết bao nhiêu tiền"],
            procedures=[3, 7],
            facets=["documents", "fee"],
        ),
        _block("ask_fee", ["bằng hay bài thi"], procedures=[1, 7], facets=["fee"], unclear=True),
    ]
    folder = tmp_path_factory.mktemp("nlu_data")
    text = yaml.safe_dump({"nlu": blocks}, allow_unicode=True)
    (folder / "examples.yml").write_text(text, encoding="utf-8")
    return folder


def _block(intent: str, texts: Any, **metadata: Any) -> dict[str, Any]:
    lines = "\n".join(f"- {filler}{text}" for text in texts for filler in FILLERS)
    return {"intent": intent, "metadata": metadata, "examples": lines + "\n"}


@pytest.fixture
def examples(taught: Path) -> list[Example]:
    return read_all(taught)


@pytest.fixture
def labelled(examples: list[Example]) -> tuple[list[Labelled], list[Labelled]]:
    return by_procedure(examples), by_facet(examples)


def test_an_example_about_several_stands_under_each_and_an_unclear_one_under_none(
    labelled: tuple[list[Labelled], list[Labelled]],
) -> None:
    procedures, facets = labelled
    both = f"{NAMES[3]} và {NAMES[7]} cần giấy tờ gì, hết bao nhiêu tiền"
    assert [one.label for one in procedures if one.text == both] == ["p3", "p7"]
    assert [one.label for one in facets if one.text == both] == ["documents", "fee"]
    assert [one.label for one in procedures if one.text == "bằng hay bài thi"] == []
    assert [one.label for one in procedures if one.text == "xin chào"] == ["none"]
    assert [one.label for one in procedures if one.text == LIFE[0]] == ["outside"]
    assert [one.label for one in facets if one.text == LIFE[0]] == []


def test_the_rivals_are_given_all_examples_of_the_product() -> None:
    labels = {one.label for one in by_procedure(read_all(NLU_DATA))}
    assert labels == {*(f"p{number}" for number in range(1, 62)), "none", "outside"}


def test_an_answer_is_the_first_procedure_and_its_lead_over_outside() -> None:
    scores = {"p3": 0.4, "none": 0.9, "outside": 0.1, "p7": 0.3}
    assert answer_of(scores, "fee") == Answer(3, pytest.approx(0.3), "fee")
    assert answer_of({"p3": -0.4}) == Answer(3, -0.4)
    assert answer_of({"outside": 0.8}) == Answer(None, -0.8)
    assert procedure_of("p61") == 61
    assert procedure_of("none") is procedure_of("outside") is None


Labels = tuple[list[Labelled], list[Labelled]]
LEARNERS: dict[str, Callable[[Labels], Contestant]] = {
    "bm25": lambda labels: Nearest(*labels),
    "svm": lambda labels: Svm(*labels, as_spelled),
    "svm on segmented words": lambda labels: Svm(*labels, segmented),
    "svm on folded text": lambda labels: Svm(*labels, fold),
    "rasa's logistic regression": lambda labels: Stock(*labels, logistic_regression()),
}


@pytest.mark.filterwarnings("ignore:lbfgs failed to converge")  # Rasa's settings, not ours
@pytest.mark.parametrize("name", LEARNERS)
def test_each_rival_finds_procedure_and_facet_and_what_is_outside(
    name: str, labelled: Labels
) -> None:
    rival = LEARNERS[name](labelled)
    assert train(rival) > 0
    _knows_what_it_was_taught(rival)


@pytest.mark.filterwarnings("ignore:'evaluate_every_number_of_epochs")
def test_diet_answers_after_a_single_epoch(labelled: Labels) -> None:
    rival = Stock(*labelled, diet(epochs=1))
    rival.learn()
    answer = rival.answer(f"{NAMES[7]} {ASKED['fee']}")
    assert answer.procedure in NAMES
    assert answer.facet in ASKED
    assert -1.0 <= answer.inside <= 1.0


def test_ours_is_trained_with_the_settings_of_the_product(examples: list[Example]) -> None:
    ours = Ours(examples)
    ours.learn()
    _knows_what_it_was_taught(ours)
    assert ours.answer("xyzzy plugh qwerty").inside == 0.0


def _knows_what_it_was_taught(rival: Contestant) -> None:
    asked = [(number, facet) for number in NAMES for facet in ASKED]
    texts = [f"{NAMES[number]} {ASKED[facet]} ạ" for number, facet in asked]
    answers = [answer for answer, _ in ask(rival, texts)]
    assert [answer.procedure for answer in answers] == [number for number, _ in asked]
    assert [answer.facet for answer in answers] == [facet for _, facet in asked]
    outside = rival.answer(LIFE[0] + " ạ")
    assert all(answer.inside > outside.inside for answer in answers)


def test_names_alone_tell_procedures_and_no_facets() -> None:
    rival = Nearest([Labelled(name, f"p{number}") for number, name in NAMES.items()])
    rival.learn()
    answer = rival.answer("phuc khao bai thi")
    assert (answer.procedure, answer.facet) == (7, None)
    assert answer.inside > rival.answer("xyzzy").inside == 0.0


def test_words_are_segmented_without_asking_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert segmented("Xin bản sao bằng tốt nghiệp") == "xin bản_sao bằng tốt_nghiệp"


def test_every_rival_has_a_learner_but_the_names() -> None:
    task = learners.Task({"rivals": [], "texts": [], "names": [], "epochs": 1})
    for rival in set(Rival) - {Rival.NAMES}:
        assert task.contestant(rival)
    with pytest.raises(ValueError, match="names"):
        task.contestant(Rival.NAMES)


def test_each_step_is_reported_as_a_line() -> None:
    names = list(NAMES.items())
    asked = {"rivals": ["bm25"], "texts": ["phuc khao"], "names": names, "epochs": 1}
    lines = StringIO()
    learners.report(learners.Task(asked), lines)
    started, trained, answered = map(json.loads, lines.getvalue().splitlines())
    assert started == {"rival": "bm25"}
    assert trained.keys() == {"rival", "seconds"}
    assert answered.keys() == {"rival", "procedure", "inside", "facet", "milliseconds"}
    assert answered["procedure"] == 7


def test_as_a_program_it_says_nothing_but_lines() -> None:
    task = {"rivals": ["bm25"], "texts": ["chuyển trường"], "names": [[3, NAMES[3]]], "epochs": 1}
    ended = subprocess.run(
        [sys.executable, "-m", "bot.rivals.learners"],
        input=json.dumps(task),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert [json.loads(line)["rival"] for line in ended.stdout.splitlines()] == ["bm25"] * 3
