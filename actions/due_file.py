"""Offers the day on which a result is due as a file for the citizen's own calendar."""

from datetime import date

from actions.deadlines import promise
from actions.papers import CALENDAR, WantedDay
from actions.reply import FileMessage
from actions.wording import phrase
from knowledge.content import ProcedureContent
from knowledge.repository import version_on


def due_file(procedure: ProcedureContent, filed: date, today: date) -> FileMessage | None:
    """Return the file for what is handed in on `filed`, none where no day can be reckoned."""
    version = version_on(procedure, today)
    if version.facets is None or promise(version.facets.processing_time, filed) is None:
        return None
    path = WantedDay(procedure.id, filed).path
    title = phrase("deadline.calendar_title")
    return FileMessage(
        text=f"{phrase('deadline.calendar')}\n\n[{title}]({path})",
        title=title,
        path=path,
        media_type=CALENDAR,
    )
