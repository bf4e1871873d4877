"""An authenticator on an officer's telephone, computed by hand from RFC 4226 and RFC 6238."""

import base64
import hashlib
import hmac
import struct
import sys
import time
from types import SimpleNamespace

import pytest

from knowledge.staff import codes


def code(secret: str, steps: int = 0) -> str:
    """What the telephone shows now, or so many steps of 30 seconds later."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.new(base64.b32decode(secret.replace(" ", "")), counter, hashlib.sha1).digest()
    at = digest[-1] & 0xF
    return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def stop_clocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let telephone and server look at clocks that stand still, so that no step ends in a test."""
    clock = SimpleNamespace(time=lambda: 1_795_000_000)
    for module in (codes, sys.modules[__name__]):
        monkeypatch.setattr(module, "time", clock)
