"""The one schema of what is known about a procedure, for files, database and console."""

from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from knowledge.facets import Facet
from knowledge.letters import Letter
from knowledge.schema import Key, Line, ProcedureId, Prose, Strict


class Confidence(StrEnum):
    """How sure the researcher is; the department's confirmation is a separate fact."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Knowledge(StrEnum):
    """Whether a facet can be told: known, not regulated by law, or not found out yet."""

    KNOWN = "known"
    NOT_REGULATED = "not_regulated"
    UNKNOWN = "unknown"


class Standing(StrEnum):
    """Whether the procedure exists while a version is in force."""

    EXISTS = "exists"
    UNCERTAIN = "uncertain"
    ABOLISHED = "abolished"


class State(StrEnum):
    """Where a version is on its way to the citizen; only published ones are told."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"


class Source(Strict):
    """Where a fact comes from: a document, and the articles in it where known."""

    document: Line
    articles: Line | None = None


class FacetContent(Strict):
    """What every facet carries. An untold facet says why in `reason`."""

    knowledge: Knowledge = Knowledge.KNOWN
    confidence: Confidence
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    reason: Prose | None = None

    @model_validator(mode="after")
    def _says_why_it_is_not_told(self) -> Self:
        if self.knowledge is not Knowledge.KNOWN and not self.reason:
            raise PydanticCustomError(
                "reason_missing", "knowledge khác 'known' thì phải có reason (vì sao)"
            )
        if self.knowledge is Knowledge.KNOWN and not self.says_something():
            raise PydanticCustomError(
                "nothing_said", "knowledge là 'known' nhưng không có nội dung"
            )
        return self

    def says_something(self) -> bool:
        """Whether there is content beside sources and confidence."""
        return False


class Text(FacetContent):
    text: Prose | None = None

    def says_something(self) -> bool:
        return self.text is not None


class Paper(Strict):
    """One paper of a dossier; `form` is original or copy, `when` the case that asks for it.

    `only` says the same as `when` by keys: a case to those of its answers that ask for the paper.
    """

    name: Line
    quantity: Annotated[int, Field(ge=1, le=20)] | None = None
    form: Line | None = None
    when: Line | None = None
    until: Line | None = None
    unsure: bool = False
    only: dict[Key, Annotated[tuple[Key, ...], Field(min_length=1)]] = {}
    source: Line


class Documents(FacetContent):
    """The papers, and how many sets of them."""

    sets: Annotated[int, Field(ge=1, le=10)] | None = None
    items: tuple[Paper, ...] = ()

    def says_something(self) -> bool:
        return bool(self.items)


class ProcessingTime(Text):
    """`days` and `max_days` count in `unit` ("ngày làm việc" or "ngày"); `text` says it all."""

    days: Annotated[int, Field(ge=0, le=3650)] | None = None
    max_days: Annotated[int, Field(ge=0, le=3650)] | None = None
    unit: Line | None = None
    partial: bool = False
    unsure: bool = False


class Fee(Text):
    """`amount_vnd` in dong; None where it is not one fixed amount."""

    amount_vnd: Annotated[int, Field(ge=0)] | None = None


class Steps(FacetContent):
    items: tuple[Line, ...] = ()

    def says_something(self) -> bool:
        return bool(self.items)


class Where(FacetContent):
    receives: Prose | None = None
    decides: Prose | None = None
    ways: tuple[Line, ...] = ()
    place: Prose | None = None

    def says_something(self) -> bool:
        return self.place is not None


class Online(Text):
    """`level` of the plan of 2021: 3 (in part) or 4 (wholly online)."""

    level: Annotated[int, Field(ge=3, le=4)] | None = None


class Condition(Strict):
    text: Prose
    unsure: bool = False
    source: Line


class Conditions(FacetContent):
    items: tuple[Condition, ...] = ()

    def says_something(self) -> bool:
        return bool(self.items)


class FormSheet(Strict):
    name: Line
    source: Line


class Forms(FacetContent):
    items: tuple[FormSheet, ...] = ()

    def says_something(self) -> bool:
        return bool(self.items)


class LawReference(Strict):
    """A legal document by its number; what replaced it is kept with the document itself."""

    number: Line
    type: Line
    title: Line
    articles: Line | None = None


class LegalBasis(FacetContent):
    items: tuple[LawReference, ...] = ()

    def says_something(self) -> bool:
        return bool(self.items)


class Result(Text):
    validity: Prose | None = None


class Facets(Strict):
    """All twelve facets of a procedure that exists."""

    overview: Text
    documents: Documents
    processing_time: ProcessingTime
    fee: Fee
    steps: Steps
    where: Where
    online: Online
    conditions: Conditions
    forms: Forms
    legal_basis: LegalBasis
    result: Result
    window: Text

    def of(self, facet: Facet) -> FacetContent:
        content = getattr(self, facet.value)
        assert isinstance(content, FacetContent)
        return content


class Supersession(Strict):
    """A document known to have replaced the rules of a version while its text is not known yet."""

    document: Line
    since: Line
    certain: bool = False


