"""Checklists made up for tests: a short one, a long one, and one without papers."""

from collections.abc import Mapping
from datetime import date

from actions.checklist import Checklist, Given, Section, ToBring
from knowledge.content import ProcedureContent
from knowledge.repository import version_on

LINK = "https://motcua.example.vn/?thu-tuc=3"
LONG_NAME = (
    "Giấy giới thiệu chuyển trường do trưởng phòng giáo dục và đào tạo (đối với cấp trung học "
    "cơ sở), giám đốc Sở Giáo dục và Đào tạo (đối với cấp trung học phổ thông) nơi đi cấp"
)


def checklist(**changes: object) -> Checklist:
    """Return a short checklist of procedure 3, some of it changed."""
    plain = {
        "procedure": 3,
        "title": "Chuyển trường đối với học sinh trung học phổ thông",
        "given": (),
        "cautions": (),
        "sets": 1,
        "papers": (
            ToBring(name="Đơn xin chuyển trường", note="1 bản chính"),
            ToBring(name="Học bạ", note="1 bản chính"),
        ),
        "sections": (Section(title="Lệ phí", lines=("Không thu phí.",)),),
        "sources": ("Quyết định 51/2002/QĐ-BGDĐT, Điều 5",),
        "in_force_from": date(2021, 1, 19),
        "as_of": date(2026, 11, 23),
        "confirmed": True,
    }
    return Checklist(**{**plain, **changes})


def long_checklist() -> Checklist:
    """Return one with all that a checklist can have."""
    return checklist(
        given=(
            Given(
                question="Con bạn chuyển trường trong tỉnh hay từ tỉnh khác đến?",
                answer="Từ tỉnh khác đến Quảng Trị",
                effect="Cần thêm giấy giới thiệu của Sở nơi đi.",
            ),
            Given(question="Trường nơi đến là trường gì?", answer="Công lập", effect=""),
        ),
        cautions=("Thông tư 50/2021/TT-BGDĐT có thể đã thay quy định này.",),
        papers=(
            ToBring(name="Đơn xin chuyển trường", note="1 bản chính"),
            ToBring(name=LONG_NAME, note="1 bản chính", if_="Khi chuyển từ tỉnh khác đến"),
            *(ToBring(name=f"Giấy tờ khác số {n}", note="1 bản sao") for n in range(1, 13)),
        ),
        sections=(
            Section(
                title="Các bước",
                numbered=True,
                lines=(
                    "Nộp hồ sơ tại https://dichvucong.quangtri.gov.vn/thu-tuc?ma=1.000270.",
                    "Nhận kết quả tại trường nơi đến.",
                ),
            ),
            Section(title="Nơi nộp", lines=("Trường nơi đến.", "Qua bưu chính công ích.")),
            Section(title="Thời hạn giải quyết", lines=("Không quy định.",)),
        ),
        confirmed=False,
    )


def empty_checklist() -> Checklist:
    """Return that of a procedure that is no more."""
    return checklist(
        cautions=("Thủ tục này đã bãi bỏ từ ngày 01/7/2022.",),
        sets=None,
        papers=(),
        papers_unknown="Thủ tục đã bãi bỏ nên không còn giấy tờ phải nộp.",
        sections=(),
        sources=(),
        confirmed=False,
    )


def compose(procedure: ProcedureContent, answers: Mapping[str, str], on: date) -> Checklist:
    """Stand in for the real one: the title, the day and the answers are enough to tell apart."""
    cases = {case.key: case for case in procedure.cases}
    given = tuple(
        Given(
            question=cases[key].question,
            answer=next(a.answer for a in cases[key].answers if a.key == answer),
            effect="",
        )
        for key, answer in answers.items()
    )
    title = version_on(procedure, on).title
    return checklist(procedure=procedure.id, title=title, given=given, as_of=on)
