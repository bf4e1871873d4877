"""Our markdown becomes HTML that Telegram accepts, and no word of it is lost."""

import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.channels.telegram.markup import to_html
from tests.auxil.markdown_samples import MARKDOWN
from tests.auxil.telegram_html import Entity, ParseError, parse

PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"


class _Words(HTMLParser):
    """The text of ordinary HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def letters(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char)[0] in "LMS")


def is_subsequence(wanted: str, text: str) -> bool:
    rest = iter(text)
    return all(char in rest for char in wanted)


def reference(markdown: str) -> str:
    """The letters that markdown-it's own HTML renderer shows for the same dialect."""
    rules = ["heading", "list", "newline", "escape", "entity", "backticks", "emphasis", "link"]
    words = _Words()
    words.feed(
        MarkdownIt("zero", {"maxNesting": 200}).enable([*rules, "autolink"]).render(markdown)
    )
    words.close()
    return words.text


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Chào bạn", "Chào bạn"),
        ("Một\n\nHai", "Một\n\nHai"),
        ("Một\nHai", "Một\nHai"),
        ("**Phí:** *không*", "<b>Phí:</b> <i>không</i>"),
        ("***cả hai***", "<i><b>cả hai</b></i>"),
        ("# Hồ sơ\n\n- đơn\n- học bạ", "<b>Hồ sơ</b>\n\n• đơn\n• học bạ"),
        ("# Hồ **sơ**", "<b>Hồ sơ</b>"),
        ("3. ba\n4. bốn", "3. ba\n4. bốn"),
        ("1. một\n   - a\n   - b\n2. hai", "1. một\n   • a\n   • b\n2. hai"),
        ("- một\n\n- hai\n\n  thêm", "• một\n• hai\n  thêm"),
        ("điểm < 5 & > 3", "điểm &lt; 5 &amp; &gt; 3"),
        ("<b>chữ</b>", "&lt;b&gt;chữ&lt;/b&gt;"),
        ("`H48.12<1>`", "<code>H48.12&lt;1&gt;</code>"),
        ("[cổng](https://a.vn/?x=1&y=2)", '<a href="https://a.vn/?x=1&amp;y=2">cổng</a>'),
        ("[](https://a.vn)", '<a href="https://a.vn">https://a.vn</a>'),
        ("[Gọi Sở](tel:02333852364)", "Gọi Sở (02333852364)"),
        ("[thư](mailto:so@quangtri.gov.vn)", "thư (so@quangtri.gov.vn)"),
        ("[xấu](javascript:alert)", "[xấu](javascript:alert)"),
        ("[a]: https://a.vn", "[a]: https://a.vn"),
        ("    thụt lề", "thụt lề"),
        ("| a | b |\n|---|---|", "| a | b |\n|---|---|"),
        ("", ""),
    ],
)
def test_markdown_is_shown_as_telegram_can(markdown: str, html: str) -> None:
    assert to_html(markdown) == html
    parse(html)


def test_bold_is_bold_for_telegram() -> None:
    assert parse(to_html("😀 **Lệ phí**")).entities == (Entity("bold", 3, 6),)


def test_a_link_keeps_its_address_for_telegram() -> None:
    parsed = parse(to_html('[cổng](https://a.vn/?x="1"&y=<2>)'))
    assert parsed.text == "cổng"
    assert parsed.entities == (Entity("text_link", 0, 4, "https://a.vn/?x=%221%22&y=%3C2%3E"),)


def test_lists_deeper_than_anyone_can_read_stay_visible() -> None:
    assert "đáy" in parse(to_html("- " * 60 + "đáy")).text


def test_the_parser_used_here_does_refuse() -> None:
    for html in ("<b>a", "a</b>", "<i><b>a</i></b>", "<div>a</div>", "1 < 2", '<a href="x>a</a>'):
        with pytest.raises(ParseError):
            parse(html)


@given(MARKDOWN)
def test_any_text_parses_and_loses_no_word(markdown: str) -> None:
    shown = parse(to_html(markdown)).text
    markers = sum(markdown.count(mark) for mark in ("- ", "* ", "+ ", ". ", ") "))
    if "](" in markdown or markers > 8:
        assert is_subsequence(letters(reference(markdown)), letters(shown))
    else:
        assert letters(shown) == letters(reference(markdown))


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_escaped_text_is_shown_as_typed(text: str) -> None:
    escaped = "".join("\\" + char if char in PUNCTUATION else char for char in text)
    shown = parse(to_html(escaped)).text
    assert "".join(shown.split()) == "".join(text.split())
