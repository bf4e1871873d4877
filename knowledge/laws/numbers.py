"""How the number of a legal document is written, as in "51/2002/QĐ-BGDĐT"."""

import re
from typing import Final

LAW_NUMBER: Final = re.compile(
    r"(?:\d{1,4}\.)?\d{1,6}/(?:\d{4}/)?[A-ZĐ][A-ZĐa-z0-9]*(?:[&-][A-ZĐa-z0-9]+)*"
)


def numbers_in(text: str) -> list[str]:
    """Return the numbers of legal documents that `text` names, in order."""
    return LAW_NUMBER.findall(text)
