"""Trains the rivals and asks them: a task as JSON comes in, JSON lines go out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import cached_property
from typing import IO, Any

from bot.nlu.importer import Example
from bot.rivals.answer import Contestant, ask, train
from bot.rivals.learners.examples import Labelled, by_facet, by_procedure, read_all
from bot.rivals.roster import Rival
from knowledge.folding import fold


class Task:
    """What is to be learnt; a rival's library is imported only when its turn comes."""

    def __init__(self, asked: dict[str, Any]) -> None:
        self.rivals = [Rival(name) for name in asked["rivals"]]
        self.texts: list[str] = asked["texts"]
        self._names = [Labelled(name, f"p{procedure}") for procedure, name in asked["names"]]
        self._epochs: int = asked["epochs"]

    def contestant(self, rival: Rival) -> Contestant:
        """Return `rival` with its examples, still untrained."""
        match rival:
            case Rival.BM25 | Rival.BM25_EXAMPLES:
                return self._nearest(self._names if rival is Rival.BM25 else None)
            case Rival.SVM | Rival.SVM_SEGMENTED | Rival.SVM_FOLDED:
                return self._svm(rival)
            case Rival.RASA_LR | Rival.RASA_DIET:
                return self._stock(rival)
            case Rival.OURS:
                from bot.rivals.learners.ours import Ours  # noqa: PLC0415

                return Ours(read_all())
        raise ValueError(f"{rival} learns nothing from examples")

    @cached_property
    def _examples(self) -> list[Example]:
        return read_all()

    @property
    def _labelled(self) -> tuple[list[Labelled], list[Labelled]]:
        return by_procedure(self._examples), by_facet(self._examples)

    def _nearest(self, names: list[Labelled] | None) -> Contestant:
        from bot.rivals.learners.bm25 import Nearest  # noqa: PLC0415

        return Nearest(*self._labelled) if names is None else Nearest(names)

    def _svm(self, rival: Rival) -> Contestant:
        from bot.rivals.learners import svm  # noqa: PLC0415

        writing: dict[Rival, Callable[[str], str]] = {
            Rival.SVM: svm.as_spelled,
            Rival.SVM_SEGMENTED: svm.segmented,
            Rival.SVM_FOLDED: fold,
        }
        return svm.Svm(*self._labelled, writing[rival])

    def _stock(self, rival: Rival) -> Contestant:
        from bot.rivals.learners import stock  # noqa: PLC0415

        diet = rival is Rival.RASA_DIET
        classifier = stock.diet(self._epochs) if diet else stock.logistic_regression()
        return stock.Stock(*self._labelled, classifier)


def report(task: Task, lines: IO[str]) -> None:
    """Train and ask one rival after the other, writing down each step."""

    def line(rival: Rival, **said: Any) -> None:
        print(json.dumps({"rival": rival, **said}), file=lines, flush=True)

    for rival in task.rivals:
        line(rival)
        contestant = task.contestant(rival)
        line(rival, seconds=train(contestant))
        for answer, milliseconds in ask(contestant, task.texts):
            line(rival, **asdict(answer), milliseconds=milliseconds)


def main() -> None:
    """Keep standard output for the lines alone; what libraries print goes to the log."""
    lines = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    report(Task(json.load(sys.stdin)), lines)


if __name__ == "__main__":
    main()
