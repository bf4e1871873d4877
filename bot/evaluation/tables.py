"""Prints an evaluation on the console."""

from collections.abc import Collection, Iterable, Sequence

from rich.console import Console
from rich.table import Table

from bot.evaluation import confusions
from bot.evaluation.breakdown import By, breakdown, whole_conversations
from bot.evaluation.calibration import Calibration, right_at_all, right_procedure
from bot.evaluation.confusions import Confusion, Pair
from bot.evaluation.run import Result
from bot.evaluation.scoring import Scores, Share

SHORT = (By.STYLE, By.KIND)
"""What the scores are parted by unless told otherwise: these tables fit on a screen."""
_COLUMNS = ("right", "asked", "right_or_asked", "wrong", "leak", "miss")
_MOST_PAIRS = 10


def show(results: Sequence[Result], console: Console, by: Collection[By] = SHORT) -> None:
    """Print the scores overall and by part, the calibration and the commonest confusions."""
    table = Table(title="Motcua: điểm đánh giá")
    table.add_column("nhóm")
    for column in ("số câu", "right", "95 %", *_COLUMNS[1:]):
        table.add_column(column.replace("_or_", "+"), justify="right")
    _row(table, "tất cả", results, intervals=True)
    for each in By:
        if each in by:
            table.add_section()
            for part in breakdown(results, each):
                _row(table, f"{each}: {part.name}", part.results)
    whole = whole_conversations(results)
    if whole.total:
        blank = ["–"] * len(_COLUMNS[1:])
        table.add_section()
        table.add_row("trọn cuộc", str(whole.total), _percent(whole), _interval(whole), *blank)
    console.print(table)
    _show_calibration(results, console)
    _show_confusions("Thủ tục bị nhầm", confusions.of_procedures(results), console)
    _show_confusions("Loại bị nhầm", confusions.of_kinds(results), console)
    _show_confusions("Nội dung bị nhầm", confusions.of_facets(results), console)


def show_failures(results: Iterable[Result], console: Console) -> None:
    """Print every message that was not right, with what was expected and what came."""
    for result in results:
        if not result.judgement.right:
            expected, came = result.expected, result.outcome
            wanted = [str(facet) for facet in expected.facets or expected.facets_any]
            told = [str(facet) for facet in came.facets]
            console.print(
                f"{result.id}  {result.text}\n"
                f"    {expected.kind} {list(expected.offered)} {wanted}  →  "
                f"{came.kind} {list(came.procedures or came.candidates)} {told}",
                markup=False,
            )


def _row(table: Table, title: str, results: Sequence[Result], intervals: bool = False) -> None:
    scores = Scores.of((result.expected, result.judgement) for result in results)
    shares: list[Share] = [getattr(scores, column) for column in _COLUMNS]
    more = [f"\n{_interval(share)}" if intervals and share.total else "" for share in shares]
    cells = [_percent(share) + line for share, line in zip(shares[1:], more[1:], strict=True)]
    right = scores.right
    table.add_row(title, str(len(results)), _percent(right), _interval(right), *cells)


def _percent(share: Share) -> str:
    return f"{100 * share.value:.1f} %" if share.total else "–"


def _interval(share: Share) -> str:
    low, high = share.interval
    return f"{100 * low:.1f}–{100 * high:.1f}" if share.total else "–"


def _show_calibration(results: Sequence[Result], console: Console) -> None:
    found = right_at_all(results)
    if not found.total:
        return
    table = Table(title="Độ tin của câu trả lời, và bao nhiêu câu đúng")
    for column in ("độ tin", "số câu", "trung bình", "right", "95 %"):
        table.add_column(column, justify="right")
    for each in found.bins:
        if each.said:
            table.add_row(
                f"{each.low:.1f}–{each.high:.1f}",
                str(len(each.said)),
                f"{each.confidence:.3f}",
                _percent(each.right),
                _interval(each.right),
            )
    console.print(table)
    console.print(f"right: {_sums(found)}")
    console.print(f"đúng thủ tục, nội dung thế nào cũng được: {_sums(right_procedure(results))}")


def _sums(found: Calibration) -> str:
    return f"ECE {found.expected_error:.3f}, Brier {found.brier:.3f}"


def _show_confusions(title: str, found: Sequence[Confusion], console: Console) -> None:
    if not found:
        return
    table = Table("hỏi", "trả lời", "số lần", title=title)
    for confusion in found[:_MOST_PAIRS]:
        pair = confusion.pair
        table.add_row(_asked(pair), _words(pair.told), str(len(confusion.results)))
    left = len(found) - _MOST_PAIRS
    if left > 0:
        table.caption = f"và {left} cặp nữa"
    console.print(table)


def _asked(pair: Pair) -> str:
    return " | ".join(pair.asked) if pair.either else _words(pair.asked)


def _words(names: Iterable[str]) -> str:
    return ", ".join(names) or "–"
