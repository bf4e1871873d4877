"""Text as it was pasted: out of Word or a page, with letters that nobody sees, made plain."""

import html
import re
import unicodedata
from typing import Final

import nh3

_NAMES: Final = (
    "p|div|span|br|b|i|u|s|strong|em|font|a|ul|ol|li|table|tbody|thead|tr|td|th|h[1-6]|sub|sup|"
    "html|head|body|title|meta|link|style|script|img|hr|pre|blockquote|section|article|xml|"
    "[ovwm]:[a-z]+|st1:[a-z]+"
)
_HTML: Final = re.compile(
    rf"</?(?:{_NAMES})(?:\s+[^<>=]{{1,40}}=[^<>]{{0,2000}})?\s*/?>|<!--|<!\[", re.IGNORECASE
)
_LINES: Final = {
    *("p", "div", "br", "li", "tr", "hr", "pre", "blockquote", "section", "article"),
    *("h1", "h2", "h3", "h4", "h5", "h6"),
}
_CELLS: Final = {"td", "th"}
_UNSAID: Final = {"style", "script", "title", "xml"}
_CELL_TAG: Final = re.compile(r"</?t[dh]>")
_TAG: Final = re.compile(r"</?[a-z0-9]+>")
_LINE_ENDS: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


def prose(text: str) -> str:
    """Return `text` without tags and unseen letters; paragraphs and items of lists on lines."""
    plain = _LINE_ENDS.sub("\n", text)
    if not _HTML.search(plain):
        return _visible(plain).strip()
    lines = (" ".join(_visible(line).split()) for line in _without_tags(plain).split("\n"))
    return "\n".join(line for line in lines if line)


def line(text: str) -> str:
    """Return the same on one line."""
    return " ".join(prose(text).split())


def _without_tags(text: str) -> str:
    # In HTML a line end is a space, and Word breaks its lines anywhere.
    tidy = nh3.clean(
        " ".join(text.split()),
        tags=_LINES | _CELLS,
        clean_content_tags=_UNSAID,
        attributes={},
        link_rel=None,
    )
    return html.unescape(_TAG.sub("\n", _CELL_TAG.sub(" ", tidy)))


def _visible(text: str) -> str:
    return "".join(map(_letter, unicodedata.normalize("NFC", text)))


def _letter(letter: str) -> str:
    if letter in " \n":
        return letter
    kind = unicodedata.category(letter)
    if kind == "Zs" or letter == "\t":
        return " "
    return "" if kind in ("Cc", "Cf", "Cs") else letter
