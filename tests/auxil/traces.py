"""Looks for what a citizen typed in all that an installation keeps."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from knowledge.folding import fold


def traces(folder: Path, *typed: str) -> list[str]:
    """Where any of `typed` stands in the files under `folder`, however it is spelled there."""
    found = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        content = path.read_bytes()
        digits = re.sub(rb"[ .\-]", b"", content)
        for text in typed:
            if any(spelling in content for spelling in _spellings(text)) or (
                text.isdecimal() and text.encode() in digits
            ):
                found.append(f"{text!r} in {path.relative_to(folder)}")
    return found


def _spellings(text: str) -> Iterable[bytes]:
    """UTF-8, without diacritics, and as JSON and Python's repr escape it."""

    def each() -> Iterator[str]:
        yield text
        yield fold(text)
        yield json.dumps(text)[1:-1]
        yield ascii(text)[1:-1]

    return {spelling.encode() for spelling in each()} | {text.encode("utf-16-le")}
