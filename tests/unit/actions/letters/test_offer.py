"""Who asks for the form gets it blank, and is offered to write it together."""

import pytest

from actions.letters.addresses import BlankLetter, LetterForm, wanted_letter
from actions.payloads import writing
from actions.questions import answer_question
from actions.reply import FileMessage, ProcedureMessage
from knowledge.facets import Facet
from knowledge.repository import Repository
from tests.auxil.turns import turn, understood


def _asks(repository: Repository, procedure: int) -> tuple[list[str], list[str]]:
    what = understood("cho xin mẫu đơn", {procedure: 0.97}, {Facet.FORMS: 0.95})
    messages = answer_question(turn(repository, what)).reply.messages
    files = [message.path for message in messages if isinstance(message, FileMessage)]
    return files, [button.payload for message in messages for button in message.buttons]


def test_the_blank_letter_comes_as_word_and_to_print(repository: Repository) -> None:
    files, offered = _asks(repository, 3)
    key = repository.procedure(3).letters[0].key
    assert [wanted_letter(path) for path in files] == [
        BlankLetter(3, key, form) for form in LetterForm
    ]
    assert writing(3) in offered


def test_a_letter_of_an_organisation_is_blank_only(repository: Repository) -> None:
    files, offered = _asks(repository, 28)
    assert len(files) == len(LetterForm)
    assert writing(28) not in offered


@pytest.mark.parametrize("procedure", [6, 29, 35])
def test_where_there_is_none_nothing_is_offered(repository: Repository, procedure: int) -> None:
    files, offered = _asks(repository, procedure)
    assert files == []
    assert not any(payload.startswith("/letter") for payload in offered)


def test_a_question_about_the_papers_offers_to_write(repository: Repository) -> None:
    what = understood("cần giấy tờ gì", {7: 0.97}, {Facet.DOCUMENTS: 0.95})
    (message,) = answer_question(turn(repository, what)).reply.messages
    assert isinstance(message, ProcedureMessage)
    assert writing(7) in [button.payload for button in message.buttons]
