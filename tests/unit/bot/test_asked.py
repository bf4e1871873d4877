"""Questions are kept nameless, a batch at a time; what is private or wished gone never is."""

import asyncio
import logging
from collections.abc import Sequence

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from actions.payloads import asking, forgetting_data, telling_of_data
from actions.reply import Kind, Message, Outcome, Reply, TextMessage
from actions.wording import phrase
from bot import asked as recording
from bot.asked import QUIET, Recorder, RecordingGateway
from knowledge.asked.asked import Asked, recent
from knowledge.database import session
from knowledge.facets import Facet
from tests.auxil.scripted_gateway import ScriptedGateway, says

QUESTION = "chuyển trường cho con cần giấy tờ gì"


def reply(kind: Kind = Kind.ANSWER, text: str = "Cần đơn.", private: bool = False) -> Reply:
    procedures = (3,) if kind in {Kind.ANSWER, Kind.GUIDE} else ()
    candidates = (3, 4) if kind is Kind.CLARIFY else ()
    outcome = Outcome(
        kind=kind, procedures=procedures, candidates=candidates, facets=(Facet.DOCUMENTS,)
    )
    messages: tuple[Message, ...] = (TextMessage(text=text), TextMessage(text="", private=private))
    return Reply(messages=messages, outcome=outcome)


def kept(database: Engine) -> Sequence[Asked]:
    with session(database) as opened:
        return recent(opened, 100)


@pytest.fixture
def recorder() -> Recorder:
    return Recorder(every=0.01)


async def test_a_question_is_kept_with_what_was_made_of_it(
    knowledge_base: Engine, recorder: Recorder
) -> None:
    recorder.heard("c1", QUESTION, reply())
    assert kept(knowledge_base) == []
    await recorder.write()
    (question,) = kept(knowledge_base)
    assert (question.conversation, question.text, question.kind) == ("c1", QUESTION, "answer")
    assert (question.procedures, question.facets) == ((3,), (Facet.DOCUMENTS,))
    await recorder.write()
    assert len(kept(knowledge_base)) == 1


@pytest.mark.parametrize("kind", [Kind.ANSWER, Kind.GUIDE, Kind.CLARIFY, Kind.FALLBACK])
async def test_these_kinds_are_kept(knowledge_base: Engine, recorder: Recorder, kind: Kind) -> None:
    recorder.heard("c1", QUESTION, reply(kind))
    await recorder.write()
    assert [each.kind for each in kept(knowledge_base)] == [kind.value]


@pytest.mark.parametrize(
    "kind", sorted(set(Kind) - {Kind.ANSWER, Kind.GUIDE, Kind.CLARIFY, Kind.FALLBACK})
)
async def test_no_other_kind_is(knowledge_base: Engine, recorder: Recorder, kind: Kind) -> None:
    recorder.heard("c1", QUESTION, reply(kind))
    await recorder.write()
    assert kept(knowledge_base) == []


async def test_where_the_bot_asked_back_the_options_are_kept(
    knowledge_base: Engine, recorder: Recorder
) -> None:
    recorder.heard("c1", QUESTION, reply(Kind.CLARIFY))
    await recorder.write()
    assert kept(knowledge_base)[0].procedures == (3, 4)


async def test_what_is_kept_is_nameless(knowledge_base: Engine, recorder: Recorder) -> None:
    recorder.heard("c1", "tôi là Lê Thị Xuyến Chi, sbd 32001234, gọi 0912345678\0", reply())
    recorder.heard("c1", "0912345678", reply())
    await recorder.write()
    assert [each.text for each in kept(knowledge_base)] == ["tôi là ***, sbd ***, gọi ***"]


@pytest.mark.parametrize("name", ["lê hoa", "Xuyến Chi", "tran thi hoa"])
async def test_a_bare_name_that_is_refused_is_not_kept(
    knowledge_base: Engine, recorder: Recorder, name: str
) -> None:
    recorder.heard("c1", name, reply(Kind.FALLBACK))
    await recorder.write()
    assert kept(knowledge_base) == []


@pytest.mark.parametrize("key", ["distress", "personal_data", "abuse"])
async def test_what_somebody_in_need_says_is_not_kept(
    knowledge_base: Engine, recorder: Recorder, key: str
) -> None:
    refused = reply(Kind.FALLBACK, phrase(f"fallback.{key}"))
    recorder.heard("c1", "con không muốn sống nữa", refused)
    recorder.heard("c1", QUESTION, reply(text=phrase("reserve")))
    await recorder.write()
    assert kept(knowledge_base) == []


