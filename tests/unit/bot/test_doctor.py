"""The doctor finds what is broken and says how to mend it."""

import shutil
import socket
from collections import namedtuple
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import Engine, create_engine, delete

from bot import doctor
from bot.doctor import Finding, examine
from bot.processes import free_port
from knowledge.catalogue_files import CATALOGUE, read_directory
from knowledge.content import ProcedureContent
from knowledge.database import session
from knowledge.models import Alias, Procedure, Version
from knowledge.settings import Settings

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def healthy(
    configured: Settings,
    catalogue: list[ProcedureContent],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Settings:
    """Settings of an installation with nothing to mend."""
    program = tmp_path / "python"
    program.touch()
    monkeypatch.setattr(doctor, "RASA_PYTHON", program)
    monkeypatch.setattr(doctor.model, "is_current", lambda: True)
    monkeypatch.setattr(
        doctor,
        "read_directory",
        lambda folder: catalogue if folder == CATALOGUE else read_directory(folder),
    )
    return configured.model_copy(update={"port": free_port(), "var": tmp_path / "var"})


def _broken(settings: Settings) -> list[Finding]:
    return [finding for finding in examine(settings) if not finding.fine]


def _only(settings: Settings) -> Finding:
    (broken,) = _broken(settings)
    return broken


def test_a_healthy_installation_has_nothing_to_mend(healthy: Settings) -> None:
    assert _broken(healthy) == []
    seen = " | ".join(finding.what for finding in examine(healthy))
    for word in ("Python 3.11", "Rasa", "mô hình", "danh mục: 61", "cơ sở dữ liệu: 61", "đĩa"):
        assert word in seen
    assert str(healthy.port) in seen


def test_without_rasas_environment_it_says_install(
    healthy: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "RASA_PYTHON", Path("/nowhere/python"))
    assert "make install" in _only(healthy).remedy


def test_an_outdated_model_is_to_be_trained(
    healthy: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor.model, "is_current", lambda: False)
    assert "motcua train" in _only(healthy).remedy


def test_another_python_is_named(healthy: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    version = namedtuple("version", "major minor")(3, 12)
    monkeypatch.setattr(doctor.sys, "version_info", version)
    finding = _only(healthy)
    assert "3.12" in finding.what
    assert "3.11" in finding.remedy


def test_a_broken_catalogue_file_is_named_with_its_line(
    healthy: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = shutil.copytree(CATALOGUE, tmp_path / "catalogue")
    (catalogue / "07.yml").write_text("id: 7\nname: [broken\n")
    monkeypatch.setattr(doctor, "CATALOGUE", catalogue)
    assert "07.yml:" in _only(healthy).remedy


def test_a_missing_catalogue_file_is_noticed(
    healthy: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = shutil.copytree(CATALOGUE, tmp_path / "catalogue")
    (catalogue / "61.yml").unlink()
    monkeypatch.setattr(doctor, "CATALOGUE", catalogue)
    assert _only(healthy).what == "danh mục: 60 thủ tục"


def test_an_empty_catalogue_is_noticed(
    healthy: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "CATALOGUE", tmp_path / "nowhere")
    assert "nowhere" in _only(healthy).remedy


def test_a_half_filled_database_is_noticed(healthy: Settings, knowledge_base: Engine) -> None:
    with session(knowledge_base) as opened:
        for table in (Alias, Version):
            opened.execute(delete(table).where(table.procedure_id == 61))
        opened.execute(delete(Procedure).where(Procedure.id == 61))
    finding = _only(healthy)
    assert finding.what == "cơ sở dữ liệu: 60 thủ tục"
    assert "make run" in finding.remedy


def test_a_file_that_is_no_database_is_noticed(
    healthy: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken.db").write_bytes(b"this is not a database" * 100)
    broken = create_engine(f"sqlite:///{tmp_path / 'broken.db'}")
    monkeypatch.setattr("knowledge.database.engine", lambda *_: broken)
    finding = _only(healthy)
    assert finding.what == "cơ sở dữ liệu"
    assert "DATABASE_URL" in finding.remedy
    broken.dispose()


def test_a_port_in_use_is_named(healthy: Settings) -> None:
    with socket.create_server(("127.0.0.1", healthy.port)):
        finding = _only(healthy)
    assert str(healthy.port) in finding.what
    assert "PORT" in finding.remedy


def test_a_full_disk_is_noticed(healthy: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: Usage(10**9, 9 * 10**8, 10**8))
    finding = _only(healthy)
    assert "100 MB" in finding.what
    assert "500 MB" in finding.remedy


def test_a_folder_for_data_that_does_not_exist_yet_is_no_trouble(
    healthy: Settings, tmp_path: Path
) -> None:
    later = healthy.model_copy(update={"var": tmp_path / "srv" / "motcua" / "var"})
    assert _broken(later) == []


def test_telegram_is_told_on_or_off_but_never_its_token(healthy: Settings) -> None:
    assert "Telegram tắt (chưa đặt mã)" in [finding.what for finding in examine(healthy)]
    token = SecretStr("123456:secret")
    findings = examine(healthy.model_copy(update={"telegram_bot_token": token}))
    assert "Telegram bật" in [finding.what for finding in findings]
    assert "secret" not in str(findings)


def test_what_is_to_be_mended_first_comes_first(
    healthy: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "RASA_PYTHON", Path("/nowhere/python"))
    monkeypatch.setattr(doctor.model, "is_current", lambda: False)
    remedies = [finding.remedy for finding in _broken(healthy)]
    assert ["install" in remedies[0], "train" in remedies[1]] == [True, True]
