"""Renders an evaluation as one HTML file that needs nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from bot.evaluation import confusions, grids, naming, phrases, plots
from bot.evaluation.breakdown import PLAIN, By, Difference, Part, breakdown, whole_conversations
from bot.evaluation.calibration import answers, bin_of, right_at_all, right_procedure
from bot.evaluation.confusions import Confusion, Pair
from bot.evaluation.failures import Failures, Filter, failures, reason
from bot.evaluation.naming import Names
from bot.evaluation.run import Result
from bot.evaluation.scoring import Scores, Share

CARE = ("wrong", "leak", "miss")
"""The measures of which less is better."""


@dataclass(frozen=True)
class Made:
    """Where a report comes from. `outdated`: what the model learns from has changed since."""

    when: datetime
    model: str
    outdated: bool
    command: str


@dataclass(frozen=True)
class Row:
    """A part of the evaluation; `distance` is how much more of it is right than of plain ones."""

    name: str
    scores: Scores
    distance: Difference | None
    filter: Filter | None


@dataclass(frozen=True)
class Mixed:
    """What was taken for what, how often, and the messages of it."""

    asked: str
    told: str
    count: int
    filter: Filter | None


def render(results: Sequence[Result], names: Names, made: Made) -> str:
    """Return the report as a whole HTML document."""
    wrong = failures(results)
    context = {
        "made": made,
        "count": len(results),
        "overall": Scores.of((r.expected, r.judgement) for r in results),
        "whole": whole_conversations(results),
        "measures": phrases.MEASURES,
        "meanings": phrases.MEANINGS,
        "care": CARE,
        "reasons": _reasons(wrong),
        **{by.value: _rows(results, by, names, wrong) for by in By},
        "groups": _grouped(results, names, wrong),
        "kind_grid": grids.of_kinds(results, wrong),
        "procedure_grid": grids.of_procedures(results, names, wrong),
        "procedures_mixed": _mixed(
            confusions.of_procedures(results),
            lambda pair: (names.numbered(pair.asked), names.numbered(pair.told)),
            wrong,
        ),
        "facets_mixed": _mixed(confusions.of_facets(results), naming.facet_pair, wrong),
        "calibration": right_at_all(results),
        "of_procedure": right_procedure(results),
        "bins": _bins(results, wrong),
        "failures": wrong,
        "names": names,
    }
    return _template().render(context)


def _rows(results: Sequence[Result], by: By, names: Names, wrong: Failures) -> list[Row]:
    parts = breakdown(results, by)
    plain = next((part for part in parts if by is By.STYLE and part.name == PLAIN), None)
    return [_row(part, by, names, wrong, plain) for part in parts]


def _row(part: Part, by: By, names: Names, wrong: Failures, plain: Part | None = None) -> Row:
    name = names.part(by, part.name)
    scores, distance = part.scores, None
    if plain and plain is not part:
        distance = Difference.between(scores.right, plain.scores.right)
    return Row(name, scores, distance, wrong.filter(name, part.results))


def _grouped(
    results: Sequence[Result], names: Names, wrong: Failures
) -> list[tuple[str, list[Row]]]:
    """Return the procedures that were asked about, group by group of the menu."""
    parts = {int(part.name): part for part in breakdown(results, By.PROCEDURE)}
    rows = {n: _row(part, By.PROCEDURE, names, wrong) for n, part in parts.items()}
    grouped = [
        (group.name, [rows.pop(number) for number in group.procedures if number in rows])
        for group in names.groups
    ]
    return [
        (name, found) for name, found in (*grouped, (phrases.OTHERS, [*rows.values()])) if found
    ]


def _reasons(wrong: Failures) -> list[Filter]:
    found = (
        wrong.filter(title, [r for r in wrong.results if reason(r) == name])
        for name, title in phrases.REASONS.items()
    )
    return [each for each in found if each]


def _mixed(
    found: Sequence[Confusion], say: Callable[[Pair], tuple[str, str]], wrong: Failures
) -> list[Mixed]:
    mixed = []
    for confusion in found:
        asked, told = say(confusion.pair)
        link = wrong.filter(f"{asked} → {told}", confusion.results)
        mixed.append(Mixed(asked, told, len(confusion.results), link))
    return mixed


def _bins(results: Sequence[Result], wrong: Failures) -> list[Filter | None]:
    """Return, bin by bin of the confidence, the answers that weren't right."""
    answered = answers(results)
    return [
        wrong.filter(
            f"{phrases.CONFIDENCE} {10 * number}–{10 * number + 10} %",
            [r for r in answered if bin_of(r.outcome.confidence) == number],
        )
        for number in range(10)
    ]


def _percent(share: float) -> str:
    return f"{100 * share:.1f}\N{NO-BREAK SPACE}%".replace(".", ",")


def _points(difference: float) -> str:
    """Return percentage points with their sign."""
    return f"{100 * difference:+.1f}".replace(".", ",").replace("-", "−")


def _decimal(number: float) -> str:
    return f"{number:.3f}".replace(".", ",")


def _interval(share: Share) -> str:
    low, high = share.interval
    return f"{100 * low:.1f}–{100 * high:.1f}".replace(".", ",")


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "percent": _percent,
        "points": _points,
        "decimal": _decimal,
        "interval": _interval,
        "bar": lambda *told: Markup(plots.bar(*told)),  # noqa: S704  numbers and our own words
        "reliability": lambda *told: Markup(plots.reliability(*told)),  # noqa: S704
        "reason": lambda result: phrases.REASONS[reason(result)],
        "style": lambda name: phrases.STYLES.get(name, name),
    }
    return environment.get_template("report.html.j2")
