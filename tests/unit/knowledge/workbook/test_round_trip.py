"""A workbook that comes back as it went out changes nothing, whoever saved it."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings

from knowledge.content import ProcedureContent, QuestionAnswer
from knowledge.workbook import phrases
from knowledge.workbook.changes import How
from knowledge.workbook.sheets import SHEETS, AnySheet, titles
from knowledge.workbook.writing import MANIFEST
from tests.auxil.procedures import procedure, procedures
from tests.auxil.workbooks import Edited, compared, fixture, now_of, written


@pytest.fixture(scope="module")
def whole(catalogue: list[ProcedureContent]) -> bytes:
    return written(catalogue)


def test_the_whole_catalogue_comes_back_unchanged(
    catalogue: list[ProcedureContent], whole: bytes
) -> None:
    found = compared(whole, catalogue)
    assert (found.changes, found.refused, found.notes) == ((), (), ())
    assert found.count > 2000


def test_saved_by_openpyxl_it_still_changes_nothing(
    catalogue: list[ProcedureContent], whole: bytes
) -> None:
    found = compared(Edited(whole).saved(), catalogue)
    assert (found.changes, found.refused, found.notes) == ((), (), ())


def test_saved_by_libreoffice_only_what_was_edited_is_changed() -> None:
    """LibreOffice 7.4 saved the file, in which a step was edited and a name added."""
    plain = procedure(aliases=("xin lại bằng",))
    found = compared(fixture("workbook-libreoffice.xlsx"), [plain])
    assert found.refused == found.notes == ()
    step, name = found.changes
    assert (step.sheet.title, step.how) == (phrases.STEPS, How.CHANGED)
    assert (step.cells[0].old, step.cells[0].new) == ("Nộp hồ sơ.", "Nộp hồ sơ cho Sở.")
    assert (name.how, name.values) == (How.ADDED, {"text": "mất bằng"})


def test_every_procedure_and_facet_has_its_rows(
    catalogue: list[ProcedureContent], whole: bytes
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(whole))
    assert book.sheetnames == [phrases.GUIDE, *(sheet.title for sheet in SHEETS), MANIFEST]
    assert book[MANIFEST].sheet_state == "veryHidden"
    told = [version for _, version in now_of(catalogue).values() if version.facets]
    assert book[phrases.ANSWERS].max_row == 1 + 12 * len(told)
    assert book[phrases.NAMES].max_row == 1 + sum(len(each.aliases) for each in catalogue)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title)
def test_headings_stay_and_can_be_told_apart(sheet: AnySheet) -> None:
    plain = procedure(aliases=("xin lại bằng",), questions=(QuestionAnswer(q="a", a="b"),))
    target = openpyxl.load_workbook(io.BytesIO(written([plain])))[sheet.title]
    heads = [cell.value for cell in target[1]]
    assert heads == list(titles(sheet))
    assert len({head.casefold() for head in heads}) == len(heads)
    assert target.freeze_panes == "D2"
    assert target.auto_filter.ref.startswith("A1:")
    assert all(target.cell(2, at).alignment.wrap_text for at in range(2, len(heads) + 1))


def test_choices_are_offered_in_lists() -> None:
    target = openpyxl.load_workbook(io.BytesIO(written([procedure()])))[phrases.ANSWERS]
    offered = {each.formula1 for each in target.data_validations.dataValidation}
    assert '"Có câu trả lời,Pháp luật không quy định,Chưa rõ"' in offered
    assert '"Cao,Vừa,Thấp"' in offered
    assert all(len(each) <= 257 for each in offered)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t="])
def test_words_that_look_like_formulas_stay_words(
    catalogue: list[ProcedureContent], sign: str
) -> None:
    harm = f"{sign}HYPERLINK(A1)"
    asked = QuestionAnswer(q=harm, a=harm)
    three = catalogue[2].model_copy(update={"questions": (asked,), "aliases": (harm,)})
    content = written([three])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = b"".join(archive.read(name) for name in archive.namelist() if "sheet" in name)
    assert b"<f>" not in parts
    target = openpyxl.load_workbook(io.BytesIO(content))[phrases.QUESTIONS]
    assert target.cell(2, 4).data_type == "s"
    assert target.cell(2, 4).quotePrefix
    assert compared(content, [three]).changes == ()


@settings(max_examples=30, deadline=None)
@given(procedures())
def test_whatever_the_content_is_it_comes_back(any_one: ProcedureContent) -> None:
    found = compared(written([any_one]), [any_one])
    assert (found.changes, found.refused, found.notes) == ((), (), ())


def test_the_guide_names_the_day() -> None:
    guide = openpyxl.load_workbook(io.BytesIO(written([procedure()])))[phrases.GUIDE]
    told = "\n".join(str(row[0].value) for row in guide.iter_rows())
    assert f"{date(2026, 11, 20):%d/%m/%Y}" in told
    assert "Có 1 thủ tục" in told
