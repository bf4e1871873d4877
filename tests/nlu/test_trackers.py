"""Rasa's memory of conversations is short and wordless: a few turns, a day, a bounded number."""

import asyncio
import json

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from bot import rasa_trackers
from bot.rasa_trackers import TURNS, ForgetfulTrackerStore


def _turn(number):
    return [
        ActionExecuted("action_listen"),
        UserUttered(
            f"câu hỏi số {number}",
            {"name": f"ask_{number}"},
            parse_data={"text": f"câu hỏi số {number}", "mended": f"cau hoi so {number}"},
            metadata={"typed": f"câu hỏi số {number} của 0912345678"},
        ),
        ActionExecuted("action_answer"),
        SlotSet("session_started_metadata", {"typed": "0912345678"}),
        BotUttered("Trả lời", {"custom": {"text": f"về câu hỏi số {number}"}}),
        SlotSet("memory", {"topic": [number]}),
    ]


def _store():
    return ForgetfulTrackerStore(Domain.empty())


def _save(store, sender, turns):
    slots = [AnySlot("memory", mappings=[{"type": "custom"}], influence_conversation=False)]
    events = [event for number in range(1, turns + 1) for event in _turn(number)]
    tracker = DialogueStateTracker.from_events(sender, events, slots)
    asyncio.run(store.save(tracker))


def _heard(tracker):
    return [event.intent_name for event in tracker.events if isinstance(event, UserUttered)]


def test_a_long_conversation_keeps_its_last_turns_and_what_it_remembered():
    store = _store()
    _save(store, "one", 10)
    tracker = asyncio.run(store.retrieve("one"))
    assert _heard(tracker) == [f"ask_{number}" for number in range(11 - TURNS, 11)]
    assert isinstance(tracker.events[0], ActionExecuted)
    assert [e.value for e in tracker.events if isinstance(e, SlotSet)] == [{"topic": [10]}]


def test_no_words_of_either_side_are_kept():
    store = _store()
    _save(store, "one", 2)
    (_, kept), *_ = store._kept.values()
    for words in ("câu hỏi", "cau hoi", "0912345678", "Trả lời"):
        assert words not in json.loads(json.dumps(kept))
        assert json.dumps(words)[1:-1] not in kept


def test_a_short_conversation_is_kept_whole():
    store = _store()
    _save(store, "one", 2)
    assert _heard(asyncio.run(store.retrieve("one"))) == ["ask_1", "ask_2"]


def test_an_unknown_conversation_is_not_there():
    assert asyncio.run(_store().retrieve("nobody")) is None


def test_the_longest_silent_conversation_is_forgotten_first(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rasa_trackers, "CONVERSATIONS", 2)
    store = _store()
    for sender in ("one", "two", "one", "three"):
        _save(store, sender, 1)
    assert set(asyncio.run(store.keys())) == {"one", "three"}


def test_a_conversation_is_forgotten_after_a_day_of_silence(monkeypatch: pytest.MonkeyPatch):
    store = _store()
    _save(store, "one", 1)
    later = rasa_trackers.time.monotonic() + rasa_trackers.SILENCE + 1
    monkeypatch.setattr(rasa_trackers.time, "monotonic", lambda: later)
    assert asyncio.run(store.retrieve("one")) is None
