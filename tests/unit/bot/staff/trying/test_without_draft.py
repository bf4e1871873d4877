"""What can't be tried is not found; nobody is asked about it."""

import pytest

from tests.auxil.console import Officer
from tests.auxil.drafted import ToldRasa


@pytest.mark.parametrize("page", ["preview", "chat", "changes", "changes?result=1"])
def test_there_must_be_a_draft(officer: Officer, rasa: ToldRasa, page: str) -> None:
    assert officer.opens(f"drafts/3/{page}").status_code == 404
    assert rasa.heard == []


def test_nor_can_one_talk_to_none(officer: Officer, rasa: ToldRasa) -> None:
    assert officer.sends("drafts/3/chat", text="phí bao nhiêu").status_code == 404
    assert rasa.heard == []
