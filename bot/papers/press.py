"""Makes the paper that is wanted from what is known today, a few at once."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Final

from anyio import to_thread

from actions.checklist import compose
from actions.clock import today
from actions.deadlines import own_term, promise
from actions.letters.addresses import BlankLetter, FilledLetter
from actions.papers import CALENDAR, Wanted, WantedDay
from actions.wording import day
from bot.papers import phrases
from bot.papers.calendar_file import DueDay, calendar_file
from bot.papers.letter_files import make_letter
from bot.papers.render import render
from knowledge.cases import chosen
from knowledge.content import ProcedureContent
from knowledge.database import session
from knowledge.repository import Repository, version_on

AT_ONCE: Final = 2
"""Papers made at the same time by one process: each keeps a core busy."""

PATIENCE: Final = 10.0
"""Seconds to wait for a turn; a paper takes less than one."""


AnyWanted = Wanted | WantedDay | BlankLetter | FilledLetter


class UnknownProcedure(LookupError):
    """There is no procedure by that number."""


class UnknownAnswer(ValueError):
    """The procedure doesn't ask that, or has no such answer to it."""


@dataclass(frozen=True)
class Paper:
    """A file and what it is called; `plain_name` is ASCII."""

    name: str
    plain_name: str
    media_type: str
    content: bytes


class Press:
    """Makes papers in worker threads."""

    def __init__(self, at_once: int = AT_ONCE, patience: float = PATIENCE) -> None:
        self._turns = asyncio.Semaphore(at_once)
        self._patience = patience

    async def make(self, wanted: AnyWanted, link: str) -> Paper:
        """Return the paper; `link`, printed on it, leads back to the procedure.

        A letter goes to an office and has no link on it.

        Raises:
            TimeoutError: too many others are waiting.
            UnknownProcedure: there is no such procedure.
            UnknownAnswer: its cases don't have these answers.
            UnknownLetter: there is no such blank letter.
            LetterGone: what was told for the letter is forgotten.
            ValueError: `link` is no short web address.
            PaperTooLong: it can't be printed.
        """
        async with asyncio.timeout(self._patience):
            await self._turns.acquire()
        try:
            return await to_thread.run_sync(make, wanted, link)
        finally:
            self._turns.release()


def make(wanted: AnyWanted, link: str) -> Paper:
    """Return the paper; raises as `Press.make` does, but for TimeoutError."""
    if isinstance(wanted, BlankLetter | FilledLetter):
        return _letter(wanted)
    try:
        with session() as opened:
            procedure = Repository(opened).procedure(wanted.procedure)
    except LookupError as error:
        raise UnknownProcedure(str(error)) from error
    if isinstance(wanted, WantedDay):
        return _day(procedure, wanted, link)
    _check(procedure, wanted)
    checklist = compose(procedure, wanted.answers, today())
    return Paper(
        name=f"{phrases.FILE_NAME.format(number=procedure.id)}.{wanted.form}",
        plain_name=f"{phrases.PLAIN_FILE_NAME.format(number=procedure.id)}.{wanted.form}",
        media_type=wanted.form.media_type,
        content=render(checklist, link, wanted.form),
    )


def _letter(wanted: BlankLetter | FilledLetter) -> Paper:
    made = make_letter(wanted)
    return Paper(
        name=f"{made.name}.{wanted.form}",
        plain_name=f"{made.plain_name}.{wanted.form}",
        media_type=wanted.form.media_type,
        content=made.content,
    )


def _day(procedure: ProcedureContent, wanted: WantedDay, link: str) -> Paper:
    _check(procedure, wanted)
    version = version_on(procedure, today())
    due = None
    if version.facets:
        given = chosen(procedure, wanted.answers)
        due = promise(own_term(version.facets.processing_time, given), wanted.filed)
    if due is None:
        raise UnknownAnswer(f"procedure {procedure.id} has no term to reckon with")
    event = DueDay(
        key=f"{procedure.id}:{wanted.filed.isoformat()}",
        day=due.latest.day,
        title=phrases.DUE_TITLE.format(title=version.title),
        description=phrases.DUE_TEXT.format(filed=day(wanted.filed), link=link),
    )
    return Paper(
        name=f"{phrases.DUE_FILE_NAME.format(number=procedure.id)}.ics",
        plain_name=f"{phrases.PLAIN_DUE_FILE_NAME.format(number=procedure.id)}.ics",
        media_type=CALENDAR,
        content=calendar_file(event, datetime.combine(today(), time.min, tzinfo=UTC)),
    )


def _check(procedure: ProcedureContent, wanted: Wanted | WantedDay) -> None:
    known = {case.key: {answer.key for answer in case.answers} for case in procedure.cases}
    if not all(answer in known.get(case, ()) for case, answer in wanted.answers.items()):
        raise UnknownAnswer(f"procedure {procedure.id} has no such answers")
