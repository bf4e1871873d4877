"""Makes a letter of application as a file: blank from the catalogue, or as a citizen told it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from actions.letters.addresses import BlankLetter, FilledLetter, LetterForm
from bot.papers.letter_docx import letter_docx
from bot.papers.letter_pdf import letter_pdf
from bot.papers.letter_sheet import lay_out
from knowledge.database import session
from knowledge.letters import Letter
from knowledge.repository import Repository
from knowledge.sealed import unseal

_LONGEST_NAME: Final = 80
"""Characters of a file's name: with Vietnamese letters of three bytes under the 255 that disks
take."""


class UnknownLetter(LookupError):
    """There is no such procedure, or it has no such letter."""


class LetterGone(LookupError):
    """What was told for the letter is forgotten, or never was."""


@dataclass(frozen=True)
class LetterFile:
    """A letter as a file; `name` and `plain_name`, which is ASCII, have no ending."""

    name: str
    plain_name: str
    content: bytes


def make_letter(wanted: BlankLetter | FilledLetter) -> LetterFile:
    """Return the letter as a file whose name tells nothing of a person.

    Raises:
        UnknownLetter: no such blank letter.
        LetterGone: the token opens nothing, or a letter that is no more. Neither says which token.
        PaperTooLong: it can't be printed.
    """
    letter, values = _blank(wanted) if isinstance(wanted, BlankLetter) else _filled(wanted)
    draw = letter_docx if wanted.form is LetterForm.DOCX else letter_pdf
    return LetterFile(_file_name(letter.title), letter.key, draw(lay_out(letter, values)))


def _blank(wanted: BlankLetter) -> tuple[Letter, Mapping[str, str]]:
    letter = _letter(wanted.procedure, wanted.letter)
    if letter is None:
        raise UnknownLetter(f"procedure {wanted.procedure} has no letter {wanted.letter}")
    return letter, {}


def _filled(wanted: FilledLetter) -> tuple[Letter, Mapping[str, str]]:
    with session() as opened:
        told = unseal(opened, wanted.token)
    if told is None or not told.get("procedure", "").isdecimal():
        raise LetterGone("forgotten, or not finished")
    letter = _letter(int(told["procedure"]), told.get("letter", ""))
    if letter is None:
        raise LetterGone("its procedure has it no more")
    return letter, {field.key: told[field.key] for field in letter.fields if field.key in told}


def _letter(procedure: int, key: str) -> Letter | None:
    try:
        with session() as opened:
            letters = Repository(opened).procedure(procedure).letters
    except LookupError:
        return None
    return next((letter for letter in letters if letter.key == key), None)


def _file_name(title: str) -> str:
    """Return `title` as a name that every disk takes: "Đơn xin chuyển trường"."""
    words = "".join(" " if sign in '/\\:*?"<>|' else sign for sign in title).split()
    name = " ".join(words)
    while len(name) > _LONGEST_NAME and len(words) > 1:
        words.pop()
        name = " ".join(words)
    name = name[:_LONGEST_NAME].strip(" .,;(")
    return name.capitalize() if name.isupper() else name
