"""A letter as a file: all of it can be read, whatever it holds, in Word and on paper."""

import io
import re
import zipfile

import docx
import pytest
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from actions.letters.addresses import LetterForm
from bot.papers.drawable import drawable
from bot.papers.letter_docx import letter_docx
from bot.papers.letter_pdf import LONGEST, letter_pdf
from bot.papers.letter_sheet import lay_out
from bot.papers.render import PaperTooLong
from knowledge.content import ProcedureContent
from knowledge.letters import Writer, pieces
from tests.auxil.letters import NAME, TOLD, file_of, letter, pages_of, words_in

ALPHABET = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
HOSTILE = [
    "<w:p/></w:t></w:body>&amp;<!-- <![CDATA[ ]]>",
    '=HYPERLINK("http://xau.vn";"Bấm")',
    "{{ 7*7 }} {% include 'x' %} ${x}",
    '{ MERGEFIELD ten } { INCLUDETEXT "/etc/passwd" }',
    '#panic() #read("/etc/passwd") *đậm* _nghiêng_ $x^2$ @nhãn <nhãn>',
    'https://xau.vn/#set "); #panic("',
    "trước \u202esau\u202c \u200fphải\u200e \x00\x07\x1b[31m\ufffe\uffff cuối",
    "\\u{41} \\ // /* x */ ~ -- --- ...",
    "\t\t\tcột\tcột",
]
FORMS = pytest.mark.parametrize("form", LetterForm)


def said(told: dict[str, str], form: LetterForm) -> str:
    return words_in(file_of(lay_out(letter(), told), form), form)


def run_together(text: str) -> str:
    """`text` without spaces: a line of a file may break where there is none."""
    return re.sub(r"\s", "", text)


@FORMS
def test_it_says_all_that_was_told_and_all_that_was_written(form: LetterForm) -> None:
    told = said(TOLD, form)
    for text in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ĐƠN XIN CHUYỂN TRƯỜNG",
        "Kính gửi: Hiệu trưởng Trường THPT Đông Hà",
        "Tôi tên là: Nguyễn Thị Quỳnh Như; sinh ngày 05/3/2010.",
        "Lý do: Gia đình chuyển chỗ ở.",
        "Trường cũ cách nhà hơn hai mươi cây số.",
        "Hồ sơ gửi kèm:",
        "- Giấy khai sinh",
        "Người làm đơn",
        "(Ký, ghi rõ họ tên)",
        "Bản gợi ý do Motcua soạn theo Thông tư 15/2026/TT-BGDĐT.",
    ):
        assert text in told


@FORMS
def test_every_letter_of_the_language_is_there(form: LetterForm) -> None:
    letters = ALPHABET + ALPHABET.upper()
    assert letters in run_together(said({"ly-do": letters}, form))


@FORMS
@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_stays_text(value: str, form: LetterForm) -> None:
    told = run_together(said({"ho-ten": value, "ly-do": value, "truong-den": value}, form))
    assert told.count(run_together(drawable(value))) == 3


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_leads_nowhere(value: str) -> None:
    sheet = lay_out(letter(), dict.fromkeys(TOLD, value))
    with zipfile.ZipFile(io.BytesIO(letter_docx(sheet))) as archive:
        written = archive.read("word/document.xml").decode()
        relations = archive.read("word/_rels/document.xml.rels").decode()
    assert not re.search("<w:(hyperlink|fldChar|fldSimple|instrText|altChunk|object)", written)
    assert 'TargetMode="External"' not in relations
    for page in PdfReader(io.BytesIO(letter_pdf(sheet))).pages:
        assert "/Annots" not in page


@FORMS
@pytest.mark.parametrize("sign", ["x", "W", "ế", "a/", "-", "."])
def test_a_word_without_end_stays_whole(sign: str, form: LetterForm) -> None:
    word = (sign * 500)[:500]
    assert word in run_together(said({"ly-do": f"Vì {word}"}, form))


@FORMS
def test_five_hundred_characters_and_a_long_name(form: LetterForm) -> None:
    prose = ("Gia đình em chuyển chỗ ở vì bố mẹ đổi việc làm. " * 11)[:500].strip()
    name = "Công Tằng Tôn Nữ Nguyễn Phúc Quỳnh Dao Trâm Hoàng Bảo Ngọc Diễm My"
    told = said({"ly-do": prose, "ho-ten": name}, form)
    assert prose in told
    assert name in told


_ANY = st.text(st.characters(exclude_categories=["Cn"]), max_size=200)


@given(_ANY, _ANY)
@example("".join(map(chr, range(32))), "\ud800 \ufffe")
@settings(max_examples=60, deadline=None)
def test_any_text_is_printed_and_none_is_obeyed(line: str, prose: str) -> None:
    sheet = lay_out(letter(), {"ho-ten": line, "ly-do": prose})
    told = run_together(words_in(letter_pdf(sheet), LetterForm.PDF))
    for text in (line, *prose.splitlines()):
        assert run_together(drawable(text)) in told
    assert "Tôixintrântrọngcảmơn." in told


