"""Finding a procedure by typing, and all that is known of one, as the bot tells it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi import Path as InPath
from fastapi.responses import Response

from actions.answer import cite, tell
from actions.clock import today
from bot.staff.coverage import Cover, covered
from bot.staff.desk import may
from bot.staff.editing.phrases import DONE
from bot.staff.pages import page
from bot.staff.rights import Right
from knowledge.content import FacetContent, ProcedureContent, State, VersionContent
from knowledge.database import session
from knowledge.editing.drafts import Drafts
from knowledge.editing.reviewing import digest
from knowledge.facets import Facet
from knowledge.folding import fold
from knowledge.names import NameIndex
from knowledge.repository import Heading, Repository, version_on
from knowledge.staff.sessions import Opened

router = APIRouter()
Reader = Annotated[Opened, Depends(may(Right.READ_KNOWLEDGE))]
_FOUND = 12


@dataclass(frozen=True)
class FacetView:
    """One facet of one version; `told` is what the bot says, empty where it tells nothing."""

    facet: Facet
    cover: Cover
    content: FacetContent | None
    sources: tuple[str, ...]
    told: str


@dataclass(frozen=True)
class VersionView:
    """One version; `told_on` is the day for which the bot's words are shown.

    `seen`: by which it is known, once it is confirmed, that this was looked at.
    """

    version: VersionContent
    today: bool
    told_on: date | None
    sources: tuple[str, ...]
    facets: tuple[FacetView, ...]
    seen: str


@router.get("/procedures")
def find(request: Request, desk: Reader, q: str = "") -> Response:
    with session() as opened:
        repository = Repository(opened)
        headings = repository.headings()
        index = NameIndex(repository.names())
        groups = [(each.key, each.name) for each in repository.groups()]
    found = _found(q[:200], headings, index)
    return page(request, "procedures.html", desk, q=q[:200], found=found, groups=groups)


@router.get("/procedures/{number}")
def show(
    request: Request,
    desk: Reader,
    number: Annotated[int, InPath(ge=1, le=61)],
    done: str = "",
) -> Response:
    with session() as opened:
        repository = Repository(opened)
        try:
            procedure = repository.procedure(number)
        except LookupError as error:
            raise HTTPException(404) from error
        views = tuple(_versions(repository, procedure, today()))
        draft = Drafts(opened, desk.officer.name).of(number)
    return page(
        request,
        "procedure.html",
        desk,
        procedure=procedure,
        versions=views,
        draft=draft,
        done=DONE.get(done, ""),
    )


def _found(typed: str, headings: Sequence[Heading], index: NameIndex) -> Sequence[Heading]:
    """Return what is meant by a number, words of the name, or a name more or less; else all."""
    wanted = fold(typed)
    if not wanted:
        return headings
    by_id = {heading.id: heading for heading in headings}
    if wanted.isdecimal():
        return [heading for heading in headings if str(heading.id) == wanted.lstrip("0")]
    containing = [heading.id for heading in headings if wanted in fold(heading.name)]
    near = [match.procedure for match in index.search(typed, _FOUND)]
    return [by_id[number] for number in dict.fromkeys([*containing, *near])]


def _versions(
    repository: Repository, procedure: ProcedureContent, day: date
) -> Iterator[VersionView]:
    """Return the versions, that of today first, then the newest."""
    current = version_on(procedure, day)
    others = [version for version in reversed(procedure.versions) if version is not current]
    for version in (current, *others):
        told_on = _told_on(version, current, day)
        yield VersionView(
            version,
            version is current,
            told_on,
            tuple(cite(source) for source in version.sources),
            tuple(_facet(repository, procedure.id, version, f, told_on) for f in Facet),
            digest(version),
        )


def _told_on(version: VersionContent, current: VersionContent, day: date) -> date | None:
    """Return a day on which the bot tells `version`; None if it tells it on none."""
    if version is current:
        return day
    if version.state is not State.PUBLISHED:
        return None
    return version.in_force_to or version.in_force_from


def _facet(
    repository: Repository,
    number: int,
    version: VersionContent,
    facet: Facet,
    told_on: date | None,
) -> FacetView:
    content = version.facets.of(facet) if version.facets else None
    return FacetView(
        facet,
        covered(version, facet),
        content,
        tuple(cite(source) for source in content.sources) if content else (),
        tell(repository, number, facet, told_on, today=today()).text if told_on else "",
    )
