"""Telegram's HTML parse mode as its server reads it: text, entities, and its own errors."""

from dataclasses import dataclass

TAGS = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
SPACES = " \t\r\n\v\f\0"


class ParseError(ValueError):
    """The text after `Bad Request: can't parse entities: `."""


@dataclass(frozen=True)
class Entity:
    """Formatting of `length` UTF-16 units from `offset`."""

    type: str
    offset: int
    length: int
    url: str | None = None


@dataclass(frozen=True)
class Parsed:
    text: str
    entities: tuple[Entity, ...]

    @property
    def units(self) -> int:
        return units(self.text)

    def styles(self) -> list[tuple[str, frozenset[tuple[str, str | None]]]]:
        """Each visible character that is not white space, with the formatting on it."""
        found = []
        at = 0
        for char in self.text:
            on = {(e.type, e.url) for e in self.entities if e.offset <= at < e.offset + e.length}
            if not char.isspace():
                found.append((char, frozenset(on)))
            at += units(char)
        return found


def units(text: str) -> int:
    return sum(2 if char > "\uffff" else 1 for char in text)


def parse(html: str) -> Parsed:
    """Raises ParseError where Telegram would refuse `html`."""
    return _Parser(html).parse()


class _Parser:
    def __init__(self, html: str) -> None:
        self.html = html
        self.at = 0
        self.text: list[str] = []
        self.offset = 0
        self.open: list[tuple[str, str | None, int]] = []
        self.entities: list[Entity] = []

    def parse(self) -> Parsed:
        while self.at < len(self.html):
            if self.html[self.at] != "<":
                char = self.character()
                self.text.append(char)
                self.offset += units(char)
            elif self.peek(1) == "/":
                self.end_tag()
            else:
                self.start_tag()
        if self.open:
            raise ParseError(f'Can\'t find end tag corresponding to start tag "{self.open[-1][0]}"')
        ordered = sorted(self.entities, key=lambda entity: (entity.offset, -entity.length))
        return Parsed("".join(self.text), tuple(ordered))

    def peek(self, ahead: int = 0) -> str:
        return self.html[self.at + ahead : self.at + ahead + 1]

    def byte(self, position: int) -> int:
        return len(self.html[:position].encode())

    def character(self) -> str:
        """One character, decoding the few HTML entities that Telegram knows."""
        rest = self.html[self.at + 1 : self.at + 12]
        if self.peek() == "&":
            name = rest[
                : len(rest) - len(rest.lstrip("#abcdefghijklmnopqrstuvwxyz0123456789ABCDEF"))
            ]
            decoded = NAMED.get(name) or _numeric(name)
            if decoded:
                self.at += 1 + len(name) + (rest[len(name) : len(name) + 1] == ";")
                return decoded
        self.at += 1
        return self.html[self.at - 1]

    def word(self, stops: str, begin: int, error: str) -> str:
        start = self.at
        while self.peek() and self.peek() not in stops:
            self.at += 1
        if not self.peek():
            raise ParseError(f"{error} at byte offset {self.byte(begin)}")
        return self.html[start : self.at]

    def skip_spaces(self) -> None:
        while self.peek() and self.peek() in SPACES:
            self.at += 1

    def start_tag(self) -> None:
        begin = self.at
        self.at += 1
        name = self.word(SPACES + ">", begin, "Unclosed start tag").lower()
        if name not in TAGS:
            raise ParseError(f'Unsupported start tag "{name}" at byte offset {self.byte(begin)}')
        href = None
        while True:
            self.skip_spaces()
            if self.peek() == ">":
                break
            attribute = self.word(SPACES + "=", begin, "Unclosed start tag")
            if not attribute:
                raise ParseError(
                    f'Empty attribute name in the tag "{name}" at byte offset {self.byte(begin)}'
                )
            self.skip_spaces()
            if self.peek() != "=":
                raise ParseError(
                    "Expected equal sign in declaration of an attribute of the tag "
                    f'"{name}" at byte offset {self.byte(begin)}'
                )
            self.at += 1
            self.skip_spaces()
            value = self.value(begin)
            if name == "a" and attribute.lower() == "href":
                href = value
        self.at += 1
        self.open.append((name, href, self.offset))

    def value(self, begin: int) -> str:
        quote = self.peek()
        if quote not in {'"', "'"}:
            return self.word(SPACES + ">", begin, "Unclosed start tag")
        self.at += 1
        pieces = []
        while self.peek() and self.peek() != quote:
            pieces.append(self.character())
        if not self.peek():
            raise ParseError(f"Unclosed start tag at byte offset {self.byte(begin)}")
        self.at += 1
        return "".join(pieces)

    def end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise ParseError(f"Unexpected end tag at byte offset {self.byte(begin)}")
        self.at += 2
        name = self.word(SPACES + ">", begin, "Unclosed end tag").lower()
        self.skip_spaces()
        if self.peek() != ">":
            raise ParseError(f"Unclosed end tag at byte offset {self.byte(begin)}")
        self.at += 1
        opened, href, start = self.open.pop()
        if name and name != opened:
            raise ParseError(
                f"Unmatched end tag at byte offset {self.byte(begin)}, "
                f'expected "</{opened}>", found "</{name}>"'
            )
        length = self.offset - start
        web = href is not None and href.startswith(("http://", "https://", "tg://"))
        if length and (opened != "a" or web):
            self.entities.append(Entity(TAGS[opened], start, length, href))


def _numeric(name: str) -> str | None:
    if not name.startswith("#"):
        return None
    digits = name.removeprefix("#")
    try:
        code = int(digits[1:], 16) if digits.startswith("x") else int(digits)
    except ValueError:
        return None
    return chr(code) if 0 < code < 0x10FFFF else None
