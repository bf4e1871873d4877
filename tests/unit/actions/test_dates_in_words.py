"""The days that citizens write, seen from Monday 23 November 2026."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from actions.dates_in_words import NamedDay, NoSuchDay, day_named, days_named
from tests.auxil.turns import TODAY

NAMED = {
    "hôm nay em nộp thì khi nào có": "2026-11-23",
    "hom nay nop": "2026-11-23",
    "bữa ni nộp được không": "2026-11-23",
    "bua ni": "2026-11-23",
    "mai": "2026-11-24",
    "mai em lên nộp": "2026-11-24",
    "sáng mai nộp": "2026-11-24",
    "chieu mai": "2026-11-24",
    "mốt tôi nộp": "2026-11-25",
    "ngày kia": "2026-11-25",
    "ngay mot em nop": "2026-11-25",
    "hôm qua tôi nộp rồi": "2026-11-22",
    "hom kia": "2026-11-21",
    "thứ 6 này": "2026-11-27",
    "thứ sáu": "2026-11-27",
    "T6": "2026-11-27",
    "t6 tuần sau": "2026-12-04",
    "thu sau tuan toi": "2026-12-04",
    "THỨ SÁU TUẦN SAU": "2026-12-04",
    "tuần sau thứ 6": "2026-12-04",
    "thứ hai": "2026-11-23",
    "thứ hai tới": "2026-11-30",
    "thứ hai tuần này": "2026-11-23",
    "thu 7 co lam viec khong": "2026-11-28",
    "có thứ 7 được không": "2026-11-28",
    "thứ 6 vừa rồi": "2026-11-20",
    "thứ 4 tuần trước": "2026-11-18",
    "thứ sáu sau khi thi": "2026-11-27",
    "tôi nộp hôm thứ hai": "2026-11-16",
    "nộp thứ hai thì thứ mấy có": "2026-11-23",
    "chủ nhật": "2026-11-29",
    "chu nhat nay": "2026-11-29",
    "cn tuần sau": "2026-12-06",
    "đầu tuần sau": "2026-11-30",
    "20/11": "2026-11-20",
    "nộp 30/11, khi nào xong?": "2026-11-30",
    "20-11-2026": "2026-11-20",
    "20.11.2026": "2026-11-20",
    "2/9/27": "2027-09-02",
    "2026-12-01": "2026-12-01",
    "ngày 5-2": "2027-02-05",
    "ngày 5 tháng 2": "2027-02-05",
    "ngay 5 thang 2 nam 2028": "2028-02-05",
    "ngày 5 tháng sau": "2026-12-05",
    "ngày 27": "2026-11-27",
    "ngày 2": "2026-12-02",
    "ngày 31": "2026-12-31",
    "5/2": "2027-02-05",
    "điểm công bố 16/7": "2026-07-16",
    "sinh ngày 05/09/2003": "2003-09-05",
    "mùng 6 Tết": "2027-02-11",
    "mung sau tet": "2027-02-11",
    "mồng một tết": "2027-02-06",
    "mùng 8 tháng giêng": "2027-02-13",
    "rằm tháng giêng": "2027-02-20",
    "giao thừa": "2027-02-05",
}

UNNAMED = [
    *("", "xin bản sao bằng cấp 3 cần giấy tờ gì", "bao lâu thì có", "tuần sau", "cuối tuần"),
    *("đầu tháng sau", "tháng 12", "5 tháng 2 tuần", "mai mốt em nộp", "trung tâm thương mại"),
    *("thuong mai", "cô Mai dạy lớp 5", "Trường Lê Thánh Mai", "một bộ hồ sơ", "mot bo ho so"),
    *("lần thứ hai rồi", "cơ sở dạy thứ hai", "buổi thứ hai", "trường chuyên công lập thứ 2"),
    *("61 là sáu mươi mốt", "trường của ông chủ Nhật", "giấy CN rồi", "mấy hôm nay", "mấy bữa ni"),
    *("tiền mai táng", "chắc nay mai xong", "trang 1/6"),
    *("thủ tục", "thu tuc", "thứ tự", "thu tu uu tien", "lần thứ 2", "văn bằng thứ hai"),
    *("con thứ 3", "thu 5 nghin khong", "có thu 5 triệu không", "phi thu sau", "xin cn tốt nghiệp"),
    *("45/2020/NĐ-CP", "120/KH-SGDĐT", "46/2017/nd-cp", "H48.12-210119-0007", "0912345678"),
    *("0912.345.678", "09-12-345678", "SBD 32001234", "điểm 8/10", "9/10 điểm", "0,25", "8.5"),
    *(
        "lớp 12/5",
        "lớp 10-11",
        "trực 24/7",
        "1/2 học kỳ",
        "30 ngày",
        "trong 5 ngày",
        "mỗi ngày 8 giờ",
    ),
    *(
        "10/3 âm lịch",
        "mùng 10 tháng 3",
        "rằm tháng 7",
        "mùng 15 tết",
        "45/13",
        "0/5",
        "192.168.1.10",
    ),
    *("1/1/1", "5/2/0001", "20/11/2026/7", "ngày 99", "1.2.3"),
]

IMPOSSIBLE = {
    "31/2": NoSuchDay(31, 2),
    "29/2": NoSuchDay(29, 2),
    "31/02/2027": NoSuchDay(31, 2, 2027),
    "ngày 31 tháng 4": NoSuchDay(31, 4),
    "ngay 32/1": NoSuchDay(32, 1),
    "11/20/2026": NoSuchDay(11, 20, 2026),
    "ngày 31 này": NoSuchDay(31, 11, 2026),
}


@pytest.mark.parametrize(("text", "day"), NAMED.items())
def test_a_day_is_found_however_it_is_written(text: str, day: str) -> None:
    found = day_named(text, TODAY)
    assert isinstance(found, NamedDay)
    assert found.day == date.fromisoformat(day)


@pytest.mark.parametrize("text", UNNAMED)
def test_what_names_no_day_is_left_alone(text: str) -> None:
    assert days_named(text, TODAY) == ()


@pytest.mark.parametrize(("text", "found"), IMPOSSIBLE.items())
def test_a_day_that_does_not_exist_is_said_to_be_one(text: str, found: NoSuchDay) -> None:
    assert day_named(text, TODAY) == found


def test_a_leap_day_is_found_in_the_leap_year_that_is_near() -> None:
    assert day_named("29/2", date(2027, 12, 1)) == NamedDay(date(2028, 2, 29), "29/2")


def test_all_days_are_found_in_their_order_with_the_word_before() -> None:
    found = days_named("cần trước ngày 30/11, nộp hôm nay hay thứ 4 này", TODAY)
    assert found == (
        NamedDay(date(2026, 11, 30), "30/11", "trước"),
        NamedDay(date(2026, 11, 23), "hôm nay", "nộp"),
        NamedDay(date(2026, 11, 25), "thứ 4 này", "hay"),
    )


def test_the_eve_and_the_days_of_tet_are_those_still_ahead() -> None:
    assert day_named("mùng 6 tết", date(2027, 2, 8)) == NamedDay(date(2027, 2, 11), "mùng 6 tết")
    assert day_named("mùng 2 tết", date(2027, 2, 8)) == NamedDay(date(2028, 1, 27), "mùng 2 tết")


@pytest.mark.parametrize("text", ["thứ 6", "thu 6", "t6"])
def test_a_weekday_that_is_today_is_today(text: str) -> None:
    friday = date(2026, 11, 27)
    assert day_named(text, friday) == NamedDay(friday, text)
    saturday = day_named(text, date(2026, 11, 28))
    assert isinstance(saturday, NamedDay)
    assert saturday.day == date(2026, 12, 4)


TODAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
VOCABULARY = (
    "ngày ngay thứ thu t6 6 31 tháng thang 2 2026 31/2 20-11 mùng mung tết tet tuần tuan sau này "
    "tới mai mốt hôm nay kia cn chủ nhật rằm giêng năm nam tư tu đầu / - . ² ٣ 0 99"
)
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), max_size=10).map(" ".join)


@given(st.text() | WORDS, TODAYS)
@example("ngày 31 tháng sau", date(2026, 12, 31))
@example("t²", TODAY)
def test_any_text_is_taken(text: str, today: date) -> None:
    for found in days_named(text, today):
        assert isinstance(found, NamedDay | NoSuchDay)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), TODAYS)
def test_a_day_written_in_full_comes_back(day: date, today: date) -> None:
    for form in (f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}", f"{day.day}.{day.month}.{day:%Y}", f"{day}"):
        found = day_named(f"tôi nộp {form}, khi nào xong?", today)
        assert isinstance(found, NamedDay)
        assert found.day == day


@given(TODAYS, st.integers(-180, 180))
def test_a_day_without_its_year_is_the_nearest(today: date, away: int) -> None:
    day = date.fromordinal(today.toordinal() + away)
    if (day.month, day.day) != (2, 29):
        found = day_named(f"nộp {day.day}/{day.month}", today)
        if f"{day.day}/{day.month}" != "24/7":
            assert isinstance(found, NamedDay)
            assert found.day == day


@given(TODAYS, st.integers(2, 7))
def test_the_next_weekday_is_less_than_a_week_away(today: date, number: int) -> None:
    found = day_named(f"thứ {number}", today)
    assert isinstance(found, NamedDay)
    assert 0 <= (found.day - today).days < 7
    assert found.day.weekday() == number - 2
