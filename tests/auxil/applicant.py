"""Someone who looks up a dossier or a re-marking request in one conversation."""

from typing import Any

from actions.follow_ups import hear
from actions.payloads import parse
from actions.people import contact
from actions.questions import answer_question, fall_back
from actions.reply import Kind, Reply
from actions.status.dialogue import dossier_status, regrade_status
from actions.status.following import follow
from actions.turn import Memory, Turn
from bot.privacy import hide_personal_numbers
from knowledge.facets import Facet
from knowledge.repository import Repository
from tests.auxil.citizen import words
from tests.auxil.turns import TODAY, pressed, understood

_SPEAKERS = {
    "status_dossier": dossier_status,
    "status_regrade": regrade_status,
    "contact": contact,
}


class Applicant:
    """Talks with the bot; what the model makes of their words is the least helpful it could be."""

    def __init__(self, repository: Repository, conversation: str = "c-1") -> None:
        self.repository = repository
        self.conversation = conversation
        self.memory = Memory()
        self.reply = Reply.model_construct(messages=(), outcome=None)

    def says(self, text: str, intent: str = "out_of_scope_nonsense", **more: Any) -> str:
        """Say `text`, which reaches the bot with its personal numbers masked."""
        message = understood(hide_personal_numbers(text), intent=intent, typed=text, **more)
        turn = Turn(self.repository, message, self.memory, TODAY, self.conversation)
        said = hear(turn, _SPEAKERS.get(intent, fall_back))
        self.memory, self.reply = said.memory, said.reply
        return self.text

    def asks(self, text: str, facet: Facet, about: int = 7) -> str:
        """Ask a question on a procedure."""
        message = understood(text, {about: 0.97}, {facet: 0.95}, asking=0.97)
        turn = Turn(self.repository, message, self.memory, TODAY, self.conversation)
        said = hear(turn, answer_question)
        self.memory, self.reply = said.memory, said.reply
        return self.text

    def presses(self, title: str) -> str:
        """Press a button of the last reply that is about news of a request."""
        (payload,) = (
            button.payload
            for message in self.reply.messages
            for button in message.buttons
            if button.title == title
        )
        return self.sends(payload)

    def sends(self, payload: str) -> str:
        """Press a button about news, also an old one."""
        button = parse(payload)
        message = pressed(payload, button.intent, **button.entities)
        turn = Turn(self.repository, message, self.memory, TODAY, self.conversation)
        said = hear(turn, follow)
        self.memory, self.reply = said.memory, said.reply
        return self.text

    def wants_dossier(self) -> str:
        return self.says("hồ sơ của tôi tới đâu rồi", "status_dossier")

    def wants_regrade(self) -> str:
        return self.says("cho em coi kết quả phúc khảo", "status_regrade")

    @property
    def text(self) -> str:
        return " ".join(words(message.text) for message in self.reply.messages)

    @property
    def kind(self) -> Kind:
        return self.reply.outcome.kind

    @property
    def procedures(self) -> tuple[int, ...]:
        return self.reply.outcome.procedures
