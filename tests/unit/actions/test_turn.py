"""What Rasa sends becomes typed values; what was spoken of is remembered, for a while."""

import time

import pytest

from actions.guide.state import Guiding
from actions.reply import Kind
from actions.status.dialogue import dossier_status
from actions.status.state import Looking
from actions.turn import (
    GUIDE_LASTS,
    MOST_VISITED,
    TOPIC_LASTS,
    Memory,
    Ranked,
    remembered,
    understanding,
)
from knowledge.facets import Facet
from knowledge.repository import Repository
from tests.auxil.turns import turn, understood

FEE = (Facet.FEE,)


def test_what_the_model_says_is_read_as_typed_values() -> None:
    read = understanding(
        {
            "text": "trường nội trú nộp ở đâu",
            "intent": {"name": "ask_where", "confidence": 0.5},
            "intent_ranking": [
                {"name": "ask_where", "confidence": 0.5},
                {"name": "ask_online", "confidence": 0.25},
                {"name": "out_of_scope_life", "confidence": 0.125},
                {"name": "greet", "confidence": 0.125},
            ],
            "facet_ranking": [{"facet": "where", "confidence": 0.9}],
            "procedure_ranking": [{"procedure": 24, "share": 0.4, "odds": 0.6}],
            "no_procedure": 0.1,
            "outside": 0.2,
            "several_procedures": 0.3,
            "unclear_procedure": 0.4,
            "open_act": 0.5,
            "open_institution": 0.6,
            "out_of_scope": 0.7,
        }
    )
    assert read.ranking == (Ranked(24, 0.4, 0.6),)
    assert read.facets == ((Facet.WHERE, 0.9),)
    assert (read.no_procedure, read.outside, read.several, read.unclear) == (0.1, 0.2, 0.3, 0.4)
    assert (read.open_act, read.open_institution, read.out_of_scope) == (0.5, 0.6, 0.7)
    assert read.asking == 0.75
    assert read.asks
    assert not read.pressed


def test_a_button_brings_nothing_but_its_intent_and_its_number() -> None:
    read = understanding(
        {
            "text": '/ask_fee{"procedure":7}',
            "intent": {"name": "ask_fee", "confidence": 1.0},
            "entities": [{"entity": "procedure", "value": 7}, {"entity": "junk", "value": "x"}],
        }
    )
    assert read.pressed
    assert read.entities == {"procedure": 7}
    assert (read.ranking, read.facets, read.no_procedure) == ((), (), 0.0)


def test_a_message_of_which_nothing_is_known_is_read_all_the_same() -> None:
    assert understanding({}).intent == ""
    assert not understanding({"text": None, "intent": None, "entities": None}).asks


@pytest.mark.parametrize("slot", [None, {}, {"topic": "ba"}, {"facets": ["gi do"]}, {"at": "x"}])
def test_a_memory_that_cannot_be_read_counts_as_empty(slot: dict | None) -> None:
    assert remembered(slot) == Memory()


def test_a_memory_comes_back_from_the_slot_as_it_was_until_it_is_too_old() -> None:
    kept = Memory(
        topic=(3,),
        visited=(7, 5),
        facets=FEE,
        options=(3, 4),
        lookup=Looking(kind=Kind.STATUS_DOSSIER),
        at=time.time() - TOPIC_LASTS + 60,
    )
    assert remembered(kept.model_dump(mode="json")) == kept
    stale = kept.model_copy(update={"at": time.time() - TOPIC_LASTS - 60})
    assert remembered(stale.model_dump(mode="json")) == Memory()


def test_what_was_spoken_of_before_is_visited_the_latest_first() -> None:
    memory = Memory().about((3,), FEE).about((7,), FEE).about((24, 25), FEE)
    assert (memory.topic, memory.visited) == ((24, 25), (7, 3))


def test_what_is_spoken_of_again_is_the_topic_and_not_visited() -> None:
    memory = Memory().about((3,), FEE).about((7,), FEE).about((3,), FEE)
    assert (memory.topic, memory.visited) == ((3,), (7,))
    assert memory.about((3,), FEE).visited == (7,)


def test_one_of_two_procedures_spoken_of_leaves_the_other_visited() -> None:
    memory = Memory().about((3, 7), FEE).about((7,), FEE)
    assert (memory.topic, memory.visited) == ((7,), (3,))


def test_a_citizen_who_asks_about_many_procedures_is_not_remembered_without_end() -> None:
    memory = Memory()
    for procedure in range(1, 40):
        memory = memory.about((procedure,), FEE)
    assert memory.visited == tuple(range(38, 38 - MOST_VISITED, -1))


def test_options_are_closed_once_something_is_told() -> None:
    told = Memory(topic=(3,), options=(24, 25), facets=(Facet.WHERE,)).about((24,), FEE)
    assert (told.options, told.facets) == ((), FEE)


def test_a_look_up_stays_open_while_something_else_is_told(repository: Repository) -> None:
    asked = understood("hồ sơ tới đâu rồi", intent="status_dossier")
    memory = dossier_status(turn(repository, asked, Memory(topic=(3,)))).memory
    assert memory.about((28,), FEE).lookup == Looking(kind=Kind.STATUS_DOSSIER)


def test_a_guide_outlasts_the_topic_and_is_forgotten_after_a_day() -> None:
    led = Guiding(procedure=3, answers={"pham-vi": "trong-tinh"}, at_hand=(1,))
    kept = Memory(topic=(3,), options=(3, 4), guide=led, at=1000.0)
    assert kept.fresh(1000.0 + TOPIC_LASTS) == kept
    left_off = kept.fresh(1000.0 + TOPIC_LASTS + 1)
    assert left_off == Memory(guide=led.model_copy(update={"paused": True}), at=1000.0)
    assert kept.fresh(1000.0 + GUIDE_LASTS) == left_off
    assert kept.fresh(1000.0 + GUIDE_LASTS + 1) == Memory()
    assert Memory.model_validate(kept.model_dump(mode="json")) == kept
