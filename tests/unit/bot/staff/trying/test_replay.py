"""What speaks to an intent is what the rules of Rasa have speak to it."""

import inspect
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions import rasa_actions
from bot.staff.trying.replay import SPEAKERS, speaker

RULES: list[dict[str, Any]] = yaml.safe_load(Path("nlu_data/rules.yml").read_text("utf-8"))["rules"]
BY_INTENT = {rule["steps"][0]["intent"]: rule["steps"][1]["action"] for rule in RULES}
ACTIONS = {
    made().name(): made
    for _, made in inspect.getmembers(rasa_actions, inspect.isclass)
    if made.__name__.startswith("Action") and made.__module__ == rasa_actions.__name__
}
NOT_REPEATED = {"letter", "follow", "contact", "status_dossier", "status_regrade"}


@pytest.mark.parametrize("intent", BY_INTENT)
def test_it_speaks_as_the_rules_say(intent: str) -> None:
    speak = speaker(intent)
    if intent in NOT_REPEATED:
        assert speak is None
        return
    assert speak is not None
    says = inspect.getsource(ACTIONS[BY_INTENT[intent]].speak)
    assert f"return {speak.__name__}(turn)" in says


def test_nothing_speaks_to_what_is_no_intent() -> None:
    assert set(BY_INTENT) > set(SPEAKERS)
    assert speaker("") is None
    assert speaker("restart") is None
