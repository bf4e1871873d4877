"""Turns a processing time and a day of filing into the day on which the result is due."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from actions.dates_in_words import NoSuchDay
from actions.wording import day as written
from actions.wording import phrase
from knowledge.cases import Chosen
from knowledge.content import Confidence, Knowledge, ProcessingTime
from knowledge.folding import fold
from knowledge.working_days import Due, add_days, add_working_days, working_day

_WORKING_DAYS = "ngay lam viec"
_DAYS = "ngay"
_COUNTED_FROM = re.compile(r"\b(?:ke|tinh) tu\b")
_RECEIPT = re.compile(
    r"\b(?:ke|tinh) tu (?:(?:khi|ngay|luc) )?(?:(?:so|truong|trung tam|co quan|so gd dt) )?"
    r"(?:du ho so|(?:tiep )?nhan (?:duoc )?(?:day du |du )?"
    r"(?:ho so|thong bao|yeu cau|cong van|don))\b"
)


@dataclass(frozen=True)
class Promise:
    """When what is `filed` on a day is due; `days` and `max_days` as the rule counts them.

    `received`: the working day from which it counts. `partial`: only a part of the work has a
    term. `unsure`: the rule itself isn't certain.
    """

    filed: date
    received: date
    earliest: Due
    latest: Due
    days: int
    max_days: int
    in_working_days: bool
    partial: bool = False
    unsure: bool = False

    @property
    def unsettled(self) -> tuple[str, ...]:
        """The occasions whose days off may still move one of the two days."""
        return tuple(dict.fromkeys(self.earliest.unsettled + self.latest.unsettled))

    @property
    def tentative(self) -> bool:
        return bool(self.unsettled)

    @property
    def moved(self) -> bool:
        """Whether a term of calendar days ends on a day off, and so on the next working day."""
        last = self.received + timedelta(days=self.max_days)
        return not self.in_working_days and self.latest.day != last


def promise(time: ProcessingTime, filed: date) -> Promise | None:
    """Return when a dossier `filed` on a day is due, or None where the rule doesn't say.

    Nothing is promised either where the days are counted from something other than receipt, such
    as the end of an exam or the report of a delegation.
    """
    unit = fold(time.unit or "")
    known = time.knowledge is Knowledge.KNOWN and time.days is not None
    if not known or time.days is None or unit not in (_WORKING_DAYS, _DAYS):
        return None
    if not _counts_from_receipt(time.text or ""):
        return None
    days, max_days = time.days, max(time.days, time.max_days or 0)
    received = working_day(filed)
    in_working_days = unit == _WORKING_DAYS
    term = add_working_days if in_working_days else add_days
    start = filed if in_working_days else received
    return Promise(
        filed=filed,
        received=received,
        earliest=term(start, days),
        latest=term(start, max_days),
        days=days,
        max_days=max_days,
        in_working_days=in_working_days,
        partial=time.partial,
        unsure=time.unsure or time.confidence is Confidence.LOW,
    )


def own_term(time: ProcessingTime, given: Sequence[Chosen]) -> ProcessingTime:
    """Return `time` with the term of the latest of the answers `given` that has one of its own."""
    own = next((one.answer for one in reversed(given) if one.answer.days is not None), None)
    if own is None:
        return time
    return time.model_copy(update={"days": own.days, "max_days": None, "unit": own.unit})


def tell_deadline(time: ProcessingTime, filed: date | NoSuchDay, today: date) -> str:
    """Return a paragraph of markdown on when the result is due, "" if nothing is promised.

    For a day that doesn't exist it says so and counts from `today`.
    """
    if isinstance(filed, NoSuchDay):
        counted = tell_deadline(time, today, today)
        return f"{_no_such_day(filed)} {counted}" if counted else ""
    made = promise(time, filed)
    return " ".join(_sentences(made, today)) if made else ""


def tell_briefly(made: Promise) -> str:
    """Return one sentence of markdown on what is filed today, for the end of a long list."""
    kind = "part" if made.partial else "by" if made.days == made.max_days else "between"
    doubts = [phrase("deadline.brief.unsure")] if made.unsure else []
    if made.tentative:
        doubts.append(phrase("deadline.brief.tentative", names=_listed(list(made.unsettled))))
    return phrase(
        f"deadline.brief.{kind}",
        filed=weekday_and_day(made.filed),
        earliest=weekday_and_day(made.earliest.day),
        latest=weekday_and_day(made.latest.day),
        doubts=f" ({'; '.join(doubts)})" if doubts else "",
    )


def weekday_and_day(value: date) -> str:
    """Return a day as "thứ Sáu 27/11/2026"."""
    weekday = phrase(f"deadline.weekdays.{value.weekday()}")
    return phrase("deadline.day", weekday=weekday, day=written(value))


def _counts_from_receipt(text: str) -> bool:
    folded = fold(text)
    first = _COUNTED_FROM.search(folded)
    return first is None or _RECEIPT.match(folded, first.start()) is not None


def _sentences(made: Promise, today: date) -> list[str]:
    filed = weekday_and_day(made.filed)
    kind = "part" if made.partial else "by" if made.days == made.max_days else "between"
    said = [
        phrase(
            f"deadline.{kind}",
            filed=phrase("deadline.today", day=filed) if made.filed == today else filed,
            earliest=weekday_and_day(made.earliest.day),
            latest=weekday_and_day(made.latest.day),
            counted=_counted(made),
        )
    ]
    if made.received != made.filed:
        said.append(phrase("deadline.received", received=weekday_and_day(made.received)))
    if made.moved:
        said.append(phrase("deadline.moved"))
    elif made.latest.passed:
        said.append(phrase("deadline.holidays", names=_listed(_holidays(made.latest))))
    if made.tentative:
        said.append(phrase("deadline.tentative", names=_listed(list(made.unsettled))))
    if made.unsure:
        said.append(phrase("deadline.unsure"))
    return [*said, phrase("deadline.receipt")]


def _counted(made: Promise) -> str:
    key = "one_count" if made.days == made.max_days else "two_counts"
    days, max_days = f"{made.days:02d}", f"{made.max_days:02d}"
    count = phrase(f"deadline.{key}", days=days, max_days=max_days)
    return phrase(f"deadline.{'working_days' if made.in_working_days else 'days'}", count=count)


def _holidays(due: Due) -> list[str]:
    return [
        phrase(
            f"deadline.{'holiday' if one.first == one.last else 'holiday_days'}",
            name=one.name,
            first=written(one.first),
            last=written(one.last),
        )
        for one in due.passed
    ]


def _listed(names: list[str]) -> str:
    """Return `names` as a sentence lists them: commas, and a word before the last."""
    *most, last = names
    return f"{', '.join(most)} {phrase('deadline.and')} {last}" if most else last


def _no_such_day(day: NoSuchDay) -> str:
    parts = (day.day, day.month, day.year)
    said = "/".join(str(part) for part in parts if part is not None)
    return phrase("deadline.no_such_day", day=said)
