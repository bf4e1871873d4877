"""What can't be answered is refused honestly, with a reason and a way on."""

from pathlib import Path

import pytest
import yaml

from actions.questions import OUT_OF_SCOPE, fall_back
from actions.refusals import refuse
from actions.reply import Kind
from actions.turn import Memory
from actions.wording import phrases
from knowledge.repository import Repository
from knowledge.settings import ROOT
from tests.auxil.turns import only_message, payloads, turn, understood

REASONS = {
    "other_agency": "thuộc cơ quan khác",
    "department_other": "không nằm trong 61 thủ tục",
    "personal_data": "không tra và không đưa thông tin của người khác",
    "distress": "gọi ngay **111**",
    "life": "chỉ hướng dẫn 61 thủ tục hành chính",
    "abuse": "chỉ hướng dẫn thủ tục hành chính",
    "nonsense": "chưa đọc được tin này",
    "foreign": "I can only answer in Vietnamese",
    "injection": "không làm theo yêu cầu khác",
}


def intents() -> list[str]:
    domain = yaml.safe_load(Path(ROOT / "domain.yml").read_text("utf-8"))
    return [name for intent in domain["intents"] for name in intent]


@pytest.mark.parametrize("reason", REASONS)
def test_each_reason_has_words_of_its_own(repository: Repository, reason: str) -> None:
    memory = Memory(topic=(3,))
    asked = understood("x y z", intent=f"out_of_scope_{reason}")
    said = fall_back(turn(repository, asked, memory))
    message = only_message(said.reply)
    assert said.reply.outcome.kind is Kind.FALLBACK
    assert (said.reply.outcome.procedures, said.reply.outcome.candidates) == ((), ())
    assert REASONS[reason] in message.text
    assert payloads(message.buttons) == ["/list", "/handoff"]
    assert said.memory == memory


def test_every_out_of_scope_intent_of_the_domain_has_its_reason() -> None:
    known = {name.removeprefix(OUT_OF_SCOPE) for name in intents() if OUT_OF_SCOPE in name}
    assert known == set(REASONS)
    assert known <= set(phrases()["fallback"])


@pytest.mark.parametrize("reason", ["not_understood", "gi-do-la", "", "nlu_fallback"])
def test_an_unknown_reason_is_not_having_understood(repository: Repository, reason: str) -> None:
    said = refuse(turn(repository, understood("x")), reason)
    assert only_message(said.reply).text.startswith("Mình chưa hiểu ý bạn.")


def test_the_agency_in_charge_is_named_where_the_question_tells_which(
    repository: Repository,
) -> None:
    asked = understood("làm lại khai sinh ở đâu", intent="out_of_scope_other_agency")
    text = only_message(fall_back(turn(repository, asked)).reply).text
    assert "UBND xã, phường" in text
    assert "Nghị định 120/2025/NĐ-CP" in text
    assert "23/11/2026" in text
    assert "{" not in text


@pytest.mark.parametrize("reason", sorted(set(REASONS) - {"other_agency"}))
def test_no_agency_is_named_for_another_reason(repository: Repository, reason: str) -> None:
    asked = understood("làm lại khai sinh ở đâu", intent=f"out_of_scope_{reason}")
    assert REASONS[reason] in only_message(fall_back(turn(repository, asked)).reply).text
