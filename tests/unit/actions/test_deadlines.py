"""A citizen asks how long it takes, and is told the day."""

from datetime import date
from pathlib import Path

import pytest

from actions.answer import tell
from actions.dates_in_words import NoSuchDay
from actions.deadlines import Promise, own_term, promise, tell_briefly, tell_deadline
from actions.filing import filing_day
from actions.payloads import asking
from actions.questions import answer_question
from actions.turn import Memory
from knowledge.cases import Chosen
from knowledge.content import Case, CaseAnswer, Confidence, Knowledge, ProcessingTime
from knowledge.facets import Facet
from knowledge.repository import Repository
from knowledge.working_days import Due
from tests.auxil.procedures import HIGH, UNKNOWN
from tests.auxil.turns import TODAY, pressed, turn, understood

FRIDAY = date(2026, 11, 27)
PROMISED = {1, 2, 3, 4, 16, 18, 21, 23, 24, 26, 27, 30, 34, 45, 46, 47, 48, 49, 50, 51, 52, 53, 56}
PROMISED |= {57, 60, 61}
COUNTED_OTHERWISE = {5: "the last exam", 7: "the last day to apply", 44: "several steps"}


def takes(days: int | None, **more: object) -> ProcessingTime:
    given = {"text": "Kể từ ngày nhận đủ hồ sơ hợp lệ.", "unit": "ngày làm việc", **HIGH, **more}
    return ProcessingTime(days=days, **given)


def test_five_working_days_from_a_friday_end_on_the_next() -> None:
    assert tell_deadline(takes(5), FRIDAY, TODAY) == (
        "Nếu bạn nộp đủ hồ sơ **thứ Sáu 27/11/2026**, hẹn trả chậm nhất **thứ Sáu 04/12/2026** "
        "(05 ngày làm việc, không tính thứ Bảy, Chủ nhật, ngày lễ). "
        "Lịch nghỉ và hoán đổi ngày làm việc quanh Ngày Văn hóa Việt Nam mình chưa thấy quyết định "
        "chính thức, nên ngày hẹn có thể xê dịch. "
        "Ngày ghi trên giấy tiếp nhận hồ sơ mới là ngày hẹn chính thức."
    )


def test_a_promise_is_a_value() -> None:
    monday = date(2026, 11, 30)
    assert promise(takes(2, max_days=5), monday) == Promise(
        filed=monday,
        received=monday,
        earliest=Due(date(2026, 12, 2)),
        latest=Due(date(2026, 12, 7)),
        days=2,
        max_days=5,
        in_working_days=True,
    )


def test_a_range_is_told_from_the_earliest_day_to_the_latest() -> None:
    told = tell_deadline(takes(5, max_days=8), date(2026, 11, 30), TODAY)
    assert "từ **thứ Hai 07/12/2026** đến **thứ Năm 10/12/2026** (05 đến 08 ngày làm việc" in told
    assert "chậm nhất" not in told


def test_filing_today_says_today() -> None:
    assert "**hôm nay, thứ Hai 23/11/2026**" in tell_deadline(takes(5), TODAY, TODAY)


def test_days_off_on_the_way_are_named() -> None:
    told = tell_deadline(takes(5), date(2026, 4, 23), TODAY)
    assert (
        "nghỉ Giỗ Tổ Hùng Vương (27/04/2026) và lễ 30/4 và 01/5 (30/04/2026 đến 01/05/2026)."
        in told
    )


def test_filing_on_a_sunday_counts_from_monday() -> None:
    told = tell_deadline(takes(1), date(2026, 12, 6), TODAY)
    assert "nên hồ sơ được tính là nhận **thứ Hai 07/12/2026**" in told
    assert "chậm nhất **thứ Ba 08/12/2026**" in told


def test_plain_days_run_through_weekends_and_end_on_a_working_day() -> None:
    told = tell_deadline(takes(20, unit="ngày"), TODAY, TODAY)
    assert "chậm nhất **thứ Hai 14/12/2026** (20 ngày, tính cả ngày nghỉ)" in told
    assert "Điều 148" in told
    assert "Điều 148" not in tell_deadline(takes(15, unit="ngày"), TODAY, TODAY)


