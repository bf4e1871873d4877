"""What a client may send over the WebSocket: a turn, a wish to listen, a word that it has shown."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter

from bot.channels.web.said import Said


class Listen(BaseModel):
    """Opens the news of a conversation; its id, which nobody can guess, is the proof."""

    model_config = ConfigDict(extra="forbid")

    conversation_id: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    listen: Literal[True]


class Received(BaseModel):
    """Says that the push with this id was shown."""

    model_config = ConfigDict(extra="forbid")

    received: Annotated[str, StringConstraints(pattern=r"^[0-9]{1,18}$")]


Frame = Said | Listen | Received
_FRAME: TypeAdapter[Frame] = TypeAdapter(Annotated[Frame, Field(union_mode="left_to_right")])


def read_frame(raw: str) -> Frame:
    """Return what `raw` says. Raises pydantic.ValidationError for anything else."""
    return _FRAME.validate_json(raw)
