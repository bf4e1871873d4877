"""Each file of the training data is read whole: no key stands twice, none has another ending."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from tests.nlu.files import DATA, EXAMPLES, NOT_EXAMPLES


def _keys_twice(node: yaml.Node) -> list[str]:
    """Return the keys that stand twice in one mapping; YAML would drop the first unseen."""
    if isinstance(node, yaml.MappingNode):
        here = Counter(key.value for key, _ in node.value)
        below = [twice for _, value in node.value for twice in _keys_twice(value)]
        return [key for key, times in here.items() if times > 1] + below
    if isinstance(node, yaml.SequenceNode):
        return [twice for value in node.value for twice in _keys_twice(value)]
    return []


def test_a_key_that_stands_twice_is_seen() -> None:
    assert _keys_twice(yaml.compose("a: {b: 1, c: 2, b: 3}\nd: [{e: 1, e: 2}]")) == ["b", "e"]


@pytest.mark.parametrize("path", NOT_EXAMPLES, ids=lambda path: path.name)
def test_no_key_stands_twice(path: Path) -> None:
    assert not _keys_twice(yaml.compose(path.read_text(encoding="utf-8")))


def test_no_key_stands_twice_in_a_file_of_examples() -> None:
    for path in EXAMPLES:
        assert not _keys_twice(yaml.compose(path.read_bytes(), Loader=yaml.CSafeLoader)), path


def test_every_file_has_the_ending_that_is_looked_for() -> None:
    assert {path.suffix for path in DATA.rglob("*") if path.is_file()} == {".yml"}
