"""What differs between the look-up of a dossier and that of a re-marking request."""

from abc import ABC, abstractmethod
from collections.abc import Collection
from datetime import date
from typing import ClassVar, Final, NamedTuple

from actions.reply import Kind, TextMessage
from actions.status.dossier_answer import dossier_answer
from actions.status.dossier_factors import read_dossier, tells_code
from actions.status.proof import prove_dossier, prove_regrade
from actions.status.readings import Reading
from actions.status.regrade_answer import REGRADING, regrade_answer
from actions.status.regrade_factors import read_regrade, tells_candidate
from actions.status.state import Factor
from actions.turn import Turn
from knowledge.status import subscriptions
from knowledge.status.register import Register
from knowledge.status.subscriptions import Request


class Found(NamedTuple):
    """What is told of a state, of which procedure it is, and of which requests."""

    message: TextMessage
    procedure: int
    requests: tuple[Request, ...]


class LookUp(ABC):
    """One kind of look-up; `needed` are its two factors, `phrases` the key of its texts."""

    kind: ClassVar[Kind]
    phrases: ClassVar[str]
    needed: ClassVar[tuple[Factor, Factor]]
    about: ClassVar[tuple[int, ...]]
    """The procedures that are spoken of before anything is found."""

    @abstractmethod
    def begins(self, typed: str) -> bool:
        """Return whether `typed` by itself asks for this look-up."""

    @abstractmethod
    def read(self, typed: str, known: Collection[Factor], today: date) -> Reading: ...

    @abstractmethod
    def find(self, turn: Turn, told: dict[Factor, str]) -> Found | None:
        """Return the state if both factors are right; None for wrong and unknown alike."""

    def locked_by(self, turn: Turn, told: dict[Factor, str]) -> tuple[str, ...]:
        """Return the names that five wrong tries lock: of what is looked up, and by whom."""
        conversation = (f"conversation:{turn.conversation}",) if turn.conversation else ()
        code = told.get(self.needed[0])
        return (*conversation, f"{self.phrases}:{code}") if code else conversation


class _OfDossier(LookUp):
    kind = Kind.STATUS_DOSSIER
    phrases = "dossier"
    needed = (Factor.CODE, Factor.TAIL)
    about = ()

    def begins(self, typed: str) -> bool:
        return tells_code(typed)

    def read(self, typed: str, known: Collection[Factor], today: date) -> Reading:  # noqa: ARG002
        return read_dossier(typed, known)

    def find(self, turn: Turn, told: dict[Factor, str]) -> Found | None:
        register = Register(turn.repository.session)
        found = prove_dossier(register, told)
        if found is None:
            return None
        history = register.dossier_history(found.code)
        return Found(
            dossier_answer(turn.repository, found, history, turn.today),
            found.procedure,
            (Request(subscriptions.DOSSIER, code=found.code),),
        )


class _OfRegrade(LookUp):
    kind = Kind.STATUS_REGRADE
    phrases = "regrade"
    needed = (Factor.CANDIDATE, Factor.BORN_ON)
    about = (REGRADING,)

    def begins(self, typed: str) -> bool:
        return tells_candidate(typed)

    def read(self, typed: str, known: Collection[Factor], today: date) -> Reading:
        return read_regrade(typed, known, today)

    def find(self, turn: Turn, told: dict[Factor, str]) -> Found | None:
        found = prove_regrade(Register(turn.repository.session), told)
        if found is None:
            return None
        return Found(
            regrade_answer(turn.repository, found, turn.today),
            REGRADING,
            tuple(
                Request(subscriptions.REGRADE, exam=exam, candidate=found[0].candidate)
                for exam in dict.fromkeys(row.exam for row in found)
            ),
        )


DOSSIER: Final = _OfDossier()
REGRADE: Final = _OfRegrade()
BY_KIND: Final[dict[Kind, LookUp]] = {each.kind: each for each in (DOSSIER, REGRADE)}
