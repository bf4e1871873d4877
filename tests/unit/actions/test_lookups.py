"""Asking for the state of a dossier or a re-marking."""

import pytest

from actions.lookups import dossier_status, regrade_status
from actions.reply import Kind
from actions.turn import Memory
from knowledge.repository import Repository
from tests.auxil.turns import only_message, payloads, turn, understood


@pytest.mark.parametrize(
    ("speak", "kind", "words"),
    [
        (dossier_status, Kind.STATUS_DOSSIER, "chưa tra được hồ sơ"),
        (regrade_status, Kind.STATUS_REGRADE, "chưa tra được kết quả phúc khảo"),
    ],
)
def test_what_cannot_be_looked_up_yet_is_said_so_with_where_to_ask(
    repository: Repository, speak: object, kind: Kind, words: str
) -> None:
    memory = Memory(topic=(7,), options=(7, 3))
    said = speak(turn(repository, understood("H48.12-210119-0007", intent=kind.value), memory))
    message = only_message(said.reply)
    assert said.reply.outcome.kind is kind
    assert said.reply.outcome.procedures == ()
    assert words in message.text
    assert payloads(message.buttons) == ["/contact"]
    assert said.memory == Memory(topic=(7,), lookup=kind)


def test_the_number_typed_is_not_repeated(repository: Repository) -> None:
    typed = "32001234 sinh 05/09/2003"
    for speak in (dossier_status, regrade_status):
        said = speak(turn(repository, understood(typed)))
        assert "32001234" not in said.reply.model_dump_json()
