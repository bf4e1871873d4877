"""A made-up procedure with questions, and someone who is led through it."""

from actions.follow_ups import hear
from actions.guide.dialogue import guide
from actions.letters.dialogue import press_letter
from actions.payloads import guiding, parse
from actions.questions import answer_question, fall_back
from actions.reply import Kind, Message, Reply
from actions.turn import Memory, Said, Turn, Understanding
from knowledge.cases import chosen
from knowledge.content import Case, CaseAnswer, Documents, Paper
from knowledge.facets import Facet
from knowledge.repository import Repository
from tests.auxil.citizen import words
from tests.auxil.procedures import HIGH, facets, procedure, version
from tests.auxil.turns import pressed, understood
from tests.auxil.turns import turn as made_turn

MOVE = 61
"""The procedure that is rewritten for these stories."""


def answer(key: str, label: str, *said: str, **more: object) -> CaseAnswer:
    return CaseAnswer(key=key, answer=label, said=said, effect=f"Vì {label.lower()}.", **more)


CASES = (
    Case(
        key="truong",
        question="Trường nơi đến là trường gì?",
        answers=(answer("cong", "Công lập", "trường công"), answer("tu", "Tư thục", "trường tư")),
    ),
    Case(
        key="noi-tru",
        question="Có ở nội trú không?",
        only={"truong": ("cong",)},
        answers=(answer("co", "Có"), answer("khong", "Không", "không có")),
    ),
    Case(
        key="tinh",
        question="Từ đâu đến?",
        answers=(
            answer("trong", "Trong tỉnh", "cùng tỉnh"),
            answer("ngoai", "Tỉnh khác về", "tạm nghỉ ở tỉnh khác"),
            answer("lao", "Nước ngoài về", "từ lào về", ends=True, instead=3),
        ),
    ),
)
PAPERS = Documents(
    items=(
        Paper(name="Đơn xin chuyển trường", source="Điều 4"),
        Paper(name="Học bạ (bản chính)", source="Điều 4"),
        Paper(name="Giấy giới thiệu của Sở", only={"tinh": ("ngoai",)}, source="Điều 4"),
        Paper(name="Giấy nội trú", only={"noi-tru": ("co",)}, source="Điều 4"),
    ),
    **HIGH,
)
TO_MOVE = procedure(version(facets=facets(documents=PAPERS)), cases=CASES)


class Person:
    """Talks with the bot; what the model makes of their words is the least helpful it could be."""

    def __init__(self, repository: Repository, memory: Memory | None = None) -> None:
        self.repository = repository
        self.memory = memory or Memory()
        self.reply = Reply.model_construct(messages=(), outcome=None)

    def hears(self, said: Said) -> str:
        self.memory = said.memory
        self.reply = said.reply
        return " ".join(words(message.text) for message in said.reply.messages)

    def turn(self, what: Understanding) -> Turn:
        return made_turn(self.repository, what, self.memory)

    def says(self, text: str) -> str:
        message = understood(text, intent="out_of_scope_nonsense", no_procedure=0.9)
        return self.hears(hear(self.turn(message), fall_back))

    def asks(self, text: str, facet: Facet, about: int = 7) -> str:
        message = understood(text, {about: 0.97}, {facet: 0.95})
        return self.hears(hear(self.turn(message), answer_question))

    def presses(self, payload: str) -> str:
        """Press a button of the guide or of a letter."""
        button = parse(payload)
        what = pressed(payload, button.intent, **button.entities)
        speaker = {"guide": guide, "letter": press_letter}[button.intent]
        return self.hears(hear(self.turn(what), speaker))

    def begins(self) -> str:
        return self.presses(guiding(MOVE))

    @property
    def answers(self) -> dict[str, str]:
        assert self.memory.guide
        counted = chosen(TO_MOVE, self.memory.guide.answers)
        return {one.case.key: one.answer.key for one in counted}

    @property
    def kind(self) -> Kind:
        return self.reply.outcome.kind

    @property
    def last(self) -> Message:
        return self.reply.messages[-1]
