"""Questions that were really asked are asked again: which would be answered otherwise, and how."""

import re
from collections.abc import Callable, Mapping

import httpx
import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from actions.clock import today
from actions.drafts import drafted
from actions.turn import understanding
from bot.staff.trying import phrases
from bot.staff.trying.replay import replay
from knowledge.asked.asked import Asked, keep, recent
from knowledge.database import session
from knowledge.editing.sections import Section
from knowledge.facets import Facet
from knowledge.models import Sealed, now
from knowledge.repository import Repository
from tests.auxil.console import Officer
from tests.auxil.drafted import NEW_FEE, NUMBER, ToldRasa

CHANGES = f"drafts/{NUMBER}/changes"
FEE, WHERE = "chuyển trường mất bao nhiêu tiền", "chuyển trường thì nộp ở đâu"
CUT_SHORT, ELSEWHERE = "còn lệ phí thì sao", "làm sổ vàng học đường cần gì"
LETTER = "viết giúp mình đơn xin chuyển trường"


def question(procedure: int | None, facet: Facet, intent: str = "") -> dict[str, object]:
    """What Rasa makes of a question that means one procedure, or none."""
    ranking = [{"procedure": procedure, "share": 0.95, "odds": 0.95}] if procedure else []
    return {
        "intent": {"name": intent or f"ask_{facet.value}", "confidence": 0.95},
        "intent_ranking": [{"name": f"ask_{facet.value}", "confidence": 0.95}],
        "facet_ranking": [{"facet": facet.value, "confidence": 0.95}],
        "procedure_ranking": ranking,
        "no_procedure": 0.0 if procedure else 0.99,
        "outside": 0.0,
        "entities": [],
    }


PARSED: Mapping[str, dict[str, object]] = {
    FEE: question(NUMBER, Facet.FEE),
    WHERE: question(NUMBER, Facet.WHERE),
    LETTER: question(NUMBER, Facet.FORMS),
    CUT_SHORT: question(None, Facet.FEE),
    ELSEWHERE: question(None, Facet.DOCUMENTS, "out_of_scope_nonsense"),
}


def parse(request: httpx.Request) -> httpx.Response:
    text = httpx.Response(200, content=request.content).json()["text"]
    return httpx.Response(200, json={"text": text, **PARSED[text]})


@pytest.fixture
def asked(knowledge_base: Engine, rasa: ToldRasa) -> Callable[..., None]:
    rasa.answer = parse

    def kept(text: str, kind: str = "answer", facet: Facet = Facet.FEE, times: int = 1) -> None:
        procedures = (NUMBER,) if kind == "answer" else ()
        facets = (facet,) if kind == "answer" else ()
        with session(knowledge_base) as opened:
            keep(opened, [Asked("c1", now(), text, kind, procedures, facets)] * times)

    return kept


def found(officer: Officer) -> str:
    shown = officer.opens(f"{CHANGES}?result=1")
    assert shown.status_code == 200
    return shown.text


@pytest.mark.usefixtures("draft")
def test_the_page_comes_at_once_and_loads_the_rest(
    officer: Officer, asked: Callable[..., None], rasa: ToldRasa
) -> None:
    asked(FEE)
    page = officer.opens(CHANGES).text
    assert 'hx-trigger="load"' in page
    assert "changes?result=1" in page
    assert rasa.heard == []
    part = officer.browser.get(f"/staff/{CHANGES}", headers={"hx-request": "true"}).text
    assert part.lstrip().startswith('<div id="found">')
    assert "<html" not in part
    assert NEW_FEE in part


@pytest.mark.usefixtures("draft")
def test_what_would_change_is_shown_old_beside_new(
    officer: Officer, asked: Callable[..., None]
) -> None:
    asked(FEE, times=3)
    asked(WHERE, facet=Facet.WHERE)
    text = found(officer)
    assert "3 trong 4 câu" in text
    assert f"“{FEE}” <span" in text
    assert "3 lần" in text
    assert WHERE not in text
    old, new = text.split("<h3>Bản nháp</h3>")
    assert NEW_FEE in new
    assert NEW_FEE not in old


