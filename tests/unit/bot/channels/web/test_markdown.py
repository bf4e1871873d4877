"""Markdown of replies as HTML of the plain page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.channels.web.markdown import to_html

ATTACKS = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[bấm](javascript:alert(1))",
    "[bấm](JaVaScRiPt:alert(1))",
    "[bấm](data:text/html,<script>alert(1)</script>)",
    '[bấm](https://a.vn/"onmouseover="alert(1))',
    '**<svg onload="alert(1)">**',
    "<https://a.vn><iframe src=//evil>",
    'https://a.vn/"><script>alert(1)</script>',
    "- <b onclick=alert(1)>x</b>",
]


def test_paragraphs_and_line_breaks() -> None:
    assert to_html("một\nhai\n\nba") == "<p>một<br>\nhai</p>\n<p>ba</p>"


def test_bold_and_italic() -> None:
    assert to_html("**đậm** và *nghiêng*") == ("<p><strong>đậm</strong> và <em>nghiêng</em></p>")


def test_a_list_keeps_its_numbers() -> None:
    assert to_html("2. Đơn\n5. Học bạ") == (
        '<ol start="2">\n<li value="2">Đơn</li>\n<li value="5">Học bạ</li>\n</ol>'
    )


def test_bullets() -> None:
    assert to_html("- Đơn\n- Học bạ") == "<ul>\n<li>Đơn</li>\n<li>Học bạ</li>\n</ul>"


def test_escaped_marks_are_shown_as_typed() -> None:
    assert to_html(r"\*không nghiêng\* \[x\] \<b\>") == ("<p>*không nghiêng* [x] &lt;b&gt;</p>")


@pytest.mark.parametrize(
    "markdown",
    ["[Cổng](https://dichvucong.gov.vn)", "xem https://dichvucong.gov.vn, mục tra cứu"],
)
def test_web_links_open_a_new_tab_and_vouch_for_nothing(markdown: str) -> None:
    html = to_html(markdown)
    assert '<a href="https://dichvucong.gov.vn"' in html
    assert 'target="_blank"' in html
    assert 'rel="noopener nofollow"' in html


def test_escapes_inside_a_bare_address_belong_to_markdown() -> None:
    assert ">https://a.vn/mau_don</a>" in to_html(r"https://a.vn/mau\_don")


def test_an_address_inside_a_link_is_linked_once() -> None:
    assert to_html("[https://a.vn](https://a.vn)").count("<a ") == 1


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_stay_text(attack: str) -> None:
    tags = {
        name.removeprefix("/")
        for part in to_html(attack).split("<")[1:]
        for name in [part.split(">")[0].split()[0]]
    }
    assert tags <= {"p", "br", "strong", "em", "ul", "ol", "li", "a"}
    assert 'href="javascript' not in to_html(attack).lower()
    assert 'href="data' not in to_html(attack).lower()
    assert " on" not in to_html(attack).split("<a", 1)[-1].split(">")[0]


@given(st.text(max_size=200))
def test_text_without_markup_is_only_escaped(text: str) -> None:
    escaped = "".join(f"\\{char}" if char in r"\`*_{}[]<>()#+-.!:/" else char for char in text)
    html = to_html(escaped)
    assert "<a" not in html
    assert "<em" not in html
    assert "<script" not in html


def test_a_standard_parser_reads_the_same_emphasis() -> None:
    markdown = "a *b **c** d* e"
    assert to_html(markdown) == MarkdownIt().render(markdown).strip()
