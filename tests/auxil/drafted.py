"""A draft that is tried, and a Rasa that answers as told."""

import json
from collections.abc import Callable

import httpx

NUMBER = 3
NEW_FEE = "Thu 77.000 đồng mỗi hồ sơ."
WORD = "một câu dễ nhớ"


class ToldRasa:
    """A Rasa that answers as told; `heard` holds what reached it, by path."""

    def __init__(self) -> None:
        self.answer: Callable[[httpx.Request], httpx.Response] = lambda _: httpx.Response(500)
        self.heard: list[tuple[str, dict[str, object]]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.heard.append((request.url.path, json.loads(request.content)))
        return self.answer(request)
