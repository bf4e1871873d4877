"""How a letter looks in Word: the page, the fonts, the lines and blanks it is made of."""

import re
from typing import Final

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from bot.papers.letter_sheet import Line, RunKind

WIDTH: Final = Mm(165)
"""Of the text: A4 less the margins of Nghị định 30/2020/NĐ-CP."""
INDENT: Final = Mm(10)

FOOT: Final = "Letter foot"
TITLE: Final = "Letter title"
BODY: Final = "Letter body"

_FONT: Final = "Times New Roman"
_SIZE: Final = Pt(13)
_GREY: Final = RGBColor(0x61, 0x61, 0x61)
_DOTS: Final = {RunKind.GAP: "." * 35, RunKind.COUNT: "." * 16}
"""As wide as on the PDF: 4 cm and 1.8 cm. A line of full stops doesn't break."""
_BLANKS: Final = {*_DOTS, RunKind.LEADER}
_LEAST: Final = "." * 20
"""Room that a blank at the end of a line has at least; else it begins a new line."""

_LONG_WORD: Final = re.compile(r"\S{24}")


def set_up(document: Document) -> Section:
    """Give `document` its page, styles and language; return its only section."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(8)
    section.different_first_page_header_footer = True
    _say_whose_format(document)
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _set_font(normal)
    normal.font.size = _SIZE
    normal.paragraph_format.space_after = Pt(3)
    normal.paragraph_format.line_spacing = 1.1
    title = _style(document, TITLE)
    title.font.size, title.font.bold = Pt(14), True
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(12), Pt(8)
    title.paragraph_format.line_spacing = 1.0
    title.paragraph_format.keep_with_next = True
    body = _style(document, BODY)
    body.paragraph_format.first_line_indent = INDENT
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    foot = _style(document, FOOT)
    foot.font.size, foot.font.color.rgb = Pt(8), _GREY
    foot.paragraph_format.space_after, foot.paragraph_format.line_spacing = Pt(0), 1.0
    return section


def add(
    place: Document | _Cell,
    text: str = "",
    *,
    bold: bool = False,
    italic: bool = False,
    size: float | None = None,
    alignment: WD_ALIGN_PARAGRAPH | None = None,
    style: str | None = None,
) -> Paragraph:
    """Return a new paragraph of `text` at the end of `place`; `size` in points."""
    paragraph = place.add_paragraph(style=style)
    if text:
        run = paragraph.add_run(text)
        run.bold, run.italic = bold or None, italic or None
        if size:
            run.font.size = Pt(size)
    if alignment is not None:
        paragraph.alignment = alignment
    return paragraph


def write(paragraph: Paragraph, line: Line) -> None:
    """Add `line` to `paragraph`; a leader becomes a tab with dots up to the right margin."""
    alone = len(line) == 1
    for run in line:
        if run.kind is RunKind.LEADER:
            paragraph.add_run("\t" if alone else f"{_LEAST}\t")
            paragraph.paragraph_format.tab_stops.add_tab_stop(
                WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
            )
        else:
            paragraph.add_run(_DOTS.get(run.kind, run.text))
    if alone and line[0].kind is RunKind.LEADER:
        paragraph.paragraph_format.first_line_indent = Mm(0)
    if any(run.kind in _BLANKS or _LONG_WORD.search(run.text) for run in line):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT  # else the words are drawn far apart


def draw_rule(place: Document | _Cell, inset: Length) -> None:
    """Add a line across `place`, shorter by `inset` on either side."""
    paragraph = add(place)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = inset
    form.space_before, form.space_after, form.line_spacing = Pt(1), Pt(0), Pt(2)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    # The order of these elements is part of the format.
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def number_page(paragraph: Paragraph) -> None:
    """Let `paragraph` say the number of its page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = paragraph.add_run("2")
    field.append(run._r)
    paragraph._p.append(field)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _say_whose_format(document: Document) -> None:
    """Name the language, and Word 2013 or later: else Word shows "Compatibility Mode"."""
    settings = document.settings.element
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "vi-VN")
        language.set(qn("w:eastAsia"), "vi-VN")
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    return style


def _set_font(style: ParagraphStyle) -> None:
    """Name the font for every script, or Word takes another for some Vietnamese letters."""
    style.font.name = _FONT
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for theme in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[theme]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), _FONT)
    language = OxmlElement("w:lang")
    for name in ("val", "eastAsia"):
        language.set(qn(f"w:{name}"), "vi-VN")
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(language)
