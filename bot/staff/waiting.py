"""Files that wait to be taken in: encrypted with a key that only the officer's session has."""

import base64
import hashlib
import json
import re
import secrets
import time
from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cryptography.fernet import Fernet, InvalidToken

from knowledge.staff.sessions import Opened

LASTS: Final = 30 * 60
"""Seconds; as long as an idle session."""
_ID: Final = re.compile(r"[A-Za-z0-9_-]{22}")


@dataclass(frozen=True)
class Waiting:
    """A file, which kind of file it is, and what was found out about it, as JSON."""

    kind: str
    name: str
    content: bytes
    told: Mapping[str, Any]


class WaitingRoom:
    """Keeps files under `folder` for half an hour. What it holds can't be read from the disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, owner: Opened, file: Waiting) -> str:
        """Keep `file` for the session `owner`; return an id that opens it there and only there."""
        self.forget_old()
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = secrets.token_urlsafe(16)
        told = {"kind": file.kind, "name": file.name, "told": dict(file.told)}
        head = json.dumps(told).encode()
        path = self._path(made)
        path.touch(0o600)
        path.write_bytes(_lock(owner, made).encrypt(head + b"\n" + file.content))
        return made

    def get(self, owner: Opened, made: str, kinds: Container[str]) -> Waiting | None:
        """Return the file; None if it is another's, of another kind, too old, or never was."""
        self.forget_old()
        if not _ID.fullmatch(made):
            return None
        try:
            opened = _lock(owner, made).decrypt(self._path(made).read_bytes())
        except (OSError, InvalidToken):
            return None
        head, content = opened.split(b"\n", 1)
        told = json.loads(head)
        if told["kind"] not in kinds:
            return None
        return Waiting(told["kind"], told["name"], content, told["told"])

    def forget(self, made: str) -> None:
        if _ID.fullmatch(made):
            self._path(made).unlink(missing_ok=True)

    def forget_old(self) -> None:
        """Delete what has waited for half an hour."""
        for path in self._folder.glob("*.waiting"):
            try:
                if path.stat().st_mtime < time.time() - LASTS:
                    path.unlink()
            except FileNotFoundError:  # another process was quicker
                continue

    def _path(self, made: str) -> Path:
        return self._folder / f"{hashlib.sha256(made.encode()).hexdigest()}.waiting"


def _lock(owner: Opened, made: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(owner.key_for(f"waiting:{made}")))
