"""An office's software tells a status over HTTP; without the key nothing is taken or told."""

import json
import logging
from datetime import date
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from bot.channels.web import app as web_app
from bot.channels.web import push, push_phrases
from bot.channels.web.limits import AddressLimit
from bot.channels.web.problems import add_handlers
from bot.channels.web.push import push_router
from knowledge.database import session
from knowledge.settings import Settings
from knowledge.status.records import DossierRow, RegradeRow
from knowledge.status.register import Register
from tests.auxil.status_rows import dossier, dossier_rows, regrade, regrade_rows, stored, written

KEY = "chìa-khóa-0123456789"
CODE = "H48.12-261102-0001"
DOSSIER = f"/api/status/dossiers/{CODE}"
REGRADE = "/api/status/regrades/tot-nghiep-thpt-2026/32004321/toan"


class Office:
    """An office's software beside Motcua."""

    def __init__(self, key: str | None = KEY, per_minute: int = 1000, address: str = "10.0.0.1"):
        app = FastAPI()
        add_handlers(app)
        secret = SecretStr(key) if key else None
        app.include_router(push_router(secret, AddressLimit(per_minute)))
        self.client = TestClient(app, client=(address, 1), raise_server_exceptions=False)
        self.headers = {"Authorization": f"Bearer {KEY}".encode()}

    def put(self, path: str, body: object = None, **headers: Any) -> httpx.Response:
        return self.client.put(path, json=body, headers=headers or self.headers)


@pytest.fixture
def office(knowledge_base: Engine) -> Office:
    return Office()