def test_tet_without_a_notice_is_tentative_and_says_so() -> None:
    made = promise(takes(5), date(2027, 2, 3))
    assert made is not None
    assert made.tentative
    assert "quanh Tết Nguyên Đán" in tell_deadline(takes(5), date(2027, 2, 3), TODAY)
    assert "xê dịch" not in tell_deadline(takes(5), date(2026, 11, 30), TODAY)


def test_a_part_of_the_work_is_promised_as_a_part() -> None:
    told = tell_deadline(takes(30, partial=True), TODAY, TODAY)
    assert "phần việc trên xong chậm nhất" in told
    assert "hẹn trả" not in told


def test_the_term_of_the_latest_answer_that_has_one_is_the_persons_own() -> None:
    general = takes(5, max_days=8)
    assert own_term(general, []) == own_term(general, [_gave(None)]) == general
    own = own_term(general, [_gave(8), _gave(30, "ngày"), _gave(None)])
    assert (own.days, own.max_days, own.unit) == (30, None, "ngày")
    assert own.text == general.text


def _gave(days: int | None, unit: str = "ngày làm việc") -> Chosen:
    own = {} if days is None else {"days": days, "unit": unit}
    one = CaseAnswer(key="a", answer="A", effect="A.", **own)
    return Chosen(Case(key="c", question="C?", answers=(one,)), one)


@pytest.mark.parametrize(
    ("time", "told"),
    [
        (takes(5), "thì hẹn trả khoảng **thứ Hai 07/12/2026**;"),
        (takes(5, max_days=8), "từ **thứ Hai 07/12/2026** đến **thứ Năm 10/12/2026**;"),
        (takes(5, partial=True), "phần việc có thời hạn xong khoảng **thứ Hai 07/12/2026**;"),
        (takes(5, unsure=True), "thứ Hai 07/12/2026** (mình chưa chắc số ngày);"),
    ],
)
def test_for_a_list_the_day_is_told_in_one_sentence(time: ProcessingTime, told: str) -> None:
    made = promise(time, date(2026, 11, 30))
    assert made
    assert tell_briefly(made).startswith("Nộp hôm nay (thứ Hai 30/11/2026)")
    assert told in tell_briefly(made)


def test_even_in_one_sentence_a_day_that_may_move_is_told_as_such() -> None:
    made = promise(takes(5), date(2027, 2, 3))
    assert made
    assert "lịch nghỉ quanh Tết Nguyên Đán chưa chốt" in tell_briefly(made)


@pytest.mark.parametrize("doubt", [{"unsure": True}, {"confidence": Confidence.LOW}])
def test_what_is_not_certain_is_said_to_be(doubt: dict[str, object]) -> None:
    assert "mình chưa chắc" in tell_deadline(takes(5, **doubt), TODAY, TODAY)
    assert "mình chưa chắc" not in tell_deadline(takes(5), TODAY, TODAY)


@pytest.mark.parametrize(
    "time",
    [
        takes(None),
        takes(5, unit=None),
        takes(5, unit="tháng"),
        ProcessingTime(**UNKNOWN),
        ProcessingTime(**{**UNKNOWN, "knowledge": Knowledge.NOT_REGULATED}, days=5),
        takes(30, text="30 ngày kể từ khi kết thúc buổi thi cuối cùng."),
        takes(15, text="15 ngày, tính từ ngày hết hạn nhận đơn."),
        takes(20, text="20 ngày kể từ ngày nhận được báo cáo của đoàn đánh giá ngoài."),
    ],
)
def test_nothing_is_promised_where_the_rule_gives_no_term_from_receipt(
    time: ProcessingTime,
) -> None:
    assert promise(time, TODAY) is None
    assert tell_deadline(time, TODAY, TODAY) == ""
    assert tell_deadline(time, NoSuchDay(31, 2), TODAY) == ""


@pytest.mark.parametrize(
    "text",
    [
        "05 ngày làm việc.",
        "Kể từ ngày trường tiếp nhận hồ sơ.",
        "Kể từ ngày Sở nhận được thông báo.",
        "Kể từ ngày nhận được công văn đề nghị giải thể.",
        "Tính từ lúc cơ quan nhận đủ hồ sơ hợp lệ, rồi kể từ khi có báo cáo.",
        "Trong 15 ngày kể từ ngày đủ hồ sơ hợp lệ.",
    ],
)
def test_receipt_is_known_in_all_its_words(text: str) -> None:
    assert promise(takes(5, text=text), TODAY) is not None


