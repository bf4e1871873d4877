"""The plots are small SVG that a style sheet colours."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.calibration import Said, calibrate
from bot.evaluation.plots import bar, reliability
from bot.evaluation.scoring import Share

SVG = "{http://www.w3.org/2000/svg}"


def _drawn(text: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(text).iter())


def _of(text: str, kind: str) -> list[ElementTree.Element]:
    return [mark for mark in _drawn(text) if kind in mark.get("class", "").split()]


def test_a_bar_is_as_long_as_the_share_and_shows_its_interval() -> None:
    drawn = bar(Share(8, 10))
    assert [mark.get("width") for mark in _of(drawn, "good")] == ["80.0%"]
    across = _of(drawn, "interval")[0]
    assert (across.get("x1"), across.get("x2")) == ("49.02%", "94.33%")
    assert _of(bar(Share(1, 10), care=True), "care")


def test_a_bar_of_nothing_is_empty() -> None:
    drawn = bar(Share(0, 0))
    assert _of(drawn, "track")
    assert not _of(drawn, "interval")


def test_screen_readers_pass_over_bars_and_hear_what_the_diagram_shows() -> None:
    assert _drawn(bar(Share(1, 2)))[0].get("aria-hidden") == "true"
    diagram = _drawn(reliability(calibrate([Said(0.5, True)]), "words"))[0]
    assert (diagram.get("role"), diagram.get("aria-labelledby")) == ("img", "words")


def test_each_bin_with_answers_has_a_dot_and_a_count() -> None:
    said = [Said(0.95, True)] * 12 + [Said(0.15, False)] * 3
    drawn = reliability(calibrate(said), "words")
    sure, unsure = sorted(_of(drawn, "dot"), key=lambda dot: float(dot.get("cy", "")))
    assert float(sure.get("cx", "")) > float(unsure.get("cx", ""))
    assert "few" in unsure.get("class", "")
    assert "few" not in sure.get("class", "")
    texts = [mark.text for mark in _drawn(drawn) if mark.tag == f"{SVG}text"]
    assert {"12", "3"} <= set(texts)
    assert len(_of(drawn, "count")) == 2


@given(st.lists(st.builds(Said, st.floats(0, 1), st.booleans())))
def test_nothing_is_drawn_outside_the_picture(said: list[Said]) -> None:
    picture = _drawn(reliability(calibrate(said), "words"))
    _, _, width, height = map(float, picture[0].get("viewBox", "").split())
    for mark in picture[1:]:
        for name, most in (("x", width), ("x1", width), ("x2", width), ("cx", width)):
            assert 0 <= float(mark.get(name, 0)) <= most
        for name in ("y", "y1", "y2", "cy"):
            assert 0 <= float(mark.get(name, 0)) <= height
