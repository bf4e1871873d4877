"""A small procedure in the workbook, and what an officer's edit of it comes to."""

from collections.abc import Callable
from typing import Any

from knowledge.content import (
    Case,
    CaseAnswer,
    Condition,
    Conditions,
    Documents,
    Paper,
    ProcedureContent,
    QuestionAnswer,
    Steps,
)
from knowledge.editing.sections import content_of
from knowledge.workbook import phrases
from knowledge.workbook.changes import Change, applied
from knowledge.workbook.comparing import Comparison
from tests.auxil.procedures import HIGH, facets, procedure, version
from tests.auxil.workbooks import Edited, edited

PAPERS = (
    Paper(name="Đơn", quantity=1, form="bản chính", source="Điều 4"),
    Paper(name="Học bạ", when="nếu có", only={"loai": ("thpt",)}, source="Điều 5"),
)
STEPS = ("Nộp hồ sơ.", "Chờ hẹn.", "Nhận kết quả.")
CASE = Case(
    key="loai",
    question="Loại gì?",
    answers=(CaseAnswer(key="thpt", answer="THPT", effect="Được."),),
)
NAME, BOARD, STEP, ALIAS = "Tên giấy tờ", "Nội dung", "Bước", "Tên gọi khác"


def made(**changes: Any) -> ProcedureContent:
    told = {
        "documents": Documents(items=PAPERS, sets=1, **HIGH),
        "steps": Steps(items=STEPS, **HIGH),
        "conditions": Conditions(items=(Condition(text="Có bằng.", source="Điều 4"),), **HIGH),
    }
    return procedure(
        version(facets=facets(**{**told, **changes})),
        cases=(CASE,),
        aliases=("xin lại bằng", "mất bằng"),
        questions=(QuestionAnswer(q="Mấy ngày?", a="10 ngày."),),
    )


PLAIN = made()


def after(edit: Callable[[Edited], object], of: ProcedureContent = PLAIN) -> Comparison:
    return edited([of], edit)


def one(edit: Callable[[Edited], object]) -> Change:
    found = after(edit)
    assert found.refused == ()
    (only,) = found.changes
    return only


def refusal(edit: Callable[[Edited], object]) -> tuple[str, int, str, str]:
    found = after(edit)
    assert found.changes == ()
    (only,) = found.refused
    return only.sheet, only.line, only.column, only.reason


def answer(book: Edited, facet: str) -> int:
    (line,) = book.lines(phrases.ANSWERS, 61, **{phrases.QUESTION: facet})
    return line


def content(change: Change) -> dict[str, Any]:
    return content_of(PLAIN, PLAIN.versions[0], change.section)


def taken(*changes: Change) -> dict[str, Any]:
    return applied(content(changes[0]), changes)
