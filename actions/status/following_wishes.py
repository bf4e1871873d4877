"""Hears what is wished of news: to be told of a change, not to be told any more, what is followed.

Only to be asked where it can be meant: after a look-up, or while something is followed.
"""

import re
from enum import Enum, auto
from typing import Final

from knowledge.folding import fold

_LONGEST: Final = 16
"""Words of a message that may be such a wish."""
_HELLO: Final = r"^(?:(?:da|vang|u|uh|ok|oke|thoi|vay|a|co|cho|minh|em|toi|tui|xin|ban|ad|nho) )*"
_WHOM: Final = (
    r"(?: (?:cho|toi|minh|em|tui|tao|chau|con|giup|gium|dum|ho|voi|biet|tin|lai|ngay|luon))"
)
_POLITE: Final = (
    r"(?: (?:a|nhe|nha|di|da|em|ban|oi|minh|roi|thoi|luon|nua|dau|ad|o|vay|het|tat ca))*"
)
_TELLS: Final = (
    r"(?:bao(?! (?:nhieu|gio|lau|cao))|nhan(?! (?:ket qua|bang|o dau))|nhac|thong bao|alo)"
)
_WHEN: Final = r"(?:khi|luc|neu|hoi|chung nao|bao gio|lan toi)"
_CHANGES: Final = r"(?:co|ra|xong|doi|thay doi|cap nhat|ve|duyet|tin)"
_ASKS: Final = re.compile(r"\b(?:o dau|bao nhieu|bao lau|tai sao|vi sao|sao|the nao)\b")

_BEGINS: Final = re.compile(
    rf"\b{_TELLS}\b(?: \w+){{0,5}} {_WHEN}\b(?: \w+){{0,4}}? {_CHANGES}\b"
    rf"|\b{_WHEN}\b(?: \w+){{0,5}} {_CHANGES}\b(?: \w+){{0,5}}? {_TELLS}\b{_WHOM}*{_POLITE}$"
    rf"|\b{_CHANGES} (?:gi |tin )?(?:moi |thay doi )?(?:thi )?{_TELLS}\b{_WHOM}*{_POLITE}$"
    rf"|{_HELLO}{_TELLS}{_WHOM}+{_POLITE}$"
    rf"|{_HELLO}theo doi(?: (?:giup|gium|dum|ho so|ho|nay|phuc khao|cho|don|do|em|minh|toi))*"
    rf"{_POLITE}$"
)
_ENDS: Final = re.compile(
    rf"\b(?:khoi|dung|khong|ko|k|thoi|ngung|tat|huy|bo)"
    r"(?: (?:can|phai|muon|co|gui|nua|viec|cho|toi|minh|em|tin|dang ky"
    r"|nhan(?= (?:tin|thong bao))))*"
    rf" (?:bao(?! (?:nhieu|gio|lau))|nhan(?: tin)?|nhac|thong bao|theo doi)\b"
    rf"(?:{_WHOM}| (?:ho so|phuc khao|nay|do|gi))*{_POLITE}$"
)
_LISTS: Final = re.compile(
    r"\btheo doi (?:cai |nhung )?(?:gi|nhung gi|ho so nao|cai nao|may|bao nhieu)\b"
    r"|\b(?:danh sach|nhung gi|xem)(?: \w+){0,3} (?:dang )?theo doi\b"
)
_ALL: Final = re.compile(r"\b(?:het|tat ca|toan bo)\b")


class FollowWish(Enum):
    BEGIN = auto()
    END = auto()
    END_ALL = auto()
    LIST = auto()


def follow_wish(text: str) -> FollowWish | None:
    """Return what `text` wishes of news: "báo em khi có kết quả", "khỏi báo nữa"."""
    words = fold(text)
    if len(words.split()) > _LONGEST:
        return None
    if _LISTS.search(words):
        return FollowWish.LIST
    if _ASKS.search(words):
        return None
    if _ENDS.search(words):
        return FollowWish.END_ALL if _ALL.search(words) else FollowWish.END
    return FollowWish.BEGIN if _BEGINS.search(words) else None
