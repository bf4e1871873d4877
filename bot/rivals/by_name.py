"""The rival that knows no examples: search among the names, however they are typed."""

from collections.abc import Iterable

from bot.rivals.answer import Answer
from knowledge.names import Name, NameIndex


class ByName:
    """Takes the procedure whose name or alias is nearest, as the reserve does."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = list(names)

    def learn(self) -> None:
        self._index = NameIndex(self._names)

    def answer(self, text: str) -> Answer:
        found = self._index.search(text, limit=1, at_least=0)
        return Answer(found[0].procedure, found[0].score) if found else Answer(None, 0.0)
