"""Hears what is wished of the guide itself, and whether a message asks something else."""

import re
import unicodedata
from enum import StrEnum

from knowledge.folding import fold

_LONGEST_WISH = 9
"""Words of a message that may be a wish to the guide."""


class Wish(StrEnum):
    """What may be asked of the guide itself."""

    PAUSE = "pause"
    GO_ON = "go_on"
    BACK = "back"
    AGAIN = "again"
    MISSING = "missing"


_BEFORE = r"^((da|a|oi|thoi|vay|minh|em|toi|tui|chau|con|bac|anh|chi|ban|cho|xin|muon|hay|gio) )*"
_AFTER = (
    r"( (lai|huong dan|o day|day|da|di|nao|nhe|nha|a|ban|em|minh|oi|thoi|chut|ti|mot chut|thu tuc"
    r"|tu dau|viec nay))*$"
)
"""Words around a wish that change nothing in it."""
_WISHES = {
    Wish.AGAIN: re.compile(
        rf"\b((hoi|huong dan|bat dau) lai|lai tu dau|tu dau di)\b|{_BEFORE}lam lai{_AFTER}"
    ),
    Wish.BACK: re.compile(r"\b(cau truoc|lui lai|quay lai cau|sua cau|chon lai|tra loi lai)\b"),
    Wish.PAUSE: re.compile(
        rf"{_BEFORE}(tam )?(dung|ngung|nghi){_AFTER}|{_BEFORE}(stop|thoat|huy)( bo)?{_AFTER}"
        r"|\bde (sau|luc khac|khi khac|mai|toi (nay|mai)|hom khac)\b|\bkhong lam nua\b"
        r"|\bkhoi (lam|huong dan)\b"
    ),
    Wish.GO_ON: re.compile(
        rf"{_BEFORE}((lam|huong dan|hoi) )?tiep( tuc)?{_AFTER}"
        r"|\b(lam tiep|huong dan tiep|hoi tiep|tiep tuc (huong dan|lam)"
        r"|(quay lai|tro lai) (huong dan|cho dang lam)|dang (lam|huong dan) do|resume)\b"
    ),
    Wish.MISSING: re.compile(
        r"\b(?<!gioi )thieu (gi|chi|nhung gi|cai (gi|chi|nao)|giay (gi|chi|nao)|khong$)"
        r"|\bcon (gi|giay gi|nhung gi|cai gi) (nua|chua co)\b"
    ),
}
_OTHER_WORDS = re.compile(r"\b(đúng|dùng|đứng|dựng|nghĩ|nghị)\b", re.IGNORECASE)
"""Words that without their diacritics are "dừng" or "nghỉ"."""
_NOTHING = re.compile(r"\b(?:khong|ko|chua|chang)(?: \w+)? (?:gi|nao|sao|dau)\b")
_ASKS = re.compile(
    r"\b(gi|nao|bao (nhieu|lau|gio)|(tai|vi|lam|thi) sao|sao (vay|the|lai|ma|khong|duoc)"
    r"|(o|toi|den|tai|nop) dau|may (ngay|bo|ban|cai|loai|gio|tien|tuan|thang)"
    r"|so sanh|phan biet)\b"
)
_YES_OR_NO = re.compile(
    r"\b(co|duoc|phai|can|nen)\b.*\b(khong|ko|chua)( (a|vay|nhi|ha|ban|the|ta|anh|chi|em|ad|nhe))*$"
)


def wish(text: str) -> Wish | None:
    """Return what `text` asks of the guide, if anything."""
    words = fold(text)
    if len(words.split()) > _LONGEST_WISH:
        return None
    found = next((wish for wish, form in _WISHES.items() if form.search(words)), None)
    if found is Wish.PAUSE and _OTHER_WORDS.search(unicodedata.normalize("NFC", text)):
        return None
    return None if found is not Wish.MISSING and asks_something(text) else found


def asks_something(text: str, way: str = "") -> bool:
    """Return whether `text` asks something, beside `way` (folded) that it holds."""
    words = fold(text)
    if words == way:
        return False
    beside = f" {words} ".replace(f" {way} ", "  ") if way else words
    if text.rstrip().endswith("?") and len(beside.split()) > 1:
        return True
    return bool(_ASKS.search(_NOTHING.sub(" ", beside)) or _YES_OR_NO.search(words))
