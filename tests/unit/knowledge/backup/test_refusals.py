"""A file that is broken, foreign or too new is refused, and nothing has changed."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from knowledge.backup.restoring import holds, restore
from knowledge.backup.writing import BackupError, write
from knowledge.database import make_engine, session, upgrade
from knowledge.models import Conversation

Change = Callable[[dict[str, bytes]], object]


@pytest.fixture
def backup(database: Engine, tmp_path: Path) -> Path:
    write(database, tmp_path / "a.backup")
    return tmp_path / "a.backup"


def changed(backup: Path, change: Change) -> Path:
    """The backup with its members changed."""
    with zipfile.ZipFile(backup) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    made = backup.with_name("changed.backup")
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made


def refused(database: Engine, file: Path) -> str:
    before = holds(database)
    with session(database) as opened:
        opened.add(Conversation(id="here", channel="web"))
    with pytest.raises(BackupError) as caught:
        restore(database, file, "lan")
    assert holds(database) == before | {"conversation": 1}
    return str(caught.value)


def _manifest(**values: object) -> Change:
    def change(members: dict[str, bytes]) -> None:
        told = json.loads(members["manifest.json"]) | values
        members["manifest.json"] = json.dumps(told).encode()

    return change


def _row(table: str, **values: object) -> Change:
    """Change the first row and make the digest right again."""

    def change(members: dict[str, bytes]) -> None:
        import hashlib

        name = f"tables/{table}.jsonl"
        first, *others = members[name].splitlines(keepends=True)
        row = {k: v for k, v in (json.loads(first) | values).items() if v != "-"}
        members[name] = b"".join([json.dumps(row).encode() + b"\n", *others])
        told = json.loads(members["manifest.json"])
        told["tables"][table]["sha256"] = hashlib.sha256(members[name]).hexdigest()
        members["manifest.json"] = json.dumps(told).encode()

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_manifest(version=2), "mới hơn"),
        (_manifest(revision="9999"), "mới hơn"),
        (_manifest(form="another"), "không phải bản sao lưu"),
        (_manifest(tables={}), "bị hỏng"),
        (_manifest(tables=3), "bị hỏng"),
        (_manifest(version="một"), "bị hỏng"),
        (lambda members: members.pop("manifest.json"), "không phải bản sao lưu"),
        (lambda members: members.update({"manifest.json": b"[]"}), "không phải bản sao lưu"),
        (lambda members: members.update({"manifest.json": b"{"}), "bị hỏng"),
        (lambda members: members.pop("tables/alias.jsonl"), "bị hỏng (alias)"),
        (lambda members: members.update({"tables/alias.jsonl": b""}), "bị hỏng (alias)"),
        (_row("alias", text="khác"), None),
        (_row("alias", text=3), "bị hỏng (alias)"),
        (_row("alias", text="-"), "bị hỏng (alias)"),
        (_row("alias", surplus=1), "bị hỏng (alias)"),
        (_row("alias", procedure_id=99), "bị hỏng"),
        (_row("version", in_force_from="hôm qua"), "bị hỏng (version)"),
        (_row("procedure", id=None), "bị hỏng"),
    ],
)
def test_a_changed_backup_is_refused(
    database: Engine, backup: Path, change: Change, said: str | None
) -> None:
    file = changed(backup, change)
    if said is None:  # a right row with a right digest is a right backup
        restore(database, file, "lan")
    else:
        assert said in refused(database, file)


@pytest.mark.parametrize("content", [b"", b"khong phai", b"PK\x03\x04 nua chung", b"%PDF-1.7"])
def test_another_file_is_refused(database: Engine, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "b"
    file.write_bytes(content)
    assert "không phải bản sao lưu" in refused(database, file)


def test_a_file_cut_short_or_bitten_is_refused(database: Engine, backup: Path) -> None:
    whole = backup.read_bytes()
    file = backup.with_name("b")
    for content in (whole[: len(whole) // 2], whole[:5000] + b"x" * 50 + whole[5050:]):
        file.write_bytes(content)
        with pytest.raises(BackupError):
            restore(database, file, "lan")


def test_a_file_that_is_not_there_is_said_so(database: Engine, tmp_path: Path) -> None:
    assert "Không mở được" in refused(database, tmp_path / "khong-co")


def test_an_error_in_the_midst_changes_nothing(database: Engine, backup: Path) -> None:
    def fail(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO version"):
            raise RuntimeError

    before = holds(database)
    event.listen(database, "before_cursor_execute", fail)
    with pytest.raises(RuntimeError):
        restore(database, backup, "lan")
    event.remove(database, "before_cursor_execute", fail)
    assert holds(database) == before
    restore(database, backup, "lan")


def test_a_place_that_cannot_be_written_is_said_so(database: Engine, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="Không ghi được"):
        write(database, tmp_path / "khong" / "co" / "a.backup")


def test_an_empty_file_is_no_database_to_back_up(tmp_path: Path) -> None:
    empty = make_engine(f"sqlite:///{tmp_path / 'empty.db'}")
    with pytest.raises(BackupError, match="chưa có bảng"):
        write(empty, tmp_path / "a.backup")
    assert not (tmp_path / "a.backup").exists()
    upgrade(empty)
    write(empty, tmp_path / "a.backup")
    empty.dispose()