class VersionContent(Strict):
    """One set of rules and the dates (inclusive) between which it holds.

    `reviewed_on`: when an officer last found that all of it is still right.
    """

    in_force_from: date
    in_force_to: date | None = None
    standing: Standing = Standing.EXISTS
    state: State = State.PUBLISHED
    title: Line
    national_code: Line | None = None
    author: Line
    approver: Line | None = None
    confirmed: bool = False
    reviewed_on: date | None = None
    note: Prose | None = None
    applicants: tuple[Line, ...] = ()
    superseded: Supersession | None = None
    replaced_by_procedure: ProcedureId | None = None
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    facets: Facets | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.in_force_to is not None and self.in_force_to < self.in_force_from:
            raise ValueError("in_force_to trước in_force_from")
        if self.standing is not Standing.ABOLISHED and self.facets is None:
            raise ValueError("thủ tục còn tồn tại thì phải có facets")
        if self.standing is Standing.ABOLISHED and not self.note:
            raise PydanticCustomError(
                "note_missing", "thủ tục đã bãi bỏ thì note phải nói cần làm gì thay thế"
            )
        return self


class CaseAnswer(Strict):
    """An answer and what it means for the person who gives it.

    `said`: other words for it. `days` and `unit`, `fee`: theirs, where they differ from the
    general. `ends`: the procedure is not for them; `instead` is the one that is.
    """

    key: Key
    answer: Line
    said: tuple[Line, ...] = ()
    effect: Prose
    days: Annotated[int, Field(ge=0, le=3650)] | None = None
    unit: Line | None = None
    fee: Line | None = None
    ends: bool = False
    instead: ProcedureId | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.instead is not None and not self.ends:
            raise ValueError("có instead (thủ tục khác) thì ends phải là true")
        if (self.days is None) != (self.unit is None):
            raise ValueError("days và unit phải đi cùng nhau")
        return self


class Case(Strict):
    """A question on whose answer the requirements depend.

    `asked`: whether the guide asks it; what changes nothing in what is to be done is told, not
    asked. `only`: asked only of those who gave one of these answers to an earlier case.
    """

    key: Key
    question: Line
    asked: bool = True
    only: dict[Key, Annotated[tuple[Key, ...], Field(min_length=1)]] = {}
    answers: Annotated[tuple[CaseAnswer, ...], Field(min_length=1)]


class QuestionAnswer(Strict):
    q: Line
    a: Prose


class NearTwin(Strict):
    """A procedure easily taken for this one, and how to tell them apart."""

    id: ProcedureId
    how: Prose


class ProcedureContent(Strict):
    """One administrative procedure with all its versions, oldest first."""

    id: ProcedureId
    name: Line
    level: Annotated[int, Field(ge=3, le=4)]
    rollout_year: Annotated[int, Field(ge=2020, le=2021)]
    group: Line
    act: Line
    institution: Line
    audience: tuple[Line, ...]
    choose_when: Prose
    aliases: tuple[Line, ...] = ()
    near_twins: tuple[NearTwin, ...] = ()
    cases: tuple[Case, ...] = ()
    questions: tuple[QuestionAnswer, ...] = ()
    letters: tuple[Letter, ...] = ()
    versions: Annotated[tuple[VersionContent, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _aliases_differ(self) -> Self:
        twice = sorted({alias for alias in self.aliases if self.aliases.count(alias) > 1})
        if twice:
            raise PydanticCustomError(
                "aliases_twice", "tên gọi khác ghi hai lần: {names}", {"names": "; ".join(twice)}
            )
        return self

    @model_validator(mode="after")
    def _cases_are_known(self) -> Self:
        answers: dict[str, set[str]] = {}
        for case in self.cases:
            _check_keys(case.only, answers)
            if case.key in answers:
                raise ValueError(f"cases ghi hai lần key {case.key!r}")
            answers[case.key] = {answer.key for answer in case.answers}
            if len(answers[case.key]) != len(case.answers):
                raise ValueError(f"cases {case.key!r}: hai câu trả lời cùng key")
        for version in self.versions:
            for paper in version.facets.documents.items if version.facets else ():
                _check_keys(paper.only, answers)
        return self

    @model_validator(mode="after")
    def _versions_follow_each_other(self) -> Self:
        published = [v for v in self.versions if v.state is State.PUBLISHED]
        if not published:
            raise ValueError("phải có ít nhất một phiên bản đã công bố (state: published)")
        for earlier, later in pairwise(published):
            if earlier.in_force_to is None or earlier.in_force_to >= later.in_force_from:
                raise ValueError(
                    f"hai phiên bản cùng có hiệu lực ngày {later.in_force_from.isoformat()}"
                )
        return self


def _check_keys(only: dict[str, tuple[str, ...]], answers: dict[str, set[str]]) -> None:
    for case, keys in only.items():
        unknown = sorted(set(keys) - answers.get(case, set()))
        if unknown:
            raise ValueError(f"only: không có câu trả lời {', '.join(unknown)} cho {case!r}")
