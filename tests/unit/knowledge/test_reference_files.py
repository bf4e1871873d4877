"""The lists beside the catalogue: groups, laws, contacts, the plan."""

from pathlib import Path

import pytest

from knowledge import reference_files
from knowledge.catalogue_files import CatalogueError
from knowledge.reference_files import contacts, groups, legal_documents, plan


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands in for that of the reference files."""
    monkeypatch.setattr(reference_files, "REFERENCE", tmp_path)
    return tmp_path


def test_the_menu_has_13_groups_each_once() -> None:
    assert len({group.key for group in groups()}) == len(groups()) == 13
    assert len({group.name for group in groups()}) == 13


def test_each_law_is_listed_once() -> None:
    numbers = [law.number for law in legal_documents()]
    assert len(numbers) == len(set(numbers)) > 50


def test_dates_of_laws_are_days_months_or_years() -> None:
    for law in legal_documents():
        for told in filter(None, (law.issued, law.effective_from, law.effective_to)):
            assert [part.isdecimal() for part in told.split("-")] == [True] * (told.count("-") + 1)
            assert len(told) in (4, 7, 10), law.number
        if law.effective_from and law.effective_to:
            shorter = min(len(law.effective_from), len(law.effective_to))
            assert law.effective_from[:shorter] <= law.effective_to[:shorter], law.number


def test_a_law_does_not_replace_or_amend_itself() -> None:
    for law in legal_documents():
        assert law.number not in (*law.replaced_by, *law.amended_by)


def test_a_replaced_law_ended() -> None:
    for law in legal_documents():
        if law.replaced_by:
            assert law.effective_to or law.note, law.number


def test_the_laws_that_matter_most_are_replaced_by_those_that_hold_today() -> None:
    laws = {law.number: law for law in legal_documents()}
    assert laws["46/2017/NĐ-CP"].effective_to == "2024-11-19"
    assert "125/2024/NĐ-CP" in laws["46/2017/NĐ-CP"].replaced_by
    assert laws["43/2019/QH14"].effective_to is None


def test_no_contact_has_a_phone_or_address_that_nobody_confirmed() -> None:
    assert [contact.key for contact in contacts()] == ["department", "one_stop", "portal"]
    for contact in contacts():
        assert contact.source
        assert (contact.phone, contact.email, contact.address) == (None, None, None)


def test_the_plan_is_that_of_2021() -> None:
    assert plan().document == "Kế hoạch 120/KH-SGDĐT"
    assert str(plan().issued) == "2021-01-19"
    assert sum(entry.procedures for entry in plan().levels) == plan().listed == 61


def test_a_wrong_field_is_named_with_file_and_line(elsewhere: Path) -> None:
    text = "# nhóm\n- key: a\n  name: A\n- key: b\n  ten: B\n"
    (elsewhere / "groups.yml").write_text(text, "utf-8")
    with pytest.raises(CatalogueError) as caught:
        groups()
    assert caught.value.problems == (
        f"{elsewhere}/groups.yml:4: 1.name: thiếu trường này",
        f"{elsewhere}/groups.yml:5: 1.ten: trường không có trong lược đồ",
    )


def test_a_contact_without_a_source_is_refused(elsewhere: Path) -> None:
    (elsewhere / "contacts.yml").write_text(
        "- {key: a, name: b, role: c, as_of: 2026-11-23}\n", "utf-8"
    )
    with pytest.raises(CatalogueError, match=r"0\.source"):
        contacts()


def test_broken_yaml_is_a_catalogue_error_too(elsewhere: Path) -> None:
    (elsewhere / "groups.yml").write_text("- key: [\n", "utf-8")
    with pytest.raises(CatalogueError, match=r"groups\.yml:2: "):
        groups()
