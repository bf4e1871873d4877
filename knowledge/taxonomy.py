"""The two halves of a procedure: what is done (its act), and for whom (its institution)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

_NEXT = {"establish": "operate"}
TAXONOMY = Path(__file__).parent / "reference" / "taxonomy.yml"


@dataclass(frozen=True)
class Taxonomy:
    """The act and the institution of each procedure; one of its own where none is listed."""

    acts: dict[int, str]
    institutions: dict[int, str]

    @classmethod
    def read(cls, path: Path = TAXONOMY) -> Taxonomy:
        listed = yaml.safe_load(path.read_text(encoding="utf-8"))
        return cls(_by_procedure(listed["acts"]), _by_procedure(listed["institutions"]))

    def act(self, procedure: int) -> str:
        return self.acts.get(procedure, f"of_{procedure}")

    def after(self, procedure: int) -> int | None:
        """Return the procedure that one does next for the same institution, if there is one."""
        following = _NEXT.get(self.act(procedure))
        same = self.institution(procedure)
        if following is None or same.startswith("of_"):
            return None
        return next(
            (p for p, act in self.acts.items() if act == following and self.institution(p) == same),
            None,
        )

    def institution(self, procedure: int) -> str:
        return self.institutions.get(procedure, f"of_{procedure}")


def _by_procedure(members: dict[str, list[int]]) -> dict[int, str]:
    return {procedure: name for name, named in members.items() for procedure in named}
