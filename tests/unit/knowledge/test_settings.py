"""Settings: the contract's defaults, and what an environment may change."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from knowledge.settings import ROOT, Settings


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_the_defaults_are_those_of_the_contract() -> None:
    plain = Settings()
    assert (plain.host, plain.port) == ("127.0.0.1", 8000)
    assert plain.database == f"sqlite:///{ROOT / 'var' / 'motcua.db'}"
    assert plain.redis_url is None
    assert plain.telegram_bot_token is None
    assert plain.telegram_api_base_url is None
    assert plain.telegram_webhook_url is None
    assert plain.staff_admin_password is None
    assert plain.status_api_key is None
    assert plain.sample_data is False


def test_an_empty_value_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PORT", "REDIS_URL", "STATUS_API_KEY", "SAMPLE_DATA", "DATABASE_URL"):
        monkeypatch.setenv(name, "")
    assert Settings() == Settings(_env_file=None)
    assert (Settings().port, Settings().redis_url) == (8000, None)


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgresql://a:b@h:5/d", "postgresql+psycopg://a:b@h:5/d"),
        ("postgresql+psycopg://a:b@h/d", "postgresql+psycopg://a:b@h/d"),
        ("sqlite:////data/x.db", "sqlite:////data/x.db"),
    ],
)
def test_a_database_address_names_the_driver_that_is_installed(
    monkeypatch: pytest.MonkeyPatch, given: str, used: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", given)
    assert Settings().database == used


def test_the_database_moves_with_its_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAR", "/srv/motcua")
    assert Settings().var == Path("/srv/motcua")
    assert Settings().database == "sqlite:////srv/motcua/motcua.db"


@pytest.mark.parametrize("port", ["0", "65536", "-1", "tám nghìn", "80.5"])
def test_a_port_that_is_none_is_an_error_that_names_it(
    monkeypatch: pytest.MonkeyPatch, port: str
) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(ValidationError) as caught:
        Settings()
    assert [error["loc"] for error in caught.value.errors()] == [("port",)]


@pytest.mark.parametrize(("port", "number"), [("1", 1), ("65535", 65535)])
def test_the_outermost_ports_are_taken(
    monkeypatch: pytest.MonkeyPatch, port: str, number: int
) -> None:
    monkeypatch.setenv("PORT", port)
    assert Settings().port == number


@pytest.mark.parametrize(("given", "wanted"), [("1", True), ("0", False)])
def test_sample_data_is_switched_by_one_digit(
    monkeypatch: pytest.MonkeyPatch, given: str, wanted: bool
) -> None:
    monkeypatch.setenv("SAMPLE_DATA", given)
    assert Settings().sample_data is wanted


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_an_address_for_all_interfaces_is_opened_on_this_machine(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("HOST", host)
    assert Settings().web_url == "http://127.0.0.1:8000"


def test_secrets_are_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = ("TELEGRAM_BOT_TOKEN", "STAFF_ADMIN_PASSWORD", "STATUS_API_KEY")
    for name in secrets:
        monkeypatch.setenv(name, f"bi-mat-{name}")
    assert "bi-mat" not in repr(Settings())
    assert "bi-mat" not in Settings().model_dump_json()


def test_every_setting_says_what_it_is_for() -> None:
    described = {name: field.description for name, field in Settings.model_fields.items()}
    assert all(described.values()), described
