"""All twelve facets of all 61 procedures, each asked for by the procedure's official name."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from actions.clock import today
from actions.reply import Kind, ProcedureMessage, Reply
from actions.wording import day
from knowledge.catalogue_files import CATALOGUE, read_directory
from knowledge.content import (
    Conditions,
    Documents,
    FacetContent,
    Forms,
    Knowledge,
    LegalBasis,
    ProcedureContent,
    Standing,
    Steps,
    Where,
)
from knowledge.facets import Facet
from knowledge.repository import version_on
from tests.auxil.citizen import Citizen, words
from tests.auxil.installation import Installation

pytestmark = [pytest.mark.stack, pytest.mark.timeout(1200)]

QUESTIONS = {
    Facet.OVERVIEW: "Tôi muốn làm thủ tục này thì làm thế nào: {name}",
    Facet.DOCUMENTS: "Cần những giấy tờ gì để làm thủ tục: {name}",
    Facet.PROCESSING_TIME: "Bao lâu thì giải quyết xong thủ tục: {name}",
    Facet.FEE: "Lệ phí bao nhiêu tiền khi làm thủ tục: {name}",
    Facet.STEPS: "Trình tự các bước thực hiện thủ tục: {name}",
    Facet.WHERE: "Nộp hồ sơ ở đâu khi làm thủ tục: {name}",
    Facet.ONLINE: "Có nộp trực tuyến qua mạng được không, thủ tục: {name}",
    Facet.CONDITIONS: "Điều kiện là gì để được làm thủ tục: {name}",
    Facet.FORMS: "Dùng mẫu đơn nào cho thủ tục: {name}",
    Facet.LEGAL_BASIS: "Căn cứ pháp lý của thủ tục: {name}",
    Facet.RESULT: "Kết quả nhận được là gì sau khi làm thủ tục: {name}",
    Facet.WINDOW: "Khi nào thì được nộp hồ sơ cho thủ tục: {name}",
}
AT_ONCE = 4
CATALOGUE_OF_61 = read_directory(CATALOGUE)


def _ask(url: str, question: str) -> Reply:
    with Citizen(url) as someone:
        return someone.says(question)


def test_every_facet_of_every_procedure_is_told(installation: Installation) -> None:
    asked = [
        (procedure, facet, question.format(name=procedure.name))
        for procedure in CATALOGUE_OF_61
        for facet, question in QUESTIONS.items()
    ]
    assert len(asked) == 61 * 12
    with ThreadPoolExecutor(AT_ONCE) as pool:
        replies = list(pool.map(lambda each: _ask(installation.url, each[2]), asked))
    failures = [
        f"{procedure.id:2} {facet:16} {problem}\n      {question}"
        for (procedure, facet, question), reply in zip(asked, replies, strict=True)
        for problem in _problems(procedure, facet, reply)
    ]
    assert not failures, f"{len(failures)} of {len(asked)}:\n" + "\n".join(failures)


def _problems(procedure: ProcedureContent, facet: Facet, reply: Reply) -> Iterator[str]:
    """What is wrong with `reply` as the answer to one facet of one procedure."""
    outcome = reply.outcome
    if outcome.kind is not Kind.ANSWER or outcome.procedures != (procedure.id,):
        yield f"{outcome.kind} {list(outcome.procedures or outcome.candidates)}"
        return
    if facet not in outcome.facets or len(outcome.facets) > 2:
        yield f"told {', '.join(outcome.facets)}"
        return
    told = [m for m in reply.messages if isinstance(m, ProcedureMessage) and m.facet is facet]
    if len(told) != 1 or told[0].procedure != procedure.id:
        yield "no message of its own"
        return
    text = words(told[0].text)
    for wanted in _must_say(procedure, facet):
        if words(wanted) not in text:
            yield f"does not say {wanted!r}"
    if not told[0].sources or told[0].sources[0].document not in text or "Nguồn" not in text:
        yield "names no source"
    if told[0].as_of != today() or day(today()) not in text:
        yield "has no date"


def _must_say(procedure: ProcedureContent, facet: Facet) -> Iterator[str]:
    """What the catalogue has for today: the content, or honestly why there is none."""
    version = version_on(procedure, today())
    if version.standing is Standing.ABOLISHED:
        yield f"đã bãi bỏ từ {day(version.in_force_from)}"
        yield version.note or ""
        return
    assert version.facets
    content = version.facets.of(facet)
    if content.knowledge is Knowledge.KNOWN:
        yield from _content(content)
    else:
        yield content.reason or ""


def _content(content: FacetContent) -> Iterator[str]:
    match content:
        case Documents() | Forms():
            yield from (item.name for item in content.items)
        case Steps():
            yield from content.items
        case Conditions():
            yield from (item.text for item in content.items)
        case LegalBasis():
            yield from (item.number for item in content.items)
        case Where():
            yield content.place or ""
        case _:
            yield getattr(content, "text", None) or ""
