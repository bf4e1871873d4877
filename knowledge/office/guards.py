"""Opens XLSX files of strangers, within bounds; names what is wrong with any other file."""

import io
import re
import warnings
import zipfile
from enum import StrEnum
from typing import Any, Final

from openpyxl import DEFUSEDXML, load_workbook
from openpyxl.workbook.workbook import Workbook

_MOST_PARTS: Final = 1000
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_WEB_PAGE: Final = re.compile(rb"\s*<(?:html|!doctype|table|\?xml|meta|style|head)", re.IGNORECASE)

assert DEFUSEDXML, "without defusedxml, entities of XML are expanded"


class Fault(StrEnum):
    """Why a file is not read."""

    PDF = "pdf"
    LOCKED = "locked"
    OLD_EXCEL = "old_excel"
    WEB_PAGE = "web_page"
    OTHER_OFFICE = "other_office"
    SWOLLEN = "swollen"
    BROKEN = "broken"


class FaultyFile(Exception):
    """A file that is not read, and why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def check_beginning(content: bytes) -> None:
    """Raise FaultyFile for what is no table though people take it for one, by how it begins."""
    if content.startswith(b"%PDF"):
        raise FaultyFile(Fault.PDF)
    if content.startswith(_OLE):
        raise FaultyFile(Fault.LOCKED if _ENCRYPTED in content else Fault.OLD_EXCEL)
    if _WEB_PAGE.match(content.removeprefix(b"\xef\xbb\xbf")):
        raise FaultyFile(Fault.WEB_PAGE)


def open_workbook(content: bytes, largest_unpacked: int, *, formulas: bool) -> Workbook:
    """Return the workbook, to be streamed; its parts unpack to at most `largest_unpacked` bytes.

    `formulas`: whether a cell shows its formula, or what that last came to. Raises FaultyFile.
    """
    _look_into(content, largest_unpacked)
    with quiet():
        try:
            book: Any = load_workbook(io.BytesIO(content), read_only=True, data_only=not formulas)
        except Exception as error:  # openpyxl raises whatever a broken part makes happen
            raise FaultyFile(Fault.BROKEN) from error
    assert isinstance(book, Workbook)
    return book


def quiet() -> "warnings.catch_warnings[None]":
    """Silence what openpyxl remarks about workbooks that it reads all the same."""
    return warnings.catch_warnings(action="ignore")


def _look_into(content: bytes, largest_unpacked: int) -> None:
    """Refuse, by the directory of the archive, what is no workbook or unpacks to too much.

    Python's zipfile never unpacks more of a part than the directory says.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except Exception as error:  # struct.error, UnicodeDecodeError, … beside BadZipFile
        raise FaultyFile(Fault.BROKEN) from error
    names = {part.filename for part in parts}
    is_workbook = "[Content_Types].xml" in names and any(n.startswith("xl/") for n in names)
    if not is_workbook or "xl/workbook.bin" in names:
        raise FaultyFile(Fault.OTHER_OFFICE)
    if sum(part.file_size for part in parts) > largest_unpacked or len(parts) > _MOST_PARTS:
        raise FaultyFile(Fault.SWOLLEN)
