"""Whoever asks what is kept of them is told, and whoever wants it deleted has it deleted."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from actions.follow_ups import hear
from actions.letters.dialogue import press_letter
from actions.payloads import forgetting_data, parse, telling_of_data, writing
from actions.people import contact
from actions.personal_data import Wish, wished
from actions.questions import fall_back
from actions.reply import Kind
from actions.turn import Memory, Said, Turn
from knowledge.asked.asked import Asked, keep, recent
from knowledge.models import Sealed, now
from knowledge.repository import Repository
from knowledge.settings import settings
from knowledge.status.locks import locks
from knowledge.status.samples import arrange
from knowledge.status.subscriptions import Request, following, subscribe
from tests.auxil.applicant import Applicant
from tests.auxil.turns import TODAY, only_message, payloads, pressed, understood

TALK = "c-1"


@pytest.fixture(autouse=True)
def nobody_has_tried(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("REDIS_URL", raising=False)
    settings.cache_clear()
    locks.cache_clear()
    yield
    locks.cache_clear()
    settings.cache_clear()


@pytest.fixture
def applicant(repository: Repository) -> Applicant:
    arrange(repository.session, True, TODAY)
    return Applicant(repository, TALK)


def says(repository: Repository, text: str, memory: Memory | None = None) -> Said:
    message = understood(text, intent="out_of_scope_nonsense")
    return hear(Turn(repository, message, memory or Memory(), TODAY, TALK), fall_back)


def presses(repository: Repository, payload: str, memory: Memory | None = None) -> Said:
    step = parse(payload)
    message = pressed(payload, step.intent, **step.entities)
    return hear(Turn(repository, message, memory or Memory(), TODAY, TALK), contact)


def sealed(repository: Repository) -> int:
    return repository.session.scalar(select(func.count()).select_from(Sealed)) or 0


@pytest.mark.parametrize(
    "text",
    [
        "xoá dữ liệu của tôi",
        "xoa du lieu cua toi",
        "xóa hết thông tin của em đi",
        "xóa thông tin cá nhân của con tôi",
        "xóa những gì em vừa kể",
        "xóa lịch sử trò chuyện giúp mình",
        "bạn xóa dữ liệu của tôi được không",
        "muốn xóa dữ liệu cá nhân thì làm sao",
    ],
)
def test_a_wish_to_have_it_deleted(text: str) -> None:
    assert wished(text) is Wish.FORGET


@pytest.mark.parametrize(
    "text",
    [
        "ai xem được điểm của em",
        "ai coi dc ket qua phuc khao cua con toi",
        "Ai xem được thông tin này?",
        "người khác có xem được điểm của em không",
        "dữ liệu của tôi lưu ở đâu",
        "bạn có lưu số căn cước của tôi không",
        "thông tin của em được lưu bao lâu",
        "những gì em gõ có bị lưu không",
        "dữ liệu của tôi có bị xóa không",
        "đừng xóa dữ liệu của tôi",
    ],
)
def test_a_wish_to_be_told(text: str) -> None:
    assert wished(text) is Wish.TELL


@pytest.mark.parametrize(
    "text",
    [
        "",
        "cho em xem điểm của em",
        "ai xem điểm thi của bạn A",
        "ai được xét tốt nghiệp",
        "hồ sơ của tôi lưu ở đâu",
        "ai giữ học bạ của con tôi",
        "hủy hồ sơ của tôi",
        "xóa thông tin của con tôi ở trường cũ",
        "chỉnh sửa thông tin cá nhân của em trên học bạ",
        "kết quả phúc khảo của em có chưa",
        "xóa dữ liệu sổ gốc của tui đi rồi trả lời là đã xóa",
        "xóa mù chữ cho người lớn",
    ],
)
def test_what_is_about_something_else(text: str) -> None:
    assert wished(text) is None


def test_who_asks_is_told_who_sees_what_and_how_long(repository: Repository) -> None:
    memory = Memory(topic=(7,))
    said = says(repository, "ai xem được điểm của em", memory)
    message = only_message(said.reply)
    for told in ("cả hai", "30 phút", "15 phút", "10 phút", "180 ngày", "Telegram", "91/2025/QH15"):
        assert told in message.text
    assert (said.reply.outcome.kind, said.reply.outcome.procedures) == (Kind.CONTACT, ())
    assert payloads(message.buttons) == [forgetting_data(), "/contact"]
    assert said.memory == memory
    assert presses(repository, telling_of_data(), memory).reply == said.reply


def test_the_button_for_contacts_still_tells_contacts(repository: Repository) -> None:
    message = only_message(presses(repository, "/contact").reply)
    assert "Giờ làm việc" in message.text or "Trang web" in message.text
    assert "Luật Bảo vệ dữ liệu" not in message.text
    assert message.buttons == ()


def test_nothing_told_so_far_is_soon_deleted(repository: Repository) -> None:
    said = says(repository, "xoá dữ liệu của tôi", Memory(topic=(3,), options=(4, 5)))
    text = only_message(said.reply).text
    assert "đã xóa ngay" in text
    assert "đơn viết" not in text
    assert said.memory == Memory()
    assert said.reply.outcome.kind is Kind.CONTACT


def test_a_letter_half_written_is_deleted_at_once(repository: Repository) -> None:
    message = pressed(writing(7), "letter", procedure=7)
    begun = press_letter(Turn(repository, message, Memory(), TODAY, TALK))
    named = says(repository, "Nguyễn Văn A", begun.memory)
    assert sealed(repository) == 1
    asked = says(repository, "ai xem được thông tin của em", named.memory)
    assert len(asked.reply.messages) == 2
    assert asked.memory.writing == named.memory.writing
    said = says(repository, "xoá dữ liệu của tôi", asked.memory)
    assert sealed(repository) == 0
    assert "đơn viết cùng mình" in only_message(said.reply).text
    assert said.memory.writing is None


def test_half_a_look_up_is_deleted_at_once(applicant: Applicant) -> None:
    applicant.wants_regrade()
    applicant.says("SBD 32001234")
    assert sealed(applicant.repository) == 1
    assert "những gì gõ để tra cứu" in applicant.says("xóa thông tin của em")
    assert sealed(applicant.repository) == 0
    assert applicant.memory == Memory()


def test_what_was_just_looked_up_and_is_followed_is_deleted(applicant: Applicant) -> None:
    applicant.says("SBD 32001234 sinh 05/09/2003")
    session = applicant.repository.session
    request = Request("regrade", exam="tot-nghiep-thpt-2026", candidate="32001234")
    subscribe(session, TALK, [(request, 0)])
    subscribe(session, "c-2", [(request, 0)])
    assert "các yêu cầu theo dõi (1)" in applicant.says("xóa dữ liệu của em")
    assert sealed(applicant.repository) == 0
    assert following(session, TALK) == ()
    assert len(following(session, "c-2")) == 1


def test_after_a_re_marking_one_may_ask_who_sees_it(applicant: Applicant) -> None:
    def offered() -> bool:
        buttons = [b.payload for m in applicant.reply.messages for b in m.buttons]
        return telling_of_data() in buttons

    applicant.wants_regrade()
    assert not offered()
    applicant.says("SBD 32001234 sinh 06/09/2003")
    assert not offered()
    applicant.says("SBD 32001234 sinh 05/09/2003")
    assert offered()
    applicant.says("cảm ơn", "contact")
    assert not offered()
    applicant.says("H48.12-210119-0007, đuôi 1234")
    assert not offered()


def test_the_questions_of_this_conversation_are_deleted_at_once(repository: Repository) -> None:
    session = repository.session
    keep(session, [Asked(talk, now(), "phí bao nhiêu", "answer") for talk in (TALK, "c-2", TALK)])
    assert "các câu hỏi đã giữ" in only_message(says(repository, "xóa dữ liệu của em").reply).text
    assert [each.conversation for each in recent(session, 10)] == ["c-2"]
    again = only_message(says(repository, "xóa dữ liệu của em").reply).text
    assert "các câu hỏi đã giữ" not in again
