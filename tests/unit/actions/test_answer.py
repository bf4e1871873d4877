"""What is told about a procedure: whole, sourced, dated, and honest about what is not known."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from sqlalchemy import Engine

from actions.answer import tell
from actions.payloads import asking, guiding, writing
from actions.reply import ProcedureMessage
from bot.channels.web.markdown import to_html
from knowledge.content import (
    Condition,
    Conditions,
    Documents,
    Fee,
    Knowledge,
    LawReference,
    LegalBasis,
    Paper,
    ProcedureContent,
    ProcessingTime,
    Source,
    Standing,
    Steps,
    Supersession,
    Text,
    VersionContent,
    Where,
)
from knowledge.database import engine, session
from knowledge.facets import Facet
from knowledge.repository import Repository, version_before, version_on
from tests.auxil.procedures import HIGH, UNKNOWN, facets, procedure, version
from tests.auxil.turns import TODAY

ABOLISHED = {29, 33, *range(35, 43)}
WRITTEN = {1, 2, 3, 4, 5, 7, 57}
"""Procedures whose letter is written together."""
UNCERTAIN = {11, 12, 13, 54, 55, 56}
OLD = {"in_force_to": date(2024, 11, 19)}
NEW = {"in_force_from": date(2024, 11, 20)}

Told = dict[tuple[int, Facet], ProcedureMessage]


@pytest.fixture(scope="module")
def told(filled_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """All that can be told today: 61 procedures, 12 facets of each."""
    copy = shutil.copy(filled_database, tmp_path_factory.mktemp("told") / "motcua.db")
    opened = engine(f"sqlite:///{copy}")
    with session(opened) as reader:
        repository = Repository(reader)
        yield {(p, f): tell(repository, p, f, TODAY) for p in range(1, 62) for f in Facet}
    opened.dispose()


def plain(markdown: str) -> str:
    """Return `markdown` as a citizen reads it."""
    return re.sub(r"\\([^\w\s])", r"\1", markdown)


def told_of(
    database: Engine, made: ProcedureContent, facet: Facet, on: date = TODAY
) -> ProcedureMessage:
    """Return what is told of `facet` when `made` is the procedure in the database."""
    with session(database) as opened:
        Repository(opened).put([made])
        return tell(Repository(opened), made.id, facet, on)


def now(catalogue: list[ProcedureContent], number: int) -> VersionContent:
    return version_on(catalogue[number - 1], TODAY)


def test_everything_can_be_told(told: Told) -> None:
    assert len(told) == 61 * 12
    for (number, facet), message in told.items():
        assert (message.procedure, message.facet, message.as_of) == (number, facet, TODAY)


def test_every_answer_begins_with_the_name_and_ends_with_source_day_and_mark(
    told: Told, catalogue: list[ProcedureContent]
) -> None:
    for (number, facet), message in told.items():
        first, *_, source, mark = plain(message.text).splitlines()
        assert first.startswith(f"**{now(catalogue, number).title}** · "), (number, facet)
        assert source.startswith("*Nguồn"), (number, facet)
        assert re.fullmatch(
            r"\*Quy định áp dụng từ \d{2}/\d{2}/\d{4}, tra ngày 23/11/2026\. "
            r"Chưa được Sở xác nhận\.\*",
            mark,
        ), (number, facet)
        assert not message.confirmed


def test_every_source_is_in_the_text_and_there_is_one(told: Told) -> None:
    for key, message in told.items():
        assert message.sources, key
        last = plain(message.text).splitlines()[-2]
        for source in message.sources:
            assert source.document in last, key
            assert (source.articles or "") in last, key


def test_every_item_is_in_the_text_with_its_note(told: Told) -> None:
    items = 0
    for key, message in told.items():
        text = plain(message.text)
        for item in message.items:
            items += 1
            assert item.name in text, key
            assert (item.note or "") in text, key
    assert items > 400


def test_known_papers_conditions_steps_forms_and_laws_are_items_too(
    told: Told, catalogue: list[ProcedureContent]
) -> None:
    lists = (Facet.DOCUMENTS, Facet.CONDITIONS, Facet.STEPS, Facet.FORMS, Facet.LEGAL_BASIS)
    for number in set(range(1, 62)) - ABOLISHED:
        for facet in lists:
            content = now(catalogue, number).facets.of(facet)
            assert len(told[number, facet].items) == len(content.items)


def test_no_answer_shows_the_machinery_behind_it(told: Told) -> None:
    leftover = re.compile(
        r"\bNone\b|\bnull\b|\{\{|\}\}|\{%|%\}|Undefined|<macro|\bTrue\b|\bFalse\b|\b(not_)?known\b"
        r"|unknown|regulated|\[\]|\(\)|Source\(|datetime|  \n|\n{3}"
    )
    for key, message in told.items():
        assert not leftover.search(message.text), (key, message.text)
        assert message.text == message.text.strip()


def test_no_answer_is_too_long_to_read(told: Told) -> None:
    for key, message in told.items():
        assert 100 < len(message.text) <= 12_000, key


def test_no_date_in_an_answer_is_written_backwards(told: Told) -> None:
    for key, message in told.items():
        assert not re.search(r"\b\d{4}-\d{2}-\d{2}\b", message.text), key


def test_an_abolished_procedure_says_so_and_never_lists_its_old_papers(
    told: Told, catalogue: list[ProcedureContent]
) -> None:
    for number in ABOLISHED:
        before = catalogue[number - 1].versions[0].facets
        for facet in Facet:
            message = told[number, facet]
            assert "**đã bãi bỏ từ 20/11/2024**" in message.text
            assert now(catalogue, number).note in plain(message.text)
            assert message.items == ()
            for paper in before.documents.items:
                assert f"**{paper.name}**" not in plain(message.text)
            for step in before.steps.items:
                assert step not in plain(message.text)


def test_an_abolished_procedure_offers_what_replaced_it_and_a_human(told: Told) -> None:
    assert [button.payload for button in told[29, Facet.DOCUMENTS].buttons] == [
        asking(Facet.OVERVIEW, 28),
        "/handoff",
    ]
    assert [button.payload for button in told[35, Facet.FEE].buttons] == ["/handoff"]


def test_before_it_was_abolished_its_papers_are_told(repository: Repository) -> None:
    message = tell(repository, 29, Facet.DOCUMENTS, date(2024, 11, 19))
    assert "bãi bỏ" not in message.text.split("\n\n")[1]
    assert len(message.items) == 4


def test_an_uncertain_procedure_warns_before_anything_else(told: Told) -> None:
    for number in UNCERTAIN:
        for facet in Facet:
            assert told[number, facet].text.split("\n\n")[1].startswith("⚠️")


def test_what_is_unknown_is_said_to_be_and_old_rules_are_marked_as_old(
    told: Told, catalogue: list[ProcedureContent]
) -> None:
    marked = 0
    for (number, facet), message in told.items():
        version = now(catalogue, number)
        if version.facets is None or version.facets.of(facet).knowledge is not Knowledge.UNKNOWN:
            assert "uy định cũ (đến hết" not in message.text
            continue
        old = version_before(catalogue[number - 1], version).facets.of(facet)
        text = plain(message.text)
        assert version.facets.of(facet).reason in text
        assert message.items == ()
        if old.knowledge is Knowledge.KNOWN:
            marked += 1
            assert "**chỉ để tham khảo**" in text
            assert text.index("chỉ để tham khảo") > text.index(version.facets.of(facet).reason)
            assert "*Nguồn của quy định cũ: " in text
            assert [(one.document, one.articles) for one in message.sources] == [
                (one.document, one.articles) for one in old.sources
            ]
    assert marked > 50


def test_the_next_questions_are_offered_but_not_the_one_just_answered(told: Told) -> None:
    for (number, facet), message in told.items():
        if number not in ABOLISHED:
            offered = [button.payload for button in message.buttons]
            assert offered[-1] == guiding(number)
            letters = [payload for payload in offered if payload == writing(number)]
            written = number in WRITTEN and facet in (Facet.FORMS, Facet.DOCUMENTS)
            assert len(letters) == written
            assert len(set(offered)) == len(offered) == 5 + written
            assert asking(facet, number) not in offered


def test_an_unknown_procedure_is_a_lookup_error(repository: Repository) -> None:
    with pytest.raises(LookupError):
        tell(repository, 62, Facet.FEE, TODAY)


def test_old_papers_are_told_as_old_when_todays_are_not_known(database: Engine) -> None:
    made = procedure(version(**OLD), version(**NEW, facets=facets(documents=Documents(**UNKNOWN))))
    text = told_of(database, made, Facet.DOCUMENTS).text
    assert text.index("Mình chưa có quy định mới.") < text.index("đến hết 19/11/2024")
    assert text.index("chỉ để tham khảo") < text.index("Đơn đề nghị")


def test_what_neither_old_nor_new_rules_say_sends_one_to_ask(database: Engine) -> None:
    nothing = facets(fee=Fee(**UNKNOWN))
    made = procedure(version(**OLD, facets=nothing), version(**NEW, facets=nothing))
    text = told_of(database, made, Facet.FEE).text
    assert "Mình chưa có quy định mới." in text
    assert "Bạn hỏi Sở GD&ĐT hoặc nơi nhận hồ sơ" in text
    assert "tham khảo" not in text


def test_what_the_law_leaves_open_is_told_without_the_old_rule(database: Engine) -> None:
    left_open = ProcessingTime(
        **HIGH, knowledge=Knowledge.NOT_REGULATED, reason="Không ấn định số ngày."
    )
    made = procedure(version(**OLD), version(**NEW, facets=facets(processing_time=left_open)))
    text = told_of(database, made, Facet.PROCESSING_TIME).text
    assert "Không ấn định số ngày." in text
    assert "10 ngày làm việc" not in text


def test_a_confirmed_version_says_who_confirmed_it(database: Engine) -> None:
    message = told_of(database, procedure(version(confirmed=True)), Facet.FEE)
    assert message.confirmed
    assert "Đã được Sở GD&ĐT xác nhận." in message.text
    assert "Chưa được Sở xác nhận" not in message.text


def test_a_law_that_was_replaced_is_flagged_with_what_replaced_it(database: Engine) -> None:
    text = told_of(database, procedure(), Facet.LEGAL_BASIS).text
    assert "đã hết hiệu lực từ sau 19/11/2024, thay bằng 125/2024/NĐ-CP" in text
    text = told_of(database, procedure(), Facet.LEGAL_BASIS, on=date(2024, 11, 19)).text
    assert "hết hiệu lực" not in text


def test_an_answer_that_rests_on_a_replaced_law_says_so(database: Engine) -> None:
    text = told_of(database, procedure(), Facet.FEE).text
    assert "văn bản đã hết hiệu lực (46/2017/NĐ-CP)" in text
    text = told_of(database, procedure(), Facet.FEE, on=date(2024, 11, 19)).text
    assert "hết hiệu lực" not in text


def test_a_version_overtaken_by_a_law_whose_text_is_not_known_warns_first(
    database: Engine,
) -> None:
    law = Supersession(document="Nghị định 360/2026/NĐ-CP", since="tháng 9/2026")
    text = told_of(database, procedure(version(superseded=law)), Facet.FEE).text
    warning = text.split("\n\n")[1]
    assert warning.startswith("⚠️ **Nghị định 360/2026/NĐ-CP** đã thay")
    assert "từ tháng 9/2026 (ngày chưa chắc)" in warning
    sure = procedure(version(superseded=law.model_copy(update={"certain": True})))
    assert "ngày chưa chắc" not in told_of(database, sure, Facet.FEE).text


def test_what_the_researcher_is_unsure_of_says_so(database: Engine) -> None:
    unsure = Fee(text="5.000 đồng.", **{**HIGH, "confidence": "low"})
    made = procedure(version(facets=facets(fee=unsure)))
    assert "mình chưa chắc chắn" in told_of(database, made, Facet.FEE).text
    assert "mình chưa chắc chắn" not in told_of(database, made, Facet.WHERE).text


def test_a_paper_says_how_many_in_which_form_when_until_when_and_how_surely(
    database: Engine,
) -> None:
    paper = Paper(
        name="Giấy khai sinh",
        quantity=2,
        form="sao",
        when="Nếu còn nhỏ",
        until="đầu năm 2022",
        unsure=True,
        source="Điều 5",
    )
    made = procedure(version(facets=facets(documents=Documents(items=(paper,), sets=1, **HIGH))))
    message = told_of(database, made, Facet.DOCUMENTS)
    note = "2 bản (sao) (nếu còn nhỏ) (chỉ đến đầu năm 2022) (chưa chắc, nên hỏi lại)"
    assert f"1. **Giấy khai sinh** – {note}" in message.text
    assert "Bạn chuẩn bị **1 bộ** hồ sơ gồm:" in message.text
    assert message.items[0].note == note


def test_no_source_is_lost_however_many_there_are(database: Engine) -> None:
    sources = tuple(Source(document=f"Thông tư {n}/2020/TT-BGDĐT") for n in range(1, 8))
    made = procedure(version(facets=facets(fee=Fee(text="Không.", **{**HIGH, "sources": sources}))))
    message = told_of(database, made, Facet.FEE)
    assert len(message.sources) == 7
    for source in sources:
        assert source.document in message.text


def test_the_overview_sums_up_who_where_how_long_and_how_much(database: Engine) -> None:
    made = procedure(
        version(applicants=("Người đã mất bằng", "Người được ủy quyền"), note="Lưu ý.")
    )
    text = told_of(database, made, Facet.OVERVIEW).text
    for line in (
        "Bạn muốn cấp lại bằng.",
        "- **Ai làm:** Người đã mất bằng; Người được ủy quyền",
        "- **Giấy tờ cần nộp:** 1 loại giấy tờ",
        "- **Nơi và cách nộp:** Trung tâm Phục vụ hành chính công.",
        "- **Thời hạn giải quyết:** 10 ngày làm việc.",
        "- **Phí, lệ phí:** Không thu phí.",
        "Lưu ý.",
    ):
        assert line in text


def test_the_overview_leaves_out_what_is_not_known(database: Engine) -> None:
    made = procedure(version(facets=facets(fee=Fee(**UNKNOWN), documents=Documents(**UNKNOWN))))
    text = told_of(database, made, Facet.OVERVIEW).text
    assert "Phí, lệ phí:" not in text
    assert "Giấy tờ cần nộp:" not in text


HOSTILE = st.lists(
    st.sampled_from(
        [
            *("**", "*", "_", "`", "\\", "<script>alert(1)</script>", "<b>", "&lt;", "&#60;", "<"),
            *("[bấm](//xau.vn)", "![x](y)", "# ", "- ", "1. ", "2) ", "+ ", "> ", "=", "---"),
            *("{{ 7*7 }}", "{% raw %}", "~~", "||", "<ftp://xau.vn>", "\n", "\n\n", "đơn", " "),
        ]
    ),
    min_size=1,
    max_size=8,
).map(lambda parts: "x".join(parts) if parts[0] == " " else "".join(parts))


def hostile_procedure(words: str) -> ProcedureContent:
    """Return a procedure that says nothing but `words` wherever it may."""
    law = LawReference(number=words, type=words, title=words, articles=words)
    said = facets(
        overview=Text(text=words, **HIGH),
        documents=Documents(
            items=(Paper(name=words, form=words, when=words, source="Điều 4"),), **HIGH
        ),
        steps=Steps(items=(words, words), **HIGH),
        where=Where(place=words, receives=words, decides=words, ways=(words,), **HIGH),
        conditions=Conditions(items=(Condition(text=words, source="Điều 4"),), **HIGH),
        legal_basis=LegalBasis(items=(law,), **HIGH),
    )
    return procedure(version(title=words, note=words, applicants=(words,), facets=said))


def shape(html: str) -> list[str]:
    """Return the tags of `html` but paragraphs and line breaks, which plain text may have too."""
    return [tag for tag in re.findall(r"<[^>]*>", html) if not re.match(r"</?(p|br)\b", tag)]


@given(HOSTILE)
@example("# Tiêu đề")
@example("- mục\n- mục")
@example("1. một\n2. hai")
@example("a\n=")
@example("&lt;b&gt;")
@settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_markdown_and_html_in_the_knowledge_base_stay_text(database: Engine, words: str) -> None:
    if not words.strip():
        return
    everywhere = (
        *(Facet.OVERVIEW, Facet.DOCUMENTS, Facet.STEPS, Facet.WHERE),
        *(Facet.CONDITIONS, Facet.LEGAL_BASIS),
    )
    commonmark = MarkdownIt("commonmark")
    with session(database) as opened:
        repository = Repository(opened)
        for facet in everywhere:
            repository.put([hostile_procedure(words)])
            hostile = tell(repository, 61, facet, TODAY).text
            repository.put([hostile_procedure(re.sub(r"\S+", "x", words).strip())])
            harmless = tell(repository, 61, facet, TODAY).text
            assert shape(commonmark.render(hostile)) == shape(commonmark.render(harmless))
            assert shape(to_html(hostile)) == shape(to_html(harmless))


def test_a_script_in_the_knowledge_base_is_shown_and_not_run(database: Engine) -> None:
    message = told_of(database, hostile_procedure("<script>alert(1)</script>"), Facet.OVERVIEW)
    for html in (MarkdownIt("commonmark").render(message.text), to_html(message.text)):
        assert "<script" not in html
        assert "&lt;script&gt;alert(1)" in html


def test_a_template_in_the_knowledge_base_is_shown_and_not_run(database: Engine) -> None:
    message = told_of(database, hostile_procedure("{{ 7 * 7 }}"), Facet.OVERVIEW)
    assert "49" not in message.text
    assert "{{ 7 * 7 }}" in plain(message.text)


def test_an_abolished_one_escapes_its_note_too(database: Engine) -> None:
    gone = version(standing=Standing.ABOLISHED, note="# [x](//xau.vn)", facets=None)
    html = MarkdownIt("commonmark").render(told_of(database, procedure(gone), Facet.FEE).text)
    assert "<h1>" not in html
    assert "<a " not in html
