"""What was typed about the documents that replace one: known numbers, or new ones with titles."""

from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from knowledge.content import Confidence
from knowledge.folding import fold
from knowledge.laws import phrases
from knowledge.laws.documents import Law, LawError, shortened, tidy, too_long
from knowledge.laws.numbers import LAW_NUMBER

_EDGES: Final = " ,;:.–-“”\"'"

_BETWEEN: Final = {"", *map(fold, phrases.KNOWN_TYPES)}


@dataclass(frozen=True)
class Successors:
    """All numbers in the order typed, and those of them that are not known yet, as documents."""

    numbers: tuple[str, ...]
    new: tuple[Law, ...]


def typed_successors(typed: str, known: Container[str]) -> Successors:
    """Read one document a line: "15/2026/TT-BGDĐT", or "Thông tư 15/2026/TT-BGDĐT Quy chế …".

    Several known numbers may share a line. Raises LawError with all that is wrong.
    """
    numbers: list[str] = []
    new: list[Law] = []
    wrong: list[str] = []
    for line in filter(None, map(tidy, typed.splitlines())):
        found = _listed(line)
        missing = [number for number in found if number not in known]
        if not found:
            wrong.append(phrases.NO_NUMBER_IN_LINE.format(line=shortened(line)))
        elif not missing:
            numbers += found
        elif len(found) > 1:
            wrong += [phrases.TITLE_OF_NEW.format(number=number) for number in missing]
        else:
            try:
                added = _new(line)
            except LawError as error:
                wrong += error.reasons
            else:
                numbers.append(added.number)
                new.append(added)
    if wrong:
        raise LawError(*dict.fromkeys(wrong))
    return Successors(
        tuple(dict.fromkeys(numbers)), tuple({law.number: law for law in new}.values())
    )


def _listed(line: str) -> list[str]:
    """Return the numbers at the beginning of `line` between which stand no other words.

    Those in the title of a document are not meant.
    """
    found: list[str] = []
    end = 0
    for match in LAW_NUMBER.finditer(line):
        if found and fold(line[end : match.start()]).removeprefix("va").strip() not in _BETWEEN:
            break
        found.append(match.group())
        end = match.end()
    return found


def _new(line: str) -> Law:
    match = LAW_NUMBER.search(line)
    assert match is not None
    number, title = match.group(), line[match.end() :].strip(_EDGES)
    if not title:
        raise LawError(phrases.TITLE_OF_NEW.format(number=number))
    kind = _type(line[: match.start()], number)
    wrong = [m for m in (too_long("number", number), too_long("title", title)) if m]
    if not kind:
        wrong.insert(0, phrases.TYPE_OF_NEW.format(number=number))
    if wrong:
        raise LawError(*wrong)
    return Law(
        number=number,
        type=kind,
        title=title,
        issuer=_issuer(number),
        confidence=Confidence.MEDIUM,
    )


def _type(before: str, number: str) -> str:
    """Return the type that stands before the number, else the one that its sign says, else ""."""
    said = fold(before)
    for each in phrases.KNOWN_TYPES:
        if said.endswith(fold(each)):
            return each
    sign = number.rsplit("/", 1)[-1].split("-", maxsplit=1)[0]
    return phrases.TYPES.get(sign, "")


def _issuer(number: str) -> str:
    sign = number.rsplit("/", 1)[-1]
    if sign.startswith("QH"):
        return "Quốc hội"
    last = sign.partition("-")[2]
    return phrases.ISSUERS.get(last) or phrases.UNKNOWN_ISSUER.format(sign=last or sign)
