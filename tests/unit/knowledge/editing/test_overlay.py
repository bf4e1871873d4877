"""The knowledge base with a draft in it: every way of reading sees the draft, and only there."""

from sqlalchemy.orm import Session

from knowledge.editing.overlay import DraftRepository
from knowledge.names import Name
from knowledge.repository import Repository


def test_every_way_of_reading_sees_the_draft(opened: Session) -> None:
    live = Repository(opened)
    changed = live.procedure(30).model_copy(
        update={"name": "Tên mới", "act": "cấp", "aliases": ("gọi khác",)}
    )
    draft = DraftRepository(opened, changed)
    assert draft.procedure(30) == changed
    assert draft.procedure(31) == live.procedure(31)
    assert [each.id for each in draft.procedures()] == list(range(1, 62))
    assert [each for each in draft.procedures() if each != live.procedure(each.id)] == [changed]
    differing = [
        new for new, old in zip(draft.headings(), live.headings(), strict=True) if new != old
    ]
    assert [(heading.id, heading.name, heading.act) for heading in differing] == [
        (30, "Tên mới", "cấp")
    ]
    assert {name for name in draft.names() if name.procedure == 30} == {
        Name(30, "Tên mới", official=True),
        Name(30, "gọi khác"),
    }


def test_the_unchanged_procedure_changes_nothing(opened: Session) -> None:
    live = Repository(opened)
    draft = DraftRepository(opened, live.procedure(30))
    assert draft.headings() == live.headings()
    assert set(draft.names()) == set(live.names())
    assert draft.procedures() == live.procedures()
    assert draft.groups() == live.groups()
