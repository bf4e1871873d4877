"""Adding laws, marking one as replaced after a preview, and undoing it."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape

import pytest
from sqlalchemy import Engine

from actions.answer import tell
from knowledge.content import Documents, Paper
from knowledge.database import session
from knowledge.facets import Facet
from knowledge.laws.documents import law, laws
from knowledge.laws.tasks import count_open
from knowledge.repository import Repository
from knowledge.staff.accounts import Role
from tests.auxil.console import Officer
from tests.auxil.laws import NEW, OLD
from tests.auxil.procedures import HIGH, facets, procedure, version

Comes = Callable[..., Officer]
FORM = f"laws/mark?number={OLD.number}"
FIELDS = ("number", "seen", "until", "repealed")


def posts(officer: Officer, step: str, **fields: str) -> str:
    """Fill in the form as it is shown, send it, and return the page that comes."""
    seen = re.search(r'name="seen" value="(\w+)"', officer.opens(FORM).text)
    assert seen
    typed = {"number": OLD.number, "seen": seen[1], "until": "31/12/2026", **fields}
    typed.setdefault("replaced_by", NEW.number)
    return officer.sends("laws/mark", step=step, **typed).text


def told(database: Engine, facet: Facet, on: date) -> str:
    with session(database) as opened:
        return tell(Repository(opened), 61, facet, on).text


def count(database: Engine) -> int:
    with session(database) as opened:
        return count_open(opened)


def test_the_preview_says_what_will_be_and_changes_nothing(
    comes: Comes, one_procedure: Engine
) -> None:
    html = posts(comes(Role.REVIEWER), "preview")
    assert "<strong>12</strong> câu trả lời dựa vào văn bản này" in html
    assert "<strong>12</strong> câu còn được nói sau ngày đó" in html
    assert "<strong>11</strong> câu được thêm lời nhắc" in html
    assert "Từ ngày 01/01/2027, người dân sẽ thấy lời nhắc này" in html
    assert f"còn dựa vào văn bản đã hết hiệu lực ({OLD.number})" in html
    assert count(one_procedure) == 0
    assert "hết hiệu lực" not in told(one_procedure, Facet.FEE, date(2027, 1, 1))


def test_the_preview_says_the_very_words_that_are_told_then(
    comes: Comes, one_procedure: Engine
) -> None:
    reviewer = comes(Role.REVIEWER)
    html = posts(reviewer, "preview")
    bubble = re.search(r'<div class="bubble">(.*?)</div>', html, re.DOTALL)
    assert bubble
    words = unescape(re.sub(r"<[^>]+>", "", bubble[1])).strip()
    posts(reviewer, "confirm")
    assert words in told(one_procedure, Facet.FEE, date(2027, 1, 1)).replace("\\", "")


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("31/12/2026", date(2026, 12, 31)),
        ("02/2027", date(2027, 2, 28)),
        ("2026", date(2026, 12, 31)),
        ("2026-11-22", date(2026, 11, 22)),
    ],
)
def test_citizens_are_reminded_from_the_day_after(
    comes: Comes, one_procedure: Engine, until: str, last: date
) -> None:
    posts(comes(Role.REVIEWER), "confirm", until=until)
    for facet in (Facet.FEE, Facet.DOCUMENTS, Facet.STEPS):
        assert "hết hiệu lực" not in told(one_procedure, facet, last)
        after = told(one_procedure, facet, last + timedelta(days=1))
        assert f"văn bản đã hết hiệu lực ({OLD.number})" in after
    assert count(one_procedure) == 12


def test_a_paper_alone_that_rests_on_the_law_is_reminded_of_too(
    comes: Comes, one_procedure: Engine
) -> None:
    papers = Documents(items=(Paper(name="Đơn", source=f"Thông tư {OLD.number}"),), **HIGH)
    with session(one_procedure) as opened:
        Repository(opened).put([procedure(version(facets=facets(documents=papers)))])
    assert "<strong>1</strong> câu được thêm lời nhắc" in posts(comes(Role.REVIEWER), "preview")
    posts(comes(Role.REVIEWER), "confirm", until="2026-11-22")
    assert OLD.number in told(one_procedure, Facet.DOCUMENTS, date(2026, 11, 23))


@pytest.mark.parametrize("number", ["", "\x00", "9/9999/X", "x" * 5000])
def test_a_law_nobody_knows_is_not_marked(comes: Comes, number: str) -> None:
    reviewer = comes(Role.REVIEWER)
    for path in ("laws/mark", "laws/unmark"):
        assert reviewer.sends(path, number=number, step="confirm").status_code == 404


def test_a_new_law_is_added_in_the_same_step(comes: Comes, one_procedure: Engine) -> None:
    reviewer = comes(Role.REVIEWER)
    line = "Thông tư 99/2026/TT-BGDĐT Quy chế <b>mới</b>"
    html = posts(reviewer, "preview", replaced_by=line)
    assert "Quy chế &lt;b&gt;mới&lt;/b&gt; (Bộ Giáo dục và Đào tạo)" in html
    with session(one_procedure) as opened, pytest.raises(LookupError):
        law(opened, "99/2026/TT-BGDĐT")
    posts(reviewer, "confirm", replaced_by=line)
    with session(one_procedure) as opened:
        assert law(opened, "99/2026/TT-BGDĐT").title == "Quy chế <b>mới</b>"
        assert law(opened, OLD.number).replaced_by == ("99/2026/TT-BGDĐT",)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"until": "31/02/2026"}, "không có ngày “31/02/2026”"),
        ({"until": ""}, "Hãy ghi ngày cuối"),
        ({"until": "29/02/2020"}, "trước ngày văn bản có hiệu lực"),
        ({"replaced_by": OLD.number}, "chính nó"),
        ({"replaced_by": ""}, "Hãy ghi văn bản thay thế"),
        ({"repealed": "1"}, "bỏ một trong hai"),
        ({"replaced_by": "98/2026/TT-BGDĐT"}, "chưa có trong danh sách"),
        ({"replaced_by": "<img src=x>"}, "không có số hiệu"),
        ({"note": "ghi " * 1250}, "dài 4999 ký tự, tối đa 2000"),
    ],
)
@pytest.mark.parametrize("step", ["preview", "confirm"])
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    comes: Comes, one_procedure: Engine, fields: dict[str, str], reason: str, step: str
) -> None:
    typed = {"note": "ghi chú của tôi", "replaced_by": NEW.number} | fields
    html = unescape(posts(comes(Role.REVIEWER), step, **typed))
    assert 'role="alert"' in html
    assert reason in html
    assert f">{typed['note']}</textarea>" in html
    assert f">{typed['replaced_by']}</textarea>" in html
    assert f'name="until" value="{typed.get("until", "31/12/2026")}"' in html
    assert count(one_procedure) == 0


def test_all_that_is_wrong_is_said_at_once(comes: Comes, one_procedure: Engine) -> None:
    html = posts(comes(Role.REVIEWER), "preview", until="x", replaced_by="y", note="z" * 2001)
    for reason in ("không có ngày", "không có số hiệu", "tối đa 2000"):
        assert reason in html


def test_going_back_keeps_what_was_typed(comes: Comes, one_procedure: Engine) -> None:
    html = posts(comes(Role.REVIEWER), "back", note="hai\ndòng", until="sai")
    assert "hai\ndòng</textarea>" in html.replace("\r", "")
    assert 'value="sai"' in html
    assert 'role="alert"' not in html


def test_who_was_overtaken_is_told_and_loses_nothing(comes: Comes, one_procedure: Engine) -> None:
    first, second = comes(Role.REVIEWER), comes(Role.ADMIN)
    seen = re.search(r'name="seen" value="(\w+)"', second.opens(FORM).text)
    assert seen
    posts(first, "confirm")
    html = second.sends(
        "laws/mark",
        step="confirm",
        number=OLD.number,
        seen=seen[1],
        until="2027",
        replaced_by=NEW.number,
        note="của tôi",
    ).text
    assert "vừa được người khác thay đổi" in html
    assert "của tôi</textarea>" in html
    assert 'name="until" value="2027"' in html
    with session(one_procedure) as opened:
        assert law(opened, OLD.number).effective_to == "2026-12-31"


def test_a_wrong_mark_is_undone(comes: Comes, one_procedure: Engine) -> None:
    reviewer = comes(Role.REVIEWER)
    posts(reviewer, "confirm", until="2026-11-01")
    assert "hết hiệu lực" in told(one_procedure, Facet.FEE, date(2026, 11, 23))
    seen = re.search(r'name="seen" value="(\w+)"', reviewer.opens(FORM).text)
    assert seen
    undone = reviewer.sends("laws/unmark", number=OLD.number, seen=seen[1], note="")
    assert undone.status_code == 303
    assert "hết hiệu lực" not in told(one_procedure, Facet.FEE, date(2026, 11, 23))
    assert count(one_procedure) == 0
    assert "Đánh dấu nhầm?" not in reviewer.opens(FORM).text


def test_a_law_is_added_and_what_is_wrong_is_said(comes: Comes, one_procedure: Engine) -> None:
    reviewer = comes(Role.REVIEWER)
    typed = {
        "number": "9/2027/TT-BGDĐT",
        "type": "Thông tư",
        "title": "Về <b>học phí</b>",
        "issuer": "Bộ Giáo dục và Đào tạo",
        "issued": "31/02/2027",
        "unsure": "1",
    }
    html = reviewer.sends("laws/new", **typed).text
    assert "không có ngày “31/02/2027”" in html
    assert "Về &lt;b&gt;học phí&lt;/b&gt;</textarea>" in html
    assert 'value="1" checked' in html
    added = reviewer.sends("laws/new", **typed | {"issued": "28/02/2027"})
    assert added.status_code == 303
    assert reviewer.opens(added.headers["location"].removeprefix("../")).status_code == 200
    with session(one_procedure) as opened:
        assert len([each for each in laws(opened) if each.number == typed["number"]]) == 1
    assert "đã có trong danh sách" in reviewer.sends("laws/new", **typed | {"issued": ""}).text
