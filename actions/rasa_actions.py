"""The actions by the names that Rasa's rules call them; each hands over to one plain function."""

import time
from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.clock import today
from actions.drafts import told_from
from actions.follow_ups import hear
from actions.guide.dialogue import guide
from actions.letters.dialogue import press_letter
from actions.menus import list_procedures
from actions.people import contact, hand_over, take_feedback
from actions.questions import answer_question, choose_option, fall_back
from actions.smalltalk import small_talk
from actions.status.dialogue import dossier_status, regrade_status
from actions.status.following import follow
from actions.turn import Said, Turn, remembered, understanding
from actions.typed import take_typed
from knowledge.database import session

MEMORY = "memory"


class _Spoken(Action, ABC):
    """Lets a function of a turn speak and utters its reply as one custom message."""

    @abstractmethod
    def speak(self, turn: Turn) -> Said: ...

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[dict[str, Any]]:
        with session() as opened:
            message = tracker.latest_message
            repository, day = told_from(opened, message, today())
            turn = Turn(
                repository=repository,
                understood=understanding(message, take_typed(opened, message)),
                memory=remembered(tracker.get_slot(MEMORY)),
                today=day,
                conversation=tracker.sender_id,
            )
            said = hear(turn, self.speak)
        dispatcher.utter_message(json_message=said.reply.model_dump(mode="json"))
        memory = said.memory.model_copy(update={"at": time.time()})
        return [SlotSet(MEMORY, memory.model_dump(mode="json"))]


class ActionAnswer(_Spoken):
    def name(self) -> str:
        return "action_answer"

    def speak(self, turn: Turn) -> Said:
        return answer_question(turn)


class ActionChoose(_Spoken):
    def name(self) -> str:
        return "action_choose"

    def speak(self, turn: Turn) -> Said:
        return choose_option(turn)


class ActionGuide(_Spoken):
    def name(self) -> str:
        return "action_guide"

    def speak(self, turn: Turn) -> Said:
        return guide(turn)


class ActionLetter(_Spoken):
    def name(self) -> str:
        return "action_letter"

    def speak(self, turn: Turn) -> Said:
        return press_letter(turn)


class ActionList(_Spoken):
    def name(self) -> str:
        return "action_list"

    def speak(self, turn: Turn) -> Said:
        return list_procedures(turn)


class ActionContact(_Spoken):
    def name(self) -> str:
        return "action_contact"

    def speak(self, turn: Turn) -> Said:
        return contact(turn)


class ActionHandoff(_Spoken):
    def name(self) -> str:
        return "action_handoff"

    def speak(self, turn: Turn) -> Said:
        return hand_over(turn)


class ActionFeedback(_Spoken):
    def name(self) -> str:
        return "action_feedback"

    def speak(self, turn: Turn) -> Said:
        return take_feedback(turn)


class ActionSmalltalk(_Spoken):
    def name(self) -> str:
        return "action_smalltalk"

    def speak(self, turn: Turn) -> Said:
        return small_talk(turn)


class ActionStatusDossier(_Spoken):
    def name(self) -> str:
        return "action_status_dossier"

    def speak(self, turn: Turn) -> Said:
        return dossier_status(turn)


class ActionStatusRegrade(_Spoken):
    def name(self) -> str:
        return "action_status_regrade"

    def speak(self, turn: Turn) -> Said:
        return regrade_status(turn)


class ActionFollow(_Spoken):
    def name(self) -> str:
        return "action_follow"

    def speak(self, turn: Turn) -> Said:
        return follow(turn)


class ActionFallback(_Spoken):
    def name(self) -> str:
        return "action_fallback"

    def speak(self, turn: Turn) -> Said:
        return fall_back(turn)
