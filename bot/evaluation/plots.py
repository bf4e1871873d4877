"""Draws shares as SVG. Every axis runs from 0 to 100 %; colours are those of the page's style."""

from collections.abc import Sequence
from typing import Literal

import svg
from markupsafe import escape

from bot.evaluation import phrases
from bot.evaluation.calibration import Bin, Calibration
from bot.evaluation.scoring import Share

_LEFT, _TOP, _SIDE = 46.0, 8.0, 260.0
"""Where the square of the reliability diagram begins and how wide it is, in its own units."""
_COUNTS_TOP, _COUNTS_HEIGHT = 334.0, 60.0
_WIDTH, _HEIGHT = 320.0, 398.0
_TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
Anchor = Literal["middle", "end"]
_FEW = 10
"""Answers under which a dot is drawn hollow: its place says little."""
_HIDDEN = {"aria-hidden": "true", "focusable": "false"}


def bar(share: Share, care: bool = False) -> str:
    """Return a bar as long as `share`, with its interval as a line; `care`: less is better.

    It says nothing that isn't in the text beside it, so screen readers pass over it.
    """
    low, high = share.interval
    drawn: list[svg.Element] = [_strip("track", 1)]
    if share.total:
        drawn += [
            _strip("care" if care else "good", share.value),
            svg.Line(class_=["interval"], x1=_part(low), x2=_part(high), y1=7, y2=7),
            svg.Line(class_=["interval"], x1=_part(low), x2=_part(low), y1=3, y2=11),
            svg.Line(class_=["interval"], x1=_part(high), x2=_part(high), y1=3, y2=11),
        ]
    return str(svg.SVG(class_=["bar"], width=_part(1), height=14, elements=drawn, extra=_HIDDEN))


def reliability(found: Calibration, labelled_by: str) -> str:
    """Return confidence against the share of right answers, and under it how many answers.

    `labelled_by` is the id of the element that says in words what is to be seen.
    """
    filled = [each for each in found.bins if each.said]
    drawn = [*_square(), *_counts(found.bins), *(mark for each in filled for mark in _dot(each))]
    return str(
        svg.SVG(
            class_=["reliability"],
            viewBox=svg.ViewBoxSpec(0, 0, _WIDTH, _HEIGHT),
            elements=drawn,
            extra={"role": "img", "aria-labelledby": labelled_by},
        )
    )


def _strip(kind: str, share: float) -> svg.Element:
    return svg.Rect(class_=[kind], width=_part(share), height=10, y=2, rx=2)


def _part(share: float) -> svg.Length:
    return svg.Length(round(100 * share, 2), "%")


def _square() -> list[svg.Element]:
    drawn: list[svg.Element] = []
    for tick in _TICKS:
        x, y = _x(tick), _y(tick)
        drawn += [
            _line("grid", _LEFT, y, _LEFT + _SIDE, y),
            _line("grid", x, _TOP, x, _TOP + _SIDE),
            _text(f"{100 * tick:.0f}", _LEFT - 5, y + 4, "end"),
            _text(f"{100 * tick:.0f}", x, _TOP + _SIDE + 16, "middle"),
        ]
    middle = _y(0.5)
    return [
        *drawn,
        _line("ideal", _x(0), _y(0), _x(1), _y(1)),
        _text(phrases.AXIS_CONFIDENCE, _x(0.5), _TOP + _SIDE + 35, "middle"),
        _text(phrases.AXIS_RIGHT, 12, middle, "middle", svg.Rotate(-90, 12, middle)),
    ]


def _dot(each: Bin) -> list[svg.Element]:
    x = _x(each.confidence)
    low, high = each.right.interval
    few = len(each.said) < _FEW
    return [
        _line("few-interval" if few else "interval", x, _y(low), x, _y(high)),
        svg.Circle(class_=["dot", "few"] if few else ["dot"], cx=x, cy=_y(each.right.value), r=4),
    ]


def _counts(bins: Sequence[Bin]) -> list[svg.Element]:
    most = max((len(each.said) for each in bins), default=0) or 1
    floor = _COUNTS_TOP + _COUNTS_HEIGHT
    drawn: list[svg.Element] = [
        _line("grid", _LEFT, floor, _LEFT + _SIDE, floor),
        _text(phrases.AXIS_COUNT, _LEFT - 5, floor, "end"),
    ]
    for each in bins:
        if not each.said:
            continue
        left, right = _x(each.low) + 2, _x(each.high) - 2
        height = round(_COUNTS_HEIGHT * len(each.said) / most, 1)
        drawn += [
            svg.Rect(
                class_=["count"],
                x=left,
                y=round(floor - height, 1),
                width=round(right - left, 1),
                height=height,
            ),
            _text(str(len(each.said)), (left + right) / 2, floor - height - 4, "middle"),
        ]
    return drawn


def _x(share: float) -> float:
    return round(_LEFT + _SIDE * share, 1)


def _y(share: float) -> float:
    return round(_TOP + _SIDE * (1 - share), 1)


def _line(kind: str, x1: float, y1: float, x2: float, y2: float) -> svg.Element:
    return svg.Line(class_=[kind], x1=x1, y1=y1, x2=x2, y2=y2)


def _text(
    text: str, x: float, y: float, anchor: Anchor, turned: svg.Rotate | None = None
) -> svg.Element:
    return svg.Text(
        text=escape(text),
        x=round(x, 1),
        y=round(y, 1),
        text_anchor=anchor,
        transform=[turned] if turned else None,
    )
