"""Turns values into Vietnamese: the templates, the phrases, and dates as people write them."""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from knowledge.content import Paper
from knowledge.facets import Facet

_TEMPLATES = Path(__file__).parent / "templates"
_MARKDOWN = re.compile(r"([\\*_`~\[\]<>]|&(?=#?\w+;))")
_LINE_START = re.compile(r"^(\s*(?:\d+(?=[.)])|(?=[-+#=])))", re.MULTILINE)
_GAP = re.compile(r"\n{3,}")


@cache
def phrases() -> dict[str, Any]:
    """Return all short texts, by their keys in ``phrases.yml``."""
    loaded: dict[str, Any] = yaml.safe_load((_TEMPLATES / "phrases.yml").read_text("utf-8"))
    return loaded


def phrase(key: str, **values: object) -> str:
    """Return the text at the dotted `key`, with `values` filled in."""
    found: Any = phrases()
    for part in key.split("."):
        found = found[part] if part in found else found[int(part)]
    return str(found).strip().format(**values)


def facet_title(facet: Facet) -> str:
    return phrase(f"facets.{facet.value}")


def render(template: str, **values: object) -> str:
    """Return `template` filled with `values`, as markdown without needless blank lines."""
    text = _environment().get_template(template).render(**values)
    return _GAP.sub("\n\n", text).strip()


def day(value: date | str) -> str:
    """Return a date as DD/MM/YYYY; a date known to the month or year as MM/YYYY or YYYY."""
    parts = str(value).split("-")
    return "/".join(reversed(parts))


def escape(text: object) -> str:
    """Return `text` so that markdown shows it as it is."""
    return _LINE_START.sub(r"\1\\", _MARKDOWN.sub(r"\\\1", str(text)))


def paper_note(paper: Paper) -> str:
    """Return how many, in which form and when a paper is asked for, ready to follow its name."""
    if paper.quantity and paper.form:
        form = paper.form if paper.form.startswith("bản") else f"bản ({paper.form})"
        amount = f" – {paper.quantity} {form}"
    elif paper.form:
        amount = f" – {paper.form}"
    else:
        amount = f" – {paper.quantity} bản" if paper.quantity else ""
    case = f" ({paper.when[0].lower()}{paper.when[1:]})" if paper.when else ""
    end = f" (chỉ đến {paper.until})" if paper.until else ""
    doubt = " (chưa chắc, nên hỏi lại)" if paper.unsure else ""
    return amount + case + end + doubt


@cache
def _environment() -> Environment:
    environment = Environment(  # noqa: S701  the output is markdown, escaped by the md filter
        loader=FileSystemLoader(_TEMPLATES), undefined=StrictUndefined, keep_trailing_newline=False
    )
    environment.filters.update(md=escape, day=day, paper_note=paper_note)
    return environment
