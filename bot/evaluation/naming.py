"""Says procedures, kinds, facets and ways of writing in Vietnamese."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from actions.labels import label
from actions.reply import Outcome
from actions.wording import facet_title
from bot.evaluation import phrases
from bot.evaluation.breakdown import By
from bot.evaluation.confusions import NO_PROCEDURE, Pair
from bot.evaluation.questions import Expectation
from knowledge import reference_files
from knowledge.catalogue_files import CATALOGUE, read_directory
from knowledge.facets import Facet


@dataclass(frozen=True)
class Group:
    """A group of the menu with the numbers of its procedures."""

    name: str
    procedures: tuple[int, ...]


@dataclass(frozen=True)
class Names:
    """What procedures are called, and the groups in which the menu shows them."""

    procedures: dict[int, str]
    groups: tuple[Group, ...]

    @classmethod
    def read(cls) -> Self:
        """Return the names in the catalogue of this folder. Raises CatalogueError."""
        procedures = read_directory(CATALOGUE)
        groups = (
            Group(group.name, tuple(p.id for p in procedures if p.group == group.key))
            for group in reference_files.groups()
        )
        return cls({p.id: label(p) for p in procedures}, tuple(groups))

    def procedure(self, number: int) -> str:
        if number == NO_PROCEDURE:
            return phrases.NO_PROCEDURE
        return self.procedures.get(number, "")

    def numbered(self, numbers: Iterable[int | str]) -> str:
        """Return number and name of each procedure."""
        said = [f"{number} {self.procedure(int(number))}".strip() for number in numbers]
        return "; ".join(said) or phrases.NO_PROCEDURE

    def part(self, by: By, name: str) -> str:
        """Return the name of a part of the evaluation."""
        match by:
            case By.STYLE:
                return phrases.STYLES.get(name, name)
            case By.KIND:
                return kind(name)
            case By.FACET:
                return facet_title(Facet(name))
            case By.PROCEDURE:
                return self.numbered([name])

    def expected(self, expectation: Expectation) -> str:
        """Return all that would have been right."""
        return phrases.OR.join(self._label(each) for each in expectation.fair)

    def came(self, outcome: Outcome) -> str:
        return self._say(
            outcome.kind.value, outcome.procedures or outcome.candidates, facets(outcome.facets)
        )

    def _label(self, expectation: Expectation) -> str:
        asked = phrases.OR.join(map(facet_title, expectation.facets_any))
        return self._say(expectation.kind, expectation.offered, asked or facets(expectation.facets))

    def _say(self, name: str, procedures: tuple[int, ...], told: str) -> str:
        about = [self.numbered(procedures)] if procedures else []
        return " · ".join([kind(name), *about, *([told] if told else [])])


def kind(name: str) -> str:
    return phrases.KINDS.get(name, name)


def kinds(pair: Pair) -> tuple[str, str]:
    """Return what was expected and what came."""
    return ", ".join(map(kind, pair.asked)), ", ".join(map(kind, pair.told))


def facets(told: Iterable[Facet]) -> str:
    return ", ".join(facet_title(facet) for facet in told)


def facet_pair(pair: Pair) -> tuple[str, str]:
    """Return what was asked for and what was told."""
    asked = [facet_title(Facet(name)) for name in pair.asked]
    told = facets(Facet(name) for name in pair.told)
    return (phrases.OR if pair.either else ", ").join(asked), told or phrases.NOTHING
