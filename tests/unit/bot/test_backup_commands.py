"""An operator backs up and restores in the terminal."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import Engine
from typer.testing import CliRunner

from bot import cli
from tests.auxil.status_rows import as_csv, dossier


@pytest.fixture
def motcua(knowledge_base: Engine, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs one command on a database of the test's own; `typed` is what is typed into it."""
    monkeypatch.setattr(cli.console, "_width", 200)

    def run(*arguments: object, typed: str = "") -> Result:
        return CliRunner().invoke(cli.main, list(map(str, arguments)), input=typed)

    return run


def test_a_backup_says_what_is_in_it_and_comes_back(
    motcua: Callable[..., Result], tmp_path: Path
) -> None:
    rows = tmp_path / "hs.csv"
    rows.write_bytes(as_csv([dossier()]))
    motcua("import", "dossiers", rows)
    file = tmp_path / "sao lưu.zip"
    done = motcua("backup", file)
    assert done.exit_code == 0, done.stderr
    assert "61 thủ tục, 1 hồ sơ, 2 dòng nhật ký" in done.stdout
    assert "phiên đăng nhập" in done.stdout
    restored = motcua("restore", file, "--yes")
    assert restored.exit_code == 0, restored.stderr
    assert "Đã khôi phục: 61 thủ tục, 1 hồ sơ, 3 dòng nhật ký" in restored.stdout


def test_a_backup_has_the_line_about_itself(
    motcua: Callable[..., Result], knowledge_base: Engine, tmp_path: Path
) -> None:
    assert motcua("backup", tmp_path / "kho" / "a.zip").exit_code == 1  # no such folder
    (tmp_path / "kho").mkdir()
    motcua("backup", tmp_path / "kho" / "b.zip")
    with zipfile.ZipFile(tmp_path / "kho" / "b.zip") as archive:
        [member] = [name for name in archive.namelist() if "audit_log" in name]
        lines = [json.loads(line) for line in archive.read(member).splitlines()]
    assert [(line["action"], line["object"]) for line in lines] == [
        ("backup", "a.zip"),
        ("backup", "b.zip"),
    ]
    assert str(tmp_path) not in json.dumps(lines)


def test_what_is_there_is_replaced_only_after_a_yes(
    motcua: Callable[..., Result], tmp_path: Path
) -> None:
    file = tmp_path / "a.zip"
    motcua("backup", file)
    rows = tmp_path / "hs.csv"
    rows.write_bytes(as_csv([dossier()]))
    motcua("import", "dossiers", rows)
    no = motcua("restore", file, typed="n\n")
    assert no.exit_code == 1
    assert "đang có: 61 thủ tục, 1 hồ sơ" in no.stdout
    assert "Chưa có gì thay đổi" in no.stderr
    assert "1 hồ sơ" in motcua("backup", tmp_path / "b.zip").stdout
    assert motcua("restore", file, "--yes").exit_code == 0
    assert "hồ sơ" not in motcua("backup", tmp_path / "c.zip").stdout


def test_a_file_that_is_no_backup_is_refused_in_one_line(
    motcua: Callable[..., Result], tmp_path: Path
) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(b"khong phai")
    for said, path in (("không phải bản sao lưu", file), ("Không mở được", tmp_path / "b")):
        done = motcua("restore", path, "--yes")
        assert done.exit_code == 1
        assert said in done.stderr
        assert isinstance(done.exception, SystemExit)


def test_a_changed_procedure_is_in_the_log_from_what_to_what(
    motcua: Callable[..., Result], tmp_path: Path
) -> None:
    motcua("export", "catalogue", tmp_path / "kho")
    file = tmp_path / "kho" / "03.yml"
    file.write_text(file.read_text().replace("aliases:", "aliases:\n- tên gọi mới", 1))
    done = motcua("import", "catalogue", tmp_path / "kho")
    assert "đổi 1" in done.stdout, done.stderr
    assert "2 dòng nhật ký" in motcua("backup", tmp_path / "a.zip").stdout
