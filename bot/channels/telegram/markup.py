"""Our markdown to Telegram's HTML: paragraphs, headings, lists, bold, italic, code, links."""

from collections.abc import Sequence
from html import escape
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from markdown_it.utils import EnvType, OptionsDict

_RULES: Final = (
    "heading",
    "list",
    "newline",
    "escape",
    "entity",
    "backticks",
    "emphasis",
    "link",
    "autolink",
)
_MAX_NESTING: Final = 20
_CLICKABLE: Final = ("http://", "https://", "tg://")


class _TelegramRenderer(RendererProtocol):
    __output__ = "telegram"

    def __init__(self, parser: Any = None) -> None:
        pass

    def render(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:
        return _blocks(SyntaxTreeNode(tokens).children, gap="\n\n")


def _blocks(nodes: Sequence[SyntaxTreeNode], gap: str) -> str:
    return gap.join(filter(None, map(_block, nodes)))


def _block(node: SyntaxTreeNode) -> str:
    match node.type:
        case "heading":
            text = _inlines(node.children, bold=True)
            return f"<b>{text}</b>" if text else ""
        case "bullet_list":
            return "\n".join(_item("•", item) for item in node.children)
        case "ordered_list":
            first = int(node.attrs.get("start", 1))
            return "\n".join(
                _item(f"{number}.", item) for number, item in enumerate(node.children, first)
            )
        case _:
            return _inlines(node.children)


def _item(marker: str, node: SyntaxTreeNode) -> str:
    """The marker and the item's blocks, continuation lines indented under the marker."""
    indent = " " * (len(marker) + 1)
    content = _blocks(node.children, gap="\n").replace("\n", "\n" + indent)
    return f"{marker} {content}".rstrip()


def _inlines(nodes: Sequence[SyntaxTreeNode], bold: bool = False) -> str:
    return "".join(_inline(node, bold) for node in nodes)


def _inline(node: SyntaxTreeNode, bold: bool) -> str:
    match node.type:
        case "softbreak" | "hardbreak":
            return "\n"
        case "strong":
            inner = _inlines(node.children, bold=True)
            return inner if bold else f"<b>{inner}</b>"
        case "em":
            return f"<i>{_inlines(node.children, bold)}</i>"
        case "code_inline":
            return f"<code>{escape(node.content, quote=False)}</code>"
        case "link":
            return _link(str(node.attrs["href"]), _inlines(node.children, bold))
        case "inline":
            return _inlines(node.children, bold)
        case _:
            return escape(node.content, quote=False)


def _link(href: str, label: str) -> str:
    """Telegram drops links that are not web addresses, so those are spelt out."""
    if href.startswith(_CLICKABLE):
        return f'<a href="{escape(href)}">{label or escape(href, quote=False)}</a>'
    target = escape(href.removeprefix("mailto:").removeprefix("tel:"), quote=False)
    return label if target in label else f"{label} ({target})".lstrip()


_MARKDOWN: Final = MarkdownIt(
    "zero", {"maxNesting": _MAX_NESTING}, renderer_cls=_TelegramRenderer
).enable(_RULES)


def to_html(markdown: str) -> str:
    """Telegram HTML of `markdown`; all that is not markup is escaped, so it always parses.

    Blank lines part paragraphs; list items stand one a line after `•` or their number.
    Markup that Telegram lacks (tables, images, raw HTML) stays visible as typed, and so does
    text whose lists nest deeper than anyone can read.
    """
    tokens = _MARKDOWN.parse(markdown)
    if any(token.level >= _MAX_NESTING - 1 for token in tokens):
        return escape(markdown, quote=False)
    return _blocks(SyntaxTreeNode(tokens).children, gap="\n\n")
