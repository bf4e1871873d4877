"""The paper that is wanted is made from what is known today, and not too many at once."""

import asyncio
import threading
from datetime import date
from types import SimpleNamespace

import pytest
from sqlalchemy import Engine

from actions.papers import Form, Wanted
from bot.papers import press as presses
from bot.papers.press import Paper, Press, UnknownAnswer, UnknownProcedure
from knowledge.content import Case, CaseAnswer, ProcedureContent
from knowledge.database import session
from knowledge.repository import Repository
from tests.auxil.checklists import LINK, compose
from tests.auxil.procedures import procedure

CASE = Case(
    key="noi-di",
    question="Chuyển từ đâu đến?",
    answers=(CaseAnswer(key="tinh-khac", answer="Từ tỉnh khác", effect="Cần giấy giới thiệu."),),
)


@pytest.fixture
def asked(knowledge_base: Engine, monkeypatch: pytest.MonkeyPatch) -> ProcedureContent:
    """A procedure with one case in the knowledge base."""
    monkeypatch.setattr(presses, "compose", compose)
    made = procedure(cases=(CASE,))
    with session(knowledge_base) as opened:
        Repository(opened).put([made])
    return made


async def test_the_paper_is_of_today_and_of_the_answers(
    asked: ProcedureContent, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    monkeypatch.setattr(presses, "today", lambda: date(2026, 11, 20))
    monkeypatch.setattr(presses, "render", lambda *values: seen.append(values) or b"%PDF")
    made = await Press().make(Wanted(asked.id, Form.PDF, {"noi-di": "tinh-khac"}), LINK)
    ((checklist, link, form),) = seen
    assert (link, form) == (LINK, Form.PDF)
    assert checklist.as_of == date(2026, 11, 20)
    assert [one.answer for one in checklist.given] == ["Từ tỉnh khác"]
    assert made == Paper(
        "Danh sách giấy tờ – thủ tục 61.pdf",
        "danh-sach-giay-to-thu-tuc-61.pdf",
        "application/pdf",
        b"%PDF",
    )


@pytest.mark.parametrize("answers", [{"noi-di": "sao-hoa"}, {"mau-toc": "tinh-khac"}])
async def test_answers_that_nobody_asked_for_are_refused(
    asked: ProcedureContent, answers: dict[str, str]
) -> None:
    with pytest.raises(UnknownAnswer):
        await Press().make(Wanted(asked.id, Form.PDF, answers), LINK)


async def test_a_procedure_that_is_not_there_is_not_printed(
    asked: ProcedureContent, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(_self: Repository, number: int) -> ProcedureContent:
        raise LookupError(number)

    monkeypatch.setattr(Repository, "procedure", nothing)
    with pytest.raises(UnknownProcedure):
        await Press().make(Wanted(asked.id, Form.PNG), LINK)


async def test_only_so_many_are_made_at_once_and_the_rest_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counted = SimpleNamespace(now=0, most=0, lock=threading.Lock(), go=threading.Event())

    def slow(_wanted: Wanted, _link: str) -> Paper:
        with counted.lock:
            counted.now += 1
            counted.most = max(counted.most, counted.now)
        counted.go.wait(5)
        with counted.lock:
            counted.now -= 1
        return Paper("a", "a", Form.PDF.media_type, b"")

    monkeypatch.setattr(presses, "make", slow)
    press = Press(at_once=2)
    waiting = [asyncio.create_task(press.make(Wanted(1, Form.PDF), LINK)) for _ in range(5)]
    await asyncio.sleep(0.1)
    counted.go.set()
    await asyncio.gather(*waiting)
    assert counted.most == 2


async def test_who_waits_too_long_is_told_so_and_the_next_is_served(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go = threading.Event()

    def slow(_wanted: Wanted, _link: str) -> Paper:
        go.wait(5)
        return Paper("a", "a", Form.PDF.media_type, b"")

    monkeypatch.setattr(presses, "make", slow)
    press = Press(at_once=1, patience=0.05)
    first = asyncio.create_task(press.make(Wanted(1, Form.PDF), LINK))
    await asyncio.sleep(0.02)
    with pytest.raises(TimeoutError):
        await press.make(Wanted(1, Form.PDF), LINK)
    go.set()
    await first
    assert (await press.make(Wanted(1, Form.PDF), LINK)).content == b""
