"""Changing where citizens can turn to."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from sqlalchemy import Engine

from actions.people import contact
from bot.staff import contacts
from knowledge.database import session
from knowledge.repository import Repository
from knowledge.staff import audit
from knowledge.staff.accounts import Role
from tests.auxil.console import Officer
from tests.auxil.turns import TODAY, only_message, turn, understood

Comes = Callable[..., Officer]
GOOD = {
    "phone": "0000 000 000, máy lẻ 12",
    "address": "Tầng 1, nhà làm việc",
    "hours": "Thứ Hai đến thứ Sáu",
    "email": "",
    "website": "https://example.org/mot-cua?a=1",
    "source": "Thông báo của Sở",
    "as_of": "2026-11-20",
}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contacts, "today", lambda: TODAY)


def seen(officer: Officer, key: str = "department") -> str:
    html = officer.opens("contacts").text
    form = html[html.index(f"contacts/{key}#") :]
    found = re.search(r'name="seen" value="(\w+)"', form)
    assert found
    return found[1]


def told(database: Engine) -> str:
    with session(database) as opened:
        asked = understood("số điện thoại của sở", intent="contact")
        return only_message(contact(turn(Repository(opened), asked)).reply).text


def test_citizens_are_told_at_once(comes: Comes, knowledge_base: Engine) -> None:
    reviewer = comes(Role.REVIEWER)
    assert "máy lẻ 12" not in told(knowledge_base)
    saved = reviewer.sends("contacts/department", seen=seen(reviewer), **GOOD)
    assert saved.status_code == 303
    text = told(knowledge_base)
    assert "0000 000 000, máy lẻ 12" in text
    assert "https://example.org/mot-cua?a=1" in text
    with session(knowledge_base) as opened:
        [entry, *_] = audit.entries(opened, audit.Wanted(), 1, 1)
    assert (entry.who, entry.action) == ("reviewer", "change_contact")
    assert entry.before is not None and "phone" not in entry.before
    assert entry.after is not None and entry.after["source"] == "Thông báo của Sở"
    page = reviewer.opens("contacts?changed=department").text
    assert "Đã lưu" in page


def test_what_is_emptied_is_not_known_again(comes: Comes, knowledge_base: Engine) -> None:
    reviewer = comes(Role.REVIEWER)
    reviewer.sends("contacts/department", seen=seen(reviewer), **GOOD)
    reviewer.sends("contacts/department", seen=seen(reviewer), **GOOD | {"phone": " "})
    assert "0000 000 000" not in told(knowledge_base)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"phone": "gọi chị Lan"}, "Chưa giống số điện thoại"),
        ({"phone": "12"}, "Chưa giống số điện thoại"),
        ({"phone": "0" * 51}, "Dài 51 ký tự, tối đa 50"),
        ({"email": "a@b"}, "Chưa giống địa chỉ thư"),
        ({"email": "a b@example.org"}, "Chưa giống địa chỉ thư"),
        ({"website": "javascript:alert(1)"}, "Hãy viết cả https://"),
        ({"website": "ftp://example.org"}, "Hãy viết cả https://"),
        ({"website": "https://user@example.org"}, "Hãy viết cả https://"),
        ({"website": "https://example.org/[x](y)"}, "Hãy viết cả https://"),
        ({"website": "https://example.org/<b>"}, "Hãy viết cả https://"),
        ({"address": "x" * 5000}, "Dài 5000 ký tự, tối đa 500"),
        ({"source": ""}, "Hãy ghi nguồn"),
        ({"as_of": ""}, "Hãy ghi ngày của nguồn"),
        ({"as_of": "31/02/2026"}, "Hãy ghi ngày của nguồn"),
        ({"as_of": "2026"}, "Hãy ghi ngày của nguồn"),
        ({"as_of": "2026-11-24"}, "không sau hôm nay"),
        ({"as_of": "1999-12-31"}, "từ năm 2000"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    comes: Comes, knowledge_base: Engine, fields: dict[str, str], said: str
) -> None:
    before = told(knowledge_base)
    reviewer = comes(Role.REVIEWER)
    typed = GOOD | fields
    answer = reviewer.sends("contacts/department", seen=seen(reviewer), **typed)
    assert answer.status_code == 422
    assert said in answer.text
    for name, value in typed.items():
        assert f'name="{name}"' in answer.text
        if value:
            assert f'value="{value}"' in unescape(answer.text)
    assert told(knowledge_base) == before


def test_who_was_overtaken_sees_both(comes: Comes, knowledge_base: Engine) -> None:
    first, second = comes(Role.REVIEWER), comes(Role.ADMIN)
    shown = seen(second)
    first.sends("contacts/department", seen=seen(first), **GOOD)
    late = second.sends("contacts/department", seen=shown, **GOOD | {"phone": "1111 111 111"})
    assert late.status_code == 409
    assert "đang lưu: 0000 000 000, máy lẻ 12<br>của bạn: 1111 111 111" in late.text
    assert 'value="1111 111 111"' in late.text
    assert "1111" not in told(knowledge_base)
    again = re.search(r'name="seen" value="(\w+)"', late.text)
    assert again
    second.sends("contacts/department", seen=again[1], **GOOD | {"phone": "1111 111 111"})
    assert "1111 111 111" in told(knowledge_base)


def test_what_stays_the_same_is_not_saved(comes: Comes, knowledge_base: Engine) -> None:
    reviewer = comes(Role.REVIEWER)
    same = reviewer.sends("contacts/department", seen=seen(reviewer), as_of="2026-11-20")
    assert "same=department" in same.headers["location"]
    with session(knowledge_base) as opened:
        assert audit.count(opened, audit.Wanted(action="change_contact")) == 0


def test_an_editor_looks_and_does_not_change(comes: Comes) -> None:
    html = comes(Role.EDITOR).opens("contacts").text
    assert "Trung tâm Phục vụ hành chính công tỉnh Quảng Trị" in html
    assert 'name="seen"' not in html


@pytest.mark.parametrize("key", ["khong-co", "%00"])
def test_there_is_no_other_contact(comes: Comes, key: str) -> None:
    answer = comes(Role.REVIEWER).sends(f"contacts/{key}", seen="x", **GOOD)
    assert answer.status_code == 404
