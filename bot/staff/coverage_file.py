"""The table of what is known as a CSV file for a spreadsheet."""

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from actions.wording import facet_title
from bot.staff.coverage import Row, Share, share
from knowledge.facets import Facet

_HEAD: Final = ("Số", "Thủ tục", "Nhóm", "Sở xác nhận")
_TAIL: Final = ("Công khai (%)", "Việc cần rà")
_WHOLE: Final = "Tất cả"
_FORMULA: Final = ("=", "+", "-", "@", "\t")


def coverage_csv(
    table: Sequence[Row], groups: Mapping[str, str], waiting: Mapping[int, Collection[str]]
) -> bytes:
    """Return a row for each procedure and one for all, with the mark by which Excel knows UTF-8.

    `waiting`: by procedure the facets that must be looked at again.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow((*_HEAD, *map(facet_title, Facet), *_TAIL))
    for row in table:
        writer.writerow(
            (
                row.id,
                _plain(row.name),
                _plain(groups.get(row.group, row.group)),
                "có" if row.confirmed else "chưa",
                *(cell.told for cell in row.cells),
                _percent(share([row])),
                len(waiting.get(row.id, ())),
            )
        )
    empty = ("",) * (len(_HEAD) - 2 + len(Facet))
    tasks = sum(map(len, waiting.values()))
    writer.writerow(("", _WHOLE, *empty, _percent(share(table)), tasks))
    return out.getvalue().encode("utf-8-sig")


def _plain(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _percent(one: Share) -> str:
    return "" if one.percent is None else f"{one.percent:.1f}".replace(".", ",")
