"""Officers at work: logging in, finding, looking up, importing, looking after accounts."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from knowledge.database import session
from knowledge.staff import audit
from knowledge.staff.accounts import Accounts, Role
from knowledge.staff.audit import Wanted
from knowledge.status.register import Register
from tests.auxil.console import Officer
from tests.auxil.status_rows import as_csv, dossier

Comes = Callable[..., Officer]
WORD = "một câu dễ nhớ"
CODE = "H48.12-261102-0001"


def actions(database: Engine) -> list[tuple[str, str, str]]:
    with session(database) as opened:
        found = audit.entries(opened, Wanted(), 1, 50)
    return [(entry.who, entry.action, entry.object) for entry in found]


@pytest.mark.parametrize("url", ["https://testserver", "http://testserver"])
def test_the_cookie_of_the_session_is_kept_close(comes: Comes, url: str) -> None:
    entered = comes(url=url).logs_in("admin", WORD)
    cookie = next(c for c in entered.headers.get_list("set-cookie") if "motcua_staff=" in c)
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert ("Secure" in cookie) is url.startswith("https")


def test_every_page_says_that_it_is_nobody_elses(comes: Comes) -> None:
    admin = comes(Role.ADMIN)
    for path in ("", "login", "procedures/3", "coverage", "khong-co", "accounts"):
        headers = admin.opens(path).headers
        assert headers["cache-control"] == "no-store"
        assert headers["x-frame-options"] == "DENY"
        policy = headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy


def test_nothing_inline_and_nothing_from_elsewhere(comes: Comes) -> None:
    admin = comes(Role.ADMIN)
    for path in (
        "",
        "procedures",
        "procedures/3",
        "coverage",
        "dossiers",
        "imports",
        "log",
        "accounts",
        "password",
    ):
        html = admin.opens(path).text
        assert re.findall(r"<script(?![^>]*\bsrc=)", html) == []
        assert re.findall(r"<style|\sstyle=|\son\w+=", html) == []
        assert re.findall(r"(?:src|action)=\"(?:https?:)?//", html) == []


def test_wrong_passwords_end_in_a_lock(comes: Comes) -> None:
    somebody = comes()
    said = [somebody.logs_in("admin", "sai mất rồi") for _ in range(5)]
    assert [answer.status_code for answer in said] == [401] * 4 + [429]
    assert "chờ 15 phút" in said[-1].text
    assert somebody.logs_in("admin", WORD).status_code == 429


def test_logging_out_ends_the_session(comes: Comes, knowledge_base: Engine) -> None:
    editor = comes(Role.EDITOR)
    cookie = editor.browser.cookies["motcua_staff"]
    assert editor.sends("logout").headers["location"].endswith("login")
    editor.browser.cookies.set("motcua_staff", cookie)
    assert editor.opens("").status_code == 303
    assert actions(knowledge_base)[0] == ("editor", "log_out", "editor")


def test_without_its_slash_the_address_leads_in_too(comes: Comes) -> None:
    assert comes().browser.get("/staff").headers["location"] == "staff/"


@pytest.mark.parametrize("typed", ["chuyen truong", "chuyển trường", "CHUYEN  TRUONG", "3", "03"])
def test_a_procedure_is_found_as_it_is_typed(comes: Comes, typed: str) -> None:
    html = comes(Role.EDITOR).browser.get("/staff/procedures", params={"q": typed}).text
    assert 'href="./procedures/3"' in html
    assert 'href="./procedures/61"' not in html


def test_all_are_there_when_nothing_is_typed_and_a_page_for_each(comes: Comes) -> None:
    editor = comes(Role.EDITOR)
    html = editor.opens("procedures").text
    assert set(re.findall(r"procedures/(\d+)\"", html)) == {str(n) for n in range(1, 62)}
    for number in range(1, 62):
        page = editor.opens(f"procedures/{number}")
        assert page.status_code == 200
        assert "Bot nói với người dân" in page.text
    assert editor.opens("procedures/62").status_code == 404
    assert editor.opens("procedures/ba").status_code == 404


def test_a_page_of_a_procedure_shows_each_version_and_what_the_bot_says(comes: Comes) -> None:
    html = comes(Role.EDITOR).opens("procedures/3").text
    assert "Quy định đang dùng" in html
    assert "Mức chắc chắn" in html
    assert "Chưa được Sở xác nhận" in html
    assert "51/2002/QĐ-BGDĐT" in html
    assert 'href="../coverage"' in html


def test_the_coverage_is_filtered(comes: Comes) -> None:
    editor = comes(Role.EDITOR)
    whole = editor.opens("coverage").text
    assert whole.count('<th scope="row">') == 61
    assert len(re.findall(r'<td class="cell', whole)) == 61 * 12
    unknown = editor.opens("coverage?cover=unknown").text
    assert 0 < unknown.count('<th scope="row">') < 61
    assert editor.opens("coverage?cover=vớ+vẩn&group=x").text.count('<th scope="row">') == 0


def test_a_dossier_is_found_and_its_numbers_are_masked(comes: Comes) -> None:
    html = comes(Role.EDITOR).sends("dossiers", q="h48.12-210119-0007").text
    assert "Đang xử lý" in html
    assert "•••• ••34" in html
    assert "Đã diễn ra" in html


def test_a_candidate_is_found_and_the_birthday_is_masked(comes: Comes) -> None:
    html = comes(Role.EDITOR).sends("dossiers", q="32001234").text
    assert html.count("Số báo danh</dt>") == 3
    assert "05/09" not in html
    assert "••/••/2003" in html


def test_who_looked_is_logged_and_the_number_is_not(comes: Comes, knowledge_base: Engine) -> None:
    comes(Role.EDITOR).sends("dossiers", q="32001234")
    who, action, what = actions(knowledge_base)[0]
    assert (who, action) == ("editor", "look_up")
    assert "32001234" not in what
    assert what.endswith("1234")


def test_a_number_in_an_address_finds_nothing(comes: Comes) -> None:
    html = comes(Role.EDITOR).opens("dossiers?q=32001234").text
    assert "Số báo danh</dt>" not in html


@pytest.mark.parametrize(
    "q", ["H48.12-999999-9999", "99999999", "'; DROP TABLE", "\x00x", "²²²²²²"]
)
def test_what_is_not_there_is_said_so(comes: Comes, q: str) -> None:
    answer = comes(Role.EDITOR).sends("dossiers", q=q)
    assert answer.status_code == 200
    assert "Không có hồ sơ hay thí sinh nào" in answer.text


def _tried(officer: Officer, content: bytes, kind: str = "dossiers") -> tuple[str, str]:
    answer = officer.sends("imports", "imports", kind=kind, file=("Hồ sơ.csv", content))
    found = re.search(r'action="\./imports/([\w-]{22})"', answer.text)
    return (found[1] if found else ""), answer.text


def _there(database: Engine) -> bool:
    with session(database) as opened:
        return Register(opened).dossier(CODE) is not None


def test_a_file_is_tried_and_then_imported(
    comes: Comes, knowledge_base: Engine, tmp_path: Path
) -> None:
    reviewer = comes(Role.REVIEWER)
    made, html = _tried(reviewer, as_csv([dossier(), dossier(thu_tuc=0, ma_ho_so="H48.1-1-1")]))
    assert "<strong>1</strong> dòng sẽ thêm" in html
    assert "<strong>1</strong> dòng bị từ chối" in html
    assert not _there(knowledge_base)
    refused = reviewer.opens(f"imports/{made}/refused.csv")
    assert refused.content.startswith(b"\xef\xbb\xbfdong,ly_do\r\n3,")
    [waiting] = (tmp_path / "uploads").iterdir()
    assert b"0912341234" not in waiting.read_bytes()
    assert b"261102" not in waiting.read_bytes()
    done = reviewer.sends(f"imports/{made}", "imports")
    assert "Đã nạp" in done.text
    assert _there(knowledge_base)
    assert actions(knowledge_base)[0] == ("reviewer", "import_dossiers", "Hồ sơ.csv")
    assert list((tmp_path / "uploads").iterdir()) == []
    assert "không còn nữa" in reviewer.sends(f"imports/{made}", "imports").text


def test_a_file_that_waits_is_of_its_session_alone(comes: Comes, knowledge_base: Engine) -> None:
    made, _ = _tried(comes(Role.REVIEWER), as_csv([dossier()]))
    other = comes(Role.REVIEWER)
    assert "không còn nữa" in other.sends(f"imports/{made}", "imports").text
    assert other.opens(f"imports/{made}/refused.csv").status_code == 422
    assert not _there(knowledge_base)


def test_what_is_no_file_of_an_office_is_said_so(comes: Comes, knowledge_base: Engine) -> None:
    reviewer = comes(Role.REVIEWER)
    assert "Tệp là PDF" in _tried(reviewer, b"%PDF-1.7")[1]
    assert "chưa chọn loại" in _tried(reviewer, b"x", "khac")[1]
    assert "chưa chọn tệp" in reviewer.sends("imports", "imports", kind="dossiers").text
    same = as_csv([dossier(ma_ho_so="sai")])
    assert "không cần nạp" in _tried(reviewer, same)[1]


def test_an_admin_adds_closes_and_opens_accounts(comes: Comes, knowledge_base: Engine) -> None:
    admin = comes(Role.ADMIN)
    made = admin.sends("accounts", "accounts", name="hoa", role="editor")
    found = re.search(r"<code>([\w-]+)</code>", made.text)
    assert found
    hoa = comes()
    assert hoa.logs_in("hoa", found[1]).status_code == 303
    assert hoa.opens("").headers["location"].endswith("password")
    changed = hoa.sends("password", old=found[1], new="một câu khác hẳn", again="một câu khác hẳn")
    assert changed.status_code == 303
    assert hoa.opens("").status_code == 200
    admin.sends("accounts/hoa/deactivate", "accounts")
    assert hoa.opens("").status_code == 303
    admin.sends("accounts/hoa/activate", "accounts")
    assert "Mật khẩu tạm" in admin.sends("accounts/hoa/password", "accounts").text
    assert [entry[1:] for entry in actions(knowledge_base)[:5]] == [
        ("reset_password", "hoa"),
        ("activate_account", "hoa"),
        ("deactivate_account", "hoa"),
        ("change_password", "hoa"),
        ("log_in", "hoa"),
    ]


def test_an_admin_does_not_shut_themselves_out(comes: Comes) -> None:
    admin = comes(Role.ADMIN)
    assert "chính mình" in admin.sends("accounts/admin/deactivate", "accounts").text
    assert admin.opens("").status_code == 200
    assert "Không có tài khoản" in admin.sends("accounts/ai/deactivate", "accounts").text
    assert "không đúng dạng" in admin.sends("accounts", "accounts", name="Ạ", role="editor").text


def test_the_own_password_needs_the_old_one(comes: Comes) -> None:
    editor = comes(Role.EDITOR)

    def said(old: str, new: str, again: str) -> str:
        return editor.sends("password", old=old, new=new, again=again).text

    assert "chưa đúng" in said("sai", "một câu khác hẳn", "một câu khác hẳn")
    assert "không giống nhau" in said(WORD, "một câu khác hẳn", "một câu khác")
    assert "ít nhất 10" in said(WORD, "ngắn", "ngắn")
    assert "phải khác" in said(WORD, WORD, WORD)


def test_the_log_is_filtered_by_pages(comes: Comes, knowledge_base: Engine) -> None:
    with session(knowledge_base) as opened:
        for at in range(70):
            audit.record(opened, "<b>lan", audit.Action.RESTORE, f"tệp {at}", before={"số": at})
    admin = comes(Role.ADMIN)
    html = admin.opens("log?action=restore").text
    assert "Trang 1 / 3" in html
    assert "&lt;b&gt;lan" in html
    assert "action=restore&amp;number=2" in html
    assert "tệp 9<" in admin.opens("log?action=restore&number=3").text
    for odd in ("number=x", "number=-1", "number=99999999", "since=mai", "who=%00", "number=²"):
        assert admin.opens(f"log?{odd}").status_code == 200


def test_a_closed_officer_is_out_at_once(comes: Comes, knowledge_base: Engine) -> None:
    editor = comes(Role.EDITOR)
    with session(knowledge_base) as opened:
        Accounts(opened, "x").deactivate("editor")
    assert editor.opens("").status_code == 303
    moved = editor.browser.get("/staff/", headers={"HX-Request": "true"})
    assert (moved.status_code, moved.headers["hx-redirect"]) == (204, "./login")
