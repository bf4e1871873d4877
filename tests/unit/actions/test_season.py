"""In the season of re-marking the greeting and the menu begin with it."""

from collections.abc import Callable
from datetime import date

import pytest

from actions.menus import list_procedures
from actions.payloads import asking, listing, looking_up_regrade, parse, writing
from actions.season import announce, last_day_by_rule, season_buttons
from actions.smalltalk import small_talk
from actions.turn import Said, Turn
from knowledge.facets import Facet
from knowledge.repository import Repository
from knowledge.season import Season, put_season
from tests.auxil.turns import TODAY, only_message, payloads, turn, understood

RUNNING = Season(date(2026, 11, 20), date(2026, 11, 25))
FIRST = [looking_up_regrade(), asking(Facet.OVERVIEW, 7), writing(7)]
GROUPS = [listing(position) for position in range(13)]
OVER_SATURDAY = Season(date(2026, 7, 20), date(2026, 7, 25))


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2026, 11, 20), "đến hết **thứ Tư 25/11/2026**, còn **5 ngày**."),
        (date(2026, 11, 24), "đến hết **thứ Tư 25/11/2026**, còn **1 ngày**."),
        (date(2026, 11, 25), "đến hết **hôm nay, thứ Tư 25/11/2026**."),
        (date(2026, 11, 26), "**đã hết hạn nộp đơn** phúc khảo (thứ Tư 25/11/2026)."),
    ],
)
def test_one_sentence_says_until_when_one_may_file(today: date, told: str) -> None:
    announced = announce(RUNNING, today)
    assert announced.sentence.startswith("**Đã có điểm thi** (công bố 20/11/2026)")
    assert announced.sentence.endswith(told)
    assert "\n" not in announced.sentence
    assert announced.may_file is (today <= RUNNING.until)


def test_a_last_day_on_a_day_off_is_not_called_over_without_a_word() -> None:
    on_sunday = announce(OVER_SATURDAY, date(2026, 7, 26))
    assert "đã hết hạn nộp đơn" in on_sunday.sentence
    assert "thứ Hai 27/07/2026" in on_sunday.sentence
    assert on_sunday.may_file
    on_tuesday = announce(OVER_SATURDAY, date(2026, 7, 28))
    assert "thứ Hai" not in on_tuesday.sentence
    assert not on_tuesday.may_file


def test_the_letter_is_offered_as_long_as_it_can_be_filed() -> None:
    def offered(today: date) -> list[str]:
        return payloads(tuple(season_buttons(announce(RUNNING, today))))

    assert offered(TODAY) == FIRST
    assert offered(date(2026, 11, 26)) == FIRST[:2]
    for payload in FIRST:
        parse(payload)


@pytest.mark.parametrize(
    ("published", "last"),
    [
        (date(2026, 7, 15), date(2026, 7, 20)),
        (date(2025, 7, 16), date(2025, 7, 26)),
    ],
)
def test_the_last_day_follows_the_rule_of_its_year(
    repository: Repository, published: date, last: date
) -> None:
    assert last_day_by_rule(repository, published) == last


@pytest.mark.parametrize(("intent", "speak"), [("greet", small_talk), ("list", list_procedures)])
def test_the_greeting_and_the_menu_put_re_marking_first(
    repository: Repository, intent: str, speak: Callable[[Turn], Said]
) -> None:
    usual = only_message(speak(turn(repository, understood("…", intent=intent))).reply)
    assert payloads(usual.buttons) == GROUPS
    put_season(repository.session, RUNNING)
    news = announce(RUNNING, TODAY).sentence
    message = only_message(speak(turn(repository, understood("…", intent=intent))).reply)
    assert news in message.text
    assert message.text.replace(news, "").strip() == usual.text.strip()
    assert payloads(message.buttons) == FIRST + GROUPS
    put_season(repository.session, Season(RUNNING.published_on, RUNNING.until, is_on=False))
    again = only_message(speak(turn(repository, understood("…", intent=intent))).reply)
    assert again == usual


@pytest.mark.parametrize("intent", ["thanks", "bye", "who_are_you"])
def test_nothing_else_speaks_of_it(repository: Repository, intent: str) -> None:
    put_season(repository.session, RUNNING)
    message = only_message(small_talk(turn(repository, understood("…", intent=intent))).reply)
    assert "điểm thi" not in message.text
