"""Without Rasa the bot still finds procedures by name, and says that this is the reserve."""

import pytest
from sqlalchemy import Engine

from actions.payloads import asking, guiding, looking_up_regrade, parse, telling_of_data
from actions.reply import Kind, ProcedureMessage, Reply
from actions.wording import phrase
from bot import reserve as reserve_module
from bot.reserve import Reserve
from knowledge.facets import Facet
from knowledge.repository import Repository


@pytest.fixture
def reserve(knowledge_base: Engine) -> Reserve:
    return Reserve()


def _payloads(reply: Reply) -> list[str]:
    return [button.payload for message in reply.messages for button in message.buttons]


@pytest.mark.parametrize("name", ["chuyển trường", "CHUYEN TRUONG", "chuyen   truong?"])
async def test_a_name_finds_procedures_however_it_is_typed(reserve: Reserve, name: str) -> None:
    reply = await reserve.say("c1", name)
    assert reply.outcome.kind is Kind.CLARIFY
    assert 3 in reply.outcome.candidates
    assert len(reply.outcome.candidates) <= 5


async def test_every_official_name_finds_its_procedure_among_the_options(
    reserve: Reserve, repository: Repository
) -> None:
    for heading in repository.headings():
        candidates = (await reserve.say("c1", heading.name)).outcome.candidates
        assert heading.id in candidates, heading.name


async def test_every_option_has_a_button_and_a_line_in_the_text(reserve: Reserve) -> None:
    reply = await reserve.say("c1", "trung tâm ngoại ngữ")
    candidates = reply.outcome.candidates
    assert _payloads(reply) == [asking(Facet.OVERVIEW, candidate) for candidate in candidates]
    lines = [line for line in reply.messages[1].text.splitlines() if line[:1].isdecimal()]
    assert [line.split(".")[0] for line in lines] == [
        str(number) for number in range(1, len(candidates) + 1)
    ]


@pytest.mark.parametrize(
    ("typed", "place"), [("2", 1), ("số 1 nhé", 0), ("cái cuối", -1), ("cai thu ba", 2)]
)
async def test_a_citizen_chooses_by_number_or_place(
    reserve: Reserve, typed: str, place: int
) -> None:
    offered = (await reserve.say("c1", "trung tâm ngoại ngữ")).outcome.candidates
    reply = await reserve.say("c1", typed)
    assert reply.outcome.kind is Kind.ANSWER
    assert reply.outcome.procedures == (offered[place],)


async def test_a_number_chooses_nothing_for_another_conversation(reserve: Reserve) -> None:
    await reserve.say("c1", "trung tâm ngoại ngữ")
    assert (await reserve.say("c2", "2")).outcome.kind is not Kind.ANSWER


async def test_a_button_tells_its_facet(reserve: Reserve) -> None:
    reply = await reserve.press("c1", asking(Facet.FEE, 7))
    assert reply.outcome.kind is Kind.ANSWER
    assert (reply.outcome.procedures, reply.outcome.facets) == ((7,), (Facet.FEE,))
    told = reply.messages[1]
    assert isinstance(told, ProcedureMessage)
    assert (told.procedure, told.facet) == (7, Facet.FEE)


async def test_a_question_without_any_known_name_gets_the_menu(
    reserve: Reserve, repository: Repository
) -> None:
    reply = await reserve.say("c1", "xyzzy qwerty")
    assert reply.outcome.kind is Kind.LIST
    assert reply.messages[1].text == phrase("reserve_not_found")
    assert len(_payloads(reply)) == len(repository.groups())


async def test_the_menu_leads_to_every_procedure(reserve: Reserve) -> None:
    reached = set()
    for group in _payloads(await reserve.press("c1", "/list")):
        for payload in _payloads(await reserve.press("c1", group)):
            reached.add(parse(payload).entities["procedure"])
    assert reached == set(range(1, 62))


@pytest.mark.parametrize(
    ("payload", "kind"),
    [
        ("/contact", Kind.CONTACT),
        ("/handoff", Kind.HANDOFF),
        ("/greet", Kind.SMALLTALK),
        ("/who_are_you", Kind.SMALLTALK),
        ('/list{"level":4}', Kind.LIST),
        ('/list{"group":99}', Kind.LIST),
        ('/ask_fee{"procedure":62}', Kind.FALLBACK),
        ('/ask_fee{"procedure":-1}', Kind.FALLBACK),
        ("/restart", Kind.FALLBACK),
        ("2", Kind.FALLBACK),
    ],
)
async def test_every_button_gets_an_answer(reserve: Reserve, payload: str, kind: Kind) -> None:
    assert (await reserve.press("c1", payload)).outcome.kind is kind


