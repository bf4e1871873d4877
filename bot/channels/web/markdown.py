"""Our markdown to safe HTML, for the page that works without JavaScript."""

import re
from collections.abc import Iterator
from typing import Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_RULES: Final = ("list", "newline", "escape", "emphasis", "link")
_TAGS: Final = {"p", "br", "strong", "em", "ul", "ol", "li", "a"}
_ATTRIBUTES: Final = {"a": {"href"}, "ol": {"start"}, "li": {"value"}}
_URL: Final = re.compile(
    r"https?://[^\s<>\"*]*[^\s<>\"*.,;:!?)\]}'\u2019\u201d\u2026]", re.IGNORECASE
)
_CLICKABLE: Final = ("http://", "https://")


def _keep_numbers(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "list_item_open" and token.info:
            token.attrSet("value", token.info)


def _link_bare_urls(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline":
            token.children = list(_linked(token.children or []))


def _linked(tokens: list[Token]) -> Iterator[Token]:
    inside = 0
    for token in tokens:
        inside += (token.type == "link_open") - (token.type == "link_close")
        if token.type == "text" and not inside:
            yield from _split(token.content)
        else:
            yield token


def _split(text: str) -> Iterator[Token]:
    position = 0
    for match in _URL.finditer(text):
        yield Token("text", "", 0, content=text[position : match.start()])
        yield Token("link_open", "a", 1, attrs={"href": match[0]})
        yield Token("text", "", 0, content=match[0])
        yield Token("link_close", "a", -1)
        position = match.end()
    yield Token("text", "", 0, content=text[position:])


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802  the name that the parser calls
        return url.lower().startswith(_CLICKABLE)


def _parser() -> MarkdownIt:
    markdown = _Markdown("zero", {"html": False, "breaks": True}).enable(_RULES)
    markdown.core.ruler.push("keep_numbers", _keep_numbers)
    markdown.core.ruler.push("bare_urls", _link_bare_urls)
    return markdown


_MARKDOWN: Final = _parser()


def to_html(markdown: str) -> str:
    """HTML of `markdown`: paragraphs, breaks, bold, italic, lists and web links; else text."""
    return nh3.clean(
        _MARKDOWN.render(markdown),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https"},
        link_rel="noopener nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}},
    ).strip()
