"""Answers without Rasa: buttons, menus, and search by name. Says that it is the reserve."""

from collections import OrderedDict

from actions.clock import today
from actions.follow_ups import hear
from actions.guide.dialogue import guide
from actions.labels import label
from actions.letters.dialogue import press_letter
from actions.menus import group_buttons, list_procedures
from actions.payloads import asking, parse
from actions.people import contact, hand_over
from actions.questions import answer_question
from actions.refusals import refuse
from actions.reply import Button, Kind, Outcome, Reply, TextMessage
from actions.smalltalk import small_talk
from actions.status.dialogue import regrade_status
from actions.status.following import follow
from actions.turn import Memory, Said, Turn, Understanding
from actions.wording import escape, phrase
from bot.privacy import hide_personal_numbers
from knowledge.database import session
from knowledge.facets import Facet
from knowledge.names import NameIndex
from knowledge.repository import Repository

_REMEMBERED = 10_000
"""Conversations whose last options are kept; the longest unused is forgotten first."""
_OPTIONS = 5
_LIST = "list"
_SPEAKERS = {
    _LIST: list_procedures,
    "guide": guide,
    "letter": press_letter,
    "follow": follow,
    "contact": contact,
    "handoff": hand_over,
    "greet": small_talk,
    "who_are_you": small_talk,
    "status_regrade": regrade_status,
}


class Reserve:
    """A gateway that needs nothing but the knowledge base."""

    def __init__(self) -> None:
        self._memories: OrderedDict[str, Memory] = OrderedDict()

    async def say(self, conversation_id: str, text: str) -> Reply:
        """Answer `text` by the names of the procedures; an option may be chosen by its number."""
        memory = self._memories.get(conversation_id, Memory())
        with session() as opened:
            understood = Understanding(hide_personal_numbers(text), "", typed=text)
            turn = Turn(Repository(opened), understood, memory, today(), conversation_id)
            said = hear(turn, _search)
        return self._reserved(conversation_id, said)

    async def press(self, conversation_id: str, payload: str) -> Reply:
        """Answer a button; one that no reply offered is refused politely."""
        memory = self._memories.get(conversation_id, Memory())
        try:
            pressed = parse(payload)
        except ValueError:
            return await self.refuse(conversation_id)
        with session() as opened:
            understood = Understanding(payload, pressed.intent, entities=pressed.entities)
            turn = Turn(Repository(opened), understood, memory, today(), conversation_id)
            said = _SPEAKERS.get(pressed.intent, answer_question)(turn)
        return self._reserved(conversation_id, said)

    async def refuse(self, conversation_id: str) -> Reply:
        """Say that there is no such option to choose."""
        memory = self._memories.get(conversation_id, Memory())
        with session() as opened:
            turn = Turn(Repository(opened), Understanding("/", ""), memory, today())
            return refuse(turn, "no_option").reply

    def _reserved(self, conversation_id: str, said: Said) -> Reply:
        self._memories[conversation_id] = said.memory
        self._memories.move_to_end(conversation_id)
        if len(self._memories) > _REMEMBERED:
            self._memories.popitem(last=False)
        notice = TextMessage(text=phrase("reserve"))
        return said.reply.model_copy(update={"messages": (notice, *said.reply.messages)})


def _search(turn: Turn) -> Said:
    found = NameIndex(turn.repository.names()).search(turn.understood.text, limit=_OPTIONS)
    options = [turn.repository.procedure(match.procedure) for match in found]
    if options:
        lines = [f"{i}. {escape(label(option))}" for i, option in enumerate(options, start=1)]
        text = "\n".join([phrase("reserve_found"), "", *lines])
        buttons = [
            Button(title=label(option), payload=asking(Facet.OVERVIEW, option.id))
            for option in options
        ]
        kind = Kind.CLARIFY
    else:
        text, buttons, kind = phrase("reserve_not_found"), group_buttons(turn.repository), Kind.LIST
    candidates = tuple(option.id for option in options)
    outcome = Outcome(kind=kind, candidates=candidates, confidence=0.5)
    message = TextMessage(text=text, buttons=tuple(buttons))
    memory = turn.memory.model_copy(
        update={"topic": (), "options": candidates, "facets": (Facet.OVERVIEW,), "guided": False}
    )
    return Said(Reply(messages=(message,), outcome=outcome), memory)
