"""A citizen keeps the checklist: on paper, and on the phone."""

import io
import re
from datetime import date

import pytest
import segno
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader
from typst import TypstError

from actions.checklist import Checklist, Given, Section, ToBring
from actions.papers import Form
from bot.papers.drawable import drawable
from bot.papers.render import LONGEST, LONGEST_LINK, PaperTooLong, render
from tests.auxil.checklists import LINK, LONG_NAME, checklist, empty_checklist, long_checklist

A4 = (595, 842)
"""Points."""


def _document(of: Checklist, link: str = LINK) -> PdfReader:
    return PdfReader(io.BytesIO(render(of, link, Form.PDF)))


def _text(document: PdfReader) -> str:
    """All words in one line, without the soft breaks of words that no line can hold."""
    told = " ".join(page.extract_text() for page in document.pages)
    return " ".join(told.replace("\u200b", "").split())


def _picture(of: Checklist, link: str = LINK) -> Image.Image:
    return Image.open(io.BytesIO(render(of, link, Form.PNG)))


def _links(document: PdfReader) -> set[str]:
    return {
        note.get_object()["/A"]["/URI"]
        for page in document.pages
        for note in page.get("/Annots", [])
    }


def test_the_paper_tells_all_that_the_checklist_has() -> None:
    of = long_checklist()
    told = _text(_document(of))
    texts = [
        of.title,
        *of.cautions,
        *of.sources,
        *(text for one in of.given for text in (one.question, one.answer, one.effect)),
        *(text for paper in of.papers for text in (paper.name, paper.note, paper.if_)),
        *(section.title for section in of.sections),
    ]
    for text in texts:
        assert text in told
    assert "1 bộ hồ sơ" in told
    assert "19/01/2021" in told
    assert "23/11/2026" in told


def test_a_web_address_is_copied_as_it_is_and_can_be_tapped() -> None:
    address = "https://dichvucong.quangtri.gov.vn/thu-tuc?ma=1.000270"
    assert address in _links(_document(long_checklist()))


def test_the_paper_says_whether_the_department_has_confirmed_it() -> None:
    assert "đã xác nhận" in _text(_document(checklist(confirmed=True)))
    assert "chưa được Sở Giáo dục và Đào tạo xác nhận" in _text(
        _document(checklist(confirmed=False))
    )


def test_a_procedure_without_papers_says_why() -> None:
    told = _text(_document(empty_checklist()))
    assert "Thủ tục đã bãi bỏ nên không còn giấy tờ phải nộp." in told
    assert "bộ hồ sơ" not in told


def test_a_procedure_that_is_no_more_lists_no_papers() -> None:
    told = _text(_document(empty_checklist().model_copy(update={"papers_unknown": ""})))
    assert "Thủ tục này đã bãi bỏ" in told
    assert "Giấy tờ cần chuẩn bị" not in told


def test_it_is_printed_on_a4_and_knows_its_name() -> None:
    document = _document(long_checklist())
    for page in document.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == A4
    assert document.metadata is not None
    assert document.metadata.title == long_checklist().title
    assert document.trailer["/Root"]["/Lang"] == "vi-VN"
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_the_picture_fits_a_phone_and_is_as_long_as_it_needs() -> None:
    short, long = _picture(checklist()), _picture(long_checklist())
    assert short.width == long.width == 1080
    assert long.height > short.height + 1000


@pytest.mark.parametrize("link", [LINK, "http://127.0.0.1:8000/?thu-tuc=61"])
def test_the_code_on_the_picture_leads_back(link: str) -> None:
    (found,) = zxingcpp.read_barcodes(_picture(checklist(), link).convert("L"))
    assert found.text == link


def test_the_code_on_the_paper_leads_back_and_can_be_tapped() -> None:
    assert LINK in _links(_document(checklist()))
    assert segno.make(LINK, error="m", micro=False).version <= 5


@pytest.mark.parametrize(
    "link", ["", "javascript:alert(1)", "/chuyen-truong", "https://x.vn/" + "a" * LONGEST_LINK]
)
def test_only_a_short_web_address_is_printed_as_a_code(link: str) -> None:
    with pytest.raises(ValueError, match="short web address"):
        render(checklist(), link, Form.PDF)


def test_the_same_values_give_the_same_paper() -> None:
    for form in Form:
        assert render(checklist(), LINK, form) == render(checklist(), LINK, form)


@pytest.mark.parametrize(
    "markup",
    [
        "#panic()",
        '#import "@preview/x:1.0.0": *',
        '#read("/etc/passwd")',
        "*đậm* _nghiêng_ `mã` $x^2$",
        "= Đề mục",
        "[#set page(width: 1pt)]",
        "\\u{41} \\ // /* <nhãn> @nhãn",
        '"); #panic("',
        "https://x.vn/#set",
    ],
)
def test_markup_in_a_value_stays_text(markup: str) -> None:
    told = _text(
        _document(
            checklist(
                title=markup,
                given=(Given(question=markup, answer=markup, effect=markup),),
                papers=(ToBring(name=markup, note=markup, if_=markup),),
                sections=(Section(title=markup, lines=(markup, markup), numbered=True),),
                sources=(markup,),
            )
        )
    )
    assert told.count(markup) >= 10


@pytest.mark.parametrize("letter", ["x", "W", "ế", "中", "a/", "-", "https://x.vn/"])
def test_a_word_without_end_stays_on_the_page(letter: str) -> None:
    word = (letter * 500)[:500]
    of = checklist(
        title=word,
        given=(Given(question=word, answer=word, effect=word),),
        papers=(ToBring(name=word, note=word, if_=word),),
        sections=(Section(title=word, lines=(word,), numbered=True),),
    )
    told = _text(_document(of)).replace(" ", "")
    assert told.count(drawable(word)) >= 9
    picture = _picture(of).convert("L")
    margin = picture.crop((1080 - 50, 0, 1080, picture.height))
    assert margin.getextrema()[0] > 200  # type: ignore[operator]


def test_a_long_name_pushes_nothing_off_its_line() -> None:
    papers = tuple(ToBring(name=LONG_NAME, note="1 bản chính") for _ in range(20))
    told = _text(_document(checklist(papers=papers)))
    assert told.count(LONG_NAME) == 20


def test_a_checklist_beyond_all_measure_is_refused() -> None:
    papers = tuple(ToBring(name="Giấy " * 100) for _ in range(LONGEST // 500))
    with pytest.raises(PaperTooLong):
        render(checklist(papers=papers), LINK, Form.PNG)


_TEXTS = st.text(max_size=120).filter(lambda text: not re.search("[\ud800-\udfff]", text))


@given(_TEXTS, _TEXTS)
@settings(max_examples=60, deadline=None)
def test_any_text_is_printed_and_none_is_obeyed(first: str, second: str) -> None:
    of = checklist(
        title=first,
        papers=(ToBring(name=second, note=first),),
        sections=(Section(title=second, lines=(first, second)),),
        as_of=date(2026, 11, 23),
    )
    try:
        told = _text(_document(of))
    except TypstError as error:
        pytest.fail(error.diagnostic)
    assert "".join(drawable(second).split()) in "".join(told.split())
