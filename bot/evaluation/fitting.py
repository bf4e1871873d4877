"""Fits the weights of `actions/context.py` to conversations whose turns say what they are about.

Run it beside `RASA_PORT=5005 motcua run`:

    RASA_PORT=5005 python -m bot.evaluation.fitting tests/data/conversations.jsonl
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from actions.context import Clues, Kin, clues_for
from actions.questions import kin_of
from actions.turn import Memory, understanding
from bot.evaluation.questions import ConversationScript, ConversationTurn, read
from knowledge.database import session
from knowledge.repository import Repository
from knowledge.settings import settings

RIDGE = 0.1
"""How much large weights cost; chosen with conversations left out in turn."""
FOLDS = 8

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Choice:
    """The clues of each procedure that a turn may mean, shape (procedures, clues), and the one."""

    conversation: str
    clues: Matrix
    meant: int


def choices(
    script: ConversationScript, kin: dict[int, Kin], rasa: httpx.Client
) -> Iterator[Choice]:
    """Yield what there is to choose in each turn, as if all turns before had gone well."""
    memory = Memory()
    for turn in script.turns:
        expected = turn.expect
        if (memory.topic or memory.options) and _names_one(turn):
            parsed = rasa.post("/model/parse", json={"text": turn.user}).json()
            understood = understanding(parsed)
            found = clues_for(understood.ranking, understood, memory, kin)
            meant = list(found).index(expected.procedures[0])
            yield Choice(script.id, np.array(list(found.values())), meant)
        if expected.kind == "answer" and expected.procedures:
            memory = memory.about(expected.procedures, ())
        options = expected.offered if expected.kind == "clarify" else ()
        memory = memory.model_copy(update={"options": options})


def fit(seen: Sequence[Choice]) -> Clues:
    """Return the weights under which the procedures meant are likeliest."""

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        total, slope = RIDGE * float(weights @ weights), 2 * RIDGE * weights
        for choice in seen:
            shares = _shares(choice, weights)
            total -= float(np.log(shares[choice.meant] + 1e-12))
            slope = slope - choice.clues[choice.meant] + shares @ choice.clues
        return total, slope

    start = np.zeros(len(Clues._fields))
    return Clues(*minimize(loss, start, jac=True, method="L-BFGS-B").x)


def right_when_left_out(seen: Sequence[Choice]) -> float:
    """Return the share of turns got right by weights fitted to the other conversations."""
    names = sorted({choice.conversation for choice in seen})
    fold = {name: number % FOLDS for number, name in enumerate(names)}
    right = 0
    for number in range(FOLDS):
        weights = np.array(fit([c for c in seen if fold[c.conversation] != number]))
        left_out = [c for c in seen if fold[c.conversation] == number]
        right += sum(int(_shares(c, weights).argmax()) == c.meant for c in left_out)
    return right / len(seen)


def _shares(choice: Choice, weights: Matrix) -> Matrix:
    scores = choice.clues @ weights
    parts = np.exp(scores - scores.max())
    return np.asarray(parts / parts.sum())


def _names_one(turn: ConversationTurn) -> bool:
    expected = turn.expect
    return expected.kind == "answer" and len(expected.procedures) == 1 and "{" not in turn.user


def main(files: Sequence[str]) -> None:
    """Print the weights, and how often they are right on conversations left out."""
    scripts = [item for file in files for item in read(Path(file))]
    with session() as opened:
        kin = kin_of(Repository(opened).headings())
    with httpx.Client(base_url=settings().rasa_url, timeout=30) as rasa:
        seen = [
            choice
            for script in scripts
            if isinstance(script, ConversationScript)
            for choice in choices(script, kin, rasa)
        ]
    lines = [f"{len(seen)} turns, right when left out: {right_when_left_out(seen):.1%}"]
    lines += [f"    {name}={weight:.2f}," for name, weight in fit(seen)._asdict().items()]
    sys.stdout.write("\n".join([*lines, ""]))


if __name__ == "__main__":
    main(sys.argv[1:])
