"""What citizens are told because a law is marked, found out before it is."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy.orm import Session

from actions.answer import tell
from knowledge.facets import Facet
from knowledge.laws.documents import Law
from knowledge.laws.marking import outlasting
from knowledge.laws.resting import RULES, Rest, answers, resting_on
from knowledge.laws.told_dates import last_day
from knowledge.repository import Replacement, Repository

_SHOWN: Final = 2


@dataclass(frozen=True)
class Reminder:
    """Words that stand in `answers` answers because of the mark."""

    text: str
    answers: int


@dataclass(frozen=True)
class Preview:
    """What a mark does. `since`: the first day on which citizens are reminded.

    `resting` answers rest on the law; `affected` are told longer than it holds; `reminded` are
    those of them that come with a reminder, of which the most frequent are in `reminders`.
    """

    resting: int
    affected: int
    reminded: int
    since: date
    reminders: tuple[Reminder, ...]


def preview(session: Session, marked: Law, on: date) -> Preview:
    """Return what it does that a law is `marked`; nothing is written."""
    assert marked.effective_to is not None
    rests = resting_on(Repository(session), marked.number, on)
    affected = outlasting(rests, marked)
    since = max(on, last_day(marked.effective_to) + timedelta(days=1))
    added = _added(session, marked, affected, since)
    words = Counter(text for texts in added.values() for text in texts)
    return Preview(
        resting=len(answers(rests)),
        affected=len(answers(affected)),
        reminded=sum(bool(texts) for texts in added.values()),
        since=since,
        reminders=tuple(Reminder(text, count) for text, count in words.most_common(_SHOWN)),
    )


def _added(
    session: Session, marked: Law, affected: Iterable[Rest], since: date
) -> dict[tuple[int, str], list[str]]:
    """Return by answer the lines that are told because of the mark."""
    free = _Marked(session, replace(marked, effective_to=None))
    bound = _Marked(session, marked)
    added: dict[tuple[int, str], list[str]] = {}
    for rest in affected:
        lines = added.setdefault(rest.answer, [])
        if rest.facet != RULES and not lines:
            day = max(since, rest.since)
            facet = Facet(rest.facet)
            before = set(tell(free, rest.procedure_id, facet, day).text.splitlines())
            after = tell(bound, rest.procedure_id, facet, day).text.splitlines()
            lines += [line for line in after if line not in before]
    return added


class _Marked(Repository):
    """The knowledge base as it would be if one law were marked so."""

    def __init__(self, session: Session, marked: Law) -> None:
        super().__init__(session)
        self._marked = marked

    def replacements(self, numbers: Sequence[str], on: date) -> list[Replacement]:
        number, until = self._marked.number, self._marked.effective_to
        found = super().replacements([each for each in numbers if each != number], on)
        if number in numbers and until and last_day(until) < on:
            found.append(Replacement(number, until, self._marked.replaced_by))
        return found
