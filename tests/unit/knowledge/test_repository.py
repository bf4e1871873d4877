"""The knowledge base in the database: what goes in comes out, and edits count at once."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Engine, select, text, update

from knowledge.catalogue_files import read_directory, write_directory
from knowledge.content import ProcedureContent, Standing, State
from knowledge.database import session
from knowledge.models import Alias, LegalDocument, Procedure, Version
from knowledge.names import Name
from knowledge.repository import ImportReport, Replacement, Repository, version_before, version_on
from tests.auxil.procedures import GROUP, procedure, procedures, version

BEFORE = version(in_force_to=date(2024, 11, 19), title="Trước")
AFTER = version(in_force_from=date(2024, 11, 20), in_force_to=date(2027, 6, 30), title="Nay")
COMING = version(in_force_from=date(2027, 7, 1), title="Sắp tới")


def test_what_is_read_is_what_the_files_say(
    repository: Repository, catalogue: list[ProcedureContent]
) -> None:
    assert repository.procedures() == catalogue
    assert [repository.procedure(one.id) for one in catalogue] == catalogue


def test_exporting_and_importing_changes_nothing(repository: Repository, tmp_path: Path) -> None:
    before = repository.procedures()
    some = before[::7]
    write_directory(some, tmp_path / "ra")
    report = repository.put(read_directory(tmp_path / "ra"))
    assert report == ImportReport(added=0, changed=0, unchanged=len(some))
    assert repository.procedures() == before


@given(procedures())
@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_procedure_comes_back_as_it_went_in(database: Engine, made: ProcedureContent) -> None:
    with session(database) as opened:
        Repository(opened).put([made])
    with session(database) as opened:
        assert Repository(opened).procedure(made.id) == made
        assert Repository(opened).put([made]) == ImportReport(unchanged=1)


def test_only_what_changed_is_written(
    repository: Repository, catalogue: list[ProcedureContent]
) -> None:
    renamed = catalogue[2].model_copy(update={"aliases": ("đổi trường",)})
    report = repository.put([catalogue[0], renamed, catalogue[60]])
    assert report == ImportReport(added=0, changed=1, unchanged=2)
    assert repository.procedure(3) == renamed
    assert repository.procedure(4) == catalogue[3]


def test_a_procedure_that_was_not_there_is_added(database: Engine) -> None:
    with session(database) as opened:
        opened.delete(opened.get_one(Procedure, 61))
    with session(database) as opened:
        assert Repository(opened).put([procedure()]) == ImportReport(added=1)
    with session(database) as opened:
        assert Repository(opened).procedure(61) == procedure()


def test_a_changed_procedure_leaves_nothing_behind(database: Engine) -> None:
    with session(database) as opened:
        Repository(opened).put([procedure(aliases=("mất bằng",))])
    with session(database) as opened:
        versions = opened.scalars(select(Version).where(Version.procedure_id == 61)).all()
        aliases = opened.scalars(select(Alias.text).where(Alias.procedure_id == 61)).all()
    assert (len(versions), aliases) == (1, ["mất bằng"])


def test_an_unknown_procedure_is_a_lookup_error(repository: Repository) -> None:
    with pytest.raises(LookupError):
        repository.procedure(62)


def test_drafts_of_the_same_day_keep_their_order(database: Engine) -> None:
    drafts = [version(state=State.DRAFT, title=f"Bản nháp {number}") for number in range(5)]
    with session(database) as opened:
        Repository(opened).put([procedure(version(), *drafts)])
    with session(database) as opened:
        titles = [one.title for one in Repository(opened).procedure(61).versions]
    assert titles == ["Cấp lại bằng", *(f"Bản nháp {number}" for number in range(5))]


def test_a_new_alias_is_known_at_the_next_read(database: Engine) -> None:
    with session(database) as reader:
        assert "đổi sang trường khác" not in Repository(reader).procedure(3).aliases
    with session(database) as editor:
        editor.add(Alias(procedure_id=3, text="đổi sang trường khác"))
    with session(database) as reader:
        assert "đổi sang trường khác" in Repository(reader).procedure(3).aliases
        assert Name(3, "đổi sang trường khác") in Repository(reader).names()


def test_a_new_fee_is_told_at_the_next_read(database: Engine) -> None:
    with session(database) as reader:
        assert Repository(reader).procedure(3).versions[0].facets.fee.amount_vnd == 0
    with session(database) as editor:
        row = editor.scalars(select(Version).where(Version.procedure_id == 3)).first()
        facets = row.content["facets"]
        changed = {**facets["fee"], "text": "12.000 đồng.", "amount_vnd": 12000}
        row.content = {**row.content, "facets": {**facets, "fee": changed}}
    with session(database) as reader:
        repository = Repository(reader)
        for read in (repository.procedure(3), repository.procedures()[2]):
            assert read.versions[0].facets.fee.amount_vnd == 12000


def test_the_next_turn_sees_an_edit_even_through_the_same_session(database: Engine) -> None:
    with session(database) as reader:
        row = reader.get_one(Procedure, 3)
        before = Repository(reader).procedure(3)
        behind_its_back = reader.connection()
        behind_its_back.execute(text("UPDATE procedure SET name = 'Đổi trường' WHERE id = 3"))
        behind_its_back.execute(text("UPDATE alias SET procedure_id = 4 WHERE procedure_id = 3"))
        after = Repository(reader).procedure(3)
        assert before.name != after.name == "Đổi trường"
        assert before.aliases != after.aliases == ()
        assert row.name == "Đổi trường"


def test_a_new_name_is_known_at_the_next_read(database: Engine) -> None:
    with session(database) as editor:
        editor.execute(update(Procedure).where(Procedure.id == 3).values(name="Đổi trường"))
    with session(database) as reader:
        assert Repository(reader).headings()[2].name == "Đổi trường"
        assert Name(3, "Đổi trường", official=True) in Repository(reader).names()


def test_headings_are_those_of_the_procedures(
    repository: Repository, catalogue: list[ProcedureContent]
) -> None:
    assert [(h.id, h.name, h.level, h.rollout_year, h.group) for h in repository.headings()] == [
        (one.id, one.name, one.level, one.rollout_year, one.group) for one in catalogue
    ]


def test_names_are_the_official_ones_and_all_aliases(
    repository: Repository, catalogue: list[ProcedureContent]
) -> None:
    names = repository.names()
    assert len(names) == len(set(names)) == sum(1 + len(one.aliases) for one in catalogue)
    assert [name.procedure for name in names if name.official] == list(range(1, 62))


def test_groups_and_contacts_keep_the_order_of_their_files(repository: Repository) -> None:
    assert repository.groups()[0].key == GROUP
    assert [group.position for group in repository.groups()] == list(range(13))
    assert [one.key for one in repository.contacts()] == ["department", "one_stop", "portal"]


@pytest.mark.parametrize(
    ("day", "title"),
    [
        ("2020-01-01", "Trước"),
        ("2021-01-19", "Trước"),
        ("2024-11-19", "Trước"),
        ("2024-11-20", "Nay"),
        ("2027-06-30", "Nay"),
        ("2027-07-01", "Sắp tới"),
        ("2099-01-01", "Sắp tới"),
    ],
)
def test_the_version_of_a_day_is_the_one_in_force_on_it(day: str, title: str) -> None:
    made = procedure(BEFORE, AFTER, COMING)
    assert version_on(made, date.fromisoformat(day)).title == title


def test_a_rule_that_is_coming_is_not_told_before_its_day() -> None:
    made = procedure(BEFORE.model_copy(update={"in_force_to": date(2027, 6, 30)}), COMING)
    assert version_on(made, date(2026, 11, 23)).title == "Trước"


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW])
def test_what_is_not_published_is_never_told(state: State) -> None:
    draft = version(in_force_from=date(2024, 11, 20), state=state, title="Nháp")
    made = procedure(BEFORE, draft)
    for day in (date(2020, 1, 1), date(2024, 11, 20), date(2099, 1, 1)):
        assert version_on(made, day).title == "Trước"
    assert version_before(made, COMING) == BEFORE


def test_the_version_before_is_the_last_that_had_content() -> None:
    gone = version(
        in_force_from=date(2024, 11, 20),
        in_force_to=date(2027, 6, 30),
        standing=Standing.ABOLISHED,
        note="Bạn hỏi Sở.",
        facets=None,
    )
    made = procedure(BEFORE, gone, COMING)
    assert version_before(made, BEFORE) is None
    assert version_before(made, gone) == BEFORE
    assert version_before(made, COMING) == BEFORE
    assert version_before(procedure(BEFORE, AFTER, COMING), COMING) == AFTER


@pytest.mark.parametrize(
    ("ends", "last_day", "first_day"),
    [
        ("2024-11-19", "2024-11-19", "2024-11-20"),
        ("2024-11", "2024-11-30", "2024-12-01"),
        ("2024", "2024-12-31", "2025-01-01"),
    ],
)
def test_a_law_is_replaced_from_the_day_after_its_end_however_exactly_that_is_known(
    database: Engine, ends: str, last_day: str, first_day: str
) -> None:
    law = LegalDocument(
        number="1/2000/X",
        type="Thông tư",
        title="Cũ",
        issuer="Bộ",
        effective_to=ends,
        replaced_by=["2/2024/X"],
        amended_by=[],
        confidence="high",
    )
    asked = ["1/2000/X", "43/2019/QH14", "999/2000/KHONG-CO"]
    with session(database) as opened:
        opened.add(law)
        replacements = Repository(opened).replacements
        assert replacements(asked, date.fromisoformat(last_day)) == []
        assert replacements(asked, date.fromisoformat(first_day)) == [
            Replacement("1/2000/X", ends, ("2/2024/X",))
        ]


def test_no_law_asked_for_is_no_law_replaced(repository: Repository) -> None:
    assert repository.replacements([], date(2099, 1, 1)) == []


def test_what_is_put_is_read_at_once(database: Engine) -> None:
    with session(database) as opened:
        repository = Repository(opened)
        before = repository.procedure(3)
        assert repository.headings()[2].name == before.name
        repository.put([before.model_copy(update={"name": "Đổi trường"})])
        assert repository.procedure(3).name == "Đổi trường"
        assert repository.headings()[2].name == "Đổi trường"
