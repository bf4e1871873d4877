"""A letter made up for tests, what is told for it, and what a file of it says."""

import io

import docx
from pypdf import PdfReader

from actions.letters.addresses import LetterForm
from bot.papers.letter_docx import letter_docx
from bot.papers.letter_pdf import letter_pdf
from bot.papers.letter_sheet import LetterSheet
from knowledge.letters import FieldKind, Letter, LetterField

NAME = LetterField(key="ho-ten", label="Họ tên", ask="Họ tên?", kind=FieldKind.NAME)
BORN = LetterField(key="ngay-sinh", label="Ngày sinh", ask="Ngày sinh?", kind=FieldKind.DAY)
SCHOOL = LetterField(key="truong-den", label="Trường", ask="Trường nào?")
REASON = LetterField(key="ly-do", label="Lý do", ask="Vì sao?", kind=FieldKind.PROSE)
TOLD = {
    "ho-ten": "Nguyễn Thị Quỳnh Như",
    "ngay-sinh": "05/3/2010",
    "truong-den": "Trường THPT Đông Hà",
    "ly-do": "Gia đình chuyển chỗ ở.\nTrường cũ cách nhà hơn hai mươi cây số.",
}
_FOOT = "Bản gợi ý do Motcua"


def letter(**changes: object) -> Letter:
    """Return a short letter, some of it changed."""
    plain = {
        "key": "don-xin-chuyen-truong",
        "title": "ĐƠN XIN CHUYỂN TRƯỜNG",
        "to": ("Hiệu trưởng {truong-den}",),
        "fields": (NAME, BORN, SCHOOL, REASON),
        "body": (
            "Tôi tên là: {ho-ten}; sinh ngày {ngay-sinh}.",
            "Lý do: {ly-do}",
            "Tôi xin trân trọng cảm ơn.",
        ),
        "enclosed": ("Học bạ (bản chính)", "Giấy khai sinh"),
        "signer": "Người làm đơn",
        "source": "Thông tư 15/2026/TT-BGDĐT",
    }
    return Letter.model_validate({**plain, **changes})


def file_of(sheet: LetterSheet, form: LetterForm) -> bytes:
    """Return `sheet` as a file."""
    return letter_docx(sheet) if form is LetterForm.DOCX else letter_pdf(sheet)


def words_in(content: bytes, form: LetterForm) -> str:
    """Return all that a file says in one line, without soft breaks and dots to write on."""
    told = _docx_words(content) if form is LetterForm.DOCX else _pdf_words(content)
    return " ".join(told.replace("\u200b", "").split())


def pages_of(content: bytes) -> list[str]:
    """Return what each page of a PDF says."""
    pages = PdfReader(io.BytesIO(content)).pages
    return [" ".join(page.extract_text().replace("\u200b", "").split()) for page in pages]


def _pdf_words(content: bytes) -> str:
    """What it says, without the numbers of the pages and all but the last of their feet."""
    first, *more = pages_of(content)
    pages = [first, *(page.lstrip("0123456789") for page in more)]
    *before, last = pages
    return " ".join([*(page[: page.rindex(_FOOT)] for page in before), last])


def _docx_words(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [
        paragraph.text
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
    ]
    footer = [paragraph.text for paragraph in document.sections[0].first_page_footer.paragraphs]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells, *footer])
