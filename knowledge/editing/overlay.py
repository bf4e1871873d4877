"""The knowledge base with one procedure as a draft would have it."""

from sqlalchemy.orm import Session

from knowledge.content import ProcedureContent
from knowledge.names import Name
from knowledge.repository import Heading, Repository


class DraftRepository(Repository):
    """Reads as `Repository` does, but for one procedure."""

    def __init__(self, session: Session, procedure: ProcedureContent) -> None:
        super().__init__(session)
        self._draft = procedure

    def procedure(self, procedure_id: int) -> ProcedureContent:
        return self._draft if procedure_id == self._draft.id else super().procedure(procedure_id)

    def procedures(self) -> list[ProcedureContent]:
        return [self._draft if each.id == self._draft.id else each for each in super().procedures()]

    def headings(self) -> tuple[Heading, ...]:
        draft = self._draft
        own = Heading(
            draft.id,
            draft.name,
            draft.level,
            draft.rollout_year,
            draft.group,
            draft.act,
            draft.institution,
        )
        return tuple(own if each.id == own.id else each for each in super().headings())

    def names(self) -> list[Name]:
        others = [each for each in super().names() if each.procedure != self._draft.id]
        aliases = (Name(self._draft.id, alias) for alias in self._draft.aliases)
        return [*others, Name(self._draft.id, self._draft.name, official=True), *aliases]
