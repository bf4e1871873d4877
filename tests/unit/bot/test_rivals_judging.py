"""Each rival is judged by the same questions; the threshold comes from others."""

from bot.rivals.answer import Answer
from bot.rivals.judging import Heard, Score, judge, threshold
from bot.rivals.questions import Case
from bot.rivals.roster import LONG, Rival, taking_part
from knowledge.facets import Facet

CASES = [
    Case("mất bằng", 1, frozenset({Facet.DOCUMENTS})),
    Case("chuyển trường", 3, frozenset({Facet.OVERVIEW})),
    Case("phúc khảo", 7),
    Case("giá vàng", None),
]


def _heard(*answers: Answer, rival: Rival = Rival.SVM) -> Heard:
    return Heard(rival, 2.0, answers, tuple(float(n) for n in range(1, len(answers) + 1)))


def _judged(*answers: Answer, in_scope_from: float = 0.5) -> Score:
    ours = _heard(Answer(1, 0.9), Answer(3, 0.9), Answer(7, 0.9), Answer(1, 0.1))
    return judge(CASES, _heard(*answers), ours, in_scope_from)


def test_the_right_procedure_counts_only_where_one_is_named() -> None:
    score = _judged(Answer(1, 0.9), Answer(3, 0.9), Answer(8, 0.9), Answer(1, 0.1))
    assert (score.procedure.count, score.procedure.total) == (2, 3)
    assert score.difference.value == -1 / 3


def test_scope_is_told_apart_at_the_given_threshold() -> None:
    score = _judged(Answer(1, 0.9), Answer(3, 0.4), Answer(7, 0.9), Answer(1, 0.6))
    assert (score.scope.count, score.scope.total) == (2, 4)
    assert score.auc == 2 / 3


def test_the_steps_serve_who_asks_what_it_is_about_and_other_facets_do_not() -> None:
    score = _judged(
        Answer(1, 1.0, "fee"), Answer(3, 1.0, "steps"), Answer(7, 1.0, "fee"), Answer(1, 0, "fee")
    )
    assert score.facet is not None
    assert (score.facet.count, score.facet.total) == (1, 2)


def test_a_rival_that_tells_no_facets_has_no_score_for_them() -> None:
    assert _judged(*[Answer(None, 0.0)] * 4).facet is None


def test_time_is_the_median_of_the_questions() -> None:
    assert _judged(*[Answer(1, 0.0)] * 4).milliseconds == 2.5


def test_the_threshold_is_that_which_tells_most_apart() -> None:
    heard = _heard(Answer(1, 5.0), Answer(3, 6.0), Answer(7, 7.0), Answer(1, 4.0))
    assert threshold(CASES, heard) == 5.0


def test_a_part_of_what_was_heard_keeps_the_order_of_the_questions() -> None:
    part = _heard(Answer(1, 0), Answer(2, 0), Answer(3, 0)).part(1, 2)
    assert [answer.procedure for answer in part.answers] == [2, 3]
    assert part.milliseconds == (2.0, 3.0)


def test_who_trains_long_takes_part_only_when_named() -> None:
    assert LONG.isdisjoint(taking_part(frozenset()))
    assert Rival.RASA_DIET in taking_part(frozenset({Rival.RASA_DIET}))
    assert taking_part(LONG) == list(Rival)
