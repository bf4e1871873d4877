"""The step-by-step guide over HTTP: every answer of every procedure, and stories in words."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from actions.clock import today
from actions.payloads import guiding
from actions.reply import FileMessage, Kind, Reply
from tests.auxil import prescribed
from tests.auxil.citizen import Citizen, all_words, buttons, words
from tests.auxil.installation import Installation

pytestmark = [pytest.mark.stack, pytest.mark.timeout(1200)]

AT_ONCE = 4
TRANSFER = 3
BEGIN = "Hướng dẫn từng bước"
NOTHING: prescribed.Given = ()


def _enough(procedure: int) -> list[prescribed.Given]:
    """A few ways through the procedure that together give each answer once."""
    chosen: list[prescribed.Given] = []
    left = list(prescribed.branches(procedure))
    told: set[tuple[int, int]] = set()
    while left:
        best = max(left, key=lambda given: len({*given} - told))
        if chosen and not {*best} - told:
            break
        chosen.append(best)
        told |= {*best}
        left.remove(best)
    return chosen


def test_every_answer_of_every_procedure_leads_to_the_papers_prescribed(
    installation: Installation,
) -> None:
    ways = [
        (procedure, given)
        for procedure in range(1, 62)
        if not prescribed.abolished(procedure, today())
        for given in _enough(procedure)
    ]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        replies = list(pool.map(lambda way: _led(installation.url, *way), ways))
    failures = [
        f"{procedure:2} {given} {problem}"
        for (procedure, given), reply in zip(ways, replies, strict=True)
        for problem in _problems(procedure, given, reply)
    ]
    assert not failures, f"of {len(ways)} ways:\n" + "\n".join(failures)


def _led(url: str, procedure: int, given: prescribed.Given) -> Reply:
    """Press the buttons of these answers one after the other, as they are offered."""
    with Citizen(url) as someone:
        reply = _begin(someone, procedure)
        for case, answer in given:
            payload = guiding(procedure, case, answer)
            if payload not in buttons(reply).values():
                return reply
            reply = someone.sends(payload)
    return reply


def _begin(someone: Citizen, procedure: int) -> Reply:
    someone.says("xin chào")
    return someone.sends(guiding(procedure))


def _problems(procedure: int, given: prescribed.Given, reply: Reply) -> Iterator[str]:
    outcome = reply.outcome
    if outcome.kind is not Kind.GUIDE or outcome.procedures != (procedure,):
        yield f"{outcome.kind} {list(outcome.procedures)}"
        return
    if any('"case"' in payload for payload in buttons(reply).values()):
        yield "still asks"
        return
    text = words(reply.messages[0].text)
    last = prescribed.answer(procedure, given[-1]) if given else {}
    if words(last.get("effect", "")) not in text:
        yield "does not say what the last answer means"
    if last.get("ends"):
        return
    for number, (name, _) in enumerate(prescribed.papers(procedure, given, today()), start=1):
        if f"{number}. **{words(name)}**" not in text:
            yield f"does not say {number}. {name!r}"


def test_a_parent_is_led_in_words_and_keeps_the_list(
    installation: Installation, citizen: Citizen
) -> None:
    citizen.says("chuyển trường cần giấy tờ gì")
    begun = citizen.presses(BEGIN)
    assert (begun.outcome.kind, begun.outcome.procedures) == (Kind.GUIDE, (TRANSFER,))
    done, given = begun, NOTHING
    while (case := prescribed.next_case(TRANSFER, given)) is not None:
        answers = prescribed.cases(TRANSFER)[case]["answers"]
        place = next(at for at, answer in enumerate(answers) if not answer.get("ends"))
        done = citizen.says(f"dạ {answers[place]['answer'].lower()} ạ")
        given = (*given, (case, place))
    papers = [name for name, _ in prescribed.papers(TRANSFER, given, today())]
    for number, name in enumerate(papers, start=1):
        assert f"{number}. **{name}**" in all_words(done)
    files = [message for message in done.messages if isinstance(message, FileMessage)]
    kinds = ["application/pdf", "image/png", "text/calendar"]
    assert [file.media_type for file in files] == kinds
    for file in files:
        fetched = httpx.get(f"{installation.url}{file.path}", timeout=60)
        assert fetched.status_code == httpx.codes.OK
        assert fetched.headers["content-type"].split(";")[0] == file.media_type

    ticked = citizen.says("có 1 rồi")
    assert ticked.outcome.kind is Kind.GUIDE
    assert f"đã có 1 trên {len(papers)} loại" in all_words(ticked)
    assert papers[0] not in all_words(citizen.says("còn thiếu gì"))
    assert f"đã có đủ {len(papers)} loại" in all_words(citizen.says("đủ hết rồi"))


def test_a_parent_stops_and_goes_on_where_they_were(citizen: Citizen) -> None:
    _begin(citizen, TRANSFER)
    second = all_words(citizen.says("1"))
    assert "tạm dừng" in all_words(citizen.says("dừng lại nhé"))
    citizen.says("cảm ơn bạn nhé")
    resumed = citizen.says("tiếp tục")
    assert resumed.outcome.kind is Kind.GUIDE
    assert all_words(resumed) == second


def test_a_parent_corrects_an_answer_and_asks_something_in_between(citizen: Citizen) -> None:
    _begin(citizen, TRANSFER)
    right, wrong = [
        answer["answer"]
        for answer in prescribed.cases(TRANSFER)[0]["answers"]
        if not answer.get("ends")
    ][:2]
    citizen.says(wrong)
    corrected = citizen.says(f"à nhầm, {right.lower()}")
    assert corrected.outcome.kind is Kind.GUIDE
    assert f"**{right}.**" in all_words(corrected)
    question = prescribed.cases(TRANSFER)[1]["question"]
    aside = citizen.says("phúc khảo bài thi nộp ở đâu")
    assert (aside.outcome.kind, aside.outcome.procedures) == (Kind.ANSWER, (7,))
    assert question in words(aside.messages[-1].text)
    first = prescribed.cases(TRANSFER)[0]["question"]
    assert first in all_words(citizen.says("câu trước"))
