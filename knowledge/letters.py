"""What a citizen writes to an office, as content: the words of the letter and its blanks."""

import re
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from knowledge.schema import Key, Line, Prose, Strict

BLANK: Final = ""
"""A placeholder without a name: a blank for the pen."""
_PLACEHOLDER: Final = re.compile(r"\{([a-z0-9-]*)\}")


class FieldKind(StrEnum):
    """What may stand in a field of a letter."""

    NAME = "name"
    DAY = "day"
    PHONE = "phone"
    CITIZEN_ID = "citizen-id"
    CANDIDATE = "candidate"
    TEXT = "text"
    PROSE = "prose"


class Writer(StrEnum):
    """Who writes: it decides the head of the letter and how it is signed."""

    CITIZEN = "citizen"
    ORGANISATION = "organisation"


class LetterField(Strict):
    """A blank with a name. `ask`: how the chat asks for it; `example`: one it may show.

    A field that is not `required` may be passed over, and stays a blank.
    """

    key: Key
    label: Line
    ask: Line
    kind: FieldKind = FieldKind.TEXT
    required: bool = True
    example: Line | None = None


class Letter(Strict):
    """A letter of application.

    A line of `body` is a paragraph; `{key}` in it stands for a field, `{}` for a blank that is
    filled by hand. `template`: the official form that it follows, none where there is none.
    The chat fills a letter that has `fields`.
    """

    key: Key
    title: Line
    writer: Writer = Writer.CITIZEN
    to: Annotated[tuple[Line, ...], Field(min_length=1)]
    fields: tuple[LetterField, ...] = ()
    body: Annotated[tuple[Prose, ...], Field(min_length=1)]
    enclosed: tuple[Line, ...] = ()
    signer: Line
    template: Line | None = None
    source: Line

    @model_validator(mode="after")
    def _has_a_place_for_each_field(self) -> Self:
        keys = [field.key for field in self.fields]
        if len(set(keys)) != len(keys):
            raise ValueError("fields ghi hai lần một key")
        named = {name for line in (*self.to, *self.body) for name, _ in pieces(line) if name}
        if named - set(keys):
            raise ValueError(f"không có field {', '.join(sorted(named - set(keys)))}")
        if set(keys) - named:
            raise ValueError(f"body không dùng {', '.join(sorted(set(keys) - named))}")
        return self


def pieces(line: str) -> list[tuple[str | None, str]]:
    """Return `line` cut at its placeholders: (None, words) and (key or `BLANK`, "")."""
    found: list[tuple[str | None, str]] = []
    end = 0
    for placeholder in _PLACEHOLDER.finditer(line):
        if placeholder.start() > end:
            found.append((None, line[end : placeholder.start()]))
        found.append((placeholder[1], ""))
        end = placeholder.end()
    if end < len(line):
        found.append((None, line[end:]))
    return found
