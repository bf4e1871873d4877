"""Where to turn to: only what is confirmed, and what is not known is said to be."""

import pytest
from sqlalchemy import Engine, delete, update

from actions.people import contact, hand_over, take_feedback
from actions.reply import Kind
from actions.turn import Memory
from actions.wording import phrase
from knowledge.database import session
from knowledge.models import Contact
from knowledge.repository import Repository
from tests.auxil.turns import only_message, payloads, turn, understood

ASKED = understood("sở ở đâu, số điện thoại bao nhiêu", intent="contact")


def text_of(database: Engine) -> str:
    with session(database) as opened:
        return only_message(contact(turn(Repository(opened), ASKED)).reply).text


def test_contacts_name_department_desk_and_portal_in_this_order(repository: Repository) -> None:
    said = contact(turn(repository, ASKED))
    text = only_message(said.reply).text
    assert said.reply.outcome.kind is Kind.CONTACT
    places = [
        text.index(name)
        for name in (
            "Sở Giáo dục và Đào tạo tỉnh Quảng Trị",
            "Trung tâm Phục vụ hành chính công tỉnh Quảng Trị",
            "Cổng Dịch vụ công quốc gia",
        )
    ]
    assert places == sorted(places)
    assert "https://dichvucong.gov.vn" in text
    assert "Dữ liệu ngày 23/11/2026" in text


def test_an_address_nobody_confirmed_is_said_to_be_missing(repository: Repository) -> None:
    text = only_message(contact(turn(repository, ASKED)).reply).text
    assert text.count("Điện thoại: chưa có trong kho dữ liệu đã xác nhận") == 2
    assert text.count("Địa chỉ: chưa có trong kho dữ liệu đã xác nhận") == 2
    assert "None" not in text


def test_a_phone_number_entered_today_is_told_at_once(database: Engine) -> None:
    with session(database) as editor:
        editor.execute(
            update(Contact).where(Contact.key == "department").values(phone="0233 000_000")
        )
    text = text_of(database)
    assert "- Điện thoại: 0233 000\\_000" in text
    assert text.count("Điện thoại: chưa có") == 1


def test_without_any_contact_a_human_is_still_spoken_of(database: Engine) -> None:
    with session(database) as editor:
        editor.execute(delete(Contact))
    with session(database) as opened:
        said = hand_over(turn(Repository(opened), ASKED))
    assert only_message(said.reply).text.startswith(phrase("handoff"))


def test_handing_over_owns_up_that_nobody_can_be_called_into_the_chat(
    repository: Repository,
) -> None:
    said = hand_over(turn(repository, understood("cho gặp cán bộ", intent="handoff")))
    text = only_message(said.reply).text
    assert said.reply.outcome.kind is Kind.HANDOFF
    assert text.startswith(phrase("handoff"))
    assert "chưa" in phrase("handoff")
    assert "Trung tâm Phục vụ hành chính công" in text


def test_feedback_is_thanked_for_and_offered_a_human(repository: Repository) -> None:
    said = take_feedback(turn(repository, understood("trả lời dở quá", intent="feedback")))
    message = only_message(said.reply)
    assert said.reply.outcome.kind is Kind.FEEDBACK
    assert message.text == phrase("feedback")
    assert message.text.startswith("Cảm ơn bạn")
    assert payloads(message.buttons) == ["/handoff"]


@pytest.mark.parametrize("speak", [contact, hand_over, take_feedback])
def test_the_topic_is_not_forgotten_meanwhile(repository: Repository, speak: object) -> None:
    memory = Memory(topic=(3,), options=(4, 5))
    assert speak(turn(repository, ASKED, memory)).memory == memory
