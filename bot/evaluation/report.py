"""Prints the scores of an evaluation as tables."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from rich.console import Console
from rich.table import Table

from bot.evaluation.run import Result
from bot.evaluation.scoring import Scores, Share

_COLUMNS = ("right", "asked", "right_or_asked", "wrong", "leak", "miss")
_MOST_PAIRS = 15


def show(results: Sequence[Result], console: Console) -> None:
    """Print the scores overall, per style and per kind, and the commonest confusions."""
    table = Table(title="Motcua: điểm đánh giá")
    table.add_column("nhóm")
    table.add_column("số câu", justify="right")
    for column in _COLUMNS:
        table.add_column(column.replace("_or_", "+"), justify="right")
    _row(table, "tất cả", results, interval=True)
    _rows(table, "style", results, lambda result: result.style)
    _rows(table, "kind", results, lambda result: result.expected.kind)
    console.print(table)
    pairs = Counter(_confused(results))
    if pairs:
        confused = Table("hỏi", "trả lời", "số lần", title="Thủ tục bị nhầm")
        for (meant, told), count in pairs.most_common(_MOST_PAIRS):
            confused.add_row(meant, told, str(count))
        console.print(confused)


def show_failures(results: Iterable[Result], console: Console) -> None:
    """Print every message that was not right, with what was expected and what came."""
    for result in results:
        if not result.judgement.right:
            expected = result.expected
            wanted = f"{expected.kind} {list(expected.procedures)} {_names(expected.facets)}"
            came = result.outcome
            got = f"{came.kind} {list(came.procedures or came.candidates)} {_names(came.facets)}"
            console.print(f"{result.id}  {result.text}\n    {wanted}  →  {got}", markup=False)


def _rows(
    table: Table, title: str, results: Sequence[Result], key: Callable[[Result], str]
) -> None:
    table.add_section()
    for value in sorted({key(result) for result in results}):
        _row(table, f"{title}: {value}", [r for r in results if key(r) == value])


def _row(table: Table, title: str, results: Sequence[Result], interval: bool = False) -> None:
    scores = Scores.of((result.expected, result.judgement) for result in results)
    cells = [_percent(getattr(scores, column), interval) for column in _COLUMNS]
    table.add_row(title, str(len(results)), *cells)


def _percent(share: Share, interval: bool) -> str:
    if not share.total:
        return "–"
    text = f"{100 * share.value:.1f} %"
    if interval:
        low, high = share.interval
        text += f"\n{100 * low:.1f}–{100 * high:.1f}"
    return text


def _confused(results: Iterable[Result]) -> Iterable[tuple[str, str]]:
    for result in results:
        if result.judgement.wrong:
            yield str(list(result.expected.procedures)), str(list(result.outcome.procedures))


def _names(facets: Iterable[str]) -> list[str]:
    return [str(facet) for facet in facets]
