"""The linear model tells apart what it was shown, and is the same after being stored."""

import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from bot.nlu.linear import LinearModel

LABELS = ["3", "7", "none"]
SHOWN = csr_matrix(np.eye(3).repeat(4, axis=0))
ANSWERS = [label for label in LABELS for _ in range(4)]


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
    model.save(tmp_path / "model.npz")
    loaded = LinearModel.load(tmp_path / "model.npz")
    assert loaded.labels == model.labels == LABELS
    for row in (*SHOWN, _row(0.3, 0, 0.7), _row(0, 0, 0)):
        assert loaded.odds(row) == model.odds(row)


def test_a_stored_model_holds_numbers_only(model: LinearModel, tmp_path: Path) -> None:
    """Loading a model must not run code, as unpickling would."""
    model.save(tmp_path / "model.npz")
    with zipfile.ZipFile(tmp_path / "model.npz") as stored:
        assert {name.removesuffix(".npy") for name in stored.namelist()} == {
            "labels",
            "weights",
            "bias",
        }
    np.savez(tmp_path / "evil.npz", labels=np.array([object()], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        LinearModel.load(tmp_path / "evil.npz")


def test_the_same_examples_give_the_same_model(model: LinearModel) -> None:
    again = LinearModel.fit(SHOWN, ANSWERS, 10.0)
    assert again.odds(_row(0.2, 0.5, 0)) == model.odds(_row(0.2, 0.5, 0))


VALUE = st.floats(-5, 5, width=32)


@given(st.tuples(VALUE, VALUE, VALUE))
def test_shares_add_up_to_one_and_keep_the_order_of_the_odds(values: tuple[float, ...]) -> None:
    model = LinearModel.fit(SHOWN, ANSWERS, 10.0)
    odds, shares = model.odds(_row(*values)), model.shares(_row(*values))
    assert sum(shares.values()) == pytest.approx(1)
    assert all(0 <= value <= 1 for value in (*odds.values(), *shares.values()))
    likeliest = max(odds, key=odds.__getitem__)
    assert shares[likeliest] == max(shares.values())


def test_an_unknown_message_still_has_shares(model: LinearModel) -> None:
    shares = model.shares(csr_matrix((1, 3)))
    assert sum(shares.values()) == pytest.approx(1)


def test_two_labels_share_all_between_them() -> None:
    shown = csr_matrix(np.eye(2).repeat(4, axis=0))
    model = LinearModel.fit(shown, ["no"] * 4 + ["yes"] * 4, 10.0)
    assert model.labels == ["no", "yes"]
    for row, likely in ((_row(1, 0), "no"), (_row(0, 1), "yes")):
        odds = model.odds(row)
        assert max(odds, key=odds.__getitem__) == likely
        assert sum(odds.values()) == pytest.approx(1, abs=0.05)
        assert model.shares(row) == pytest.approx(odds, abs=0.05)
        assert sum(model.shares(row).values()) == pytest.approx(1)


def test_an_example_under_several_labels_counts_for_each() -> None:
    """Two procedures in one message: both are likely, a third is not."""
    both = _row(1, 1, 0)
    rows = csr_matrix(np.vstack([SHOWN.toarray(), *[both.toarray()] * 8]))
    model = LinearModel.fit(rows, ANSWERS + ["3", "7"] * 4, 10.0)
    odds = model.odds(both)
    assert min(odds["3"], odds["7"]) > 3 * odds["none"]


def test_stronger_regularisation_makes_it_less_sure() -> None:
    sure = LinearModel.fit(SHOWN, ANSWERS, 100.0).odds(SHOWN[0])["3"]
    unsure = LinearModel.fit(SHOWN, ANSWERS, 0.01).odds(SHOWN[0])["3"]
    assert sure > unsure
