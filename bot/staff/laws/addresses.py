"""Where pages of laws are, under /staff: numbers have slashes, so they come as parameters."""

from urllib.parse import urlencode


def document(number: str) -> str:
    return f"laws/document?{urlencode({'number': number})}"
