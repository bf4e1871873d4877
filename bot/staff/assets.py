"""The static files of the console, under an address that changes with their content."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

_FOLDER: Final = Path(__file__).parent / "static"
_MEDIA_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}

router = APIRouter()


@cache
def files() -> dict[str, bytes]:
    """All static files by name, read once."""
    return {
        path.name: path.read_bytes()
        for path in sorted(_FOLDER.iterdir())
        if path.suffix in _MEDIA_TYPES
    }


@cache
def version() -> str:
    digest = hashlib.sha256()
    for name, content in files().items():
        digest.update(name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()[:12]


@router.get("/static/{wanted}/{name}")
def static(wanted: str, name: str) -> Response:
    content = files().get(name)
    if content is None:
        raise HTTPException(404)
    lasts = wanted == version()
    caching = "public, max-age=31536000, immutable" if lasts else "no-cache"
    media_type = _MEDIA_TYPES[Path(name).suffix]
    return Response(content, media_type=media_type, headers={"Cache-Control": caching})
