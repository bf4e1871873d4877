"""Finds the days that a Vietnamese message names, with or without diacritics."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.working_days import new_years


@dataclass(frozen=True)
class NamedDay:
    """A day, the words that name it, and what stands before them but for "ngày", "hôm" and such."""

    day: date
    words: str
    lead: str = ""


@dataclass(frozen=True)
class NoSuchDay:
    """A day that is written like one and isn't in the calendar, such as 31/2."""

    day: int
    month: int
    year: int | None = None


Found = NamedDay | NoSuchDay

_TOKEN = re.compile(r"[^\W_]+(?:[/.-][^\W_]+)*")
_MARKS = re.compile(r"[\u0300-\u036f]")
_WEEK = timedelta(weeks=1)
_DAY = timedelta(days=1)
_YEARS = range(1900, 2101)
_LAST_OF_NEW_YEAR = 10
"""Days of the lunar month that are called "mùng"."""


def day_named(text: str, today: date) -> Found | None:
    """Return the first day that `text` names, seen from `today`, if any."""
    return next(iter(days_named(text, today)), None)


def days_named(text: str, today: date) -> tuple[Found, ...]:
    """Return the days that `text` names, in their order, seen from `today`.

    A weekday without a week is the next one, but "hôm thứ hai" the last one. A day without a
    year is the one nearest to `today`. What names no single day ("đầu tháng sau", "tuần sau"),
    or a day of the lunar calendar other than those of its first month, is not found. Any text is
    taken.
    """
    words = " ".join(_words(text))
    matches = [
        (match.start(), -match.end(), match, read)
        for pattern, read in _PATTERNS
        for match in pattern.finditer(words)
    ]
    found: list[Found] = []
    reached = 0
    for start, _, match, read in sorted(matches, key=lambda one: one[:2]):
        if start < reached:
            continue
        before = words[:start].split()
        lead = before[-1] if before else ""
        follow = words[match.end() :].strip().partition(" ")[0]
        value = read(match, today, _Around(lead, follow, match[0] == words))
        if value is None:
            continue
        reached = match.end()
        while before and before[-1] in _FILLERS:
            before.pop()
        lead = before[-1] if before else ""
        found.append(value if isinstance(value, NoSuchDay) else NamedDay(value, match[0], lead))
    return tuple(found)


@dataclass(frozen=True)
class _Around:
    """The words before and after a match, and whether it is all that was said."""

    lead: str
    follow: str
    alone: bool


_Reader = Callable[[re.Match[str], date, _Around], date | NoSuchDay | None]


def _words(text: str) -> Iterator[str]:
    for place, token in enumerate(_TOKEN.findall(unicodedata.normalize("NFC", text))):
        yield "_" if token == "Mai" and place else token.casefold()


def _bare(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFD", text.replace("đ", "d")))


def _both(phrases: str) -> str:
    """Return a pattern of `phrases`, parted by "|", each word with or without its diacritics."""
    return "|".join(
        " ".join(f"(?:{word}|{_bare(word)})" for word in phrase.split())
        for phrase in phrases.split("|")
    )


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split()) | frozenset(_bare(words).split())


def _pattern(body: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{body})(?!\S)")


_FILLERS = _set("ngày hôm bữa bựa vào sáng trưa chiều")
_DATE_LEADS = _set("ngày hôm vào")
_NOT_DATE_LEADS = _set(
    "lớp điểm được đạt điều khoản tổ phòng số nhà hẻm ngõ kiệt đường môn câu mục tỷ tỉ lệ trang"
)
_NOT_DATE_FOLLOWS = _set("điểm môn người học năm số suất lớp hs âm al bộ bản trường")
_ORDINAL_LEADS = _set(
    "lần người con bằng trường đứa cái bản hạng điều kỳ vòng đợt vọng phần cấp loại năm mức lớp "
    "văn giấy bộ sơ chỗ tỉnh câu ý mục bước tâm ngành nghề đầu cuối giữa tháng"
)
_COLLECT_LEADS = _set("có không phí")
_COLLECT_FOLLOWS = _set("nghìn ngàn đồng k triệu tr bộ bản loại học quý tiền phí tục")
"""What stands around "thu" when it is money or papers that are collected."""
_WEEKDAY_LEADS = _set("vào ngày hôm sáng chiều trưa đến bữa bựa")
_PAST_LEADS = _set("hôm bữa bựa")
_OWNER_LEADS = _set("ông bà của")
"""Before "chủ Nhật", the owner from Japan."""
_MAY_BE_ORDINAL = {"2", "3", "hai", "ba"}
_NOT_ORDINAL_LEADS = _WEEKDAY_LEADS | _set(
    "nộp nạp gửi gởi lên ra đi về ghé là từ nếu thì mà định tính hẹn chờ em tôi tui mình con trước"
)
_VAGUE_LEADS = _set("mấy chục mươi vài")
_NAME_LEADS = _set(
    "thương khuyến cô chị em anh bé thị hoàng tên hoa trường quỳnh xuân bạn con nay tìm đợi"
)
_COUNT_LEADS = _set("mỗi một trong mấy cả số làm hàng")
_COUNT_FOLLOWS = _set(
    "ngày tiếng giờ bộ bản người lần lượt đêm tuần công tháng năm nữa buổi tờ trang triệu nghìn"
)
_LUNAR_FOLLOWS = _set("âm al")
_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "tu": 2, "năm": 3, "nam": 3, "sáu": 4, "sau": 4}
_WEEKDAYS |= {"bảy": 5, "bẩy": 5, "bay": 5} | {str(number): number - 2 for number in range(2, 8)}
_NUMBERS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7}
_NUMBERS |= {"tám": 8, "chín": 9, "mười": 10}
_NUMBERS |= {_bare(word): number for word, number in _NUMBERS.items()}
_SUNDAY = 6


