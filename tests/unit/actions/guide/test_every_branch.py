"""Every way through every procedure: its questions, its papers, and each answer typed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from actions.follow_ups import hear
from actions.guide.dialogue import guide
from actions.payloads import guiding, parse
from actions.questions import fall_back
from actions.reply import Kind, Reply
from actions.turn import Memory, Said
from knowledge.folding import fold
from knowledge.repository import Repository
from tests.auxil import prescribed
from tests.auxil.citizen import buttons, words
from tests.auxil.turns import TODAY, pressed, turn, understood

EVERY = range(1, 62)
_PAPER = re.compile(r"^\d+\. \*\*(.+?)\*\*(?: – .*?)?(?: \*\((.*)\)\*)?$", re.MULTILINE)


@dataclass(frozen=True)
class Step:
    """What was answered so far, and what was said to it."""

    given: prescribed.Given
    said: Said


def press(repository: Repository, payload: str, memory: Memory) -> Said:
    button = parse(payload)
    return guide(turn(repository, pressed(payload, button.intent, **button.entities), memory))


def walk(repository: Repository, procedure: int) -> Iterator[Step]:
    """Yield all that can be reached by the buttons of the answers."""
    waiting = [Step((), press(repository, guiding(procedure), Memory()))]
    while waiting:
        step = waiting.pop()
        yield step
        for given, payload in offered(step.said.reply):
            said = press(repository, payload, step.said.memory)
            waiting.append(Step((*step.given, given), said))


def offered(reply: Reply) -> list[tuple[tuple[int, int], str]]:
    """The answers that have a button, and its payload."""
    found = [(parse(payload).entities, payload) for payload in buttons(reply).values()]
    return [((e["case"], e["answer"]), payload) for e, payload in found if "case" in e]


def papers_told(reply: Reply) -> list[tuple[str, str]]:
    told = _PAPER.findall(reply.messages[0].text)
    return [(words(name), words(condition)) for name, condition in told]


@pytest.mark.parametrize("procedure", EVERY)
def test_each_branch_asks_what_it_should_and_ends_in_the_papers_prescribed(
    repository: Repository, procedure: int
) -> None:
    ends = set()
    for step in walk(repository, procedure):
        reply = step.said.reply
        assert (reply.outcome.kind, reply.outcome.procedures) == (Kind.GUIDE, (procedure,))
        if prescribed.abolished(procedure, TODAY):
            assert not offered(reply)
            assert "bãi bỏ" in reply.messages[0].text
            continue
        expected = prescribed.next_case(procedure, step.given)
        if expected is None:
            ends.add(step.given)
            _assert_end(procedure, step)
        else:
            case = prescribed.cases(procedure)[expected]
            assert [given for given, _ in offered(reply)] == [
                (expected, place) for place in range(len(case["answers"]))
            ]
            assert words(case["question"]) in words(reply.messages[0].text)
    if not prescribed.abolished(procedure, TODAY):
        assert ends == set(prescribed.branches(procedure))


def _assert_end(procedure: int, step: Step) -> None:
    reply = step.said.reply
    assert not offered(reply)
    last = prescribed.answer(procedure, step.given[-1]) if step.given else {}
    assert words(last.get("effect", "")) in words(reply.messages[0].text)
    if last.get("ends"):
        targets = [parse(payload).entities["procedure"] for payload in buttons(reply).values()]
        assert targets == [n for n in (last.get("instead"), procedure) if n]
        return
    expected = prescribed.papers(procedure, step.given, TODAY)
    assert papers_told(reply) == [(words(name), words(when)) for name, when in expected]
    files = [message.media_type for message in reply.messages if message.type == "file"]
    due = ["text/calendar"] if "Nộp hôm nay" in reply.messages[0].text else []
    assert files == [*(["application/pdf", "image/png"] if expected else []), *due]


@pytest.mark.parametrize("procedure", EVERY)
def test_each_answer_typed_in_any_of_its_ways_is_heard_as_that_answer(
    repository: Repository, procedure: int
) -> None:
    misheard, seen = [], set[int]()
    for step in walk(repository, procedure):
        for at in {case for (case, _), _ in offered(step.said.reply)} - seen:
            seen.add(at)
            case = prescribed.cases(procedure)[at]
            for answer in case["answers"]:
                for way in (answer["answer"], *answer.get("said", [])):
                    for typed in (way, fold(way), f"dạ {way.lower()} ạ"):
                        heard = _heard(repository, step.said.memory, typed, case["key"])
                        if heard != answer["key"]:
                            misheard.append(f"{case['key']}: {typed!r} → {heard}")
    assert not misheard, "\n".join(misheard)


def _heard(repository: Repository, memory: Memory, typed: str, case: str) -> str | None:
    message = understood(typed, intent="out_of_scope_nonsense")
    state = hear(turn(repository, message, memory), fall_back).memory.guide
    return state.answers.get(case) if state else None
