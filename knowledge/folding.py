"""Vietnamese text reduced to what two ways of typing it have in common."""

import re
import unicodedata

_MARKS = re.compile(r"[\u0300-\u036f]")
_NOT_WORD = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Return `text` lower-cased, without diacritics or punctuation, words one space apart.

    Idempotent: ``fold(fold(x)) == fold(x)``. "Đông Hà, hoà nhập" and "dong ha hòa nhập" fold
    alike.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    bare = _MARKS.sub("", decomposed).casefold()
    return _NOT_WORD.sub(" ", bare).strip()
