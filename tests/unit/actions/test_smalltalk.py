"""Greeting, thanking, taking leave, and saying what the bot is."""

import pytest

from actions.payloads import listing
from actions.reply import Kind
from actions.smalltalk import small_talk
from actions.turn import Memory
from knowledge.repository import Repository
from tests.auxil.turns import only_message, payloads, turn, understood


@pytest.mark.parametrize(
    ("intent", "begins", "menu"),
    [
        ("greet", "Chào bạn! Mình là **Motcua**", True),
        ("thanks", "Không có gì bạn nhé!", False),
        ("bye", "Chào bạn, chúc bạn mọi việc thuận lợi!", False),
        ("who_are_you", "Mình là **Motcua**, chương trình trả lời tự động", True),
        ("chitchat", "Mình nghe bạn đây.", False),
        ("gi-do-khac", "Chào bạn! Mình là **Motcua**", True),
    ],
)
def test_each_is_answered_in_kind_and_a_beginner_is_shown_the_menu(
    repository: Repository, intent: str, begins: str, menu: bool
) -> None:
    memory = Memory(topic=(3,), options=(4, 5))
    said = small_talk(turn(repository, understood("…", intent=intent), memory))
    message = only_message(said.reply)
    assert said.reply.outcome.kind is Kind.SMALLTALK
    assert message.text.startswith(begins)
    assert payloads(message.buttons) == ([listing(n) for n in range(13)] if menu else [])
    assert said.memory == memory


def test_the_bot_says_that_it_is_no_officer_and_what_it_knows(repository: Repository) -> None:
    said = small_talk(turn(repository, understood("bạn là ai", intent="who_are_you")))
    text = only_message(said.reply).text
    assert "không phải cán bộ" in text
    assert "61 thủ tục" in text
    assert "120/KH-SGDĐT" in text
