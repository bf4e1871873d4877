"""A citizen speaks several times: each answer is remembered, and the next message built on it."""

from actions.follow_ups import hear
from actions.questions import answer_question, fall_back
from actions.reply import Kind, Outcome
from actions.status.dialogue import dossier_status
from actions.turn import Memory, Understanding
from knowledge.facets import Facet
from knowledge.repository import Repository
from tests.auxil.turns import turn, understood

DOCUMENTS = {Facet.DOCUMENTS: 0.95}
FEE = {Facet.FEE: 0.95}
SPECIALISED = dict.fromkeys(range(19, 24), 0.19)


class Citizen:
    """Speaks in one conversation, which remembers."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self.memory = Memory()

    def says(self, message: Understanding) -> Outcome:
        speak = fall_back if message.intent.startswith("out_of_scope_") else answer_question
        said = hear(turn(self._repository, message, self.memory), speak)
        self.memory = said.memory
        return said.reply.outcome

    def looks_up(self, text: str) -> Outcome:
        message = understood(text, intent="status_dossier")
        said = hear(turn(self._repository, message, self.memory), dossier_status)
        self.memory = said.memory
        return said.reply.outcome


def test_a_founder_goes_from_step_to_step_and_from_school_to_school(
    repository: Repository,
) -> None:
    founder = Citizen(repository)
    founding = understood("lập trường dân tộc nội trú cần giấy gì", {24: 0.95}, DOCUMENTS)
    assert founder.says(founding).procedures == (24,)
    operate = dict.fromkeys((15, 20, 25, 29, 33), 0.19)
    operating = {"acts": {"operate": 0.95}, "institutions": {"open": 0.9}}
    step = understood(
        "xong rồi xin hoạt động", operate, open_institution=0.9, unclear=0.8, **operating
    )
    assert founder.says(step).procedures == (25,)
    fee = founder.says(understood("tốn bao nhiêu", asked=FEE, no_procedure=0.97))
    assert (fee.procedures, fee.facets) == ((25,), (Facet.FEE,))
    special = {"acts": {"open": 0.9}, "institutions": {"specialised": 0.95}}
    school = understood(
        "còn trường chuyên thì sao", SPECIALISED, open_act=0.9, unclear=0.8, **special
    )
    assert founder.says(school).procedures == (20,)
    back = understood("quay lại chuyện lập trường nội trú", {24: 0.8, 25: 0.1}, DOCUMENTS)
    assert founder.says(back).procedures == (24,)
    assert founder.memory.visited == (20, 25)


def test_a_parent_asks_in_passing_and_comes_back(repository: Repository) -> None:
    parent = Citizen(repository)
    parent.says(understood("chuyển trường cho con", {3: 0.95}, DOCUMENTS))
    aside = understood("mai trời có mưa không", intent="out_of_scope_life", out_of_scope=0.95)
    assert parent.says(aside).kind is Kind.FALLBACK
    on = parent.says(understood("lệ phí bao nhiêu", asked=FEE, no_procedure=0.95))
    assert (on.procedures, on.facets) == ((3,), (Facet.FEE,))


def test_a_citizen_asked_back_names_the_school_and_is_told_what_was_asked_first(
    repository: Repository,
) -> None:
    citizen = Citizen(repository)
    vague = understood("trường chuyên lệ phí", SPECIALISED, FEE, open_act=0.9, unclear=0.9)
    assert set(citizen.says(vague).candidates) == set(SPECIALISED)
    chosen = citizen.says(understood("giải thể á", {23: 0.5, 27: 0.1, 19: 0.01}))
    assert (chosen.procedures, chosen.facets) == ((23,), (Facet.FEE,))
    assert citizen.memory == Memory(topic=(23,), facets=(Facet.FEE,))


def test_a_citizen_asks_something_else_while_the_look_up_waits_for_a_code(
    repository: Repository,
) -> None:
    citizen = Citizen(repository)
    assert citizen.looks_up("hồ sơ của em tới đâu rồi").kind is Kind.STATUS_DOSSIER
    aside = understood("mà chuyển trường mất mấy ngày", {3: 0.95}, {Facet.PROCESSING_TIME: 0.95})
    assert citizen.says(aside).procedures == (3,)
    digits = understood("số cuối là 0987", intent="out_of_scope_nonsense")
    assert citizen.says(digits).kind is Kind.STATUS_DOSSIER
    on = citizen.says(understood("lệ phí bao nhiêu", asked=FEE, no_procedure=0.95))
    assert on.procedures == (3,)
