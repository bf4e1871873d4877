"""How far a letter has been written; what was told stands sealed elsewhere."""

from pydantic import BaseModel, ConfigDict


class Writing(BaseModel):
    """The letter of a procedure that is being written with a citizen.

    `token` opens what they have told so far; `asked` is the key of the field that is asked for,
    None when all is told and they are asked whether it is right; `correcting`, when one field is
    asked again from there; `passed`: the fields left blank; `made`, once it was handed over.
    """

    model_config = ConfigDict(frozen=True)

    procedure: int
    letter: str
    token: str
    asked: str | None = None
    correcting: bool = False
    passed: tuple[str, ...] = ()
    made: bool = False
