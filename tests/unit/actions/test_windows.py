"""How long one may still file: only where a rule and a day are there to count from."""

from datetime import date

import pytest

from actions.windows import (
    Window,
    days_from_publication,
    tell_window,
    window_after,
    window_until,
)
from knowledge.content import ProcedureContent, Text
from knowledge.repository import version_on
from tests.auxil.procedures import HIGH, UNKNOWN
from tests.auxil.turns import TODAY

PUBLISHED = date(2026, 7, 16)


def test_the_rule_of_today_gives_five_days_to_ask_for_re_marking(
    catalogue: list[ProcedureContent],
) -> None:
    facets = version_on(catalogue[6], TODAY).facets
    assert facets is not None
    assert days_from_publication(facets.window) == 5
    before = version_on(catalogue[6], date(2025, 7, 16)).facets
    assert before is not None
    assert days_from_publication(before.window) == 10


def test_no_other_procedure_has_such_a_number(catalogue: list[ProcedureContent]) -> None:
    for procedure in catalogue:
        facets = version_on(procedure, TODAY).facets
        if facets is not None and procedure.id != 7:
            assert days_from_publication(facets.window) is None


@pytest.mark.parametrize("window", [Text(**UNKNOWN), Text(text="Quanh năm.", **HIGH)])
def test_without_a_number_there_is_no_window(window: Text) -> None:
    assert days_from_publication(window) is None


def test_five_days_after_publication() -> None:
    window = window_after(PUBLISHED, 5, date(2026, 7, 18))
    assert window == Window(date(2026, 7, 21), date(2026, 7, 21), 3)
    assert tell_window(window) == "Hạn nộp là **thứ Ba 21/07/2026**, còn **3 ngày**."


def test_a_last_day_on_a_saturday_is_told_with_what_the_law_says() -> None:
    window = window_after(date(2026, 7, 13), 5, date(2026, 7, 14))
    assert window == Window(date(2026, 7, 18), date(2026, 7, 20), 4)
    told = tell_window(window)
    assert told.startswith(
        "Hạn nộp là **thứ Bảy 18/07/2026**, còn **4 ngày**. Ngày đó là ngày nghỉ."
    )
    assert "dời sang thứ Hai 20/07/2026, nhưng bạn nộp trước" in told


def test_the_last_day_and_the_days_after_it() -> None:
    last = date(2026, 12, 1)
    assert tell_window(window_until(last, last)) == "Hạn nộp là **hôm nay, thứ Ba 01/12/2026**."
    late = tell_window(window_until(last, date(2026, 12, 4)))
    assert late.startswith("Hạn nộp là **thứ Ba 01/12/2026**, đã qua 3 ngày.")


def test_a_window_is_never_negative() -> None:
    with pytest.raises(ValueError, match="-1 days"):
        window_after(PUBLISHED, -1, TODAY)