def _numeric(match: re.Match[str], today: date, around: _Around) -> date | NoSuchDay | None:
    year, month, day = match["iso"], match["iso_month"], match["iso_day"]
    if not year:
        day, month, year = match["day"], match["month"], match["year"]
    said = around.lead in _DATE_LEADS
    whole = bool(year) and len(year) == 4
    sure = said or whole
    if not sure and (match["mark"] != "/" and (not year or match["mark"] == ".")):
        return None
    if not sure and not year and (around.lead in _NOT_DATE_LEADS or match[0] == "24/7"):
        return None
    if around.follow in (_NOT_DATE_FOLLOWS if not sure else _LUNAR_FOLLOWS):
        return None
    return _calendar_day(int(day), int(month), year, today, sure)


def _spoken(match: re.Match[str], today: date, around: _Around) -> date | NoSuchDay | None:
    if around.follow in _LUNAR_FOLLOWS:
        return None
    day, month = int(match["day"]), match["month"]
    if month.isdecimal():
        return _calendar_day(day, int(month), match["year"], today, sure=True)
    ahead = 0 if month in _THIS else 1
    return _in_month(day, today.year * 12 + today.month - 1 + ahead)


def _day_of_month(match: re.Match[str], today: date, around: _Around) -> date | NoSuchDay | None:
    day = int(match["day"])
    first = today.year * 12 + today.month - 1
    if match["this"]:
        return _in_month(day, first)
    counted = around.lead.isdecimal() or around.lead in _COUNT_LEADS
    if counted or around.follow in _COUNT_FOLLOWS | _LUNAR_FOLLOWS or not 1 <= day <= 31:
        return None
    days = (_in_month(day, first + ahead) for ahead in range(3))
    return next((one for one in days if isinstance(one, date) and one >= today), None)


def _weekday(match: re.Match[str], today: date, around: _Around) -> date | None:
    written = match["number"] or match["short"]
    weekday = _WEEKDAYS[written] if written else _SUNDAY
    week = match["before"] or match["week"]
    qualified = week or match["near"]
    if not _means_a_weekday(match, around, week, qualified):
        return None
    monday = today - today.weekday() * _DAY
    if week or match["near"] == "sau":
        return monday + weekday * _DAY + _weeks(week or "sau")
    if match["near"] in _PAST or (not qualified and around.lead in _PAST_LEADS):
        return today - ((today.weekday() - weekday - 1) % 7 + 1) * _DAY
    if match["near"] == "tới":
        return today + ((weekday - today.weekday() - 1) % 7 + 1) * _DAY
    return today + ((weekday - today.weekday()) % 7) * _DAY


def _means_a_weekday(
    match: re.Match[str], around: _Around, week: str | None, qualified: str | None
) -> bool:
    """Return whether it isn't a second one, money that is collected or a certificate ("CN")."""
    written = match["number"] or match["short"]
    bare = match["thu"] == "thu"
    if not written and around.lead in _OWNER_LEADS:
        return False
    if match["unsure"] or (bare and not written.isdecimal()):
        sure = qualified or around.alone or around.lead in _WEEKDAY_LEADS
    elif match["thu"] and written in _MAY_BE_ORDINAL:
        sure = qualified or not around.lead or around.lead in _NOT_ORDINAL_LEADS
    else:
        sure = True
    ordinal = written and not week and around.lead in _ORDINAL_LEADS
    collected = bare and (around.lead in _COLLECT_LEADS or around.follow in _COLLECT_FOLLOWS)
    return bool(sure) and not ordinal and not collected


def _start_of_week(match: re.Match[str], today: date, _: _Around) -> date:
    return today - today.weekday() * _DAY + _weeks(match["week"])


def _from_today(days: int) -> _Reader:
    def read(_: re.Match[str], today: date, around: _Around) -> date | None:
        return None if around.lead in _VAGUE_LEADS else today + days * _DAY

    return read


def _tomorrow(_: re.Match[str], today: date, around: _Around) -> date | None:
    return None if around.lead in _NAME_LEADS else today + _DAY


def _of_new_year(match: re.Match[str], today: date, _: _Around) -> date | None:
    number = match["number"]
    if number:
        day = int(number) if number.isdecimal() else _NUMBERS[number]
        return _next_lunar(day - 1, today) if 1 <= day <= _LAST_OF_NEW_YEAR else None
    return _next_lunar(-1 if match["eve"] else 14, today)


