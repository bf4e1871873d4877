"""A model counts as up to date only when it was made from the files as they are now."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot import model
from knowledge.settings import ROOT

SOURCES = (
    "config.yml",
    "domain.yml",
    "nlu_data/rules.yml",
    "nlu_data/concepts.yml",
    "knowledge/reference/taxonomy.yml",
    "nlu_data/wordings.yml",
    "nlu_data/unclear_procedure.yml",
    "nlu_data/procedures/01.yml",
    *(f"bot/nlu/{path.name}" for path in sorted((ROOT / "bot" / "nlu").glob("*.py"))),
    "knowledge/folding.py",
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what a model is made from, with a stand-in for Rasa that trains at once."""
    for source in SOURCES:
        copy = tmp_path / source
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes((ROOT / source).read_bytes())
    models = tmp_path / "models"
    monkeypatch.setattr(model, "ROOT", tmp_path)
    for name in ("MODEL", "_FINGERPRINT", "_BEGUN"):
        monkeypatch.setattr(model, name, models / getattr(model, name).name)
    _rasa(tmp_path, monkeypatch, "out.mkdir(exist_ok=True); (out / name).touch(); print('trained')")
    return tmp_path


def _rasa(project: Path, monkeypatch: pytest.MonkeyPatch, does: str) -> None:
    """Make `does` what `python -m rasa train` does."""
    program = project / "python"
    program.write_text(
        f"#!{sys.executable}\n"
        "import sys, time\n"
        "from pathlib import Path\n"
        "given = dict(zip(sys.argv, sys.argv[1:]))\n"
        "assert sys.argv[1:4] == ['-m', 'rasa', 'train'], sys.argv\n"
        "out, name = Path(given['--out']), given['--fixed-model-name'] + '.tar.gz'\n"
        f"{does}\n"
    )
    program.chmod(0o755)
    monkeypatch.setattr(model, "RASA_PYTHON", program)


def _train(project: Path) -> Path:
    log = project / "var" / "log" / "train.log"
    training = model.start_training(log)
    training.wait(30)
    model.finish_training(training, log)
    return log


@pytest.mark.parametrize("source", SOURCES)
def test_the_fingerprint_changes_with_every_source(project: Path, source: str) -> None:
    before = model.fingerprint()
    assert model.fingerprint() == before
    (project / source).write_bytes((project / source).read_bytes() + b"\n# changed\n")
    assert model.fingerprint() != before


def test_the_fingerprint_changes_when_a_source_is_added_renamed_or_removed(project: Path) -> None:
    seen = {model.fingerprint()}
    added = project / "nlu_data" / "out_of_scope" / "new.yml"
    added.parent.mkdir()
    added.write_text("nlu: []\n")
    seen.add(model.fingerprint())
    renamed = added.rename(added.with_name("newer.yml"))
    seen.add(model.fingerprint())
    assert len(seen) == 3
    renamed.unlink()
    assert model.fingerprint() in seen


def test_what_the_model_does_not_learn_from_leaves_it_up_to_date(project: Path) -> None:
    before = model.fingerprint()
    (project / "bot" / "cli.py").write_text("# not learnt from\n")
    (project / "bot" / "nlu" / "notes.md").write_text("not learnt from\n")
    (project / "nlu_data" / "notes.txt").write_text("not learnt from\n")
    assert model.fingerprint() == before


def test_a_fresh_machine_has_no_model(project: Path) -> None:
    assert not model.is_current()


def test_after_training_the_model_is_up_to_date_until_a_source_changes(project: Path) -> None:
    log = _train(project)
    assert model.is_current()
    assert "trained" in log.read_text()
    (project / "domain.yml").write_text("version: '3.1'\n")
    assert not model.is_current()


def test_a_model_that_was_deleted_is_not_up_to_date(project: Path) -> None:
    _train(project)
    model.MODEL.unlink()
    assert not model.is_current()


def test_a_source_that_changes_during_training_makes_the_new_model_outdated(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = project / "train.log"
    training = model.start_training(log)
    with (project / "nlu_data" / "rules.yml").open("a") as rules:
        rules.write("# an officer labels another question\n")
    training.wait(30)
    model.finish_training(training, log)
    assert not model.is_current()


@pytest.mark.parametrize(
    "does", ["sys.exit(3)", "pass", "out.mkdir(exist_ok=True); (out / name).touch(); sys.exit(1)"]
)
def test_a_failed_training_names_its_log_and_notes_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch, does: str
) -> None:
    _rasa(project, monkeypatch, does)
    with pytest.raises(model.TrainingFailed, match=r"train\.log") as failed:
        _train(project)
    assert failed.value.log == project / "var" / "log" / "train.log"
    assert not model.is_current()


def test_a_training_that_is_still_running_is_not_finished(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _rasa(project, monkeypatch, "time.sleep(60)")
    log = project / "train.log"
    training: subprocess.Popen[bytes] = model.start_training(log)
    try:
        time.sleep(0.05)
        with pytest.raises(model.TrainingFailed):
            model.finish_training(training, log)
    finally:
        training.kill()
        training.wait()
