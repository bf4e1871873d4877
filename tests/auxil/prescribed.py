"""What the catalogue prescribes for one person, read from its YAML apart from the code."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import yaml

from knowledge.catalogue_files import CATALOGUE

Entry = Mapping[str, Any]
Given = tuple[tuple[int, int], ...]
"""Cases and the answers given to them, both by their places in the file."""


@cache
def entry(procedure: int) -> Entry:
    read = yaml.safe_load((CATALOGUE / f"{procedure:02}.yml").read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read


def cases(procedure: int) -> list[Entry]:
    return list(entry(procedure).get("cases", []))


def answer(procedure: int, given: tuple[int, int]) -> Entry:
    case, place = given
    found = cases(procedure)[case]["answers"][place]
    assert isinstance(found, dict)
    return found


def version(procedure: int, on: date) -> Entry:
    """The rules in force `on`."""
    versions: list[Entry] = entry(procedure)["versions"]
    return next(
        v
        for v in reversed(versions)
        if v.get("state", "published") == "published" and v["in_force_from"] <= on
    )


def abolished(procedure: int, on: date) -> bool:
    return bool(version(procedure, on).get("standing") == "abolished")


def next_case(procedure: int, given: Given) -> int | None:
    """The case that is to be asked after `given`, none when it is over."""
    keys = _keys(procedure, given)
    if any(answer(procedure, one).get("ends") for one in given):
        return None
    for at, case in enumerate(cases(procedure)):
        open_ = case.get("asked", True) and case["key"] not in keys
        if open_ and _fits(procedure, case.get("only", {}), keys):
            return at
    return None


def branches(procedure: int, given: Given = ()) -> Iterator[Given]:
    """Every way to answer all that is asked."""
    case = next_case(procedure, given)
    if case is None:
        yield given
        return
    for place in range(len(cases(procedure)[case]["answers"])):
        yield from branches(procedure, (*given, (case, place)))


def papers(procedure: int, given: Given, on: date) -> list[tuple[str, str]]:
    """The papers for one who answered `given`, by the rules in force `on` or, where these are not
    known, the former ones. Beside each the condition on which no question decides; those that
    have one come last."""
    before = [
        v
        for v in reversed(entry(procedure)["versions"])
        if isinstance(v.get("in_force_to"), date) and v["in_force_to"] < on and "facets" in v
    ]
    for rules in (version(procedure, on), *before):
        documents = rules["facets"]["documents"]
        if documents.get("knowledge", "known") == "known":
            keys = _keys(procedure, given)
            theirs = [p for p in documents["items"] if _fits(procedure, p.get("only", {}), keys)]
            told = [(p["name"], "" if p.get("only") else p.get("when", "")) for p in theirs]
            return sorted(told, key=lambda paper: bool(paper[1]))
    return []


def _keys(procedure: int, given: Given) -> dict[str, str]:
    return {cases(procedure)[c]["key"]: answer(procedure, (c, a))["key"] for c, a in given}


def _fits(procedure: int, only: Mapping[str, list[str]], keys: Mapping[str, str]) -> bool:
    """Whether `only` holds; a case that is never asked decides nothing."""
    told = {case["key"] for case in cases(procedure) if not case.get("asked", True)}
    return all(case in told or keys.get(case) in among for case, among in only.items())
