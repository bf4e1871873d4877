"""A long reply is cut where a reader would cut it, and nothing of it is lost."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.channels.telegram.markup import to_html
from bot.channels.telegram.split import MAX_UNITS, split, visible_text
from tests.auxil.markdown_samples import MARKDOWN
from tests.auxil.telegram_html import Entity, parse


def texts(parts: list[str]) -> list[str]:
    return [parse(part).text for part in parts]


def test_a_short_reply_stays_whole() -> None:
    html = to_html("# Hồ sơ\n\n- **đơn** < 2 bản")
    assert split(html) == [html]


def test_exactly_the_limit_is_one_part_and_one_more_is_two() -> None:
    assert list(map(len, split("a" * 4096))) == [4096]
    assert list(map(len, split("a" * 4097))) == [4096, 1]


def test_emoji_count_twice() -> None:
    assert [len(text) for text in texts(split("😀" * 2049))] == [2048, 1]


def test_escaped_characters_count_once() -> None:
    assert split("&amp;" * 4096) == ["&amp;" * 4096]


def test_tags_do_not_count() -> None:
    html = "".join(f"<b>{'a' * 50}</b> <i>{'b' * 49}</i>" for _ in range(40))
    assert len(html) > 4096
    assert len(split(html)) == 1


@pytest.mark.parametrize(
    ("html", "parts"),
    [
        ("một hai.\n\nba bốn\nnăm. sáu", ["một hai.", "ba bốn\nnăm. sáu"]),
        ("một hai. ba\nbốn năm. sáu bảy", ["một hai. ba", "bốn năm. sáu bảy"]),
        ("một hai ba. bốn năm sáu", ["một hai ba.", "bốn năm sáu"]),
        ("một hai ba bốn năm sáu bảy", ["một hai ba bốn năm", "sáu bảy"]),
        ("mộthaibabốnnămsáubảytám", ["mộthaibabốnnămsáubảy", "tám"]),
    ],
)
def test_the_cut_comes_at_the_coarsest_boundary(html: str, parts: list[str]) -> None:
    assert split(html, limit=20) == parts


def test_a_boundary_right_at_the_limit_is_used() -> None:
    assert split("abcd efghi", limit=4) == ["abcd", "efgh", "i"]


def test_a_lone_first_line_does_not_go_out_almost_empty() -> None:
    assert split("a\n\n" + "b" * 30, limit=20)[0] == "a\n\n" + "b" * 17


def test_tags_are_closed_and_opened_again_across_a_cut() -> None:
    html = '<b>một <a href="https://a.vn/?x=1&amp;y=2">hai ba</a></b> bốn'
    assert split(html, limit=8) == [
        '<b>một <a href="https://a.vn/?x=1&amp;y=2">hai</a></b>',
        '<b><a href="https://a.vn/?x=1&amp;y=2">ba</a></b> bốn',
    ]


def test_an_accent_stays_with_its_letter() -> None:
    assert texts(split("abce\u0301f", limit=4)) == ["abc", "e\u0301f"]


def test_no_part_has_more_formatting_than_telegram_keeps() -> None:
    html = to_html("\n".join(f"- [mẫu {n}](https://a.vn/{n})" for n in range(250)))
    parts = [parse(part) for part in split(html)]
    assert [entity.url for part in parts for entity in part.entities] == [
        f"https://a.vn/{n}" for n in range(250)
    ]
    assert max(len(part.entities) for part in parts) == 100


def test_nothing_to_see_gives_no_part() -> None:
    assert split("") == split(" \n\u200b") == split("<b> </b>") == []


@pytest.mark.parametrize(("limit", "entities"), [(1, 100), (0, 100), (10, 0)])
def test_an_impossible_limit_is_an_error(limit: int, entities: int) -> None:
    with pytest.raises(ValueError, match="no character"):
        split("a", limit, entities)


def test_visible_text_is_what_telegram_shows() -> None:
    html = to_html("**a** < [b](https://a.vn) &")
    assert visible_text(html) == parse(html).text == "a < b &"


@settings(deadline=None)
@example("a" * 5000, 4096)
@given(MARKDOWN, st.integers(2, 60))
def test_parts_fit_parse_and_keep_every_character_with_its_formatting(
    markdown: str, limit: int
) -> None:
    html = to_html(markdown)
    parts = [parse(part) for part in split(html, limit)]
    assert all(1 <= part.units <= limit for part in parts)
    assert all(part.text.strip() for part in parts)
    kept = [style for part in parts for style in part.styles() if visible(style[0])]
    assert kept == [style for style in parse(html).styles() if visible(style[0])]


@settings(deadline=None, max_examples=50)
@given(st.lists(MARKDOWN, min_size=1, max_size=3), st.integers(200, 500))
def test_long_replies_fit_telegrams_own_limit(pieces: list[str], times: int) -> None:
    html = to_html("\n\n".join(pieces * times)[:20_000])
    parts = [parse(part) for part in split(html)]
    assert all(part.units <= MAX_UNITS and len(part.entities) <= 100 for part in parts)
    shown = "".join(part.text for part in parts)
    whole = parse(html).text
    assert list(filter(visible, shown)) == list(filter(visible, whole))


@given(st.integers(1, 100), st.integers(1, 20))
def test_limits_on_formatting_hold_for_any_number(count: int, most: int) -> None:
    html = " ".join(f"<i>{n}</i>" for n in range(count))
    parts = [parse(part) for part in split(html, max_entities=most)]
    assert all(len(part.entities) <= most for part in parts)
    entities: list[Entity] = [entity for part in parts for entity in part.entities]
    assert len(entities) == count


def visible(char: str) -> bool:
    return not char.isspace() and char.isprintable()
