"""How far a person has been led."""

from pydantic import BaseModel, ConfigDict

from knowledge.cases import Answers


class Guiding(BaseModel):
    """The procedure, the answers given to its cases, and the papers at hand by their keys."""

    model_config = ConfigDict(frozen=True)

    procedure: int
    answers: dict[str, str] = {}
    at_hand: tuple[int, ...] = ()
    paused: bool = False

    def with_answer(self, case: str, answer: str) -> "Guiding":
        """Return it with one more answer, or another one to the same case."""
        return Guiding(procedure=self.procedure, answers={**self.answers, case: answer})

    def without(self, case: str) -> "Guiding":
        """Return it with the answer to `case` taken back."""
        left: Answers = {key: answer for key, answer in self.answers.items() if key != case}
        return Guiding(procedure=self.procedure, answers=dict(left))

    def with_papers(self, keys: tuple[int, ...]) -> "Guiding":
        """Return it with these papers at hand too."""
        at_hand = tuple(sorted({*self.at_hand, *keys}))
        return self.model_copy(update={"at_hand": at_hand, "paused": False})
