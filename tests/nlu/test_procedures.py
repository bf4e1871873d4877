"""The ranker says which procedure a message is about, and which half of it is left open."""

import copy
from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.examples import features
from bot.nlu.procedures import ProcedureRanker
from tests.nlu.toy import LIFE, NAMES, OPEN_ACT, OPEN_INSTITUTION, SEVERAL, UNCLEAR, Pipeline

ONE = "sáp nhập trung tâm ngoại ngữ nộp hồ sơ ở đâu"


def _share(message: Message, number: int) -> float:
    ranking: list[dict[str, Any]] = message.get("procedure_ranking")
    return next(entry["share"] for entry in ranking if entry["procedure"] == number)


@pytest.mark.parametrize("text", [ONE, SEVERAL, UNCLEAR, LIFE[0], "xin chào", "?", ""])
def test_procedures_none_and_outside_share_one(pipeline: Pipeline, text: str) -> None:
    message = pipeline.parse(text)
    ranking = message.get("procedure_ranking")
    assert {entry["procedure"] for entry in ranking} == set(NAMES)
    shares = [entry["share"] for entry in ranking]
    assert shares == sorted(shares, reverse=True)
    everything = sum(shares) + message.get("no_procedure") + message.get("outside")
    assert everything == pytest.approx(1)
    assert all(0 <= entry["odds"] <= 1 for entry in ranking)


def test_an_act_or_an_institution_alone_does_not_lift_its_procedure_above_the_named(
    pipeline: Pipeline,
) -> None:
    """28 shares the institution with the one that is named, 59 the act, 58 neither."""
    message = pipeline.parse(ONE)
    others = [_share(message, number) for number in NAMES if number != 31]
    assert _share(message, 31) > 3 * max(others)
    assert min(_share(message, 28), _share(message, 59)) > _share(message, 58)


def test_a_question_without_a_procedure_names_none(pipeline: Pipeline) -> None:
    message = pipeline.parse("hết bao nhiêu tiền")
    assert message.get("no_procedure") > message.get("procedure_ranking")[0]["share"]
    assert message.get("no_procedure") > message.get("outside")


def test_what_is_out_of_scope_is_outside(pipeline: Pipeline) -> None:
    message = pipeline.parse(LIFE[1])
    assert message.get("outside") > message.get("procedure_ranking")[0]["share"]
    assert message.get("outside") > message.get("no_procedure")


def test_two_procedures_in_one_message_are_both_likely(pipeline: Pipeline) -> None:
    ranking = pipeline.parse(SEVERAL).get("procedure_ranking")
    assert {entry["procedure"] for entry in ranking[:2]} == {3, 7}
    assert ranking[1]["odds"] > 2 * ranking[2]["odds"]


def test_what_may_be_meant_is_less_likely_than_what_is_named(pipeline: Pipeline) -> None:
    """An unclear message is an example of each procedure, and of the others' absence."""
    model = _ranker(pipeline).learnt.procedures
    may_be = model.odds(features(pipeline.parse(OPEN_ACT)))
    named = model.odds(features(pipeline.parse(SEVERAL)))
    assert max(may_be["28"], may_be["31"]) < 0.75 < min(named["3"], named["7"])


def test_all_that_an_unclear_message_may_mean_are_likely(pipeline: Pipeline) -> None:
    ranking = pipeline.parse(OPEN_ACT).get("procedure_ranking")
    assert {entry["procedure"] for entry in ranking[:2]} == {28, 31}
    ranking = pipeline.parse(OPEN_INSTITUTION).get("procedure_ranking")
    assert {entry["procedure"] for entry in ranking[:2]} == {28, 58}


@pytest.mark.parametrize(
    ("text", "act", "institution"),
    [
        (ONE, False, False),
        (OPEN_ACT, True, False),
        (OPEN_INSTITUTION, False, True),
        (UNCLEAR, True, True),
        (SEVERAL, False, False),
        ("hết bao nhiêu tiền", False, False),
        (LIFE[0], False, False),
    ],
)
def test_it_says_which_half_is_left_open(
    pipeline: Pipeline, text: str, act: bool, institution: bool
) -> None:
    message = pipeline.parse(text)
    assert (message.get("open_act") > 0.5) is act, message.get("open_act")
    assert (message.get("open_institution") > 0.5) is institution, message.get("open_institution")


def test_no_more_than_fifteen_are_ranked(
    monkeypatch: pytest.MonkeyPatch, pipeline: Pipeline
) -> None:
    whole = pipeline.parse(ONE).get("procedure_ranking")
    monkeypatch.setattr("bot.nlu.procedures._RANKING", 3)
    assert pipeline.parse(ONE).get("procedure_ranking") == whole[:3]


def test_with_no_weight_on_act_and_institution_the_procedure_alone_decides(
    pipeline: Pipeline,
) -> None:
    message = _weighed(pipeline, ONE, act=0.0, institution=0.0)
    odds = _ranker(pipeline).learnt.procedures.odds(features(message))
    assert {str(e["procedure"]): e["odds"] for e in message.get("procedure_ranking")} == {
        label: pytest.approx(value) for label, value in odds.items() if label.isdecimal()
    }


def test_each_half_lifts_the_procedures_that_share_it(pipeline: Pipeline) -> None:
    """Of what is neither asked for, 59 has the act that is named and 28 the institution."""
    without = _weighed(pipeline, ONE, act=0.0, institution=0.0)
    by_act = _weighed(pipeline, ONE, act=1.0, institution=0.0)
    by_institution = _weighed(pipeline, ONE, act=0.0, institution=1.0)
    assert _ratio(by_act, 59, 58) > 2 * _ratio(without, 59, 58)
    assert _ratio(by_institution, 28, 58) > 2 * _ratio(without, 28, 58)
    assert _share(pipeline.parse(ONE), 31) > _share(without, 31)


@pytest.mark.parametrize("weight", [0.0, 0.5, 2.0])
def test_the_odds_are_a_mean_of_the_procedure_and_its_halves(
    pipeline: Pipeline, weight: float
) -> None:
    """Else they would mean something else with each weight that is tried."""
    message = _weighed(pipeline, ONE, act=weight, institution=weight)
    models = _ranker(pipeline).learnt
    named = {"31": models.procedures, "merge_or_split": models.acts}
    views = [model.odds(features(message))[label] for label, model in named.items()]
    views.append(models.institutions.odds(features(message))["language_centre"])
    first = message.get("procedure_ranking")[0]
    assert first["procedure"] == 31
    assert min(views) <= first["odds"] <= max(views)


def _ranker(pipeline: Pipeline) -> ProcedureRanker:
    return next(part for part in pipeline.loaded if isinstance(part, ProcedureRanker))


def _weighed(pipeline: Pipeline, text: str, act: float, institution: float) -> Message:
    """Return what the ranker says of `text` when the halves have these weights."""
    ranker = copy.copy(_ranker(pipeline))
    ranker.config = {"act_weight": act, "institution_weight": institution}
    message = pipeline.parse(text)
    ranker.process([message])
    return message


def _ratio(message: Message, one: int, other: int) -> float:
    return _share(message, one) / _share(message, other)
