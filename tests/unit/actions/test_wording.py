"""Values become Vietnamese: dates, escapes, phrases, the notes of papers."""

import re
import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markdown_it import MarkdownIt

from actions.labels import label
from actions.wording import day, escape, facet_title, paper_note, phrase, phrases, render
from knowledge.content import Paper, ProcedureContent
from knowledge.facets import Facet
from tests.auxil.procedures import procedure


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (date(2024, 11, 20), "20/11/2024"),
        ("2024-11-20", "20/11/2024"),
        ("2024-11", "11/2024"),
        ("2024", "2024"),
    ],
)
def test_a_date_is_written_as_people_do_however_exactly_it_is_known(
    value: date | str, written: str
) -> None:
    assert day(value) == written


@pytest.mark.parametrize("text", ["Sở GD&ĐT", "15 ngày, kể từ 01/7/2025", "46/2017/NĐ-CP", "(a-b)"])
def test_plain_vietnamese_is_not_escaped(text: str) -> None:
    assert escape(text) == text


@given(
    st.text(string.punctuation + "ab1 ", min_size=1, max_size=30).map(lambda words: words.strip())
)
def test_escaped_text_reads_as_it_was_written(text: str) -> None:
    html = MarkdownIt("commonmark").renderInline(escape(text))
    shown = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    assert shown.replace("&amp;", "&") == text


@given(st.text("#-+*=>_`~|&;0123456789.)( \nab<>[]!\\", max_size=40))
def test_escaped_text_is_only_ever_paragraphs(text: str) -> None:
    lines = "\n".join(line.strip() for line in text.splitlines())
    html = MarkdownIt("commonmark").render(escape(lines))
    assert set(re.findall(r"</?\w+", html)) <= {"<p", "</p"}


def test_every_facet_has_a_title_of_its_own() -> None:
    assert len({facet_title(facet) for facet in Facet}) == 12


def test_a_phrase_is_filled_in_and_values_are_not_filled_in_again() -> None:
    assert "**{x}** có 7 thủ tục" in phrase("group", name="{x}", count=7)
    assert phrase("level_meaning.3") == "nay gọi là trực tuyến một phần"


@pytest.mark.parametrize("key", ["khong_co", "fallback.khong_co"])
def test_an_unknown_phrase_is_an_error_and_not_a_blank(key: str) -> None:
    with pytest.raises((KeyError, ValueError)):
        phrase(key)


def test_a_phrase_without_its_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        phrase("group")


def test_a_template_without_its_value_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        render("answer.md.j2", facet=Facet.FEE)


def leaves(value: object) -> list[str]:
    if isinstance(value, dict):
        return [leaf for item in value.values() for leaf in leaves(item)]
    return [str(value)]


def test_no_phrase_is_empty_or_talks_like_a_program() -> None:
    for text in leaves(phrases()):
        assert text.strip()
        assert not re.search(r"TODO|null|None|error|facet|intent|payload", text)


@pytest.mark.parametrize(
    ("paper", "note"),
    [
        ({}, ""),
        ({"quantity": 2}, " – 2 bản"),
        ({"form": "bản chính"}, " – bản chính"),
        ({"quantity": 1, "form": "bản sao"}, " – 1 bản sao"),
        ({"quantity": 1, "form": "chứng thực"}, " – 1 bản (chứng thực)"),
        ({"when": "Nếu có"}, " (nếu có)"),
        ({"until": "đầu năm 2022"}, " (chỉ đến đầu năm 2022)"),
        ({"unsure": True}, " (chưa chắc, nên hỏi lại)"),
    ],
)
def test_the_note_of_a_paper(paper: dict, note: str) -> None:
    assert paper_note(Paper(name="Đơn", source="Điều 4", **paper)) == note


def test_a_label_says_what_is_done_to_what() -> None:
    assert label(procedure()) == "Cấp lại: bằng tốt nghiệp"


def test_no_two_labels_are_alike(catalogue: list[ProcedureContent]) -> None:
    assert len({label(one) for one in catalogue}) == 61
