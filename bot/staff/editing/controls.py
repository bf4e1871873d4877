"""A section's form as it is shown: each field with its value, its choices and its problems."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.staff.editing import labels
from bot.staff.editing.fields import FIELDS, Field, Kind
from bot.staff.editing.phrases import CHOOSE, GONE_ANSWER, NO_PROCEDURE
from bot.staff.editing.rows import Path
from knowledge.content import Case
from knowledge.editing.sections import Problem, Section


@dataclass(frozen=True)
class Option:
    """Something that can be chosen."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class Question:
    """A case of the procedure, and which of its answers are chosen."""

    name: str
    words: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Row:
    """One row of a list; `told` is its first text, by which it is known."""

    name: str
    title: str
    told: str
    parts: tuple["Control", ...]
    problems: tuple[str, ...]
    opened: bool
    wanted: bool
    """Whether the officer has just added or moved it."""


@dataclass(frozen=True)
class Control:
    """One field of the form. `name` is that of the HTML field, the path with dots."""

    field: Field
    name: str
    label: str
    value: Any
    problems: tuple[str, ...]
    options: tuple[Option, ...] = ()
    questions: tuple[Question, ...] = ()
    parts: tuple["Control", ...] = ()
    rows: tuple[Row, ...] = ()
    row: str = ""
    """What one of its rows is called, before the number."""

    @property
    def id(self) -> str:
        return html_id(self.name)


@dataclass(frozen=True)
class Around:
    """What a form needs to know beside its own fields.

    `procedures`: (number, name) of all; `wanted`: the row that was just added or moved.
    """

    cases: Sequence[Case] = ()
    procedures: Sequence[tuple[int, str]] = ()
    wanted: Path = ()


def html_id(name: str) -> str:
    return f"f-{name.replace('.', '-')}"


def controls(
    section: Section, fields: Mapping[str, Any], problems: Sequence[Problem], around: Around
) -> tuple[Control, ...]:
    """Return the form of `section`, filled in; the paths of `problems` are those of `fields`."""
    return _Form(section, around).controls(FIELDS[section], (), fields, problems)


def place_of(path: Path, shown: Sequence[Control]) -> str:
    """Return the HTML id of the control nearest to `path`; empty if it is of none."""
    names = set(_names(shown))
    for end in range(len(path), 0, -1):
        name = _name(path[:end])
        if name in names:
            return html_id(name)
    return ""


class _Form:
    def __init__(self, section: Section, around: Around) -> None:
        self._section = section
        self._around = around

    def controls(
        self,
        fields: Sequence[Field],
        at: Path,
        values: Mapping[str, Any],
        problems: Sequence[Problem],
    ) -> tuple[Control, ...]:
        return tuple(
            self._control(field, (*at, field.key), values.get(field.key), problems)
            for field in fields
        )

    def _control(self, field: Field, at: Path, value: Any, problems: Sequence[Problem]) -> Control:
        below = [each for each in problems if each.path[: len(at)] == at]
        parts: tuple[Control, ...] = ()
        rows: tuple[Row, ...] = ()
        if field.kind is Kind.GROUP:
            parts = self.controls(field.inside, at, value or {}, below)
        elif field.kind in (Kind.ROWS, Kind.TEXTS):
            listed = value or ([_blank(field)] if field.needed else [])
            rows = tuple(
                self._row(field, (*at, number), each, below) for number, each in enumerate(listed)
            )
        return Control(
            field,
            _name(at),
            labels.field(self._section, at),
            "\n".join(value or ()) if field.kind is Kind.LINES else value,
            _own(below, at, parts, rows),
            self._options(field, value),
            self._questions(at, value or {}) if field.kind is Kind.ONLY else (),
            parts,
            rows,
            labels.row(self._section, field.key) if len(at) == 1 else "",
        )

    def _row(self, field: Field, at: Path, value: Any, problems: Sequence[Problem]) -> Row:
        below = [each for each in problems if each.path[: len(at)] == at]
        title = labels.within(self._section, at)
        wanted = self._around.wanted == at
        if field.kind is Kind.TEXTS:
            text = Field(str(at[-1]), Kind.LINE)
            messages = tuple(each.message for each in below)
            alone = Control(text, _name(at), title, value, messages)
            return Row(_name(at), title, str(value), (alone,), (), True, wanted)
        parts = self.controls(field.inside, at, value, below)
        told = str(value.get(field.inside[0].key, ""))
        opened = bool(below) or wanted or not value or len(field.inside) < 4
        return Row(_name(at), title, told, parts, _own(below, at, parts, ()), opened, wanted)

    def _options(self, field: Field, value: Any) -> tuple[Option, ...]:
        chosen = field.default if value is None else str(value)
        choices = list(field.choices)
        if field.kind is Kind.PROCEDURE:
            named = [(str(n), f"{n}. {name}") for n, name in self._around.procedures]
            choices = [("", NO_PROCEDURE), *named]
        elif field.kind is not Kind.CHOICE:
            return ()
        if chosen not in dict(choices):
            choices.insert(0, (chosen, chosen or CHOOSE))
        return tuple(Option(each, words, each == chosen) for each, words in choices)

    def _questions(self, at: Path, chosen: Mapping[str, Sequence[str]]) -> tuple[Question, ...]:
        known = {case.key: case for case in self._around.cases}
        asked = []
        for key in dict.fromkeys([*known, *chosen]):
            ticked = chosen.get(key, ())
            answers = {each.key: each.answer for each in known[key].answers} if key in known else {}
            gone = {each: GONE_ANSWER.format(key=each) for each in ticked if each not in answers}
            options = tuple(
                Option(each, words, each in ticked) for each, words in {**answers, **gone}.items()
            )
            question = known[key].question if key in known else GONE_ANSWER.format(key=key)
            asked.append(Question(_name((*at, key)), question, options))
        return tuple(asked)


def _own(
    problems: Sequence[Problem], at: Path, parts: Sequence[Control], rows: Sequence[Row]
) -> tuple[str, ...]:
    """Return what is wrong with a place and not with one inside of it that is shown."""
    inside = {*(each.name for each in parts), *(each.name for each in rows)}
    return tuple(each.message for each in problems if _name(each.path[: len(at) + 1]) not in inside)


def _names(shown: Sequence[Control]) -> list[str]:
    return [
        name
        for each in shown
        for name in (
            each.name,
            *_names(each.parts),
            *(row.name for row in each.rows),
            *(name for row in each.rows for name in _names(row.parts)),
        )
    ]


def _blank(field: Field) -> Any:
    return "" if field.kind is Kind.TEXTS else {}


def _name(path: Path) -> str:
    return ".".join(map(str, path))
