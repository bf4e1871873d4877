"""Our telex keyboard types what a real one wants."""

import pytest

from tests.nlu.typed import telex


@pytest.mark.parametrize(
    ("word", "tone_last", "tone_inside"),
    [
        ("trường", "truwowngf", "truwowfng"),
        ("đổi", "ddooir", "ddoori"),
        ("nghiệp", "nghieepj", "nghieejp"),
        ("bằng", "bawngf", "bawfng"),
        ("tư", "tuw", "tuw"),
        ("sao", "sao", "sao"),
    ],
)
def test_telex(word: str, tone_last: str, tone_inside: str) -> None:
    assert telex(word) == tone_last
    assert telex(word, tone_last=False) == tone_inside
