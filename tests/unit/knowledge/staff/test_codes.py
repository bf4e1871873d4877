"""Codes of an authenticator: which are right, when, and only once."""

import base64
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from knowledge.database import session
from knowledge.staff import codes
from knowledge.staff.accounts import AccountError, Accounts, Role
from knowledge.staff.tables import Account
from tests.auxil.authenticator import code, stop_clocks

RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()
WORD = "một câu dễ nhớ"


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clocks(monkeypatch)


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_the_examples_of_the_rfc(monkeypatch: pytest.MonkeyPatch, seconds: int, shown: str) -> None:
    monkeypatch.setattr(codes, "time", SimpleNamespace(time=lambda: seconds))
    assert codes.step_of(RFC_SECRET, shown) == seconds // 30


def test_a_clock_may_be_wrong_by_one_step_and_no_more() -> None:
    secret = codes.new_secret()
    now = codes.step_of(secret, code(secret))
    assert now is not None
    found = [codes.step_of(secret, code(secret, late)) for late in range(-3, 4)]
    assert found == [None, None, now - 1, now, now + 1, None, None]


def test_spaces_are_allowed() -> None:
    secret = codes.new_secret()
    shown = code(secret)
    assert codes.step_of(secret, f" {shown[:3]}\u00a0{shown[3:]}\n") is not None


@pytest.mark.parametrize(
    "typed", ["", " ", "12345", "1234567", "abcdef", "१२३४५६", "１２３４５６", "\0"]
)
def test_what_is_no_code_is_wrong(typed: str) -> None:
    assert codes.step_of(RFC_SECRET, typed) is None


@given(st.text(max_size=12))
def test_nothing_that_is_typed_breaks(typed: str) -> None:
    assert codes.step_of(RFC_SECRET, typed) is None or len("".join(typed.split())) == 6


def test_secrets_are_long_and_differ_and_are_scanned_as_such() -> None:
    made = {codes.new_secret() for _ in range(50)}
    assert len(made) == 50
    secret = made.pop()
    assert len(base64.b32decode(secret)) == 20
    address = urlsplit(codes.address(secret, "hoa.nguyen"))
    assert (address.scheme, address.netloc, address.path) == (
        "otpauth",
        "totp",
        "/Motcua:hoa.nguyen",
    )
    told = parse_qs(address.query)
    assert told["secret"] == [secret]
    assert (told["digits"], told["period"], told["algorithm"]) == (["6"], ["30"], ["SHA1"])


@pytest.fixture
def secret(either: Engine) -> str:
    """The secret of the officer hoa, whose codes are on."""
    made = codes.new_secret()
    with session(either) as opened:
        Accounts(opened, "lan").add("hoa", Role.EDITOR, WORD)
        opened.get_one(Account, "hoa").totp_secret = made
    return made


def take(database: Engine, typed: str) -> bool:
    with session(database) as opened:
        return codes.take(opened, opened.get_one(Account, "hoa"), typed)


def test_a_code_is_taken_once_and_no_older_one_after_it(either: Engine, secret: str) -> None:
    shown = code(secret)
    assert take(either, shown)
    assert not take(either, shown)
    assert not take(either, code(secret, -1))
    assert take(either, code(secret, 1))


def test_of_two_at_once_only_one_gets_in(either: Engine, secret: str) -> None:
    """Both have read the account before either wrote."""
    shown = code(secret)
    with session(either) as one:
        stale = one.get_one(Account, "hoa")
        one.expunge(stale)
    with session(either) as first, session(either) as second:
        assert codes.take(first, stale, shown)
        first.commit()
        assert not codes.take(second, stale, shown)


def test_without_codes_none_is_right(database: Engine) -> None:
    with session(database) as opened:
        Accounts(opened, "lan").add("hoa", Role.EDITOR, WORD)
    assert not take(database, "123456")


def test_they_are_switched_on_by_the_first_code_which_is_used_then(either: Engine) -> None:
    made = codes.new_secret()
    shown = code(made)
    with session(either) as opened:
        accounts = Accounts(opened, "hoa")
        accounts.add("hoa", Role.EDITOR, WORD)
        with pytest.raises(AccountError, match="Mã chưa đúng"):
            accounts.switch_codes_on("hoa", made, "000000" if shown != "000000" else "111111")
        assert [officer.codes for officer in accounts.listed()] == [False]
        accounts.switch_codes_on("hoa", made, shown)
        assert [officer.codes for officer in accounts.listed()] == [True]
        with pytest.raises(AccountError, match="đang bật"):
            accounts.switch_codes_on("hoa", codes.new_secret(), shown)
        accounts.switch_codes_off("hoa")
        accounts.switch_codes_off("hoa")
        assert [officer.codes for officer in accounts.listed()] == [False]
    with session(either) as opened:
        accounts = Accounts(opened, "hoa")
        accounts.switch_codes_on("hoa", made, code(made, 1))
    assert not take(either, shown)