@pytest.mark.usefixtures("draft")
def test_each_text_is_parsed_once(
    officer: Officer, asked: Callable[..., None], rasa: ToldRasa
) -> None:
    asked(FEE, times=5)
    found(officer)
    assert rasa.heard == [("/model/parse", {"text": FEE})]


@pytest.mark.usefixtures("draft")
def test_what_went_before_is_remembered_where_that_explains_the_answer(
    officer: Officer, asked: Callable[..., None]
) -> None:
    asked(CUT_SHORT)
    text = found(officer)
    assert "1 trong 1 câu" in text
    assert CUT_SHORT in text


@pytest.mark.usefixtures("draft")
def test_what_is_answered_otherwise_than_then_is_counted_and_not_compared(
    officer: Officer, asked: Callable[..., None]
) -> None:
    asked(FEE, facet=Facet.ONLINE)
    asked(WHERE, facet=Facet.WHERE)
    text = found(officer)
    assert "Cả 1 câu vẫn được trả lời như cũ" in text
    assert re.search(r"1 câu không hỏi lại được", text)


@pytest.mark.usefixtures("draft")
def test_questions_about_other_procedures_are_left_alone(
    officer: Officer, asked: Callable[..., None], rasa: ToldRasa
) -> None:
    asked(ELSEWHERE, kind="fallback")
    assert "chưa có câu hỏi nào" in found(officer)
    assert rasa.heard == []


def test_a_new_name_is_tried_on_every_question(
    officer: Officer, asked: Callable[..., None], drafts: Callable[..., None]
) -> None:
    drafts(Section.NAMES, aliases=["chuyển trường cấp 3", "làm sổ vàng học đường"])
    asked(ELSEWHERE, kind="fallback")
    text = found(officer)
    assert "1 trong 1 câu" in text
    assert "→ Trả lời" in text


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize(("status", "questions"), [(500, 1), (404, 50)])
def test_rasa_that_is_away_is_said(
    officer: Officer,
    asked: Callable[..., None],
    rasa: ToldRasa,
    status: int,
    questions: int,
) -> None:
    for number in range(questions):
        asked(f"{FEE} {number}")
    rasa.answer = lambda _: httpx.Response(status)
    assert phrases.PARSER_AWAY in found(officer)
    assert len(rasa.heard) < 10


@pytest.mark.usefixtures("draft")
def test_trying_writes_nothing(
    officer: Officer, asked: Callable[..., None], knowledge_base: Engine
) -> None:
    """A text that now begins a letter would open a sealed one."""
    asked(LETTER, facet=Facet.FORMS)
    with pytest.raises(_Undone), session(knowledge_base) as opened:
        live = Repository(opened)
        draft = drafted(opened, NUMBER, today())
        assert draft
        (question,) = recent(opened, 1)
        replay(draft, live, [(question, understanding({"text": LETTER, **PARSED[LETTER]}))])
        assert _sealed(opened) > 0
        raise _Undone
    found(officer)
    with session(knowledge_base) as opened:
        assert _sealed(opened) == 0


class _Undone(Exception):
    pass


def _sealed(opened: Session) -> int:
    return opened.scalar(select(func.count()).select_from(Sealed)) or 0


@pytest.mark.usefixtures("draft")
def test_one_question_that_rasa_can_not_read_spoils_nothing(
    officer: Officer, asked: Callable[..., None], rasa: ToldRasa
) -> None:
    asked(FEE)
    asked("làm Rasa lỗi")
    asked(CUT_SHORT)
    rasa.answer = lambda request: (
        httpx.Response(500) if b"Rasa" in request.content else parse(request)
    )
    text = found(officer)
    assert "2 trong 2 câu" in text
    assert "1 câu không hỏi lại được" in text