def test_a_day_that_does_not_exist_is_pointed_out_and_counted_from_today() -> None:
    told = tell_deadline(takes(5), NoSuchDay(31, 2), TODAY)
    assert told.startswith("Ngày 31/2 không có trên lịch, nên mình tính từ hôm nay. Nếu bạn")
    assert "**hôm nay, thứ Hai 23/11/2026**" in told
    assert tell_deadline(takes(5), NoSuchDay(31, 2, 2027), TODAY).startswith("Ngày 31/2/2027 ")


def test_each_procedure_promises_a_day_only_where_its_rule_does(repository: Repository) -> None:
    told = {n: tell(repository, n, Facet.PROCESSING_TIME, TODAY).text for n in range(1, 62)}
    assert {n for n, text in told.items() if "Nếu bạn nộp đủ hồ sơ" in text} == PROMISED
    assert not PROMISED & set(COUNTED_OTHERWISE)


def test_only_the_processing_time_promises(repository: Repository) -> None:
    for facet in set(Facet) - {Facet.PROCESSING_TIME}:
        assert "giấy tiếp nhận hồ sơ mới là" not in tell(repository, 61, facet, TODAY).text


def test_the_promise_stands_after_the_rule_and_before_its_source(repository: Repository) -> None:
    text = tell(repository, 61, Facet.PROCESSING_TIME, TODAY, filed=FRIDAY).text
    rule, due, source = map(text.index, ("05 ngày làm việc kể", "thứ Sáu 04/12/2026", "*Nguồn"))
    assert rule < due < source


@pytest.mark.parametrize(
    ("text", "filed"),
    [
        ("thứ 6 này em nộp thì bao giờ có", FRIDAY),
        ("tôi nộp 16/10 rồi, bao giờ xong", date(2026, 10, 16)),
        ("cần trước 30/11, nộp hôm nay có kịp không", TODAY),
        ("bao lâu xong", None),
        ("em sinh ngày 05/09/2003 xin bản sao bằng bao lâu", None),
        ("điểm công bố 16/7 thì bao lâu", None),
        ("hạn nộp 30/11 có kịp không", date(2026, 11, 30)),
        ("nộp trước ngày 30/11 có kịp không", None),
        ("nghỉ lễ 2/9 có nộp được không", None),
        ("sở trả lời công văn gửi ngày 03/4 chưa", None),
        ("thứ sáu em bay, bao lâu xong", None),
        ("nộp 31/2 thì khi nào có", NoSuchDay(31, 2)),
    ],
)
def test_the_day_of_filing_is_no_birthday_and_no_time_limit(text: str, filed: object) -> None:
    assert filing_day(text, TODAY) == filed


def test_a_citizen_names_the_day_and_hears_when_it_is_due(repository: Repository) -> None:
    asked = understood(
        "thu 2 tuan sau e nop chinh sua bang thi khi nao xong",
        {2: 0.95},
        {Facet.PROCESSING_TIME: 0.95},
    )
    text = answer_question(turn(repository, asked)).reply.messages[0].text
    assert "**thứ Hai 30/11/2026**, hẹn trả chậm nhất **thứ Năm 03/12/2026**" in text


def test_a_button_counts_from_today(repository: Repository) -> None:
    button = pressed(asking(Facet.PROCESSING_TIME, 61), "ask_processing_time", procedure=61)
    text = answer_question(turn(repository, button)).reply.messages[0].text
    assert "**hôm nay, thứ Hai 23/11/2026**" in text


def test_choosing_the_second_option_names_no_monday(repository: Repository) -> None:
    memory = Memory(options=(60, 61), facets=(Facet.PROCESSING_TIME,), at=1e12)
    said = answer_question(turn(repository, understood("thứ 2", intent="choose"), memory))
    assert "**hôm nay, thứ Hai 23/11/2026**" in said.reply.messages[0].text


def test_no_text_of_a_deadline_stands_between_lines_of_code() -> None:
    for name in ("deadlines.py", "windows.py"):
        source = (Path(__file__).parents[3] / "actions" / name).read_text("utf-8")
        assert "hẹn" not in source
