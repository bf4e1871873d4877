"""Hears what is wished of a look-up: to leave it, to do it again, help with a lost paper."""

import re
from typing import Final

from actions.reply import Kind
from knowledge.folding import fold

_LONGEST_WISH: Final = 14
"""Words of a message that may be a wish."""
_HELLO: Final = r"^(?:(?:da|vang|u|uh|ok|oke|thoi|vay|a|cho|minh|em|toi|tui|chau|xin|khoan) )*"
_POLITE: Final = r"(?: (?:a|nhe|nha|di|da|em|ban|oi|minh|roi|thoi|luon|nua|ad|o|vay))*"
_THING: Final = r"(?: (?:bo|tra|cuu|xem|ho so|diem|phuc khao|ket qua|viec nay|don))*"
_LEAVES: Final = re.compile(
    rf"{_HELLO}(?:huy|dung lai|ngung|thoi|stop|thoat|bo di|bo qua|khoi){_THING}{_POLITE}$"
    r"|\b(?:khong|ko|k|khoi|thoi|dung|chang) (?:can |muon |phai )?(?:tra|xem|coi|kiem tra)"
    r"(?: cuu)?(?: (?:ho so|diem|phuc khao|ket qua|gi))* nua\b"
    rf"|{_HELLO}(?:khoi|khong can|ko can|khong muon) (?:tra|xem|coi|kiem tra){_THING}{_POLITE}$"
)
_AGAIN: Final = re.compile(
    rf"{_HELLO}(?:tra|xem|coi|kiem tra|check|nhap|go|thu)(?: cuu)? (?:lai|tiep|them)"
    rf"(?: (?:lan nua|ho so|phuc khao|diem|cai khac|ma|so bao danh|giup|gium|ho|duoc khong))*"
    rf"{_POLITE}$"
)
_LOST: Final = re.compile(
    r"\b(?:quen|mat|khong (?:nho|co|con|biet|thay)|ko (?:nho|co|biet)|chua co|lac)\b(?: \w+){0,3}"
    r" (?:ma|sbd|so bao danh|so bd|giay hen|phieu hen|bien nhan|giay tiep nhan|phieu|ngay sinh)\b"
    r"|\b(?:ma|sbd|so bao danh|giay hen|phieu hen|bien nhan)\b(?: \w+){0,3} (?:mat|quen)\b"
)


_WANTED: Final = {
    Kind.STATUS_REGRADE: re.compile(
        r"\b(?:tra|xem|coi|biet|check|ket qua|kq|diem)\b.*\b(?:phuc khao|cham lai)\b"
        r"|\b(?:phuc khao|cham lai)\b.*\b(?:(?:co|ra|xong) chua|toi dau|den dau|toi mo)\b"
    ),
    Kind.STATUS_DOSSIER: re.compile(
        r"\b(?:tra|tra cuu|xem|coi|kiem tra|check|tinh trang|tien do)\b(?: \w+){0,3} (?:ho so|hs)\b"
        r"|\b(?:ho so|hs)\b.*\b(?:xong chua|duyet chua|toi dau|den dau|toi mo|den mo)\b"
    ),
}


def state_wanted(text: str) -> Kind | None:
    """Return which state `text` asks for in so many words; for when no model has read it."""
    words = fold(text)
    return next((kind for kind, form in _WANTED.items() if form.search(words)), None)


def leaves(text: str) -> bool:
    """Return whether `text` says to leave the look-up: "thôi không tra nữa"."""
    words = fold(text)
    return len(words.split()) <= _LONGEST_WISH and bool(_LEAVES.search(words))


def wants_again(text: str) -> bool:
    """Return whether `text` says to look up once more: "tra lại giúp em"."""
    words = fold(text)
    return len(words.split()) <= _LONGEST_WISH and bool(_AGAIN.search(words))


def has_lost_it(text: str) -> bool:
    """Return whether `text` says that the code, or the paper with it, is lost or forgotten."""
    return bool(_LOST.search(fold(text)))
