"""What many tests look at: the examples, our wordings, and the words that the examples hold."""

from pathlib import Path

import pytest
from hypothesis import settings
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.importer import read
from bot.nlu.slips import Slips
from bot.nlu.wordings import Wordings
from tests.nlu.files import EXAMPLES
from tests.nlu.toy import Pipeline

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
"""A machine that does other things besides is slow, not wrong."""


@pytest.fixture(scope="session")
def by_file() -> dict[Path, list[Message]]:
    """The examples of each file, through Rasa's own reader."""
    return {path: load_data(str(path)).intent_examples for path in EXAMPLES}


@pytest.fixture(scope="session")
def texts() -> list[str]:
    """The examples as they are typed, through our reader."""
    return [example.get(TEXT) for path in EXAMPLES for example in read(path)]


@pytest.fixture(scope="session")
def wordings() -> Wordings:
    return Wordings.read()


@pytest.fixture(scope="session")
def slips(texts: list[str], wordings: Wordings) -> Slips:
    """What is mended once the real examples are learnt."""
    return Slips([wordings.folded(text) for text in texts], wordings.words)


@pytest.fixture(scope="session")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    """Our components, having learnt a few examples."""
    return Pipeline(tmp_path_factory.mktemp("storage"))
