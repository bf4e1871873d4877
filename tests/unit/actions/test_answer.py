"""What is told of the versions of a procedure, and of what is not known or replaced."""

from datetime import date

import pytest
from sqlalchemy import Engine

from actions.answer import tell
from knowledge.content import (
    Documents,
    Fee,
    Knowledge,
    Paper,
    ProcedureContent,
    ProcessingTime,
    Source,
    Supersession,
)
from knowledge.facets import Facet
from knowledge.repository import Repository
from tests.auxil.answers import told_of
from tests.auxil.procedures import HIGH, UNKNOWN, facets, procedure, version
from tests.auxil.turns import TODAY

OLD = {"in_force_to": date(2024, 11, 19)}
NEW = {"in_force_from": date(2024, 11, 20)}
NEXT_LAW = Source(document="Thông tư 99/2026/TT-BGDĐT")


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
    assert "hết hiệu lực sau ngày 19/11/2024, thay bằng 125/2024/NĐ-CP" in text
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


def _announcing(**coming: object) -> ProcedureContent:
    until = {"in_force_to": date(2026, 12, 31)}
    return procedure(version(**until), version(in_force_from=date(2027, 1, 1), **coming))


def test_what_will_change_is_announced_with_its_day_and_source(database: Engine) -> None:
    free = facets(fee=Fee(text="Sẽ không thu lệ phí.", sources=(NEXT_LAW,), confidence="high"))
    text = told_of(database, _announcing(facets=free), Facet.FEE).text
    assert "**Từ 01/01/2027 sẽ khác:**" in text
    assert text.index("sẽ khác") < text.index("Sẽ không thu lệ phí.") < text.index("Thông tư 99")


def test_what_will_stay_is_not_announced(database: Engine) -> None:
    free = facets(fee=Fee(text="Sẽ không thu lệ phí.", sources=(NEXT_LAW,), confidence="high"))
    assert "01/01/2027" not in told_of(database, _announcing(facets=free), Facet.WHERE).text


def test_an_end_that_is_known_is_announced(database: Engine) -> None:
    ended = {"standing": "abolished", "facets": None, "note": "Dùng thủ tục số 58."}
    text = told_of(database, _announcing(**ended), Facet.FEE).text
    assert "sẽ **bãi bỏ từ 01/01/2027**. Dùng thủ tục số 58." in text


def test_a_rule_of_the_past_is_not_followed_by_an_announcement(repository: Repository) -> None:
    text = tell(repository, 3, Facet.DOCUMENTS, date(2021, 1, 19), today=TODAY).text
    assert "sẽ khác" not in text
