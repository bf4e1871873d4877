"""A turn that names a draft is answered from it, for the first day on which it would be told."""

from datetime import timedelta
from typing import Any

import pytest

from actions.drafts import drafted, told_from
from actions.questions import answer_question
from actions.turn import Memory, Turn, Understanding
from knowledge.editing.drafts import Drafts
from knowledge.editing.overlay import DraftRepository
from knowledge.editing.sections import Section, content_of
from knowledge.repository import Repository, version_on
from tests.auxil.turns import TODAY, only_message

NEW = "Thu 77.000 đồng mỗi hồ sơ."
PRESSED = Understanding('/ask_fee{"procedure":3}', "ask_fee", entities={"procedure": 3})


@pytest.fixture
def draft(repository: Repository) -> Drafts:
    """A draft of procedure 3 with another fee."""
    drafts = Drafts(repository.session, "lan")
    view = drafts.open(3)
    procedure = repository.procedure(3)
    fields = content_of(procedure, version_on(procedure, view.version_from), Section.FEE)
    changed = {**fields, "knowledge": "known", "text": NEW, "reason": None}
    drafts.save(3, Section.FEE, changed, 0)
    return drafts


def fee(repository: Repository, metadata: Any) -> str:
    told, day = told_from(repository.session, {"metadata": metadata}, TODAY)
    return only_message(answer_question(Turn(told, PRESSED, Memory(), day)).reply).text


@pytest.mark.usefixtures("draft")
def test_only_a_turn_that_names_the_draft_is_told_from_it(repository: Repository) -> None:
    assert NEW in fee(repository, {"draft": 3})
    for other in (None, {}, {"draft": 4}, {"draft": "3"}, {"draft": True}, {"draft": 99}):
        assert NEW not in fee(repository, other)
    told, _ = told_from(repository.session, {}, TODAY)
    assert not isinstance(told, DraftRepository)


def test_what_applies_later_is_told_for_that_day(repository: Repository, draft: Drafts) -> None:
    begins = TODAY + timedelta(days=3000)
    draft.set_terms(3, begins, "")
    assert told_from(repository.session, {"metadata": {"draft": 3}}, TODAY)[1] == begins
    assert NEW in fee(repository, {"draft": 3})


def test_without_a_draft_nothing_is_drafted(repository: Repository) -> None:
    assert drafted(repository.session, 3, TODAY) is None
