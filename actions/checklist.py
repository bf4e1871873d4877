"""The checklist of one person for one procedure, as every channel and every paper shows it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated
from zlib import crc32

from pydantic import BaseModel, ConfigDict, Field

from actions.wording import day, facet_title, paper_note, phrase
from knowledge.cases import Answers, Chosen, Papers, chosen, papers
from knowledge.content import (
    CaseAnswer,
    Confidence,
    Documents,
    Knowledge,
    Paper,
    ProcedureContent,
    Source,
    Standing,
    Text,
    VersionContent,
    Where,
)
from knowledge.facets import Facet
from knowledge.repository import version_before, version_on


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Given(_Value):
    """What the person answered, and what it means for them."""

    question: str
    answer: str
    effect: str


class ToBring(_Value):
    """A paper to tick; `note` says how many, original or copy; `if_` for whom it is, if not all."""

    name: str
    note: str = ""
    if_: str = ""

    @property
    def key(self) -> int:
        return paper_key(self.name)


class Section(_Value):
    """Where, how, how long, how much: a heading and its lines; `numbered` when in order."""

    title: str
    lines: tuple[str, ...]
    numbered: bool = False


class Checklist(_Value):
    """All plain text, no markup."""

    procedure: Annotated[int, Field(ge=1, le=61)]
    title: str
    given: tuple[Given, ...]
    cautions: tuple[str, ...]
    sets: int | None
    papers: tuple[ToBring, ...]
    papers_unknown: str = ""
    sections: tuple[Section, ...]
    sources: tuple[str, ...]
    in_force_from: date
    as_of: date
    confirmed: bool


def compose(procedure: ProcedureContent, answers: Answers, on: date) -> Checklist:
    """Return the checklist of a person with `answers` under the rules in force `on`."""
    version = version_on(procedure, on)
    documents, previous = _documents(procedure, version)
    dossier = papers(procedure, documents, answers) if documents else Papers((), ())
    given = chosen(procedure, answers) if version.facets else []
    return Checklist(
        procedure=procedure.id,
        title=version.title,
        given=tuple(
            Given(question=one.case.question, answer=one.answer.answer, effect=one.answer.effect)
            for one in given
        ),
        cautions=tuple(_cautions(version, given, previous)),
        sets=documents.sets if documents else None,
        papers=(
            *(_to_bring(paper, if_="") for paper in dossier.needed),
            *(_to_bring(paper, if_=paper.when or "") for paper in dossier.perhaps),
        ),
        papers_unknown=_papers_unknown(version, documents),
        sections=tuple(_sections(version, given)),
        sources=tuple(_cite(source) for source in _sources(version, documents)),
        in_force_from=version.in_force_from,
        as_of=on,
        confirmed=version.confirmed,
    )


def paper_key(name: str) -> int:
    """Return a number that stands for a paper wherever it is in a list; below 2**32."""
    return crc32(name.encode())


def ended(given: Sequence[Chosen]) -> CaseAnswer | None:
    """Return the answer by which the procedure turned out to be not for this person, if any."""
    return given[-1].answer if given and given[-1].answer.ends else None


def _documents(
    procedure: ProcedureContent, version: VersionContent
) -> tuple[Documents | None, VersionContent | None]:
    """Return the papers known, and the former version where only that one knows them."""
    if version.facets is None:
        return None, None
    if version.facets.documents.knowledge is Knowledge.KNOWN:
        return version.facets.documents, None
    before = version_before(procedure, version)
    if before and before.facets and before.facets.documents.knowledge is Knowledge.KNOWN:
        return before.facets.documents, before
    return None, None


def _to_bring(paper: Paper, if_: str) -> ToBring:
    bare = paper.model_copy(update={"when": None, "until": None})
    return ToBring(name=paper.name, note=paper_note(bare).removeprefix(" – ").strip(), if_=if_)


def _cautions(
    version: VersionContent, given: Sequence[Chosen], previous: VersionContent | None
) -> Iterator[str]:
    if version.standing is Standing.ABOLISHED:
        yield phrase("checklist.abolished", since=day(version.in_force_from), note=version.note)
        return
    stop = ended(given)
    if stop:
        yield phrase("checklist.not_for_you", effect=stop.effect)
    if version.superseded:
        yield phrase(
            "checklist.superseded",
            document=version.superseded.document,
            since=version.superseded.since,
        )
    elif version.standing is Standing.UNCERTAIN:
        yield phrase("checklist.uncertain", since=day(version.in_force_from))
    if previous and previous.in_force_to:
        yield phrase("checklist.former_papers", until=day(previous.in_force_to))
    elif version.facets and version.facets.documents.confidence is Confidence.LOW:
        yield phrase("checklist.unsure")


def _papers_unknown(version: VersionContent, documents: Documents | None) -> str:
    if documents or version.facets is None:
        return ""
    return version.facets.documents.reason or phrase("checklist.no_papers")


def _sections(version: VersionContent, given: Sequence[Chosen]) -> Iterator[Section]:
    if version.facets is None:
        return
    yield from _where(version.facets.where)
    steps = version.facets.steps
    if steps.knowledge is Knowledge.KNOWN:
        yield Section(title=facet_title(Facet.STEPS), lines=steps.items, numbered=True)
    times = [one.answer for one in given if one.answer.days is not None]
    own_time = [phrase("checklist.days", days=a.days, unit=a.unit) for a in times]
    yield _section(Facet.PROCESSING_TIME, version.facets.processing_time, own_time)
    own_fee = [one.answer.fee for one in given if one.answer.fee]
    yield _section(Facet.FEE, version.facets.fee, own_fee)
    yield _section(Facet.ONLINE, version.facets.online, [])
    yield _section(Facet.RESULT, version.facets.result, [])


def _where(where: Where) -> Iterator[Section]:
    known = where.knowledge is Knowledge.KNOWN
    lines = [where.place or ""] if known else [where.reason or ""]
    if known and where.ways:
        lines.append(phrase("checklist.ways", ways=", ".join(where.ways)))
    yield Section(title=facet_title(Facet.WHERE), lines=tuple(lines))


def _section(facet: Facet, content: Text, own: Sequence[str]) -> Section:
    """Return what holds for this person where it is known, else what holds for all."""
    told = content.text if content.knowledge is Knowledge.KNOWN else content.reason
    return Section(title=facet_title(facet), lines=tuple(own) or (told or "",))


def _sources(version: VersionContent, documents: Documents | None) -> tuple[Source, ...]:
    return documents.sources if documents else version.sources


def _cite(source: Source) -> str:
    return f"{source.document}, {source.articles}" if source.articles else source.document
