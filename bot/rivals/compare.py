"""Compares ours with its rivals: all learn and are asked in one run, on one machine."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.rivals import school
from bot.rivals.answer import Answer, ask, train
from bot.rivals.by_name import ByName
from bot.rivals.judging import Heard, Score, judge, threshold
from bot.rivals.questions import Case, cases
from bot.rivals.roster import Rival
from knowledge.catalogue_files import CATALOGUE, read_directory
from knowledge.names import Name
from knowledge.settings import ROOT

DEVELOPMENT = ROOT / "tests" / "data" / "development.jsonl"
"""The questions on which each rival's threshold between in and out of scope is chosen."""

Tell = Callable[[Rival, int], None]
"""Told a rival and how many questions it has answered; none while it learns."""


@dataclass
class _Record:
    seconds: float = 0.0
    answers: list[Answer] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)

    def add(self, answer: Answer, milliseconds: float) -> None:
        self.answers.append(answer)
        self.milliseconds.append(milliseconds)

    def heard(self, rival: Rival) -> Heard:
        return Heard(rival, self.seconds, tuple(self.answers), tuple(self.milliseconds))


def question_sets(files: Sequence[Path]) -> dict[Path, list[Case]]:
    """Return the questions of each file, and of the development file, which is always asked.

    Raises BadEvaluationFile.
    """
    return {path.resolve(): cases(path) for path in (DEVELOPMENT, *files)}


def compare(
    sets: dict[Path, list[Case]], rivals: Sequence[Rival], epochs: int, log: Path, tell: Tell
) -> dict[Path, list[Score]]:
    """Return the scores of each rival, ours among them, for each set of questions.

    Raises SchoolFailed, CatalogueError.
    """
    texts = [case.text for questions in sets.values() for case in questions]
    heard = {h.rival: h for h in _hear(rivals, epochs, texts, log, tell)}
    firsts = _firsts(sets)
    development = DEVELOPMENT.resolve()

    def part(rival: Rival, path: Path) -> Heard:
        return heard[rival].part(firsts[path], len(sets[path]))

    thresholds = {rival: threshold(sets[development], part(rival, development)) for rival in rivals}
    return {
        path: [
            judge(questions, part(rival, path), part(Rival.OURS, path), thresholds[rival])
            for rival in rivals
        ]
        for path, questions in sets.items()
    }


def _firsts(sets: dict[Path, list[Case]]) -> dict[Path, int]:
    firsts: dict[Path, int] = {}
    count = 0
    for path, questions in sets.items():
        firsts[path] = count
        count += len(questions)
    return firsts


def _hear(
    rivals: Sequence[Rival], epochs: int, texts: Sequence[str], log: Path, tell: Tell
) -> Iterator[Heard]:
    names = _names()
    records = {rival: _Record() for rival in rivals}
    if Rival.NAMES in records:
        record = records[Rival.NAMES]
        by_name = ByName(names)
        record.seconds = train(by_name)
        for answer, milliseconds in ask(by_name, texts):
            record.add(answer, milliseconds)
            tell(Rival.NAMES, len(record.answers))
    learners = [rival for rival in rivals if rival is not Rival.NAMES]
    for line in school.attend(school.Task(learners, epochs, names, texts), log):
        record = records[line.rival]
        match line:
            case school.Trained():
                record.seconds = line.seconds
            case school.Answered():
                record.add(line.answer, line.milliseconds)
        tell(line.rival, len(record.answers))
    for rival, record in records.items():
        if len(record.answers) != len(texts):
            raise school.SchoolFailed(log)
        yield record.heard(rival)


def _names() -> list[Name]:
    procedures = read_directory(CATALOGUE)
    return [
        *(Name(procedure.id, procedure.name, official=True) for procedure in procedures),
        *(Name(procedure.id, alias) for procedure in procedures for alias in procedure.aliases),
    ]
