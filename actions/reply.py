"""What an action says: one typed value that every channel renders in its own way."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from knowledge.facets import Facet

ProcedureId = Annotated[int, Field(ge=1, le=61)]


class Kind(StrEnum):
    """What the bot decided to do in a turn."""

    ANSWER = "answer"
    GUIDE = "guide"
    CLARIFY = "clarify"
    STATUS_DOSSIER = "status_dossier"
    STATUS_REGRADE = "status_regrade"
    LIST = "list"
    CONTACT = "contact"
    SMALLTALK = "smalltalk"
    HANDOFF = "handoff"
    FEEDBACK = "feedback"
    FALLBACK = "fallback"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Button(_Value):
    """A choice the citizen can tap; `payload` comes back verbatim, at most 64 bytes of UTF-8."""

    title: str
    payload: str


class SourceRef(_Value):
    document: str
    articles: str | None = None


class Item(_Value):
    """One line of a list inside a procedure message: a paper, a condition, a step, a law."""

    name: str
    note: str | None = None
    source: str | None = None


class TextMessage(_Value):
    """Plain markdown with optional buttons.

    `private`: neither it nor what the citizen said before it is to be kept by a channel.
    `follows`: the conversation follows a request, so that news may come without a question.
    """

    type: Literal["text"] = "text"
    text: str
    buttons: tuple[Button, ...] = ()
    private: bool = False
    follows: bool = False


class ProcedureMessage(_Value):
    """One facet of one procedure; `text` says everything that `items` and `sources` say."""

    type: Literal["procedure"] = "procedure"
    procedure: ProcedureId
    facet: Facet
    text: str
    items: tuple[Item, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    as_of: date
    confirmed: bool = False
    buttons: tuple[Button, ...] = ()


class FileMessage(_Value):
    """A file to keep; `path` is its address on our own site, from the root.

    The last paragraph of `text` is a link to `path` and nothing else, for clients that know only
    `text`. A channel that hands out the file itself shows `lead` instead.
    """

    type: Literal["file"] = "file"
    text: str
    title: str
    path: Annotated[str, Field(pattern=r"^/[a-z0-9][a-zA-Z0-9/._~?&=%-]*$", max_length=2000)]
    media_type: Annotated[str, Field(pattern=r"^[a-z]+/[a-z0-9.+-]+$")]
    buttons: tuple[Button, ...] = ()
    private: bool = False

    @model_validator(mode="after")
    def _links_to_the_file(self) -> Self:
        if self._link() is None:
            raise ValueError("the last paragraph of text must be a link to path")
        return self

    @property
    def lead(self) -> str:
        """`text` without the link; may be empty."""
        link = self._link()
        assert link is not None
        return self.text[: link.start()]

    def _link(self) -> re.Match[str] | None:
        return re.search(rf"(?:^|\n\n)\[[^\n]+\]\({re.escape(self.path)}\)\Z", self.text)


Message = Annotated[TextMessage | ProcedureMessage | FileMessage, Field(discriminator="type")]


class Outcome(_Value):
    """The decision of the turn, for evaluation and for explaining it later."""

    kind: Kind
    procedures: tuple[ProcedureId, ...] = ()
    facets: tuple[Facet, ...] = ()
    candidates: tuple[ProcedureId, ...] = ()
    confidence: Annotated[float, Field(ge=0, le=1)] = 1.0


class Reply(_Value):
    """All that is said in one turn, in order, and the decision behind it."""

    messages: tuple[Message, ...]
    outcome: Outcome

    @property
    def follows(self) -> bool:
        """Whether it says that the conversation follows a request."""
        return any(isinstance(each, TextMessage) and each.follows for each in self.messages)
