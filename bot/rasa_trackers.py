"""Rasa's memory of conversations: short, bounded, without words, never written to disk."""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from rasa.core.tracker_store import SerializedTrackerAsText, TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

CONVERSATIONS = 20_000
"""Conversations kept; the longest silent is forgotten first."""
SILENCE = 24 * 60 * 60
"""Seconds of silence after which a conversation is forgotten."""
TURNS = 3
"""Turns kept of each; what must last longer is in the memory slot, set anew at each turn."""
MEMORY = "memory"


class ForgetfulTrackerStore(TrackerStore, SerializedTrackerAsText):
    """Keeps what the last turns of the latest conversations were, not what was said in them."""

    def __init__(self, domain: Domain, event_broker: Any = None, **kwargs: Any) -> None:
        self._kept: OrderedDict[str, tuple[float, str]] = OrderedDict()
        super().__init__(domain, event_broker, **kwargs)

    async def save(self, tracker: DialogueStateTracker) -> None:
        await self.stream_events(tracker)
        dialogue = tracker.as_dialogue()
        dialogue.events = without_words(last_turns(list(dialogue.events), TURNS))
        self._kept[tracker.sender_id] = (time.monotonic(), json.dumps(dialogue.as_dict()))
        self._kept.move_to_end(tracker.sender_id)
        self._forget()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        self._forget()
        kept = self._kept.get(sender_id)
        return self.deserialise_tracker(sender_id, kept[1]) if kept else None

    async def keys(self) -> Iterable[str]:
        return self._kept.keys()

    def _forget(self) -> None:
        oldest_allowed = time.monotonic() - SILENCE
        while self._kept:
            oldest, (at, _) = next(iter(self._kept.items()))
            if at >= oldest_allowed and len(self._kept) <= CONVERSATIONS:
                return
            del self._kept[oldest]


def last_turns(events: list[Event], turns: int) -> list[Event]:
    """Return the events from where the bot began to listen for the last `turns` messages."""
    heard = 0
    for index in range(len(events) - 1, 0, -1):
        heard += isinstance(events[index], UserUttered)
        before = events[index - 1]
        listening = isinstance(before, ActionExecuted) and before.action_name == ACTION_LISTEN_NAME
        if heard >= turns and listening:
            return events[index - 1 :]
    return events


def without_words(events: list[Event]) -> list[Event]:
    """Return the events with the words of both sides left out, and only the latest memory."""
    memories = [e for e in events if isinstance(e, SlotSet) and e.key == MEMORY]
    return [
        _wordless(event)
        for event in events
        if not isinstance(event, SlotSet) or event is memories[-1]
    ]


def _wordless(event: Event) -> Event:
    if isinstance(event, UserUttered):
        return UserUttered(text="", intent={"name": event.intent_name}, timestamp=event.timestamp)
    if isinstance(event, BotUttered):
        return BotUttered(timestamp=event.timestamp)
    return event
