"""A citizen asks what the rule was: that is told, and that it has changed."""

from datetime import date

import pytest

from actions.past import FIRST_DAY, day_asked_for
from actions.questions import answer_question
from actions.turn import Memory
from knowledge.facets import Facet
from knowledge.repository import Repository
from tests.auxil.turns import TODAY, turn, understood

DOCUMENTS = {Facet.DOCUMENTS: 0.9}


@pytest.mark.parametrize(
    "text",
    [
        "hồi 2021 thì sao",
        "thế quy định năm 2021 cần giấy gì",
        "2021 thì thế nào",
        "hoi nam 2021 can giay to gi",
    ],
)
def test_the_rule_of_2021_is_asked_for(repository: Repository, text: str) -> None:
    assert day_asked_for(text, repository.procedure(3), TODAY) == FIRST_DAY


@pytest.mark.parametrize("text", ["quy định cũ thì sao", "luật trước đây cần gì"])
def test_the_former_rule_is_asked_for(repository: Repository, text: str) -> None:
    assert day_asked_for(text, repository.procedure(3), TODAY) == date(2026, 5, 9)


@pytest.mark.parametrize(
    "text",
    [
        "em tốt nghiệp năm 2021 muốn xin bản sao",
        "bằng cấp 2019 thì xin ở đâu",
        "hồi 2019 thì sao",
        "quy định năm 2026 thế nào",
        "trường cũ có phải ký không",
        "hồ sơ gồm gì",
        "",
    ],
)
def test_a_year_that_is_not_that_of_the_rule_asks_for_today(
    repository: Repository, text: str
) -> None:
    assert day_asked_for(text, repository.procedure(3), TODAY) is None


def test_the_old_papers_are_told_as_old(repository: Repository) -> None:
    asked = understood("hồi 2021 chuyển trường cần giấy gì", {3: 0.95}, DOCUMENTS)
    notice, told = answer_question(turn(repository, asked)).reply.messages
    assert "**cũ**" in notice.text
    assert "09/05/2026" in notice.text
    assert "Giấy giới thiệu chuyển trường" in told.text
    assert "Quyết định 51/2002/QĐ-BGDĐT" in told.text


def test_a_question_on_today_says_nothing_of_the_past(repository: Repository) -> None:
    asked = understood("chuyển trường cần giấy gì", {3: 0.95}, DOCUMENTS)
    (told,) = answer_question(turn(repository, asked)).reply.messages
    assert "Quyết định 51/2002" not in told.text


def test_two_procedures_easily_confused_are_told_apart(repository: Repository) -> None:
    asked = understood(
        "chuyển trường với xin học lại cần giấy gì", {3: 0.5, 4: 0.49}, DOCUMENTS, several=0.9
    )
    reply = answer_question(turn(repository, asked, Memory())).reply
    assert reply.outcome.procedures == (3, 4)
    assert "khác nhau" in reply.messages[0].text
    assert [bool(message.buttons) for message in reply.messages] == [False, False, True]
