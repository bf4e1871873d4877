"""Hears that somebody wants a letter written, and what they wish while it is."""

import re
from enum import StrEnum
from typing import Final

from knowledge.folding import fold

_LONGEST_WISH: Final = 8
"""Words of a message that may be a wish to the one who writes."""
_POLITE: Final = r"(?: (?:a|nhe|nha|di|da|em|ban|oi|minh|roi|thoi|luon|gium|giup|nay|do))*"
_HELLO: Final = r"^(?:(?:da|vang|u|uh|ok|oke|thoi|vay|cho|minh|em|toi|tui|chau|xin) )*"


class Step(StrEnum):
    """What can be done while a letter is written; the order is that of the payloads."""

    CONFIRM = "confirm"
    PASS = "pass"
    BACK = "back"
    CANCEL = "cancel"
    FORGET = "forget"
    SUMMARY = "summary"
    EDIT = "edit"


STEPS: Final = tuple(Step)
_YES: Final = (
    r"(?:dung|chuan|chinh xac|duoc|on|ok|oke|okay|(?:tao|xuat|lam|in|gui)(?: don| file| tep)?"
    r"|xac nhan|dong y|phai|yes|uh?|vang|da)"
)
_FILLER: Final = (
    r"(?:roi|het|ca|day|do|a|ad|nhe|nha|di|em|ban|oi|minh|toi|tui|chau|con|thoi|luon|giup|gium|ho"
    r"|cho|nay|cam on|voi|the|vay|rua|thi|cu|moi thu|tat ca)"
)
_WISHES: Final = {
    Step.CANCEL: re.compile(
        rf"{_HELLO}(?:huy|dung lai|ngung|thoi|stop|thoat|bo)"
        rf"(?: (?:bo|lai|don|viec nay|khong (?:lam|viet|dien) nua))*{_POLITE}$"
        r"|\b(?:khong|ko|k) (?:lam|viet|dien|khai)(?: don)? nua\b"
        r"|\bde (?:khi khac|luc khac|hom khac|sau)\b"
    ),
    Step.BACK: re.compile(r"\b(?:cau truoc|quay lai|lui lai|tra loi lai|sua cau truoc)\b"),
    Step.PASS: re.compile(
        rf"{_HELLO}(?:bo qua|bo trong|de trong|skip|(?:khong|ko|chua) co|(?:khong|ko) (?:nho|biet))"
        rf"(?: (?:cau nay|muc nay|so|phan nay|thong tin|nua))*{_POLITE}$"
    ),
    Step.CONFIRM: re.compile(rf"^(?:{_FILLER} )*{_YES}(?: (?:{_YES}|{_FILLER}))*$"),
}
_CORRECT: Final = re.compile(
    r"\b(?:sua|doi|sai|nham|chinh)\b(?: lai)?(?: (?:muc|so|cau|phan|cho))?"
)
_WANTED: Final = re.compile(
    r"\b(?:dien|viet|soan|khai|lam|tao|thao|danh)\b(?: \w+){0,4} (?:don|phieu|mau|to khai)\b"
)
_FOR_ME: Final = re.compile(
    r"\b(?:giup|ho|dum|gium|dum|thay|cho (?:toi|tui|minh|em|chau|con|bac|anh|chi|tau|mik|m|e|t))\b"
)


def step_wished(text: str) -> Step | None:
    """Return the step that `text` asks for in so many words, if it does."""
    words = fold(text)
    if len(words.split()) > _LONGEST_WISH:
        return None
    return next((step for step, form in _WISHES.items() if form.search(words)), None)


def wants_correction(text: str) -> str | None:
    """Return the folded rest of `text` if it asks to correct something: "sửa ngày sinh"."""
    words = fold(text)
    found = _CORRECT.search(words)
    return words[found.end() :].strip() if found else None


def wants_letter(text: str) -> bool:
    """Return whether `text` asks that a letter be written for somebody."""
    words = fold(text)
    return bool(_WANTED.search(words) and _FOR_ME.search(words))
