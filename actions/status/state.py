"""How far a look-up has come; what was told for it stands sealed elsewhere."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from actions.reply import Kind


class Factor(StrEnum):
    """One of the two things by which a citizen proves who they are; the code comes first."""

    CODE = "code"
    TAIL = "tail"
    CANDIDATE = "candidate"
    BORN_ON = "born_on"


class Looking(BaseModel):
    """A look-up of `kind`, one of the two kinds of state.

    `token` opens what was told so far, None if nothing; `reminded`, once it was said that the
    rest is waited for; `answered`, once the state was told. `told` opens which request that was,
    for minutes, so that it can be followed; None where nothing more will become of it.
    """

    model_config = ConfigDict(frozen=True)

    kind: Kind
    token: str | None = None
    reminded: bool = False
    answered: bool = False
    told: str | None = None