def refused(response: httpx.Response, status: int) -> dict[str, str]:
    """Look that `response` is a problem document; return its reasons by field."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    document = response.json()
    assert document["status"] == status
    assert document["detail"]
    assert set(document) - {"errors"} == {"type", "title", "status", "detail"}
    return {error["field"]: error["detail"] for error in document.get("errors", [])}


def plain(row: dict[str, Any], *without: str) -> dict[str, Any]:
    return {name: cell for name, cell in row.items() if name not in without}


def test_a_dossier_is_added_changed_and_left(office: Office, knowledge_base: Engine) -> None:
    added = office.put(DOSSIER, dossier())
    assert (added.status_code, added.json()) == (201, {"result": "added"})
    same = office.put(DOSSIER, dossier())
    assert (same.status_code, same.json()) == (200, {"result": "unchanged"})
    news = dossier(trang_thai="da_co_ket_qua", ngay_cap_nhat="04/11/2026")
    changed = office.put(DOSSIER, news)
    assert (changed.status_code, changed.json()) == (200, {"result": "changed"})
    with session(knowledge_base) as opened:
        register = Register(opened)
        assert register.dossier(CODE) == DossierRow.parse(news)
        assert [each.source for each in register.dossier_history(CODE)] == ["api", "api"]


def test_a_subject_is_added_changed_and_left(office: Office, knowledge_base: Engine) -> None:
    assert office.put(REGRADE, regrade()).status_code == 201
    assert office.put(REGRADE, regrade()).json() == {"result": "unchanged"}
    news = regrade(trang_thai="da_co_ket_qua", diem_sau=8.25, ngay_cap_nhat="2026-08-02")
    assert office.put(REGRADE, news).json() == {"result": "changed"}
    with session(knowledge_base) as opened:
        assert Register(opened).regrades("32004321") == (RegradeRow.parse(news),)


def test_the_key_of_the_row_may_stand_in_the_address_alone(office: Office) -> None:
    assert office.put(DOSSIER, plain(dossier(), "ma_ho_so")).status_code == 201
    without = plain(regrade(), "ky_thi", "so_bao_danh", "mon")
    assert office.put(REGRADE, without | {"mon": None}).status_code == 201


@pytest.mark.parametrize(
    "subject", ["toan", "Toán", "TOÁN", "To%C3%A1n", "to%C3%A1n%20h%E1%BB%8Dc"]
)
def test_a_subject_is_one_however_it_is_called_in_the_address(office: Office, subject: str) -> None:
    office.put(REGRADE, regrade())
    path = f"/api/status/regrades/tot-nghiep-thpt-2026/32004321/{subject}"
    assert office.put(path, plain(regrade(), "mon")).json() == {"result": "unchanged"}


def test_names_and_papers_need_not_be_sent(office: Office, knowledge_base: Engine) -> None:
    assert office.put(DOSSIER, plain(dossier(), "nguoi_nop", "ghi_chu")).status_code == 201
    assert office.put(REGRADE, plain(regrade(), "ho_ten", "so_giay_to")).status_code == 201
    assert office.put(DOSSIER, dossier()).json() == {"result": "unchanged"}
    assert "Hoa" not in str(stored(knowledge_base))


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        (DOSSIER, dossier(ma_ho_so="H48.12-261102-0002"), "ma_ho_so"),
        (DOSSIER, dossier(ma_ho_so="0912341234"), "ma_ho_so"),
        ("/api/status/dossiers/0912341234", plain(dossier(), "ma_ho_so"), "ma_ho_so"),
        (REGRADE, regrade(mon="Lý"), "mon"),
        (REGRADE, regrade(so_bao_danh="32004322"), "so_bao_danh"),
        (REGRADE, regrade(ky_thi="khác"), "ky_thi"),
        (REGRADE.replace("32004321", "3"), plain(regrade(), "so_bao_danh"), "so_bao_danh"),
        (DOSSIER, dossier(thu_tuc=True), "thu_tuc"),
        (DOSSIER, dossier(thu_tuc=[3]), "thu_tuc"),
        (DOSSIER, dossier(ghi_chu={"a": 1}), "ghi_chu"),
        (DOSSIER, dossier(tinh_trang="x"), "tinh_trang"),
        (DOSSIER, dossier(**{"số 0912341234": "x"}), "?"),
        (DOSSIER, dossier(so_dien_thoai="12"), "so_dien_thoai"),
        (REGRADE, regrade(diem_truoc=11), "diem_truoc"),
        (REGRADE, regrade(trang_thai="da_co_ket_qua"), "diem_sau"),
    ],
)
def test_what_is_wrong_is_told_field_by_field(
    office: Office, knowledge_base: Engine, path: str, body: dict[str, Any], field: str
) -> None:
    reasons = refused(office.put(path, body), 422)
    assert set(reasons) == {field}
    assert stored(knowledge_base)["dossier"] == stored(knowledge_base)["regrade"] == []


def test_a_reason_repeats_no_value(office: Office) -> None:
    body = dossier(so_dien_thoai="0912999888777", nguoi_nop="Kín" * 99, ngay_nop="05-09-2003")
    response = office.put(DOSSIER, body)
    assert set(refused(response, 422)) == {"so_dien_thoai", "nguoi_nop", "ngay_nop"}
    for value in ("0912999", "Kín", "2003"):
        assert value not in response.text


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'{"thu_tuc": Infinity}',
        b"[]",
        b"null",
        b"{",
        b'"a"',
        b"\xff",
        b"[" * 5000,
        b'{"thu_tuc": ' + b"9" * 5000 + b"}",
    ],
)
def test_what_is_no_object_is_unprocessable(office: Office, content: bytes) -> None:
    refused(office.client.put(DOSSIER, content=content, headers=office.headers), 422)


def test_half_a_character_is_left_out(office: Office, knowledge_base: Engine) -> None:
    content = json.dumps(dossier(ghi_chu="a\ud800\u0000b")).encode()
    assert office.client.put(DOSSIER, content=content, headers=office.headers).status_code == 201
    with session(knowledge_base) as opened:
        found = Register(opened).dossier(CODE)
    assert found is not None
    assert found.note == "ab"


def test_an_older_row_is_a_conflict(office: Office, knowledge_base: Engine) -> None:
    office.put(DOSSIER, dossier())
    before = stored(knowledge_base)
    older = dossier(trang_thai="da_tiep_nhan", ngay_cap_nhat="2026-11-02")
    response = office.put(DOSSIER, older)
    refused(response, 409)
    assert response.json()["detail"] == push_phrases.STALE
    assert stored(knowledge_base) == before


@pytest.mark.parametrize(
    "given",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer khác",
        f"Bearer {KEY}x",
        f"Bearer {KEY[:-1]}",
        f"Basic {KEY}",
        KEY,
    ],
)
def test_without_the_key_nothing_is_taken(
    office: Office, knowledge_base: Engine, given: str | None
) -> None:
    headers = {} if given is None else {"Authorization": given.encode()}
    for path, body in ((DOSSIER, dossier()), (REGRADE, {}), (DOSSIER, [1])):
        response = office.client.put(path, json=body, headers=headers)
        assert refused(response, 401) == {}
        assert response.headers["www-authenticate"].startswith("Bearer")
    assert stored(knowledge_base)["dossier"] == []


def test_without_a_setting_it_is_not_there(knowledge_base: Engine) -> None:
    office = Office(key=None)
    for path in (DOSSIER, REGRADE):
        refused(office.put(path, dossier()), 404)


def test_an_office_that_pushes_too_fast_is_told_when_to_come_back(knowledge_base: Engine) -> None:
    office = Office(per_minute=2)
    assert office.put(DOSSIER, dossier()).status_code == 201
    assert office.client.put(DOSSIER, json={}).status_code == 401, "guesses count too"
    response = office.put(DOSSIER, dossier())
    refused(response, 429)
    assert 1 <= int(response.headers["retry-after"]) <= 60


def test_a_large_body_is_refused(office: Office) -> None:
    refused(office.put(DOSSIER, dossier(ghi_chu="x" * push.LARGEST_BODY)), 413)


def test_other_methods_are_not_allowed(office: Office) -> None:
    refused(office.client.get(DOSSIER, headers=office.headers), 405)


def test_a_locked_database_is_told_without_what_was_to_be_stored(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def locked(*_: object) -> None:
        raise OperationalError("INSERT", {"phone_tail": "1234", "code": CODE}, Exception("locked"))

    monkeypatch.setattr(Register, "put_dossiers", locked)
    with caplog.at_level(logging.DEBUG):
        response = office.put(DOSSIER, dossier())
    refused(response, 503)
    assert response.headers["retry-after"] == "5"
    assert "OperationalError" in caplog.text
    assert "1234" not in caplog.text


def test_neither_log_nor_metric_learns_whose_status_it_was(
    configured: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    chosen = configured.model_copy(update={"status_api_key": SecretStr(KEY)})
    headers = {"Authorization": f"Bearer {KEY}".encode()}
    caplog.set_level(logging.WARNING, "httpx")  # the test's own client
    with caplog.at_level(logging.DEBUG), TestClient(web_app.build(chosen)) as client:
        assert client.put(DOSSIER, json=dossier(), headers=headers).status_code == 201
        assert client.put(REGRADE, json=regrade(), headers=headers).status_code == 201
        assert client.put(DOSSIER, json=dossier(thu_tuc=0), headers=headers).status_code == 422
        assert client.put(DOSSIER, json=dossier(), headers={}).status_code == 401
        numbers = client.get("/metrics").text
        described = client.get("/openapi.json").json()
    for personal in (CODE, "32004321", "261102", "0912341234", "Hoa", KEY):
        assert personal not in caplog.text
        assert personal not in numbers
    paths = described["paths"]
    operation = paths["/api/status/regrades/{ky_thi}/{so_bao_danh}/{mon}"]["put"]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    assert "diem_sau" in schema["properties"]
    assert {"200", "201"} <= set(operation["responses"])


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(dossier_rows() | regrade_rows())
def test_any_row_that_a_file_can_have_can_be_pushed(
    office: Office, row: DossierRow | RegradeRow
) -> None:
    cells = written(row)
    if isinstance(row, DossierRow):
        path = f"/api/status/dossiers/{row.code}"
    else:
        path = f"/api/status/regrades/{row.exam}/{row.candidate}/{row.subject}"
    first = office.put(path, cells)
    assert first.status_code in {200, 201, 409}
    if first.status_code != 409:
        assert office.put(path, cells).json() == {"result": "unchanged"}


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=6,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(_JSON | st.dictionaries(st.sampled_from(sorted(dossier())), _JSON))
def test_any_json_is_refused_in_good_order(office: Office, body: Any) -> None:
    refused(office.put(DOSSIER, body), 422)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(min_size=1, max_size=30))
def test_any_address_is_refused_in_good_order(office: Office, key: str) -> None:
    encoded = key.encode("utf-8", "replace")
    path = "/api/status/dossiers/" + "".join(f"%{byte:02x}" for byte in encoded)
    assert office.put(path, plain(dossier(), "ma_ho_so")).status_code in {404, 422}


def test_what_is_pushed_today_is_not_ahead_of_its_time(office: Office) -> None:
    today = date.today().isoformat()
    assert office.put(DOSSIER, dossier(ngay_cap_nhat=today)).status_code == 201
