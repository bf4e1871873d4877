"""What a client says in a turn: words to a conversation or a new one, or a button of one."""

from typing import Annotated, Final, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from actions.payloads import parse

LONGEST_TEXT: Final = 2000

Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT)
]


class Said(BaseModel):
    """What a client sends: words to a conversation or a new one, or a button of an open one."""

    model_config = ConfigDict(extra="forbid")

    conversation_id: str | None = None
    text: Text | None = None
    payload: Annotated[str, StringConstraints(min_length=1, max_length=64)] | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if (self.text is None) == (self.payload is None):
            raise ValueError("either text or payload")
        if self.payload is not None:
            parse(self.payload)
        return self