def _calendar_day(
    day: int, month: int, year: str | None, today: date, sure: bool
) -> date | NoSuchDay | None:
    """Return the day; one that can't be is named only if it is `sure` to be meant as a day."""
    if day < 1 or month < 1 or (not sure and (day > 31 or month > 12)):
        return None
    if year:
        number = int(year) if len(year) == 4 else today.year // 100 * 100 + int(year)
        return _made(number, month, day, number) if number in _YEARS else None
    around = [_made(today.year + away, month, day) for away in (-1, 0, 1)]
    days = [one for one in around if isinstance(one, date)]
    return min(days, key=lambda one: abs(one - today)) if days else NoSuchDay(day, month)


def _in_month(day: int, month: int) -> date | NoSuchDay:
    """Return a day of the month counted from that of the year 0."""
    year, before = divmod(month, 12)
    return _made(year, before + 1, day, year)


def _made(year: int, month: int, day: int, said: int | None = None) -> date | NoSuchDay:
    try:
        return date(year, month, day)
    except ValueError:
        return NoSuchDay(day, month, said)


def _weeks(word: str) -> timedelta:
    if word in _THIS:
        return 0 * _WEEK
    return -_WEEK if word in _PAST else _WEEK


def _next_lunar(days: int, today: date) -> date | None:
    for year in (today.year, today.year + 1):
        first = new_years(year)
        if first and first + days * _DAY >= today:
            return first + days * _DAY
    return None


_THIS = _set("này nay ni")
_PAST = _set("trước rồi qua") | {"vừa rồi", "vua roi", "vừa qua", "vua qua"}
_NEXT = _both("sau|tới|tiếp")
_AGO = _both("trước|rồi|qua|vừa rồi|vừa qua")
_NOW = _both("này|nay|ni")
_A_WEEK = _both("tuần")

_PATTERNS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (
        _pattern(
            r"(?P<iso>\d{4})-(?P<iso_month>\d{1,2})-(?P<iso_day>\d{1,2})"
            r"|(?P<day>\d{1,2})(?P<mark>[/.-])(?P<month>\d{1,2})(?:(?P=mark)(?P<year>\d{4}|\d\d))?"
        ),
        _numeric,
    ),
    (
        _pattern(
            rf"(?:{_both('ngày|hôm')}) (?P<day>\d{{1,2}}) (?:{_both('tháng')}|t) ?"
            rf"(?P<month>\d{{1,2}}|{_NOW}|{_NEXT})(?: (?:{_both('năm')}) (?P<year>\d{{4}}))?"
        ),
        _spoken,
    ),
    (
        _pattern(rf"(?:{_both('ngày')}) (?P<day>\d{{1,2}})(?P<this> (?:{_NOW}))?"),
        _day_of_month,
    ),
    (
        _pattern(
            rf"(?:(?:{_A_WEEK}) (?P<before>{_NEXT}|{_AGO}|{_NOW}) )?"
            rf"(?:(?P<thu>{_both('thứ')}) ?(?P<number>[2-7]|{'|'.join(_WEEKDAYS)})"
            rf"|t(?P<short>[2-7])|{_both('chủ nhật|chúa nhật')}|(?P<unsure>cn))"
            rf"(?: (?:{_A_WEEK}) (?P<week>{_NEXT}|{_AGO}|{_NOW})"
            rf"|(?: (?P<near>{_NOW}|tới|sau(?! (?:khi|đó|do|ngày|ngay))|vừa rồi|vua roi)))?"
        ),
        _weekday,
    ),
    (_pattern(rf"(?:{_both('đầu')}) (?:{_A_WEEK}) (?P<week>{_NEXT})"), _start_of_week),
    (
        _pattern(_both("hôm nay|bữa nay|bữa ni|bựa ni|hôm ni|hnay|sáng nay|trưa nay|chiều nay")),
        _from_today(0),
    ),
    (_pattern(_both("ngày mai|sáng mai|trưa mai|chiều mai|bữa mai|hôm mai")), _from_today(1)),
    (_pattern(r"mai(?! (?:mốt|mot|sau|này|nay|vàng|vang|táng|tang))"), _tomorrow),
    (_pattern(r"(?<!mai )mốt"), _from_today(2)),
    (_pattern(rf"{_both('ngày kia|bữa mốt|ngày mốt')}(?! (?:tháng|thang))"), _from_today(2)),
    (_pattern(_both("hôm qua|bữa qua")), _from_today(-1)),
    (_pattern(_both("hôm kia")), _from_today(-2)),
    (
        _pattern(
            rf"(?:{_both('mùng|mồng')}) (?P<number>\d{{1,2}}|{'|'.join(_NUMBERS)}) "
            rf"(?:{_both('tết|tháng giêng|âm tháng giêng')})"
            rf"|{_both('rằm tháng giêng')}|(?P<eve>{_both('giao thừa')})"
        ),
        _of_new_year,
    ),
)
