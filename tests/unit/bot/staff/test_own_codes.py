"""Officers switch codes on, log in by them, and get rid of them again."""

import base64
import re
from collections.abc import Callable
from io import BytesIO
from urllib.parse import unquote

import pytest
import zxingcpp
from httpx import Response
from PIL import Image
from sqlalchemy import Engine, update

from knowledge.database import session
from knowledge.models import Sealed, now
from knowledge.staff import audit
from knowledge.staff.accounts import Accounts, Role
from knowledge.staff.audit import Wanted
from knowledge.staff.tables import Account
from tests.auxil.authenticator import code, stop_clocks
from tests.auxil.console import Officer

Comes = Callable[..., Officer]
WORD = "một câu dễ nhớ"
SECRET = re.compile(r'class="key"><code>([A-Z2-7 ]+)</code>')
SETUP = re.compile(r'name="setup" value="([\w-]{43})"')
HALF_WAY = "motcua_half_way"


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clocks(monkeypatch)


def found(pattern: re.Pattern[str], answer: Response) -> str:
    match = pattern.search(answer.text)
    assert match, answer.text
    return match[1]


def switch_on(officer: Officer) -> str:
    """Switch codes on by a first code; return the secret."""
    shown = officer.sends("codes/begin", "codes", password=WORD)
    secret = found(SECRET, shown)
    done = officer.sends("codes/on", "codes", setup=found(SETUP, shown), code=code(secret, -1))
    assert done.status_code == 303, done.text
    return secret


def types(officer: Officer, typed: str) -> Response:
    return officer.sends("login/code", "login/code", code=typed)


def wrong(secret: str) -> str:
    right = {code(secret, late) for late in (-1, 0, 1, 2)}
    return next(typed for digit in "012345" if (typed := digit * 6) not in right)


def cookie(answer: Response, name: str) -> str:
    return next(c for c in answer.headers.get_list("set-cookie") if c.startswith(f"{name}="))


def log(database: Engine) -> list[tuple[str, str, str]]:
    with session(database) as opened:
        return [(e.who, e.action, e.object) for e in audit.entries(opened, Wanted(), 1, 50)]


def test_codes_are_switched_on_and_asked_for_from_then_on(
    comes: Comes, knowledge_base: Engine
) -> None:
    editor = comes(Role.EDITOR)
    assert "Chưa bật" in editor.opens("account").text
    secret = switch_on(editor)
    assert "Đang bật" in editor.opens("account").text
    assert log(knowledge_base)[0] == ("editor", "codes_on", "editor")
    again = comes()
    known = again.logs_in("editor", WORD)
    assert known.headers["location"].endswith("login/code")
    assert again.opens("").headers["location"].endswith("login")
    shown = code(secret)
    assert types(again, f"{shown[:3]} {shown[3:]}").headers["location"] == "../"
    assert again.opens("").status_code == 200


def test_the_picture_is_the_secret(comes: Comes) -> None:
    shown = comes(Role.EDITOR).sends("codes/begin", "codes", password=WORD)
    secret = found(SECRET, shown).replace(" ", "")
    assert len(base64.b32decode(secret)) == 20
    drawn = found(re.compile(r'src="data:image/png;base64,([^"]+)"'), shown)
    picture = Image.open(BytesIO(base64.b64decode(unquote(drawn))))
    address = zxingcpp.read_barcode(picture).text
    assert address.startswith("otpauth://totp/Motcua:editor?")
    assert f"secret={secret}" in address


def test_beginning_needs_the_password(comes: Comes) -> None:
    refused = comes(Role.EDITOR).sends("codes/begin", "codes", password="sai mất rồi")
    assert refused.status_code == 422
    assert "Mật khẩu đang dùng chưa đúng" in refused.text
    assert SECRET.search(refused.text) is None


def test_a_wrong_first_code_switches_nothing_on(comes: Comes) -> None:
    editor = comes(Role.EDITOR)
    shown = editor.sends("codes/begin", "codes", password=WORD)
    secret, setup = found(SECRET, shown), found(SETUP, shown)
    refused = editor.sends("codes/on", "codes", setup=setup, code=wrong(secret))
    assert "Mã chưa đúng" in refused.text
    assert found(SECRET, refused) == secret
    assert comes().logs_in("editor", WORD).headers["location"] == "./"
    assert editor.sends("codes/on", "codes", setup=setup, code=code(secret)).status_code == 303