async def test_it_says_first_that_it_is_the_reserve(reserve: Reserve) -> None:
    for reply in (
        await reserve.say("c1", "phúc khảo"),
        await reserve.say("c1", "xyzzy qwerty"),
        await reserve.press("c1", "/list"),
        await reserve.press("c1", asking(Facet.DOCUMENTS, 1)),
    ):
        assert reply.messages[0].text == phrase("reserve")


@pytest.mark.parametrize("odd", ["/", "?", "\x00", "😀", "' OR 1=1 --", "<b>", "a" * 2000, "1" * 9])
async def test_odd_messages_are_answered_too(reserve: Reserve, odd: str) -> None:
    assert (await reserve.say("c1", odd)).messages


async def test_it_remembers_only_the_latest_conversations(
    reserve: Reserve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reserve_module, "_REMEMBERED", 2)
    for conversation in ("c1", "c2"):
        await reserve.say(conversation, "trung tâm ngoại ngữ")
    await reserve.press("c1", "/contact")
    await reserve.say("c3", "trung tâm ngoại ngữ")
    assert (await reserve.say("c1", "1")).outcome.kind is Kind.ANSWER
    assert (await reserve.say("c2", "1")).outcome.kind is not Kind.ANSWER


async def test_the_guide_goes_on_without_rasa_by_button_and_in_words(reserve: Reserve) -> None:
    begun = await reserve.press("c1", guiding(3))
    assert begun.outcome.kind is Kind.GUIDE
    last = begun
    for _ in range(10):
        offered = [button for message in last.messages for button in message.buttons]
        if not any('"case"' in button.payload for button in offered):
            break
        last = await reserve.say("c1", offered[0].title)
        assert (last.outcome.kind, last.outcome.procedures) == (Kind.GUIDE, (3,))
    assert [message.type for message in last.messages].count("file") == 3
    missing = await reserve.say("c1", "có 1 rồi")
    assert "đã có 1 trên" in missing.messages[1].text


async def test_a_name_in_between_is_searched_and_the_guide_stands(reserve: Reserve) -> None:
    begun = await reserve.press("c1", guiding(3))
    found = await reserve.say("c1", "phúc khảo bài thi tốt nghiệp")
    assert found.outcome.kind is Kind.CLARIFY
    assert (await reserve.say("c1", "1")).outcome.kind is Kind.ANSWER
    first = next(button for message in begun.messages for button in message.buttons)
    assert (await reserve.say("c1", first.title)).outcome.kind is Kind.GUIDE


@pytest.mark.parametrize(
    "entities", ['"case":-1,"answer":-1', '"case":99,"answer":0', '"paper":-1']
)
async def test_a_forged_button_of_the_guide_is_not_taken(reserve: Reserve, entities: str) -> None:
    reply = await reserve.press("c1", f'/guide{{"procedure":3,{entities}}}')
    assert "✓" not in reply.messages[1].text


async def test_a_look_up_waits_while_a_name_is_searched(reserve: Reserve) -> None:
    asked = await reserve.say("c1", "tra cứu hồ sơ giúp em")
    assert asked.outcome.kind is Kind.STATUS_DOSSIER
    assert "mã hồ sơ" in asked.messages[1].text
    await reserve.say("c1", "H48.12-260102-4519")
    assert (await reserve.say("c1", "chuyển trường")).outcome.kind is Kind.CLARIFY
    told = await reserve.say("c1", "0900 001 234")
    assert told.outcome.kind is Kind.STATUS_DOSSIER
    assert "không thấy hồ sơ nào khớp" in told.messages[1].text


async def test_a_re_marking_is_looked_up_by_button_and_ones_own_data_deleted(
    reserve: Reserve, knowledge_base: Engine
) -> None:
    asked = await reserve.press("c1", looking_up_regrade())
    assert asked.outcome.kind is Kind.STATUS_REGRADE
    assert "số báo danh" in asked.messages[1].text
    told = await reserve.press("c1", telling_of_data())
    assert "Ai xem được" in told.messages[1].text
    assert "đã xóa ngay" in (await reserve.say("c1", "xóa dữ liệu của em")).messages[1].text
