"""Officers edit, see each other's changes, review, publish and look back."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from actions.clock import today
from knowledge.facets import Facet
from knowledge.staff.accounts import Role
from tests.auxil.console import Officer
from tests.auxil.editor import STEPS, approves, drafted, edits, form, posts, told
from tests.auxil.html_forms import fields_of

Comes = Callable[..., Officer]
SEEN = re.compile(r'name="seen" value="([0-9a-f]{16})"')
WORD = "một câu dễ nhớ"


def test_each_section_has_its_button_and_opens(editor: Officer) -> None:
    page = editor.opens("procedures/3").text
    links = set(re.findall(r'href="\.\./(drafts/3/\w+\?version=2026-05-10)"', page))
    assert len(links) == 15
    for link in links:
        opened = editor.opens(link)
        assert opened.status_code == 200
        assert "Chưa có gì thay đổi" in opened.text


def test_opening_a_form_and_saving_it_as_it_is_makes_no_draft(
    editor: Officer, knowledge_base: Engine
) -> None:
    answer = edits(editor, STEPS, {})
    assert "không có gì để lưu" in answer.text
    assert drafted(knowledge_base) is None


def test_from_what_is_wrong_to_what_the_bot_says(
    editor: Officer, reviewer: Officer, knowledge_base: Engine
) -> None:
    was = form(editor, STEPS)["items.0"].strip()
    done = edits(editor, STEPS, {"items.0": f"{was} Nộp tại phòng một cửa."}, "done")
    assert done.headers["location"].endswith("drafts/3")
    page = editor.opens("drafts/3").text
    assert "1 mục thay đổi" in page
    assert "<ins> Nộp tại phòng một cửa.</ins>" in page
    assert "Bước 1" in page
    assert "phòng một cửa" not in told(knowledge_base, Facet.STEPS)
    assert editor.sends("drafts/3/terms", do="send", note="Nhờ xem.").status_code == 303
    assert "Chờ bạn duyệt (1)" in reviewer.opens("drafts").text
    assert "Nhờ xem." in reviewer.opens("drafts/3").text
    published = approves(reviewer, when="now", confirmed="on")
    assert published.headers["location"].endswith("procedures/3?done=published")
    assert "phòng một cửa" in told(knowledge_base, Facet.STEPS)
    page = reviewer.opens("procedures/3").text
    assert "Người soạn: editor. Người duyệt: reviewer." in page
    assert "✓ Sở đã xác nhận" in page
    assert drafted(knowledge_base) is None


def test_it_is_saved_as_one_types(editor: Officer, knowledge_base: Engine) -> None:
    fields = form(editor, STEPS) | {"items.0": "Bước mới"}
    answer = posts(editor, f"{STEPS}/autosave", fields)
    assert re.search(r"Đã lưu lúc \d\d:\d\d:\d\d", answer.text)
    assert "<form" not in answer.text
    assert "<textarea" not in answer.text
    [revision] = re.findall(r'id="revision" value="(\d+)"', answer.text)
    again = posts(editor, f"{STEPS}/autosave", fields | {"items.0": "Khác", "revision": revision})
    assert "Đã lưu lúc" in again.text
    [saved] = drafted(knowledge_base).sections.values()
    assert saved.fields["items"][0] == "Khác"


def test_what_is_blank_is_not_blamed_while_one_types(editor: Officer) -> None:
    fields = form(editor, "drafts/3/documents")
    typing = {"items.9.name": "Giấy mới", "items.9.quantity": "99"}
    answer = posts(editor, "drafts/3/documents/autosave", fields | typing).text
    assert 'id="f-items-3-quantity-wrong" hx-swap-oob="true">không được quá 20' in answer
    assert 'id="f-items-3-source-wrong"' not in answer
    assert "Còn 2 chỗ cần sửa" in answer


def test_somebody_else_s_text_is_never_written_over(
    editor: Officer, reviewer: Officer, knowledge_base: Engine
) -> None:
    mine = form(editor, STEPS) | {"items.0": "Bước của tôi"}
    assert edits(reviewer, STEPS, {"items.0": "Bước của người duyệt"}).status_code == 200
    silent = posts(editor, f"{STEPS}/autosave", mine)
    assert "Chưa lưu: reviewer vừa sửa mục này" in silent.text
    refused = posts(editor, STEPS, mine, "save")
    assert refused.status_code == 409
    assert "Bước của tôi" in fields_of(refused.text)["items.0"]
    for words in ("người duyệt", "Giữ bản của tôi", "Lấy bản của reviewer", "Bản của bạn"):
        assert words in refused.text
    assert drafted(knowledge_base).sections["steps"].fields["items"][0] == "Bước của người duyệt"
    still = posts(editor, f"{STEPS}/autosave", fields_of(refused.text))
    assert "Chưa lưu" in still.text
    kept = posts(editor, STEPS, fields_of(refused.text), "keep")
    assert kept.status_code == 200
    assert drafted(knowledge_base).sections["steps"].fields["items"][0] == "Bước của tôi"
    assert form(reviewer, STEPS)["items.0"].strip() == "Bước của tôi"


def test_a_draft_that_is_gone_takes_nothing_with_it(
    editor: Officer, reviewer: Officer, knowledge_base: Engine
) -> None:
    edits(editor, STEPS, {"items.0": "Một"})
    mine = form(editor, STEPS) | {"items.0": "Hai"}
    reviewer.sends("drafts/3/discard")
    refused = posts(editor, STEPS, mine, "save")
    assert refused.status_code == 409
    assert "vừa được công bố hoặc bị bỏ" in refused.text
    assert posts(editor, STEPS, fields_of(refused.text), "save").status_code == 200
    assert drafted(knowledge_base).sections["steps"].fields["items"][0] == "Hai"


def test_a_form_of_an_earlier_session_is_shown_again_and_not_saved(
    editor: Officer, knowledge_base: Engine
) -> None:
    mine = form(editor, STEPS) | {"items.0": "Gõ lâu lắm"}
    editor.logs_in("editor", WORD)
    refused = posts(editor, STEPS, mine, "save")
    assert refused.status_code == 403
    assert drafted(knowledge_base) is None
    assert fields_of(refused.text)["items.0"].strip() == "Gõ lâu lắm"
    assert posts(editor, STEPS, fields_of(refused.text), "save").status_code == 200
    assert drafted(knowledge_base).sections["steps"].fields["items"][0] == "Gõ lâu lắm"


def test_rows_without_javascript(editor: Officer, knowledge_base: Engine) -> None:
    before = form(editor, STEPS)
    steps = [before[f"items.{at}"].strip() for at in range(3)]
    added = posts(editor, STEPS, before | {"items.0": "Gõ dở"}, "items.add")
    fields = fields_of(added.text)
    assert [fields[f"items.{at}"].strip() for at in range(4)] == ["Gõ dở", *steps[1:], ""]
    assert "autofocus" in added.text.split('name="items.3"')[1][:200]
    moved = posts(editor, STEPS, fields | {"items.3": "Cuối"}, "items.3.up")
    fields = fields_of(moved.text)
    assert fields["items.2"].strip() == "Cuối"
    removed = posts(editor, STEPS, fields, "items.0.remove")
    assert "items.3" not in fields_of(removed.text)
    kept = drafted(knowledge_base).sections["steps"].fields["items"]
    assert kept == [steps[1], "Cuối", steps[2]]
    assert "Đã bỏ: Bước 1" in removed.text
    back = posts(editor, STEPS, fields_of(removed.text), "items.0.restore")
    assert fields_of(back.text)["items.0"].strip() == "Gõ dở"
    odd = posts(editor, STEPS, fields_of(removed.text), "items.77.up")
    assert "không còn nữa" in odd.text
    assert fields_of(odd.text)["items.1"].strip() == "Cuối"


def test_what_is_too_long_missing_or_impossible_is_kept_and_said(editor: Officer) -> None:
    long = "dài " * 1250
    changed = {
        "text": long,
        "sources.0.document": "",
        "sources.0.articles": "",
        "sources.1.document": "",
        "sources.1.articles": "",
        "sources.2.document": "",
        "sources.2.articles": "",
    }
    answer = edits(editor, "drafts/3/overview", changed)
    assert "quá dài: 4.999 ký tự, tối đa 2.000" in answer.text
    assert "cần ít nhất một nguồn" in answer.text
    assert 'href="#f-text"' in answer.text
    assert 'href="#f-sources"' in answer.text
    assert fields_of(answer.text)["text"].strip() == long.strip()
    assert editor.sends("drafts/3/terms", do="send").status_code == 409
    page = editor.opens("drafts/3").text
    assert 'href="../drafts/3/overview#f-text"' in page
    day = edits(editor, "drafts/3/documents", {"items.0.until": "31/02/2026"})
    assert "không có ngày 31/02/2026" in day.text
    assert fields_of(day.text)["items.0.until"].strip() == "31/02/2026"


def test_text_out_of_word_is_made_plain_and_that_is_said(editor: Officer) -> None:
    word = "<p class=MsoNormal><b>Nộp đơn</b><o:p></o:p></p><script>alert(1)</script>"
    answer = edits(editor, "drafts/3/overview", {"text": word})
    assert "mã định dạng" in answer.text
    assert fields_of(answer.text)["text"].strip() == "Nộp đơn"
    assert "<script>alert" not in answer.text


def test_what_is_typed_is_text_on_every_page(editor: Officer, reviewer: Officer) -> None:
    hostile = "1 < 2 <x onload=alert(1)> {{ 7*7 }}"
    edits(editor, STEPS, {"items.0": hostile})
    editor.sends("drafts/3/terms", do="save", note=hostile)
    for path in (STEPS, "drafts/3", "drafts", "procedures/3"):
        assert "<x onload" not in editor.opens(path).text
    editor.sends("drafts/3/terms", do="send", note=hostile)
    assert "&lt;x onload=alert(1)&gt; {{ 7*7 }}" in reviewer.opens("drafts/3").text
    reviewer.sends("drafts/3/return", why=hostile)
    assert "<x onload" not in editor.opens("drafts/3").text


def test_a_change_is_undone_and_a_draft_thrown_away(
    editor: Officer, knowledge_base: Engine
) -> None:
    edits(editor, STEPS, {"items.0": "Một"})
    edits(editor, "drafts/3/fee", {"reason": "Chưa rõ."})
    editor.sends(f"{STEPS}/undo")
    assert list(drafted(knowledge_base).sections) == ["fee"]
    assert "Bỏ bản nháp này?" in editor.opens("drafts/3/discard").text
    assert drafted(knowledge_base) is not None
    editor.sends("drafts/3/discard")
    assert drafted(knowledge_base) is None
    assert "không có bản nháp nào" in editor.opens("drafts/3").text


@pytest.mark.parametrize("path", ["drafts/3/khong-co", "drafts/62", "drafts/0/steps", "drafts/ba"])
def test_what_is_not_there_is_not_found(editor: Officer, path: str) -> None:
    assert editor.opens(path).status_code == 404


def test_the_first_page_says_what_waits(editor: Officer, reviewer: Officer) -> None:
    edits(editor, STEPS, {"items.0": "Một"})
    assert '<strong>1</strong> <a href="./drafts">bản nháp đang mở' in editor.opens("").text
    editor.sends("drafts/3/terms", do="send")
    assert '<strong>1</strong> <a href="./drafts">bản chờ bạn duyệt' in reviewer.opens("").text
    assert "bản chờ bạn duyệt" not in editor.opens("").text
    assert "gửi duyệt lúc" in editor.opens("procedures/3").text


def test_a_paper_that_was_removed_comes_back_with_all_its_fields(
    editor: Officer, knowledge_base: Engine
) -> None:
    path = "drafts/3/documents"
    only = {"items.1.only.pham-vi": ["trong-tinh", "tinh-khac-ve"], "items.1.unsure": "on"}
    edits(editor, path, only)
    paper = drafted(knowledge_base).sections["documents"].fields["items"][1]
    assert paper["only"] == {"pham-vi": ["trong-tinh", "tinh-khac-ve"]}
    removed = posts(editor, path, form(editor, path), "items.1.remove")
    assert len(drafted(knowledge_base).sections["documents"].fields["items"]) == 2
    posts(editor, path, fields_of(removed.text), "items.1.restore")
    assert drafted(knowledge_base).sections["documents"].fields["items"][1] == paper


def test_a_refused_row_button_is_still_shown_where_htmx_asked(
    editor: Officer, reviewer: Officer
) -> None:
    mine = form(editor, STEPS)
    edits(reviewer, STEPS, {"items.0": "Khác"})
    fields = {**mine, "do": "items.0.down"}
    answer = editor.browser.post(f"/staff/{STEPS}", data=fields, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "Giữ bản của tôi" in answer.text


def test_an_answer_that_is_not_told_yet_says_why(editor: Officer) -> None:
    answer = edits(editor, "drafts/3/fee", {"text": "Không mất phí."})
    assert "đang để “Chưa biết” nên bot chưa nói" in answer.text
    known = edits(editor, "drafts/3/fee", {"knowledge": "known"})
    assert "bot chưa nói" not in known.text


def test_what_was_published_meanwhile_is_not_taken_back_unnoticed(
    editor: Officer, reviewer: Officer, comes: Comes, knowledge_base: Engine
) -> None:
    mine = form(editor, STEPS) | {"items.1": "Bước của tôi."}
    edits(reviewer, STEPS, {"items.0": "Bước vừa công bố."})
    reviewer.sends("drafts/3/terms", do="send")
    assert approves(comes(Role.ADMIN)).status_code == 303
    silent = posts(editor, f"{STEPS}/autosave", mine)
    assert "Chưa lưu: Nội dung đang dùng của mục này vừa đổi" in silent.text
    refused = posts(editor, STEPS, mine, "save")
    assert refused.status_code == 409
    assert drafted(knowledge_base) is None
    again = fields_of(refused.text)
    assert again["items.1"].strip() == "Bước của tôi."
    assert posts(editor, STEPS, again, "save").status_code == 200
    assert drafted(knowledge_base).sections["steps"].fields["items"][1] == "Bước của tôi."


def test_text_for_one_version_does_not_get_into_the_draft_of_another(
    editor: Officer, reviewer: Officer, knowledge_base: Engine
) -> None:
    day = today() + timedelta(days=30)
    edits(editor, STEPS, {"items.0": "Bước của quy định sau."})
    editor.sends("drafts/3/terms", when="from", applies_from=day.isoformat(), do="send")
    approves(reviewer)
    later = form(editor, f"drafts/3/fee?version={day.isoformat()}")
    edits(reviewer, STEPS, {"items.0": "Bước của quy định này."})
    refused = posts(editor, "drafts/3/fee", later | {"text": "Phí của quy định sau."}, "save")
    assert refused.status_code == 409
    assert "Quy định từ 10/05/2026" in refused.text
    assert "Phí của quy định sau." in refused.text
    assert set(drafted(knowledge_base).sections) == {"steps"}


def test_what_no_database_keeps_is_left_out(editor: Officer, knowledge_base: Engine) -> None:
    edits(editor, STEPS, {"items.0": "Một"})
    editor.sends("drafts/3/terms", do="save", note="Nhờ\0 xem.")
    assert drafted(knowledge_base).note == "Nhờ xem."


def test_what_changes_at_once_although_the_draft_waits_for_a_day_is_said(editor: Officer) -> None:
    edits(editor, "drafts/3/names", {"aliases": "dời trường"})
    day = (today() + timedelta(days=30)).isoformat()
    assert "không chờ ngày áp dụng" not in editor.opens("drafts/3").text
    editor.sends("drafts/3/terms", do="save", when="from", applies_from=day)
    assert "không chờ ngày áp dụng" in editor.opens("drafts/3").text