def test_a_secret_that_waited_too_long_or_is_anothers_is_not_taken(
    comes: Comes, knowledge_base: Engine
) -> None:
    editor, reviewer = comes(Role.EDITOR), comes(Role.REVIEWER)
    shown = editor.sends("codes/begin", "codes", password=WORD)
    setup, secret = found(SETUP, shown), found(SECRET, shown)
    stolen = reviewer.sends("codes/on", "codes", setup=setup, code=code(secret))
    assert "Đã quá 10 phút" in stolen.text
    assert secret not in stolen.text
    with session(knowledge_base) as opened:
        opened.execute(update(Sealed).values(expires_at=now()))
    late = editor.sends("codes/on", "codes", setup=setup, code=code(secret))
    assert "Đã quá 10 phút" in late.text
    with session(knowledge_base) as opened:
        assert not any(officer.codes for officer in Accounts(opened, "x").listed())


def test_codes_that_are_on_are_not_replaced_by_who_only_knows_the_password(comes: Comes) -> None:
    editor = comes(Role.EDITOR)
    shown = editor.sends("codes/begin", "codes", password=WORD)
    switch_on(editor)
    late = editor.sends(
        "codes/on", "codes", setup=found(SETUP, shown), code=code(found(SECRET, shown))
    )
    assert late.status_code == 422
    assert "đang bật" in late.text


def test_the_secret_is_shown_only_while_it_is_set_up(comes: Comes, knowledge_base: Engine) -> None:
    admin = comes(Role.ADMIN)
    secret = switch_on(admin).replace(" ", "")
    for path in ("account", "codes", "accounts", "log", "log.csv", "password", ""):
        shown = admin.opens(path).text
        assert secret not in shown.replace(" ", ""), path
    with session(knowledge_base) as opened:
        assert opened.get_one(Account, "admin").totp_secret == secret


def test_switching_off_needs_the_password_and_a_code(comes: Comes, knowledge_base: Engine) -> None:
    editor = comes(Role.EDITOR)
    secret = switch_on(editor)
    for password, typed in (("sai mất rồi", code(secret)), (WORD, wrong(secret)), (WORD, "")):
        refused = editor.sends("codes/off", "codes", password=password, code=typed)
        assert refused.status_code == 422
    done = editor.sends("codes/off", "codes", password=WORD, code=code(secret))
    assert done.status_code == 303
    assert log(knowledge_base)[0] == ("editor", "codes_off", "editor")
    assert comes().logs_in("editor", WORD).headers["location"] == "./"


def test_guessing_inside_locks_the_way_in(comes: Comes) -> None:
    editor = comes(Role.EDITOR)
    secret = switch_on(editor)
    for _ in range(5):
        editor.sends("codes/off", "codes", password=WORD, code=wrong(secret))
    refused = editor.sends("codes/off", "codes", password=WORD, code=code(secret))
    assert "chờ 15 phút" in refused.text
    assert comes().logs_in("editor", WORD).status_code == 429


@pytest.mark.parametrize("url", ["https://testserver", "http://testserver"])
def test_the_cookie_of_the_second_step_is_kept_close_and_short(comes: Comes, url: str) -> None:
    switch_on(comes(Role.EDITOR))
    kept = cookie(comes(url=url).logs_in("editor", WORD), HALF_WAY)
    assert "HttpOnly" in kept
    assert "SameSite=strict" in kept
    assert "Max-Age=300" in kept
    assert ("Secure" in kept) is url.startswith("https")


def test_each_step_gives_a_token_of_its_own(comes: Comes) -> None:
    secret = switch_on(comes(Role.EDITOR))
    officer = comes()
    officer.browser.cookies.set("motcua_staff", "a" * 43)
    officer.opens("login")
    known = officer.logs_in("editor", WORD)
    assert "motcua_staff" not in str(known.headers.get_list("set-cookie"))
    half_way = officer.browser.cookies[HALF_WAY]
    entered = types(officer, code(secret))
    token = cookie(entered, "motcua_staff").split(";")[0].removeprefix("motcua_staff=")
    assert token not in ("a" * 43, half_way)
    assert HALF_WAY not in officer.browser.cookies
    assert "motcua_door" not in officer.browser.cookies


