"""Which letter is wanted as a file, and its address on our site."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

_BLANK: Final = re.compile(
    r"/api/procedures/(?P<procedure>[0-9]{1,2})/letters/(?P<letter>[a-z0-9-]{1,40})\.(?P<form>docx|pdf)"
)
_FILLED: Final = re.compile(r"/api/letters/(?P<token>[A-Za-z0-9_-]{43})\.(?P<form>docx|pdf)")


class LetterForm(StrEnum):
    """What a letter is made as; the value is the ending of the file's name."""

    DOCX = "docx"
    PDF = "pdf"

    @property
    def media_type(self) -> str:
        return {
            LetterForm.DOCX: (
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            ),
            LetterForm.PDF: "application/pdf",
        }[self]


@dataclass(frozen=True)
class BlankLetter:
    """The letter `letter` (its key) of a procedure, with nothing filled in."""

    procedure: int
    letter: str
    form: LetterForm

    @property
    def path(self) -> str:
        """Its address on our site, from the root."""
        return f"/api/procedures/{self.procedure}/letters/{self.letter}.{self.form}"


@dataclass(frozen=True)
class FilledLetter:
    """A letter that was written with a citizen; `token` opens what they told, for a short time."""

    token: str = field(repr=False)
    form: LetterForm

    @property
    def path(self) -> str:
        """Its address on our site, from the root; says nothing of the person."""
        return f"/api/letters/{self.token}.{self.form}"


def wanted_letter(path: str) -> BlankLetter | FilledLetter | None:
    """Return the letter at `path`, None if it is the address of something else."""
    blank = _BLANK.fullmatch(path)
    if blank:
        return BlankLetter(int(blank["procedure"]), blank["letter"], LetterForm(blank["form"]))
    filled = _FILLED.fullmatch(path)
    return FilledLetter(filled["token"], LetterForm(filled["form"])) if filled else None
