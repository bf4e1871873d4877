"""Evaluation files: questions and conversations with what a good bot makes of them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from knowledge.facets import Facet

OUT_OF_SCOPE = "out_of_scope"


class Expectation(BaseModel):
    """What a turn must come to. `facets_any`: one of these is enough.

    `also` lists labels that are as fair, of the same kind where they name none.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    kind: str
    procedures: tuple[int, ...] = ()
    candidates: tuple[int, ...] = ()
    facets: tuple[Facet, ...] = ()
    facets_any: tuple[Facet, ...] = ()
    also: tuple["Expectation", ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _same_kind(cls, data: Any) -> Any:
        if not isinstance(data, dict) or not isinstance(data.get("also"), list):
            return data
        own = {"kind": data.get("kind")}
        return {**data, "also": [own | e if isinstance(e, dict) else e for e in data["also"]]}

    @property
    def fair(self) -> tuple["Expectation", ...]:
        """Return all labels that are as fair, this one first."""
        return self, *self.also

    @property
    def offered(self) -> tuple[int, ...]:
        """Return the procedures that a good clarifying question offers."""
        return self.candidates or self.procedures


class Question(Expectation):
    """One message of its own."""

    id: str
    text: str
    style: str = "plain"


class ConversationTurn(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    user: str
    expect: Expectation


class ConversationScript(BaseModel):
    """Turns said one after the other."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    turns: Annotated[tuple[ConversationTurn, ...], Field(min_length=1)]


class BadEvaluationFile(Exception):
    """A line that can't be read, as ``file:line: what is wrong``."""


def read(path: Path) -> Iterator[Question | ConversationScript]:
    """Yield the questions and conversations of a JSON Lines file. Raises BadEvaluationFile."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadEvaluationFile(f"{path}: không đọc được: {error}") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            data: Any = json.loads(line)
            shape = ConversationScript if isinstance(data, dict) and "turns" in data else Question
            yield shape.model_validate(data)
        except (ValidationError, json.JSONDecodeError) as error:
            raise BadEvaluationFile(f"{path}:{number}: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        detail = error.errors()[0]
        return f"{'.'.join(str(part) for part in detail['loc'])}: {detail['msg']}"
    return str(error)