def test_the_second_step_is_bound_to_the_browser_that_knew_the_password(comes: Comes) -> None:
    secret = switch_on(comes(Role.EDITOR))
    one, other = comes(), comes()
    one.logs_in("editor", WORD)
    csrf = one.csrf("login/code")
    stolen = other.sends("login/code", csrf=csrf, code=code(secret))
    assert stolen.status_code == 401
    assert "Hãy đăng nhập lại" in stolen.text
    assert other.opens("login/code").headers["location"].endswith("login")
    assert types(one, code(secret)).status_code == 303


@pytest.mark.parametrize("csrf", ["", "a" * 64, "không phải"])
def test_the_form_of_the_second_step_has_a_token(comes: Comes, csrf: str) -> None:
    secret = switch_on(comes(Role.EDITOR))
    officer = comes()
    officer.logs_in("editor", WORD)
    assert officer.sends("login/code", csrf=csrf, code=code(secret)).status_code == 403
    assert types(officer, code(secret)).status_code == 303


def test_the_token_of_the_door_is_none_of_the_second_step(comes: Comes) -> None:
    secret = switch_on(comes(Role.EDITOR))
    officer = comes()
    door = officer.csrf("login")
    officer.logs_in("editor", WORD)
    assert officer.sends("login/code", csrf=door, code=code(secret)).status_code == 403


def test_wrong_codes_end_in_a_lock(comes: Comes, knowledge_base: Engine) -> None:
    secret = switch_on(comes(Role.EDITOR))
    officer = comes()
    officer.logs_in("editor", WORD)
    said = [types(officer, wrong(secret)) for _ in range(5)]
    assert [answer.status_code for answer in said] == [401] * 4 + [429]
    assert "Mã chưa đúng" in said[0].text
    assert "chờ 15 phút" in said[-1].text
    assert officer.opens("login/code").status_code == 303
    assert comes().logs_in("editor", WORD).status_code == 429
    assert log(knowledge_base)[0] == ("?", "log_in_refused", "editor")


def test_who_is_closed_in_the_middle_stays_outside(comes: Comes, knowledge_base: Engine) -> None:
    secret = switch_on(comes(Role.EDITOR))
    officer = comes()
    officer.logs_in("editor", WORD)
    csrf = officer.csrf("login/code")
    with session(knowledge_base) as opened:
        Accounts(opened, "x").deactivate("editor")
    refused = officer.sends("login/code", csrf=csrf, code=code(secret))
    assert refused.status_code == 401
    assert "motcua_staff" not in str(refused.headers.get_list("set-cookie"))


def test_an_admin_switches_the_codes_of_a_lost_telephone_off(
    comes: Comes, knowledge_base: Engine
) -> None:
    switch_on(comes(Role.EDITOR))
    admin = comes(Role.ADMIN)
    assert admin.opens("accounts").text.count(" · có mã xác thực") == 1
    assert admin.sends("accounts/editor/codes-off", "accounts").status_code == 303
    assert admin.opens("accounts").text.count(" · có mã xác thực") == 0
    assert log(knowledge_base)[0] == ("admin", "codes_off", "editor")
    assert comes().logs_in("editor", WORD).headers["location"] == "./"


def test_an_admin_gives_a_code_for_their_own(comes: Comes) -> None:
    admin = comes(Role.ADMIN)
    switch_on(admin)
    assert "chính mình" in admin.sends("accounts/admin/codes-off", "accounts").text
    assert comes().logs_in("admin", WORD).headers["location"].endswith("login/code")


def test_whose_password_is_anothers_changes_that_first(
    comes: Comes, knowledge_base: Engine
) -> None:
    with session(knowledge_base) as opened:
        Accounts(opened, "admin").set_password("editor", WORD, must_change=True)
    editor = comes(Role.EDITOR)
    for path in ("account", "codes"):
        assert editor.opens(path).headers["location"].endswith("password")
    for path in ("codes/begin", "codes/on", "codes/off"):
        answer = editor.sends(path, password=WORD)
        assert answer.headers["location"].endswith("password"), path
