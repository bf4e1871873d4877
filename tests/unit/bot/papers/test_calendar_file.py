"""The day on which something is due, in the citizen's own calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from bot.papers.calendar_file import DueDay, calendar_file

MADE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DUE = DueDay("61:2026-11-27", date(2026, 12, 4), "Nhận kết quả", "Mang giấy hẹn; CCCD, bản gốc.")
HOSTILE = "Hẹn\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTACH:http://xau.vn;X=1,\\n\x00\u2028<b>"


def only_event(written: bytes) -> Event:
    (event,) = Calendar.from_ical(written).walk("VEVENT")
    assert isinstance(event, Event)
    return event


def test_the_event_lasts_the_day_and_says_what_it_is_about() -> None:
    event = only_event(calendar_file(DUE, MADE))
    assert event.decoded("dtstart") == date(2026, 12, 4)
    assert event.decoded("dtend") == date(2026, 12, 5)
    assert event.decoded("dtstamp") == MADE
    assert str(event["summary"]) == "Nhận kết quả"
    assert str(event["description"]) == "Mang giấy hẹn; CCCD, bản gốc."


def test_the_alarm_rings_at_nine_on_the_day_before() -> None:
    (alarm,) = only_event(calendar_file(DUE, MADE)).walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=-15)
    assert str(alarm["action"]) == "DISPLAY"


def test_the_same_key_is_the_same_event_and_another_is_another() -> None:
    later = calendar_file(DUE, MADE + timedelta(days=1))
    other = calendar_file(DueDay("60:2026-11-27", DUE.day, DUE.title, DUE.description), MADE)
    uid = only_event(calendar_file(DUE, MADE))["uid"]
    assert only_event(later)["uid"] == uid
    assert only_event(other)["uid"] != uid
    assert calendar_file(DUE, MADE) == calendar_file(DUE, MADE)


def test_a_hostile_title_stays_text() -> None:
    written = calendar_file(DueDay("1", DUE.day, HOSTILE, HOSTILE), MADE)
    event = only_event(written)
    assert "attach" not in event
    assert str(event["summary"]) == HOSTILE.replace("\r\n", "\n").translate({0: " ", 0x2028: " "})


def test_lines_are_folded_at_75_bytes_and_end_as_the_format_wants() -> None:
    long = DueDay("1", DUE.day, "Nhận quyết định thành lập trường " * 9, "Thông tư " * 99)
    written = calendar_file(long, MADE)
    assert written.endswith(b"END:VCALENDAR\r\n")
    for line in written.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
    assert str(only_event(written)["summary"]) == long.title.strip()


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        calendar_file(DUE, datetime(2026, 11, 23, 9, 0))


@given(st.text(max_size=200), st.dates(date(2020, 1, 1), date(2100, 1, 1)))
@example(HOSTILE, DUE.day)
@example("\\n;,:\"'", DUE.day)
def test_any_text_makes_one_event(text: str, day: date) -> None:
    event = only_event(calendar_file(DueDay(text, day, text, text), MADE))
    assert event.decoded("dtstart") == day
    assert len(Calendar.from_ical(calendar_file(DueDay(text, day, text, text), MADE)).walk()) == 3
