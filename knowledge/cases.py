"""What a person's answers to the cases of a procedure mean for them."""

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.content import Case, CaseAnswer, Documents, Paper, ProcedureContent

Answers = Mapping[str, str]
"""The key of a case to the key of the answer given."""
_NOT_THEIRS = ""
"""Stands for an answer to a case that doesn't concern the person; no answer has this key."""


@dataclass(frozen=True)
class Chosen:
    """A case and the answer that was given to it."""

    case: Case
    answer: CaseAnswer


@dataclass(frozen=True)
class Papers:
    """The papers of a dossier for one person, and those on which the answers don't decide."""

    needed: tuple[Paper, ...]
    perhaps: tuple[Paper, ...]


def chosen(procedure: ProcedureContent, answers: Answers) -> list[Chosen]:
    """Return the answers that count, in the order of the cases, up to one that ends it all."""
    told = _told(procedure, answers)
    return [
        Chosen(case, answer)
        for case in procedure.cases
        for answer in case.answers
        if answer.key == told.get(case.key)
    ]


def open_case(procedure: ProcedureContent, answers: Answers) -> Case | None:
    """Return the case to be asked next, none when all are answered or one answer ends it all."""
    if any(one.answer.ends for one in chosen(procedure, answers)):
        return None
    told = _told(procedure, answers)
    return next((case for case in procedure.cases if case.asked and case.key not in told), None)


def papers(procedure: ProcedureContent, documents: Documents, answers: Answers) -> Papers:
    """Return those of `documents` that a person with `answers` brings."""
    told = _told(procedure, answers)
    needed, perhaps = [], []
    for paper in documents.items:
        match applies(paper.only, told):
            case True if paper.only or not paper.when:
                needed.append(paper)
            case True | None:
                perhaps.append(paper)
    return Papers(tuple(needed), tuple(perhaps))


def applies(only: Mapping[str, tuple[str, ...]], answers: Answers) -> bool | None:
    """Return whether `answers` meet `only`; None when a case that matters has no answer."""
    verdicts = [answers[case] in keys if case in answers else None for case, keys in only.items()]
    if False in verdicts:
        return False
    return None if None in verdicts else True


def _told(procedure: ProcedureContent, answers: Answers) -> dict[str, str]:
    """Return what is settled of each case: the answer that counts, or that it isn't theirs."""
    told: dict[str, str] = {}
    for case in procedure.cases:
        if applies(case.only, told) is False:
            told[case.key] = _NOT_THEIRS
            continue
        answer = next((a for a in case.answers if a.key == answers.get(case.key)), None)
        if answer is None:
            continue
        told[case.key] = answer.key
        if answer.ends:
            break
    return told
