"""Shows a state only to those who know both factors, with the same work for wrong and unknown."""

import hmac
from typing import Final

from actions.status.state import Factor
from knowledge.status.records import DossierRow, RegradeRow
from knowledge.status.register import Register

_NOBODYS: Final = "nobody"
"""Compared where nothing is stored; equal to nothing that can be typed."""


def prove_dossier(register: Register, told: dict[Factor, str]) -> DossierRow | None:
    """Return the dossier of the code told if the digits of the phone are right too."""
    found = register.dossier(told[Factor.CODE])
    right = _same(found.phone_tail if found else _NOBODYS, told[Factor.TAIL])
    return found if right else None


def prove_regrade(register: Register, told: dict[Factor, str]) -> tuple[RegradeRow, ...] | None:
    """Return what the candidate number told has if the birth date is right too, by exam."""
    found = register.regrades(told[Factor.CANDIDATE])
    stored = [row.born_on.isoformat() for row in found] or [_NOBODYS]
    right = [_same(born_on, told[Factor.BORN_ON]) for born_on in stored]
    return tuple(row for row, same in zip(found, right, strict=False) if same) or None


def _same(stored: str, told: str) -> bool:
    return hmac.compare_digest(stored.encode(), told.encode())
