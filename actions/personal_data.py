"""Tells what is kept of a person and who may see it, and deletes what a conversation has told."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from actions.payloads import FORGET_DATA, TELL_OF_DATA, forgetting_data, telling_of_data
from actions.reply import Button, Kind, Outcome, Reply, TextMessage
from actions.turn import Memory, Said, Turn
from actions.wording import phrase
from knowledge.asked.asked import forget_conversation
from knowledge.folding import fold
from knowledge.sealed import forget
from knowledge.status.subscriptions import unsubscribe


class Wish(StrEnum):
    """What somebody wants of their own data."""

    TELL = "tell"
    FORGET = "forget"


_LONGEST: Final = 18
"""Words; a longer message is a story in which data are mentioned."""
_ME: Final = r"(?:toi|tui|minh|em|con|chau|bon em|con (?:toi|tui|em|minh|chau)|nha (?:toi|em))"
_DATA: Final = (
    r"(?:du lieu|thong tin|tin nhan|so (?:can cuoc|dien thoai|cccd|dt)|sdt|cccd"
    r"|lich su(?: tro chuyen| chat)?|cuoc tro chuyen|doan chat)"
)
_STATES: Final = r"(?:diem(?: thi| phuc khao)?|ket qua(?: thi| phuc khao)?|ho so|don)"
_MINE: Final = (
    r"(?:(?: (?:ca nhan|rieng(?: tu)?|nay|do|da|vua|cu|ma|lien quan))*"
    rf"(?: (?:cua|ve|den))? {_ME}\b|(?: rieng)? ca nhan\b)"
)
_TOLD: Final = (
    rf"(?:nhung gi|may cai|nhung thu|tat ca)(?: ma)? {_ME} (?:da |vua |moi )*"
    r"(?:ke|go|nhap|noi|nhan|gui|khai)\b"
)
_DELETE: Final = re.compile(
    rf"\b(?:xoa|huy|go bo)(?: bo)?(?: (?:het|giup|gium|ho|dum|cho|ngay|toan bo|tat ca|cac|{_ME}))*"
    rf" (?:{_DATA}{_MINE}|{_TOLD}|(?:lich su|cuoc tro chuyen|doan chat))"
)
_NOT_DELETE: Final = re.compile(
    r"\b(?:dung|khong|ko|chua|bi|so|lo|tu)(?: \w+)? xoa\b|\bxoa (?:chua|roi)\b"
)
_WHO: Final = re.compile(
    r"\b(?:ai|nguoi (?:khac|la|ta)|ban be)\b(?: \w+){0,2}? (?:duoc |dc |co the )?"
    r"(?:xem|coi|biet|thay|doc)\b(?! xet)(?: duoc| dc| thay)?(?: \w+){0,2}?"
    rf" (?:(?:{_DATA}|{_STATES})(?:{_MINE}| nay\b)|{_TOLD})"
)
_KEPT: Final = re.compile(
    rf"\b(?:{_DATA}{_MINE}|{_TOLD})(?: \w+){{0,3}} (?:luu|cat|giu|chua|xoa)\b(?! y)"
    rf"|\b(?:bot|ban|ad|may|web|trang nay|he thong|motcua)(?: \w+){{0,2}} (?:luu|giu)(?: lai)?"
    rf"(?: \w+){{0,2}} (?:{_DATA}\b|{_TOLD})"
    rf"|\b(?:luu|giu)(?: lai)? (?:{_DATA}{_MINE}|{_TOLD})"
)
_ELSEWHERE: Final = re.compile(
    r"\b(?:truong|lop|hoc ba|hoc bong|bang|facebook|fb|zalo|vneid|dich vu cong|csdl|co so du lieu"
    r"|nganh|ngan hang|dien thoai cua (?:ban|nguoi))\b"
)
"""What is kept by others, which we can neither tell of nor delete."""


def wished(text: str) -> Wish | None:
    """Return what `text` wants of the writer's own data, if it does."""
    words = fold(text)
    if len(words.split()) > _LONGEST or _ELSEWHERE.search(words):
        return None
    if _DELETE.search(words):
        return Wish.TELL if _NOT_DELETE.search(words) else Wish.FORGET
    return Wish.TELL if _WHO.search(words) or _KEPT.search(words) else None


def on_personal_data(turn: Turn) -> Said | None:
    """Answer a message on the writer's own data; None if it is on anything else."""
    match wished(turn.understood.text):
        case Wish.TELL:
            return _tell(turn)
        case Wish.FORGET:
            return _forget(turn)
    return None


def press_personal_data(turn: Turn) -> Said | None:
    """Do what a button says that asks who may see the data, or deletes them."""
    match turn.understood.entities.get("step"):
        case step if step == TELL_OF_DATA:
            return _tell(turn)
        case step if step == FORGET_DATA:
            return _forget(turn)
    return None


def offer_to_tell(said: Said) -> Said:
    """Return `said`, which tells a state, with a button that asks who may see a re-marking."""
    if said.reply.outcome.kind is not Kind.STATUS_REGRADE or said.memory.lookup is None:
        return said
    *before, last = said.reply.messages
    button = Button(title=phrase("personal_data.button"), payload=telling_of_data())
    told = last.model_copy(update={"buttons": (*last.buttons, button)})
    return Said(said.reply.model_copy(update={"messages": (*before, told)}), said.memory)


def _tell(turn: Turn) -> Said:
    buttons = (
        Button(title=phrase("personal_data.forget"), payload=forgetting_data()),
        Button(title=phrase("buttons.contact"), payload="/contact"),
    )
    message = TextMessage(text=phrase("personal_data.telling"), buttons=buttons)
    return Said(_reply(message), turn.memory)


def _forget(turn: Turn) -> Said:
    deleted = ", ".join(_delete(turn))
    text = phrase("personal_data.forgotten", deleted=deleted)
    contact = Button(title=phrase("buttons.contact"), payload="/contact")
    return Said(_reply(TextMessage(text=text, buttons=(contact,))), Memory())


def _delete(turn: Turn) -> Iterator[str]:
    """Delete what the conversation has told, and yield the name of each part."""
    session, memory = turn.repository.session, turn.memory
    yield phrase("personal_data.deleted.memory")
    if memory.writing:
        forget(session, memory.writing.token)
        yield phrase("personal_data.deleted.letter")
    of_look_up = [memory.lookup.token, memory.lookup.told] if memory.lookup else []
    for token in filter(None, of_look_up):
        forget(session, token)
    if any(of_look_up):
        yield phrase("personal_data.deleted.look_up")
    if not turn.conversation:
        return
    if forget_conversation(session, turn.conversation):
        yield phrase("personal_data.deleted.questions")
    ended = unsubscribe(session, turn.conversation)
    if ended:
        yield phrase("personal_data.deleted.subscriptions", count=ended)


def _reply(message: TextMessage) -> Reply:
    return Reply(messages=(message,), outcome=Outcome(kind=Kind.CONTACT))
