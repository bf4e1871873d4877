"""The report is one file that needs nothing else, and shows strange texts as texts."""

import re
from collections.abc import Sequence
from datetime import datetime
from html.parser import HTMLParser

import pytest

from actions.reply import Outcome
from bot.evaluation.naming import Group, Names
from bot.evaluation.page import Made, render
from bot.evaluation.run import Result
from tests.auxil.results import (
    ASKED,
    FALLBACK,
    OTHER_FACET,
    RIGHT,
    WRONG,
    conversation,
    result,
)

HOSTILE = "</style></script><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}\"'&"
NAMES = Names(
    {6: "Đăng ký: kỳ thi", 7: "Phúc khảo: bài thi", 8: "Công nhận: trường mầm non"},
    (Group("Thi", (6, 7)), Group("Trường đạt chuẩn", (8,))),
)
MADE = Made(datetime(2026, 11, 23, 14, 5), "3f2a9c0d1e4b", False, "motcua eval <a> --report b")
VOID = {"meta", "br"}


class Document(HTMLParser):
    """Reads a page strictly: every tag is closed, no id stands twice."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data.strip())

    def attributes(self, name: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(name)) is not None]


def _page(results: Sequence[Result]) -> str:
    return render(results, NAMES, MADE)


def _everything() -> list[Result]:
    """One of each that the page has a place for."""
    return [
        result(RIGHT),
        result(WRONG, style="nodiac"),
        result(WRONG, style="nodiac"),
        result(OTHER_FACET),
        result(ASKED),
        result(WRONG, "contact", also=[{"kind": "clarify", "candidates": [6, 7]}]),
        result(RIGHT, "out_of_scope"),
        result(FALLBACK, "weather", style="strange"),
        result(Outcome(kind=FALLBACK.kind), procedures=[7, 61], facets_any=["fee", "where"]),
        *conversation(RIGHT, WRONG),
    ]


@pytest.mark.parametrize("results", [_everything(), [result(RIGHT)], [result(FALLBACK)], []])
def test_the_page_is_whole_and_every_reference_in_it_leads_somewhere(
    results: list[Result],
) -> None:
    page = Document(_page(results))
    assert len(page.ids) == len(set(page.ids))
    targets = [href.removeprefix("#") for href in page.attributes("href")]
    assert {*targets, *page.attributes("aria-labelledby")} <= set(page.ids)


def test_it_loads_nothing_and_runs_nothing() -> None:
    text = _page(_everything())
    page = Document(text)
    assert {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object"} == set()
    assert all(href.startswith("#") for href in page.attributes("href"))
    assert page.attributes("src") == []
    assert re.findall(r"url\(|@import|https?:(?!//www\.w3\.org/2000/svg)", text) == []
    assert "default-src 'none'; style-src 'unsafe-inline'" in page.attributes("content")


def test_hostile_words_are_shown_as_words() -> None:
    hostile = [
        result(WRONG, HOSTILE, id=HOSTILE, text=HOSTILE, style=HOSTILE),
        *(
            result(each.outcome, text=HOSTILE, turn=each.turn)
            for each in conversation(RIGHT, WRONG)
        ),
    ]
    made = Made(MADE.when, HOSTILE, True, HOSTILE)
    names = Names({7: HOSTILE, 8: HOSTILE}, (Group(HOSTILE, (7, 8)),))
    page = Document(render(hostile, names, made))
    assert not {tag for tag, _ in page.tags} & {"script", "img"}
    assert not any(name.startswith("on") for _, attrs in page.tags for name in attrs)
    assert page.words.count(HOSTILE) > 5
    assert "49" not in page.words


def test_tables_have_captions_and_headers() -> None:
    text = _page(_everything())
    tables = re.findall(r"<table.*?</table>", text, re.S)
    assert len(tables) >= 9
    for table in tables:
        assert "<caption" in table
        assert 'scope="col"' in table
    assert all(attrs.get("scope") for tag, attrs in Document(text).tags if tag == "th")


def test_plots_have_words_beside_them() -> None:
    plots = [attrs for tag, attrs in Document(_page(_everything())).tags if tag == "svg"]
    assert plots
    for plot in plots:
        assert plot.get("aria-hidden") == "true" or (
            plot.get("role") == "img" and plot.get("aria-labelledby")
        )


def test_it_says_when_by_what_and_of_what_it_was_made() -> None:
    words = Document(_page(_everything())).words
    assert "14:05 ngày 23/11/2026" in words
    assert "3f2a9c0d1e4b" in words
    assert "motcua eval <a> --report b" in words
    assert not any("đã đổi" in said for said in words)
    outdated = Made(MADE.when, MADE.model, True, MADE.command)
    assert "đã đổi" in render([], NAMES, outdated)


def test_scores_stand_with_their_intervals_in_vietnamese_numbers() -> None:
    words = Document(_page([result(RIGHT)] * 8 + [result(WRONG)] * 2)).words
    assert "80,0\N{NO-BREAK SPACE}%" in words
    assert "49,0–94,3" in words


def test_styles_show_how_far_they_are_from_plain() -> None:
    text = _page([result(RIGHT)] * 40 + [result(WRONG, style="nodiac")] * 40)
    row = re.search(r"<tr>(?:(?!</tr>).)*Không dấu.*?</tr>", text, re.S)
    assert row
    assert "−100,0" in row[0]
    assert "<br>rõ" in row[0]


def test_procedures_that_were_confused_stand_in_their_groups() -> None:
    page = Document(_page([result(WRONG), result(WRONG), result(RIGHT)]))
    words = [said for said in page.words if said]
    start = words.index("Số câu theo thủ tục được hỏi và thủ tục trả lời nhầm")
    assert words[start + 1 : start + 7] == [
        "Được hỏi", "8", "Thi", "7", "Phúc khảo: bài thi", "2",
    ]  # fmt: skip


def test_each_failure_is_shown_by_the_filters_that_count_it() -> None:
    text = _page(_everything())
    page = Document(text)
    items = [attrs.get("class") or "" for tag, attrs in page.tags if tag == "li"]
    shown = re.findall(r'id="(loc-\d+)">Chỉ hiện (\d+) câu', text)
    assert shown
    for name, count in shown:
        assert sum(name in marks.split() for marks in items) == int(count)
        assert f".list > li:not(.{name})" in text
    assert "S1 · strange" in page.words


def test_a_failed_turn_shows_what_was_said_before() -> None:
    words = [said for said in Document(_page(conversation(RIGHT, WRONG))).words if said]
    assert words[words.index("Trước đó:") + 1] == "lượt 1"


def test_the_names_are_those_of_the_catalogue() -> None:
    names = Names.read()
    assert sorted(names.procedures) == list(range(1, 62))
    assert sorted(number for group in names.groups for number in group.procedures) == sorted(
        names.procedures
    )
