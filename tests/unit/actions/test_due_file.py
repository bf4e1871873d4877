"""Who names the day of filing gets the due day for the calendar; who names that of the results, the
days left to file."""

from datetime import date

import pytest

from actions.due_file import due_file
from actions.papers import WantedDay, wanted
from actions.questions import answer_question
from actions.reply import FileMessage
from actions.windows import publication_day
from knowledge.facets import Facet
from knowledge.repository import Repository
from tests.auxil.turns import TODAY, turn, understood

TIME = {Facet.PROCESSING_TIME: 0.95}


def test_the_due_day_comes_as_a_file_with_the_buttons_under_it(repository: Repository) -> None:
    asked = understood("chuyển trường nộp thứ 6 này thì bao giờ có", {3: 0.95}, TIME)
    told, file = answer_question(turn(repository, asked)).reply.messages
    assert isinstance(file, FileMessage)
    assert file.path == "/api/procedures/3/due.ics?filed=2026-11-27"
    assert (told.buttons, bool(file.buttons)) == ((), True)


def test_who_names_no_day_is_given_that_of_filing_today(repository: Repository) -> None:
    asked = understood("chuyển trường mấy ngày có", {3: 0.95}, TIME)
    told, file = answer_question(turn(repository, asked)).reply.messages
    assert "hẹn trả" in told.text
    assert isinstance(file, FileMessage)
    assert file.path == "/api/procedures/3/due.ics?filed=2026-11-23"


def test_a_day_that_is_in_no_calendar_counts_as_today(repository: Repository) -> None:
    asked = understood("chuyển trường nộp ngày 31/11 thì bao giờ có", {3: 0.95}, TIME)
    _, file = answer_question(turn(repository, asked)).reply.messages
    assert isinstance(file, FileMessage)
    assert file.path.endswith("?filed=2026-11-23")


def test_who_asks_for_a_former_rule_is_given_no_file(repository: Repository) -> None:
    asked = understood("hồi 2021 chuyển trường mấy ngày có", {3: 0.95}, TIME)
    messages = answer_question(turn(repository, asked)).reply.messages
    assert not any(isinstance(message, FileMessage) for message in messages)


def test_without_a_term_there_is_no_file(repository: Repository) -> None:
    assert due_file(repository.procedure(8), TODAY, TODAY) is None
    assert due_file(repository.procedure(33), TODAY, TODAY) is None


def test_the_file_keeps_the_answer_that_brings_a_term_of_its_own(repository: Repository) -> None:
    to_move = repository.procedure(3)
    near = {"pham-vi": "trong-tinh", "truong-den": "cong-lap", "truong-di": "tu-thuc"}
    file = due_file(to_move, TODAY, TODAY, near)
    assert file
    assert file.path == "/api/procedures/3/due.ics?filed=2026-11-23&pham-vi=trong-tinh"
    plain = due_file(to_move, TODAY, TODAY, {"truong-den": "cong-lap"})
    assert plain
    assert plain.path == "/api/procedures/3/due.ics?filed=2026-11-23"


@pytest.mark.parametrize("answers", [{}, {"pham-vi": "trong-tinh"}, {"a": "b", "c": "d"}])
def test_an_address_leads_back_to_what_was_wanted(answers: dict[str, str]) -> None:
    asked = WantedDay(7, date(2026, 11, 27), answers)
    assert wanted(asked.path) == asked


@pytest.mark.parametrize(
    "path",
    [
        "/api/procedures/3/due.ics",
        "/api/procedures/3/due.ics?filed=2026-02-31",
        "/api/procedures/3/due.ics?filed=1999-01-01",
        "/api/procedures/3/due.ics?filed=2026-11-27&x=",
        "/api/procedures/3/due.ics?filed=2026-11-27&x=1&x=2",
        "/api/procedures/3/due.ics?filed=2026-11-27&Ho-ten=Hoa",
        "/api/procedures/3/due.ics?filed=2026-11-27&filed=2026-11-28",
    ],
)
def test_an_address_that_is_none_of_ours_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        wanted(path)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("điểm công bố 20/11 thì còn mấy ngày nộp phúc khảo", date(2026, 11, 20)),
        ("em biết điểm hôm 18/11", date(2026, 11, 18)),
        ("em sinh ngày 20/11/2008", None),
        ("công bố hồi năm ngoái", None),
    ],
)
def test_the_day_of_the_results_is_heard(text: str, day: date | None) -> None:
    assert publication_day(text, TODAY) == day


def test_the_days_left_for_a_re_marking_are_reckoned(repository: Repository) -> None:
    asked = understood(
        "điểm công bố 20/11 thì phúc khảo tới ngày mấy", {7: 0.95}, {Facet.WINDOW: 0.95}
    )
    (told,) = answer_question(turn(repository, asked)).reply.messages
    assert "25/11/2026" in told.text
    assert "còn **2 ngày**" in told.text
