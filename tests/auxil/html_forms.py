"""The forms of a page, as a browser would send them."""

from typing import Any

from lxml import html


def fields_of(page: str, form: str = "section-form") -> dict[str, Any]:
    """Return what the form with that id sends: a text by name, a list of more."""
    [found] = [each for each in html.fromstring(page).forms if each.get("id") == form]
    sent: dict[str, Any] = {}
    for name, value in found.form_values():
        if name in sent:
            before = sent[name] if isinstance(sent[name], list) else [sent[name]]
            sent[name] = [*before, value]
        else:
            sent[name] = value
    return sent


def pairs_of(fields: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (name, each)
        for name, value in fields.items()
        for each in (value if isinstance(value, list) else [value])
    ]