@given(_ANY, _ANY)
@example("".join(map(chr, range(32))), "\ud800 \ufffe")
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_changed_in_word(line: str, prose: str) -> None:
    sheet = lay_out(letter(), {"ho-ten": line, "ly-do": prose})
    told = run_together(drawable(words_in(letter_docx(sheet), LetterForm.DOCX)))
    for text in (line, *prose.splitlines()):
        assert run_together(drawable(text)) in told
    assert "Tôixintrântrọngcảmơn." in told


def test_word_keeps_the_letters_of_another_script() -> None:
    assert "tên 中文" in said({"ho-ten": "tên 中文"}, LetterForm.DOCX)
    assert "tên □□" in said({"ho-ten": "tên 中文"}, LetterForm.PDF)


@FORMS
def test_every_letter_of_the_catalogue_can_be_filled_by_hand(
    catalogue: list[ProcedureContent], form: LetterForm
) -> None:
    for procedure in catalogue:
        for each in procedure.letters:
            told = words_in(file_of(lay_out(each, {}), form), form)
            plain = "".join(re.split(r"[\s.…]", told))
            for paragraph in (each.title, *each.to, *each.body, *each.enclosed):
                for _, words in pieces(paragraph):
                    assert "".join(re.split(r"[\s.…]", words)) in plain, (procedure.id, words)
            assert "{" not in told, procedure.id


@FORMS
def test_the_same_values_give_the_same_file(form: LetterForm) -> None:
    sheet = lay_out(letter(), TOLD)
    assert file_of(sheet, form) == file_of(sheet, form)


def test_the_pdf_is_a4_and_knows_its_name_and_language() -> None:
    document = PdfReader(io.BytesIO(letter_pdf(lay_out(letter(), TOLD))))
    (page,) = document.pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    assert document.metadata is not None
    assert (document.metadata.title, document.metadata.author) == (
        "ĐƠN XIN CHUYỂN TRƯỜNG",
        "Motcua",
    )
    assert document.trailer["/Root"]["/Lang"] == "vi-VN"


def test_the_document_of_word_tells_nothing_of_a_person_outside_its_text() -> None:
    content = letter_docx(lay_out(letter(), TOLD))
    told = docx.Document(io.BytesIO(content)).core_properties
    assert (told.title, told.author, told.language) == (
        "ĐƠN XIN CHUYỂN TRƯỜNG",
        "Motcua",
        "vi-VN",
    )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        holding = [name for name in archive.namelist() if "Quỳnh" in archive.read(name).decode()]
    assert holding == ["word/document.xml"]


def test_the_document_of_word_is_a4_in_times_for_all_scripts() -> None:
    document = docx.Document(io.BytesIO(letter_docx(lay_out(letter(), {}))))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (round(section.left_margin.mm), round(section.right_margin.mm)) == (30, 15)
    style = document.styles["Normal"].element.xml
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        assert f'w:{script}="Times New Roman"' in style
    assert 'w:lang w:val="vi-VN"' in style


def test_a_blank_at_the_end_of_a_line_is_a_tab_with_dots() -> None:
    document = docx.Document(io.BytesIO(letter_docx(lay_out(letter(), {}))))
    (reason,) = [each for each in document.paragraphs if each.text.startswith("Lý do:")]
    (stop,) = reason.paragraph_format.tab_stops
    assert stop.leader is WD_TAB_LEADER.DOTS
    assert stop.alignment is WD_TAB_ALIGNMENT.RIGHT
    assert round(stop.position.mm) == 165
    assert reason.text.endswith("\t")


@FORMS
def test_an_organisation_writes_under_its_name_and_number(form: LetterForm) -> None:
    told = words_in(file_of(lay_out(letter(writer=Writer.ORGANISATION), TOLD), form), form)
    for text in ("TÊN CƠ QUAN, TỔ CHỨC", "Số: ……/……", "(Ký tên, đóng dấu)", "Nơi nhận:"):
        assert text in told
    assert "Nơi nhận:" not in said(TOLD, form)


@pytest.mark.parametrize("lines", range(20, 34))
def test_no_signature_stands_alone_on_a_page(lines: int) -> None:
    paragraphs = tuple(f"Dòng thứ {n}." for n in range(lines))
    long = letter(fields=(NAME,), to=("Sở",), body=("{ho-ten}", *paragraphs), enclosed=())
    pages = pages_of(letter_pdf(lay_out(long, {})))
    assert f"Dòng thứ {lines - 2}. Dòng thứ {lines - 1}. Người làm đơn" in pages[-1]
    assert [page.startswith("2 ") for page in pages[1:]] == [True] * (len(pages) - 1)


@pytest.mark.parametrize("lines", range(20, 34))
def test_what_is_enclosed_keeps_its_heading(lines: int) -> None:
    paragraphs = tuple(f"Dòng thứ {n}." for n in range(lines))
    long = letter(fields=(NAME,), to=("Sở",), body=("{ho-ten}", *paragraphs))
    (page,) = [page for page in pages_of(letter_pdf(lay_out(long, {}))) if "Học bạ" in page]
    assert "Hồ sơ gửi kèm: - Học bạ" in page


def test_a_letter_beyond_all_measure_is_refused() -> None:
    with pytest.raises(PaperTooLong):
        letter_pdf(lay_out(letter(), {"ly-do": "a " * LONGEST}))
