"""Prints a comparison as a table."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from bot.evaluation.scoring import Share
from bot.rivals.judging import Score
from bot.rivals.roster import Rival
from bot.rivals.statistics import Difference

_COLUMNS = (
    "đúng thủ tục",
    "so với ours (điểm %)",
    "trong/ngoài phạm vi",
    "AUC",
    "đúng mặt hỏi",
    "học (giây)",
    "ms/câu",
)


def show(title: str, scores: Sequence[Score], console: Console) -> None:
    """Print one row a rival; below each share its 95 % interval."""
    table = Table(title=title)
    table.add_column("đối thủ")
    for column in _COLUMNS:
        table.add_column(column, justify="right")
    for score in scores:
        table.add_row(
            score.rival.value,
            _share(score.procedure),
            "–" if score.rival is Rival.OURS else _difference(score.difference),
            _share(score.scope),
            f"{score.auc:.3f}",
            _share(score.facet) if score.facet else "–",
            f"{score.training_seconds:.1f}",
            f"{score.milliseconds:.1f}",
        )
    console.print(table)


def _share(share: Share) -> str:
    low, high = share.interval
    return f"{100 * share.value:.1f} %\n{100 * low:.1f}–{100 * high:.1f}"


def _difference(difference: Difference) -> str:
    value, low, high = (100 * part for part in (difference.value, difference.low, difference.high))
    return f"{value:+.1f}\n{low:+.1f} … {high:+.1f}"
