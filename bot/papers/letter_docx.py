"""Writes a letter as DOCX, to be changed in Word or LibreOffice."""

import io
import zipfile
from datetime import datetime
from typing import Final

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from bot.papers import phrases
from bot.papers.letter_look import (
    BODY,
    FOOT,
    INDENT,
    TITLE,
    WIDTH,
    add,
    draw_rule,
    number_page,
    set_up,
    write,
)
from bot.papers.letter_sheet import LetterSheet, RunKind
from knowledge.letters import Writer

_MADE: Final = datetime(2026, 1, 1)  # the file has no place for a zone
"""The day that the file says it was made: always the same, so that it tells nothing."""
_OLDEST: Final = (1980, 1, 1, 0, 0, 0)
"""What a zip archive calls the day of a file without one."""

_CENTER: Final = WD_ALIGN_PARAGRAPH.CENTER
_MOTTO_WIDTH: Final = Mm(60)
"""Of the motto in 14 points bold; at 13 it is a fourteenth narrower."""
_OFFICE_WIDTH: Final = Mm(61)
_TO_THE_MARGIN: Final = Mm(-1.9)
"""Out of the empty edge that Word gives a cell."""


def letter_docx(sheet: LetterSheet) -> bytes:
    """Return `sheet` as a document of Word; the same values give the same bytes.

    Every value is text of a run: no field, no link, no markup can come of it.
    """
    document = docx.Document()
    _describe(document, sheet.title)
    section = set_up(document)
    for footer in (section.footer, section.first_page_footer):
        footer.paragraphs[0].style = document.styles[FOOT]
        footer.paragraphs[0].add_run(sheet.note)
    number_page(section.header.paragraphs[0])
    if sheet.writer is Writer.ORGANISATION:
        _office_head(document)
    else:
        _citizen_head(document)
    add(document, sheet.title, style=TITLE)
    _addressees(document, sheet)
    _told(document, sheet)
    _signature(document, sheet)
    return _packed(document)


def _describe(document: Document, title: str) -> None:
    told = document.core_properties
    told.title, told.author, told.last_modified_by = title[:255], "Motcua", "Motcua"
    told.comments, told.language, told.revision = "", "vi-VN", 1
    told.created = told.modified = _MADE
    relations = document.part.package.rels
    for key in [key for key, each in relations.items() if each.reltype.endswith("/thumbnail")]:
        del relations[key]  # a picture of the empty page that all documents begin as


def _citizen_head(document: Document) -> None:
    _national(document, WIDTH, 13)
    dated = add(document, phrases.PLACE_AND_DATE, italic=True, alignment=WD_ALIGN_PARAGRAPH.RIGHT)
    dated.paragraph_format.space_before = Pt(8)


def _office_head(document: Document) -> None:
    table = _table(document, (_OFFICE_WIDTH, Length(WIDTH - _OFFICE_WIDTH)), rows=2)
    office, nation = table.rows[0].cells
    add(office, phrases.OFFICE, bold=True, size=12, alignment=_CENTER)
    add(office, "." * 44, alignment=_CENTER)
    _national(nation, Length(WIDTH - _OFFICE_WIDTH - Mm(4)), 12)
    number, dated = table.rows[1].cells
    add(number, phrases.OFFICE_NUMBER, alignment=_CENTER)
    add(dated, phrases.PLACE_AND_DATE, italic=True, alignment=_CENTER)
    _drop_first_paragraphs(table)


def _national(place: Document | _Cell, width: Length, size: int) -> None:
    nation = add(place, phrases.NATION, bold=True, size=size, alignment=_CENTER)
    motto = add(place, phrases.MOTTO, bold=True, size=size + 1, alignment=_CENTER)
    for paragraph in (nation, motto):
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = 1.0
    draw_rule(place, Length((width - _MOTTO_WIDTH * (size + 1) // 14) // 2))


def _addressees(document: Document, sheet: LetterSheet) -> None:
    if len(sheet.to) == 1:
        (line,) = sheet.to
        paragraph = add(document, f"{phrases.TO} ")
        write(paragraph, line)
        if any(run.kind is RunKind.LEADER for run in line):
            paragraph.paragraph_format.left_indent = Mm(20)
        else:
            paragraph.alignment = _CENTER
    else:
        paragraph = add(document, phrases.TO)
        paragraph.paragraph_format.left_indent = INDENT
        for line in sheet.to:
            paragraph = add(document, "- ")
            paragraph.paragraph_format.left_indent = Mm(32)
            paragraph.paragraph_format.first_line_indent = Mm(-2.5)
            write(paragraph, line)
    paragraph.paragraph_format.space_after = Pt(8)


def _told(document: Document, sheet: LetterSheet) -> None:
    """Write the body; its last two lines stay on the page of the signature."""
    written: list[Paragraph] = []
    for line in sheet.body:
        written.append(add(document, style=BODY))
        write(written[-1], line)
    if sheet.enclosed:
        written.append(add(document, phrases.ENCLOSED, style=BODY))
        written[-1].paragraph_format.keep_with_next = True
    for each in sheet.enclosed:
        written.append(add(document, f"- {each}", style=BODY))
        written[-1].paragraph_format.left_indent = Mm(12.5)
        written[-1].paragraph_format.first_line_indent = Mm(-2.5)
    for paragraph in written[-2:]:
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.keep_together = True


def _signature(document: Document, sheet: LetterSheet) -> None:
    half = Length(WIDTH // 2)
    table = _table(document, (half, half), rows=1)
    copies, signed = table.rows[0].cells
    if sheet.writer is Writer.ORGANISATION:
        for at, text in enumerate((phrases.COPIES, *phrases.COPIES_TO)):
            paragraph = add(copies, text, bold=at == 0, size=11 if at else 12)
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.paragraph_format.space_before = Pt(0 if at else 10)
            paragraph.paragraph_format.left_indent = _TO_THE_MARGIN
        _drop_first_paragraphs(table, cells=(copies,))
    signer = add(signed, sheet.signer, bold=True, alignment=_CENTER).paragraph_format
    signer.space_before, signer.space_after, signer.line_spacing = Pt(10), Pt(0), 1.0
    manner = add(signed, sheet.manner, italic=True, alignment=_CENTER).paragraph_format
    manner.space_after, manner.line_spacing = Pt(54), 1.0
    _drop_first_paragraphs(table, cells=(signed,))
    end = add(document).paragraph_format  # Word wants a paragraph after a table
    end.space_after, end.line_spacing = Pt(0), Pt(1)


def _table(document: Document, widths: tuple[Length, ...], rows: int) -> Table:
    """Return a table without lines whose rows stay whole."""
    table: Table = document.add_table(rows, len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    return table


def _drop_first_paragraphs(table: Table, cells: tuple[_Cell, ...] = ()) -> None:
    """Take away the empty paragraph with which each cell begins."""
    for cell in cells or [cell for row in table.rows for cell in row.cells]:
        first = cell.paragraphs[0]._p
        cell._tc.remove(first)


def _packed(document: Document) -> bytes:
    """Return `document` as a file in which nothing tells when it was made."""
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with (
        zipfile.ZipFile(saved) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _OLDEST)
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return packed.getvalue()
