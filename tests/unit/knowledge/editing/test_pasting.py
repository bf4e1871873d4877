"""Pasted text: what comes out of Word or a page becomes plain, and plain text stays as it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.editing.pasting import line, prose

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta name=Generator content="Microsoft Word 15"><title>Công văn</title>
<style><!-- p.MsoNormal {margin:0cm; font-size:13.0pt;} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
</head><body lang=VI>
<p class=MsoNormal style='text-align:justify'>Thí sinh nộp <b>01 bộ</b> hồ sơ
gồm:<o:p></o:p></p>
<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>-<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Đơn đề nghị;</p>
<ul><li>Bản sao b&#7857;ng t&#7889;t nghi&#7879;p;</li><li>Điểm &lt; 5 &amp; vắng thi.</li></ul>
<script>alert(1)</script><p class=MsoNormal><o:p>&nbsp;</o:p></p></body></html>"""


def test_a_page_of_word_becomes_its_lines() -> None:
    assert prose(WORD).splitlines() == [
        "Thí sinh nộp 01 bộ hồ sơ gồm:",
        "- Đơn đề nghị;",
        "Bản sao bằng tốt nghiệp;",
        "Điểm < 5 & vắng thi.",
    ]


def test_in_a_field_of_one_line_paragraphs_are_parted_by_a_space() -> None:
    assert line("<p class=MsoNormal>Đơn</p><p>đề nghị</p>") == "Đơn đề nghị"
    assert line("Đơn\r\nđề  nghị") == "Đơn đề nghị"


def test_cells_of_a_row_stay_on_one_line() -> None:
    table = "<table><tr><td>Bằng</td><td>01 bản</td></tr><tr><td>Đơn</td></tr></table>"
    assert prose(table) == "Bằng 01 bản\nĐơn"


@pytest.mark.parametrize(
    "plain",
    [
        "điểm < 5 hoặc > 8",
        "nếu a<b và c>d thì không xét",
        "Sở GD&ĐT",
        "viết &nbsp; là dấu cách",
        "<email của bạn>",
        "đoạn một\n\nđoạn hai",
        "thân 👩‍🎓".replace("\u200d", ""),
    ],
)
def test_plain_text_stays(plain: str) -> None:
    assert prose(plain) == plain


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("hoa\u0300", "hoà"),
        ("a\u00a0b\u202fc", "a b c"),
        ("a\u200bb\ufeffc\u00add", "abcd"),
        ("a\x00b\x07c\x1b", "abc"),
        ("a\tb", "a b"),
        ("a\r\nb\u2028c", "a\nb\nc"),
        ("a\ud800b", "ab"),
    ],
)
def test_unseen_letters_are_dropped_and_letters_composed(typed: str, seen: str) -> None:
    assert prose(typed) == seen


def test_a_comment_that_is_cut_off_hides_no_text_before_it() -> None:
    assert prose("<p>Đơn</p><!--[if gte mso 9]><xml>rác") == "Đơn"


@settings(deadline=None)
@given(st.text() | st.lists(st.sampled_from(["<p>", "</b", "<!--", "-->", "&lt;", "x", " <"])))
def test_any_text_is_made_plain_and_one_line_has_no_line_end(typed: str | list[str]) -> None:
    text = "".join(typed)
    assert prose(text) == prose(text).strip()
    assert "\n" not in line(text)
    assert "<!--" not in prose(text) or "&lt;" in text
