"""Tells two or three procedures side by side: for whom each is, and in what they differ."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from actions.answer import cite, outdated
from actions.decision import Answer, Verdict
from actions.labels import label
from actions.payloads import guiding
from actions.reply import Button, TextMessage
from actions.wording import day, facet_title, phrase, render
from knowledge.content import (
    Conditions,
    Confidence,
    Documents,
    FacetContent,
    Forms,
    Knowledge,
    LegalBasis,
    ProcedureContent,
    ProcessingTime,
    Source,
    Standing,
    Steps,
    Text,
    VersionContent,
    Where,
)
from knowledge.facets import Facet
from knowledge.folding import fold
from knowledge.names import Mention
from knowledge.repository import Repository, version_on

MOST = 3
"""Procedures that can still be held side by side on a phone."""
_WHAT = r"(?:cai|thu tuc|ben|loai|viec|duong|huong|giay) (?:nao|mo)\b(?! (?:truoc|sau))"
_WISH = re.compile(
    r"\bso sanh\b|\bphan biet\b|\bkhac biet\b"
    r"|\bkhac (?:nhau|gi|chi|j|sao|ra sao|the nao|ntn|(?:o )?(?:cho|diem) (?:nao|mo))\b"
    rf"|\b(?:nen|phai)(?: (?:chon|lam|xin|nop|di|theo))+ {_WHAT}|\bchon {_WHAT}"
)
_OF_THOSE = re.compile(rf"\b(?:nhau|hai|ba|2|3|cac|may|chung)\b|{_WHAT}")
"""Words that, beside the wish, speak of the procedures just offered."""
_NUMBERED = re.compile(
    r"\b(?:thu tuc|so|tt)(?: so)? \d{1,2}"
    r"(?:(?: (?:va|voi|vs|hay|hoac|cung|thu tuc|so|tt))* \d{1,2})*\b(?! \d)"
)
_WHOLE = (Facet.DOCUMENTS, Facet.PROCESSING_TIME, Facet.FEE, Facet.WHERE)
_NAMES = 4
_NAME = 70
"""Papers that are named, and characters of a name."""


@dataclass(frozen=True)
class Line:
    """What holds for one procedure, or for all where `number` is None."""

    number: int | None
    text: str


@dataclass(frozen=True)
class Section:
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class _Side:
    procedure: ProcedureContent
    version: VersionContent

    @property
    def number(self) -> int:
        return self.procedure.id

    @property
    def abolished(self) -> bool:
        return self.version.standing is Standing.ABOLISHED

    def content(self, facet: Facet) -> FacetContent | None:
        return self.version.facets.of(facet) if self.version.facets else None


def wants_comparison(text: str) -> bool:
    """Return whether `text` asks how things differ, or which of them to do."""
    return bool(_WISH.search(fold(text)))


def to_compare(
    text: str, named: Sequence[Mention], options: Sequence[int], verdict: Verdict | None
) -> tuple[int, ...]:
    """Return the two or three procedures that `text` wants compared, none if they aren't so many.

    They are those in it by number or name, those just offered where it speaks of these, or what
    the model makes of it.
    """
    words = fold(text)
    numbers = [int(n) for found in _NUMBERED.findall(words) for n in re.findall(r"\d+", found)]
    said = dict.fromkeys(n for n in (*numbers, *(m.procedure for m in named)) if 1 <= n <= 61)
    if len(said) > 1:
        return tuple(said)[:MOST]
    if not said and 1 < len(options) <= MOST and _OF_THOSE.search(words):
        return tuple(options)
    meant = verdict.procedures if isinstance(verdict, Answer) else ()
    return meant if 1 < len(meant) <= MOST else ()


def compare(
    repository: Repository, procedures: Sequence[int], facets: Sequence[Facet], on: date
) -> TextMessage:
    """Return how `procedures` differ in `facets`; in all that matters if an overview comes first.

    Raises LookupError if there is no such procedure.
    """
    found = [repository.procedure(number) for number in procedures]
    sides = [_Side(procedure, version_on(procedure, on)) for procedure in found]
    whole = facets[0] is Facet.OVERVIEW
    told = _WHOLE if whole else tuple(f for f in facets if f is not Facet.OVERVIEW)
    text = render(
        "comparison.md.j2",
        sides=[(side, label(side.procedure)) for side in sides],
        whole=whole,
        how=_how(sides),
        sections=[*_sections(sides, told, whole)],
        cautions=_together((s, c) for s in sides for c in _cautions(repository, s, told, on)),
        sources=[_sources(side, told) for side in sides],
        confirmed=[side.number for side in sides if side.version.confirmed],
        on=on,
    )
    return TextMessage(text=text, buttons=tuple(_buttons(sides)))


def _how(sides: Sequence[_Side]) -> str:
    """Return how two procedures that are easily confused are told apart, "" if not known."""
    if len(sides) != 2:
        return ""
    twins = [(one.procedure, other.number) for one, other in (sides, sides[::-1])]
    return next((t.how for own, other in twins for t in own.near_twins if t.id == other), "")


def _sections(sides: Sequence[_Side], told: Sequence[Facet], whole: bool) -> Iterator[Section]:
    standing = [side for side in sides if not side.abolished]
    for facet in told:
        facts = [(side, _fact(side, facet, standing)) for side in standing]
        yield Section(facet_title(facet), _lines(facts))
    if whole:
        levels = [(side, _level(side)) for side in standing]
        yield Section(facet_title(Facet.ONLINE), _lines(levels))


def _lines(facts: Sequence[tuple[_Side, str]]) -> tuple[Line, ...]:
    """Return a line for each side, one for all where they are the same."""
    texts = {" ".join(text.split()) for _, text in facts}
    if len(facts) > 1 and len(texts) == 1:
        return (Line(None, texts.pop()),)
    return tuple(Line(side.number, " ".join(text.split())) for side, text in facts)


def _fact(side: _Side, facet: Facet, sides: Sequence[_Side]) -> str:
    content = side.content(facet)
    if content is None or content.knowledge is not Knowledge.KNOWN:
        return (content.reason if content else None) or ""
    match content:
        case Documents():
            others = [c for s in sides if s is not side and (c := _papers(s)) is not None]
            return _papers_told(content, others)
        case Where():
            return content.place or ""
        case Steps():
            return " → ".join(content.items)
        case Conditions():
            return "; ".join(condition.text for condition in content.items)
        case Forms():
            return "; ".join(form.name for form in content.items)
        case LegalBasis():
            return "; ".join(f"{law.type} {law.number}" for law in content.items)
        case ProcessingTime(partial=True):
            return phrase("comparison.partial", text=content.text)
        case Text():
            return content.text or ""
        case _:
            return ""


def _papers(side: _Side) -> Documents | None:
    content = side.version.facets.documents if side.version.facets else None
    return content if content and content.knowledge is Knowledge.KNOWN else None


def _papers_told(own: Documents, others: Sequence[Documents]) -> str:
    """Return how many papers there are, and which of them none of `others` asks for."""
    asked = {_head(paper.name) for other in others for paper in other.items}
    alone = [paper.name for paper in own.items if _head(paper.name) not in asked]
    some = any(paper.only or paper.when for paper in own.items)
    count = phrase(f"comparison.{'at_most' if some else 'count'}", count=len(own.items))
    if not others:
        return count
    if not alone:
        same = asked == {_head(paper.name) for paper in own.items}
        return count if same else phrase("comparison.none_alone", count=count)
    names = "; ".join(_short(name) for name in alone[:_NAMES])
    rest = len(alone) - _NAMES
    key = "more_alone" if rest > 0 else "alone"
    return phrase(f"comparison.{key}", count=count, names=names, rest=rest)


def _head(name: str) -> str:
    return fold(name.split(" (", maxsplit=1)[0])


def _short(name: str) -> str:
    head = name.split(" (", maxsplit=1)[0]
    return head if len(head) <= _NAME else head[: _NAME - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def _level(side: _Side) -> str:
    level = side.procedure.level
    return phrase("comparison.level", level=level, meaning=phrase(f"level_meaning.{level}"))


def _cautions(
    repository: Repository, side: _Side, told: Sequence[Facet], on: date
) -> Iterator[str]:
    version = side.version
    if side.abolished:
        yield phrase("checklist.abolished", since=day(version.in_force_from), note=version.note)
        return
    if version.superseded:
        document, since = version.superseded.document, version.superseded.since
        yield phrase("checklist.superseded", document=document, since=since)
        return
    if version.standing is Standing.UNCERTAIN:
        yield phrase("checklist.uncertain", since=day(version.in_force_from))
    unsure = [facet_title(f).lower() for f in told if _is_unsure(side.content(f))]
    if unsure:
        yield phrase("comparison.unsure", what=", ".join(unsure))
    laws = [entry.number for entry in outdated(repository, _of(side, told), on)]
    if laws:
        yield phrase("comparison.outdated", laws=", ".join(laws))


def _together(told: Iterable[tuple[_Side, str]]) -> list[str]:
    """Return each caution once, with the procedures that it is for."""
    numbers: dict[str, list[str]] = {}
    for side, caution in told:
        numbers.setdefault(caution, []).append(str(side.number))
    return [
        phrase("comparison.caution", numbers=", ".join(of), text=caution)
        for caution, of in numbers.items()
    ]


def _is_unsure(content: FacetContent | None) -> bool:
    if content is None or content.knowledge is not Knowledge.KNOWN:
        return False
    return content.confidence is Confidence.LOW


def _of(side: _Side, told: Sequence[Facet]) -> list[Source]:
    """Return the sources of what is told of a procedure."""
    contents = [content for facet in told if (content := side.content(facet)) is not None]
    return [source for c in contents for source in c.sources] or list(side.version.sources)


def _sources(side: _Side, told: Sequence[Facet]) -> tuple[int, str, date]:
    articles: dict[str, dict[str, None]] = {}
    for source in _of(side, told):
        of_one = articles.setdefault(source.document, {})
        of_one.update({source.articles: None} if source.articles else {})
    cited = [
        cite(Source(document=document, articles="; ".join(of_one) or None))
        for document, of_one in articles.items()
    ]
    return side.number, "; ".join(cited), side.version.in_force_from


def _buttons(sides: Sequence[_Side]) -> Iterator[Button]:
    for side in sides:
        if not side.abolished:
            title = phrase("guide.instead", title=label(side.procedure))
            yield Button(title=title, payload=guiding(side.number))
