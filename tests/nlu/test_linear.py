"""The linear model tells apart what it was shown, and is the same after being stored."""

from pathlib import Path

import joblib
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from bot.nlu.linear import LinearModel

LABELS = ["3", "7", "none"]
SHOWN = csr_matrix(np.eye(3).repeat(4, axis=0))
ANSWERS = [{label} for label in LABELS for _ in range(4)]
BOTH = csr_matrix([(1.0, 1.0, 0.0)])
VALUE = st.floats(-5, 5, width=32)


def _row(*values: float) -> csr_matrix:
    return csr_matrix([values])


@pytest.fixture(scope="module")
def model() -> LinearModel:
    return LinearModel.fit(SHOWN, ANSWERS, 10.0)


@pytest.mark.parametrize("index", range(3))
def test_what_was_shown_is_recognised(model: LinearModel, index: int) -> None:
    odds = model.odds(SHOWN[4 * index])
    assert max(odds, key=odds.__getitem__) == LABELS[index]
    assert all(value < 0.5 for label, value in odds.items() if label != LABELS[index])


def test_stored_and_loaded_it_gives_the_same_odds(model: LinearModel, tmp_path: Path) -> None:
    joblib.dump(model, tmp_path / "model.joblib")
    loaded = joblib.load(tmp_path / "model.joblib")
    assert loaded.labels == model.labels == LABELS
    for row in (*SHOWN, _row(0.3, 0, 0.7), _row(0, 0, 0)):
        assert loaded.odds(row) == model.odds(row)


def test_the_same_examples_give_the_same_model(model: LinearModel) -> None:
    again = LinearModel.fit(SHOWN, ANSWERS, 10.0)
    assert again.odds(_row(0.2, 0.5, 0)) == model.odds(_row(0.2, 0.5, 0))


@given(st.tuples(VALUE, VALUE, VALUE))
def test_shares_add_up_to_one_and_keep_the_order_of_the_odds(
    model: LinearModel, values: tuple[float, ...]
) -> None:
    odds, shares = model.odds(_row(*values)), model.shares(_row(*values))
    assert sum(shares.values()) == pytest.approx(1)
    assert all(0 <= value <= 1 for value in (*odds.values(), *shares.values()))
    likeliest = max(odds, key=odds.__getitem__)
    assert shares[likeliest] == max(shares.values())


def test_odds_and_shares_are_plain_numbers(model: LinearModel) -> None:
    """They are sent as JSON."""
    row = _row(0.2, 0.5, 0)
    assert {type(value) for value in (*model.odds(row).values(), *model.shares(row).values())} == {
        float
    }


def test_an_unknown_message_still_has_shares(model: LinearModel) -> None:
    shares = model.shares(csr_matrix((1, 3)))
    assert sum(shares.values()) == pytest.approx(1)


def test_two_labels_share_all_between_them() -> None:
    shown = csr_matrix(np.eye(2).repeat(4, axis=0))
    model = LinearModel.fit(shown, [{"no"}] * 4 + [{"yes"}] * 4, 10.0)
    assert model.labels == ["no", "yes"]
    for row, likely in ((_row(1, 0), "no"), (_row(0, 1), "yes")):
        odds = model.odds(row)
        assert max(odds, key=odds.__getitem__) == likely
        assert sum(odds.values()) == pytest.approx(1, abs=0.05)
        assert model.shares(row) == pytest.approx(odds, abs=0.05)
        assert sum(model.shares(row).values()) == pytest.approx(1)


def _with_both(labels: list[set[str]]) -> LinearModel:
    """Return a model that was also shown the row of both, under `labels`."""
    rows = csr_matrix(np.vstack([SHOWN.toarray(), *[BOTH.toarray()] * len(labels)]))
    return LinearModel.fit(rows, ANSWERS + labels, 10.0)


def test_an_example_under_several_labels_counts_for_each() -> None:
    """Two procedures in one message: both are likely, a third is not."""
    odds = _with_both([{"3", "7"}] * 4).odds(BOTH)
    assert min(odds["3"], odds["7"]) > 0.7
    assert odds["none"] < 0.2


def test_the_same_example_under_one_label_each_is_in_doubt_between_them() -> None:
    """It says half the time no to each, where an example under both says yes."""
    doubtful = _with_both([{"3"}, {"7"}] * 2).odds(BOTH)
    certain = _with_both([{"3", "7"}] * 4).odds(BOTH)
    assert doubtful["3"] < certain["3"] - 0.1
    assert doubtful["7"] < certain["7"] - 0.1
    assert min(doubtful["3"], doubtful["7"]) > 2 * doubtful["none"]


def test_any_collection_of_labels_will_do_in_any_order() -> None:
    as_sets = _with_both([{"3", "7"}] * 4).odds(BOTH)
    as_lists = _with_both([["7", "3"]] * 4).odds(BOTH)  # type: ignore[list-item]
    assert as_lists == as_sets


def test_a_label_is_taken_whole() -> None:
    """Procedure 1 is not in the labels of an example of 11."""
    model = LinearModel.fit(SHOWN, [{"1"}] * 4 + [{"11"}] * 4 + [{"111"}] * 4, 10.0)
    assert model.labels == ["1", "11", "111"]
    assert model.odds(SHOWN[4])["1"] < 0.5 < model.odds(SHOWN[4])["11"]


def test_stronger_regularisation_makes_it_less_sure() -> None:
    sure = LinearModel.fit(SHOWN, ANSWERS, 100.0).odds(SHOWN[0])["3"]
    unsure = LinearModel.fit(SHOWN, ANSWERS, 0.01).odds(SHOWN[0])["3"]
    assert sure > unsure
