"""Composes what is told about one facet of one procedure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from actions.dates_in_words import NoSuchDay
from actions.deadlines import tell_deadline
from actions.letters.offer import write_button
from actions.payloads import asking, guiding
from actions.reply import Button, Item, ProcedureMessage, SourceRef
from actions.windows import days_from_publication, tell_window, window_after
from actions.wording import facet_title, paper_note, phrase, render
from knowledge.content import (
    Conditions,
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
from knowledge.laws.numbers import numbers_in
from knowledge.laws.resting import cited
from knowledge.repository import (
    Replacement,
    Repository,
    version_after,
    version_before,
    version_on,
)

_NEXT_FACETS = (
    Facet.DOCUMENTS,
    Facet.WHERE,
    Facet.PROCESSING_TIME,
    Facet.FEE,
    Facet.STEPS,
    Facet.CONDITIONS,
)
_OF_THE_LETTER = (Facet.FORMS, Facet.DOCUMENTS)
"""Facets beside which it is offered to write the letter together."""
_SUMMARY = (Facet.WHERE, Facet.PROCESSING_TIME, Facet.FEE)
_BUTTONS = 4


@dataclass(frozen=True)
class SummaryLine:
    title: str
    text: str


@dataclass(frozen=True)
class Announced:
    """A version that is known before it holds; no `content` where it abolishes the procedure."""

    version: VersionContent
    content: FacetContent | None

    @property
    def sources(self) -> tuple[Source, ...]:
        return self.content.sources if self.content else self.version.sources


def tell(
    repository: Repository,
    procedure_id: int,
    facet: Facet,
    on: date,
    *,
    today: date | None = None,
    filed: date | NoSuchDay | None = None,
    published: date | None = None,
) -> ProcedureMessage:
    """Return what is known about `facet` of the procedure under the rules in force `on`.

    `today`: the day from which a later version is announced, `on` if none is named.
    `filed`: the day of filing for which a processing time is reckoned; `on` if none is named.
    `published`: the day of the results, from which a window to file may be reckoned.
    Raises LookupError if there is no such procedure.
    """
    procedure = repository.procedure(procedure_id)
    version = version_on(procedure, on)
    content = version.facets.of(facet) if version.facets else None
    before = version_before(procedure, version)
    previous = before.facets.of(facet) if before and before.facets else None
    told = content
    if content and content.knowledge is Knowledge.UNKNOWN and previous:
        told = previous
    sources = told.sources if told else version.sources
    replaced = [] if told is not content else _replaced(repository, content, sources, on)
    announced = _announced(procedure, version, facet, today or on)
    text = render(
        "answer.md.j2",
        version=version,
        facet=facet,
        facet_title=facet_title(facet),
        content=content,
        previous=previous,
        previous_until=before.in_force_to if before else None,
        replaced={entry.number: entry for entry in replaced},
        deadline=_deadline(content, filed or on, published, on),
        summary=_summary(version) if facet is Facet.OVERVIEW else (),
        announced=announced,
        announced_sources=[cite(source) for source in announced.sources] if announced else (),
        sources=[cite(source) for source in sources],
        on=on,
    )
    return ProcedureMessage(
        procedure=procedure_id,
        facet=facet,
        text=text,
        items=tuple(_items(content)) if content else (),
        sources=tuple(SourceRef(document=s.document, articles=s.articles) for s in sources),
        as_of=on,
        confirmed=version.confirmed,
        buttons=tuple(_buttons(procedure, version, facet)),
    )


def _announced(
    procedure: ProcedureContent, version: VersionContent, facet: Facet, today: date
) -> Announced | None:
    """Return what will hold of `facet` once the next version does, if that differs."""
    coming = version_after(procedure, version)
    if coming is None or coming.in_force_from <= today:
        return None
    present = version.facets.of(facet) if version.facets else None
    content = coming.facets.of(facet) if coming.facets else None
    if content is not None and content == present:
        return None
    return Announced(coming, content)


def _deadline(
    content: FacetContent | None, filed: date | NoSuchDay, published: date | None, today: date
) -> str:
    match content:
        case ProcessingTime():
            return tell_deadline(content, filed, today)
        case Text() if published and (days := days_from_publication(content)) is not None:
            return tell_window(window_after(published, days, today))
        case _:
            return ""


def cite(source: Source) -> str:
    """Return a source as it stands under an answer."""
    return f"{source.document}, {source.articles}" if source.articles else source.document


def _replaced(
    repository: Repository, content: FacetContent | None, sources: Sequence[Source], on: date
) -> list[Replacement]:
    return outdated(repository, sources, on, cited(content) if content else ())


def outdated(
    repository: Repository, sources: Sequence[Source], on: date, numbers: Iterable[str] = ()
) -> list[Replacement]:
    """Return those laws of `sources`, and of `numbers`, that no longer hold `on`."""
    laws = {*numbers, *(n for s in sources for n in numbers_in(s.document))}
    return repository.replacements(sorted(laws), on) if laws else []


def _summary(version: VersionContent) -> list[SummaryLine]:
    if version.facets is None:
        return []
    lines = []
    if version.applicants:
        lines.append(SummaryLine(phrase("summary.applicants"), "; ".join(version.applicants)))
    documents = version.facets.documents
    if documents.knowledge is Knowledge.KNOWN:
        papers = phrase("summary.papers", count=len(documents.items))
        lines.append(SummaryLine(facet_title(Facet.DOCUMENTS), papers))
    for facet in _SUMMARY:
        content = version.facets.of(facet)
        if content.knowledge is Knowledge.KNOWN:
            told = content.place if isinstance(content, Where) else getattr(content, "text", None)
            lines.append(SummaryLine(facet_title(facet), told or ""))
    return lines


def _items(content: FacetContent) -> Iterator[Item]:
    match content:
        case Documents():
            for paper in content.items:
                note = paper_note(paper).removeprefix(" – ").strip() or None
                yield Item(name=paper.name, note=note, source=paper.source)
        case Conditions():
            for condition in content.items:
                yield Item(name=condition.text, source=condition.source)
        case Forms():
            for form in content.items:
                yield Item(name=form.name, source=form.source)
        case LegalBasis():
            for law in content.items:
                yield Item(name=f"{law.type} {law.number}", note=law.title, source=law.articles)
        case Steps():
            for step in content.items:
                yield Item(name=step)


def _buttons(procedure: ProcedureContent, version: VersionContent, told: Facet) -> Iterator[Button]:
    if version.standing is Standing.ABOLISHED:
        if version.replaced_by_procedure:
            yield Button(
                title=phrase("buttons.replaced"),
                payload=asking(Facet.OVERVIEW, version.replaced_by_procedure),
            )
        yield Button(title=phrase("buttons.human"), payload="/handoff")
        return
    offered = [facet for facet in _NEXT_FACETS if facet is not told][:_BUTTONS]
    for facet in offered:
        yield Button(title=facet_title(facet), payload=asking(facet, procedure.id))
    if told in _OF_THE_LETTER:
        yield from write_button(procedure)
    yield Button(title=phrase("buttons.guide"), payload=guiding(procedure.id))
