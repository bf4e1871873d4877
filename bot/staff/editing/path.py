"""The number of a procedure in an address, and the procedure that it names."""

from typing import Annotated

from fastapi import HTTPException
from fastapi import Path as InPath

from knowledge.content import ProcedureContent
from knowledge.repository import Repository

Number = Annotated[int, InPath(ge=1, le=61)]


def procedure_of(repository: Repository, number: int) -> ProcedureContent:
    """Return the procedure. Raises HTTPException 404 if there is none."""
    try:
        return repository.procedure(number)
    except LookupError as error:
        raise HTTPException(404) from error