@pytest.mark.parametrize(
    "private",
    [reply(private=True), reply(Kind.STATUS_DOSSIER), reply(Kind.STATUS_REGRADE)],
    ids=["a letter", "a dossier", "a re-marking"],
)
@pytest.mark.parametrize("by_button", [True, False])
async def test_while_something_private_is_under_way_nothing_is_kept(
    knowledge_base: Engine,
    recorder: Recorder,
    monkeypatch: pytest.MonkeyPatch,
    private: Reply,
    by_button: bool,
) -> None:
    now = 1_000_000.0
    monkeypatch.setattr(recording, "monotonic", lambda: now)
    if by_button:
        recorder.pressed("c1", '/letter{"procedure":7}', private)
    else:
        recorder.heard("c1", "viết đơn cho tôi với", private)
    recorder.heard("c1", QUESTION, reply())
    recorder.heard("c2", "của người khác thì được", reply())
    now += QUIET - 1
    recorder.heard("c1", QUESTION, reply())
    now += 2
    recorder.heard("c1", "sau đó hỏi chuyện khác", reply())
    await recorder.write()
    texts = [each.text for each in kept(knowledge_base)]
    assert texts == ["sau đó hỏi chuyện khác", "của người khác thì được"]


async def test_buttons_are_not_kept(knowledge_base: Engine, recorder: Recorder) -> None:
    gateway = RecordingGateway(ScriptedGateway({}, lambda _: reply()), recorder)
    assert await gateway.press("c1", asking(Facet.FEE, 3)) == reply()
    assert await gateway.say("c1", QUESTION) == reply()
    await recorder.write()
    assert [each.text for each in kept(knowledge_base)] == [QUESTION]


@pytest.mark.parametrize("by_button", [True, False])
async def test_who_wants_it_gone_has_also_gone_what_still_waits(
    knowledge_base: Engine, recorder: Recorder, by_button: bool
) -> None:
    recorder.heard("c1", QUESTION, reply())
    await recorder.write()
    recorder.heard("c1", QUESTION, reply())
    recorder.heard("c2", "của người khác ở lại", reply())
    if by_button:
        recorder.pressed("c1", telling_of_data(), reply(Kind.CONTACT))
        recorder.pressed("c1", forgetting_data(), reply(Kind.CONTACT))
    else:
        recorder.heard("c1", "xóa dữ liệu của tôi", reply(Kind.CONTACT))
    await recorder.write()
    assert [each.conversation for each in kept(knowledge_base)] == ["c2"]


async def test_a_full_queue_drops_what_comes(knowledge_base: Engine) -> None:
    recorder = Recorder(most=2)
    for number in range(5):
        recorder.heard("c1", f"câu hỏi số {number}", reply())
    await recorder.write()
    texts = [each.text for each in kept(knowledge_base)]
    assert texts == ["câu hỏi số 1", "câu hỏi số 0"]


async def test_what_waits_is_written_while_it_runs_and_when_it_stops(
    knowledge_base: Engine, recorder: Recorder
) -> None:
    stopped = asyncio.Event()
    running = asyncio.create_task(recorder.run_until(stopped))
    recorder.heard("c1", QUESTION, reply())
    async with asyncio.timeout(10):
        while not kept(knowledge_base):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    recorder.heard("c1", "câu cuối trước khi tắt", reply())
    stopped.set()
    await running
    assert len(kept(knowledge_base)) == 2


async def test_a_failing_database_loses_questions_but_no_wish_to_forget(
    knowledge_base: Engine,
    recorder: Recorder,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    recorder.heard("c1", QUESTION, reply())
    await recorder.write()
    write = recording._write

    def away(*_: object) -> None:
        raise SQLAlchemyError(QUESTION)

    monkeypatch.setattr(recording, "_write", away)
    recorder.heard("c2", QUESTION, reply())
    recorder.forget("c1")
    with caplog.at_level(logging.WARNING):
        await recorder.write()
    assert QUESTION not in caplog.text
    monkeypatch.setattr(recording, "_write", write)
    await recorder.write()
    assert kept(knowledge_base) == []


async def test_a_gateway_that_fails_records_nothing(
    knowledge_base: Engine, recorder: Recorder
) -> None:
    class Broken(ScriptedGateway):
        async def say(self, conversation_id: str, text: str) -> Reply:
            raise TimeoutError

    gateway = RecordingGateway(Broken(), recorder)
    with pytest.raises(TimeoutError):
        await gateway.say("c1", QUESTION)
    assert await gateway.press("c1", "/list") == says("Bạn vừa gửi: /list")
    await recorder.write()
    assert kept(knowledge_base) == []
