"""Offers the day on which a result is due as a file for the citizen's own calendar."""

from datetime import date

from actions.deadlines import own_term, promise
from actions.papers import CALENDAR, WantedDay
from actions.reply import FileMessage
from actions.wording import phrase
from knowledge.cases import Answers, chosen
from knowledge.content import ProcedureContent, ProcessingTime
from knowledge.repository import version_on


def due_file(
    procedure: ProcedureContent, filed: date, today: date, answers: Answers | None = None
) -> FileMessage | None:
    """Return the file for what is handed in on `filed`, none where no day can be reckoned.

    It is reckoned by the term that the person's `answers` give them, where it is another.
    """
    version = version_on(procedure, today)
    if version.facets is None:
        return None
    time = version.facets.processing_time
    theirs = _deciding(procedure, time, answers or {})
    if promise(own_term(time, chosen(procedure, theirs)), filed) is None:
        return None
    path = WantedDay(procedure.id, filed, theirs).path
    title = phrase("deadline.calendar_title")
    return FileMessage(
        text=f"{phrase('deadline.calendar')}\n\n[{title}]({path})",
        title=title,
        path=path,
        media_type=CALENDAR,
    )


def _deciding(procedure: ProcedureContent, time: ProcessingTime, answers: Answers) -> Answers:
    """Return the one of `answers` by which the term differs from `time`, if any."""
    given = chosen(procedure, answers)
    if own_term(time, given) == time:
        return {}
    last = next(one for one in reversed(given) if one.answer.days is not None)
    return {last.case.key: last.answer.key}
