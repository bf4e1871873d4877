"""Fits button payloads into Telegram's 64 bytes; longer ones wait here under a token."""

import secrets
from collections import OrderedDict
from typing import Final

MAX_BYTES: Final = 64
"""Telegram's limit for `callback_data`."""

CAPACITY: Final = 10_000
"""Payloads remembered; at some hundred bytes each, a few megabytes at most."""

_MARK: Final = "~"
_TOKEN_BYTES: Final = 12


class PayloadTable:
    """Bounded and in memory: after a restart, or `capacity` newer payloads, tokens are unknown."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._payloads: OrderedDict[str, str] = OrderedDict()
        self._tokens: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._payloads)

    def put(self, payload: str) -> str:
        """`callback_data` for `payload`, 1 to 64 bytes: itself if it fits, else a token."""
        if 1 <= len(payload.encode()) <= MAX_BYTES and not payload.startswith(_MARK):
            return payload
        token = self._tokens.get(payload)
        if token is None:
            token = _MARK + secrets.token_urlsafe(_TOKEN_BYTES)
            self._tokens[payload] = token
            self._payloads[token] = payload
        self._payloads.move_to_end(token)
        while len(self._payloads) > self._capacity:
            _, oldest = self._payloads.popitem(last=False)
            del self._tokens[oldest]
        return token

    def get(self, data: str) -> str | None:
        """The payload behind `callback_data`, or None for a token not remembered any more."""
        return self._payloads.get(data) if data.startswith(_MARK) else data
