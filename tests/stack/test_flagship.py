"""The parent whose child moves to Đông Hà: the question that everything else is built for."""

import pytest

from actions.clock import today
from actions.reply import Kind
from actions.wording import day
from knowledge.catalogue_files import CATALOGUE, read_file
from knowledge.content import Documents, Knowledge
from knowledge.facets import Facet
from knowledge.folding import fold
from knowledge.repository import version_on
from tests.auxil.citizen import Citizen, only, words

pytestmark = [pytest.mark.stack, pytest.mark.timeout(1200)]

QUESTION = "con tôi học lớp 10 muốn chuyển trường về Đông Hà thì cần giấy tờ gì"
FOLLOW_UP = "thế lệ phí bao nhiêu?"
TRANSFER = 3


def papers() -> Documents:
    facets = version_on(read_file(CATALOGUE / "03.yml"), today()).facets
    assert facets
    return facets.documents


def test_there_are_three_papers_to_tell() -> None:
    assert [paper.name.split(" của ")[0] for paper in papers().items] == [
        "Đơn xin chuyển trường",
        "Bảng tổng hợp kết quả đánh giá rèn luyện và học tập",
        "Kế hoạch giáo dục cá nhân",
    ]


@pytest.mark.parametrize(
    "question",
    [QUESTION, QUESTION.upper(), fold(QUESTION), "  " + QUESTION.replace(" ", "   ") + " ???"],
    ids=["with diacritics", "shouted", "without diacritics", "carelessly spaced"],
)
def test_the_parent_learns_which_papers_to_bring(citizen: Citizen, question: str) -> None:
    reply = citizen.says(question)
    assert reply.outcome.kind is Kind.ANSWER
    assert reply.outcome.procedures == (TRANSFER,)
    assert reply.outcome.facets == (Facet.DOCUMENTS,)
    told = only(reply)
    assert [item.name for item in told.items] == [paper.name for paper in papers().items]
    text = words(told.text)
    for number, paper in enumerate(papers().items, start=1):
        assert f"{number}. **{paper.name}**" in text
    assert [s.document for s in told.sources] == [s.document for s in papers().sources]
    assert "Thông tư 15/2026/TT-BGDĐT" in text
    assert told.as_of == today()
    assert f"tra ngày {day(today())}" in text
    assert not told.confirmed
    assert "Chưa được Sở xác nhận" in text


def test_with_and_without_diacritics_is_the_same_question(citizen: Citizen) -> None:
    assert citizen.says(QUESTION).messages == citizen.says(fold(QUESTION)).messages


@pytest.mark.parametrize("spelled", [str, fold], ids=["with diacritics", "without"])
def test_the_fee_is_then_that_of_the_same_procedure(citizen: Citizen, spelled: type[str]) -> None:
    citizen.says(spelled(QUESTION))
    reply = citizen.says(spelled(FOLLOW_UP))
    assert reply.outcome.kind is Kind.ANSWER
    assert reply.outcome.procedures == (TRANSFER,)
    assert reply.outcome.facets == (Facet.FEE,)
    facets = version_on(read_file(CATALOGUE / "03.yml"), today()).facets
    assert facets
    assert facets.fee.knowledge is Knowledge.UNKNOWN
    assert facets.fee.reason
    assert facets.fee.reason in words(only(reply).text)
    assert "chỉ để tham khảo" in words(only(reply).text)
