"""Catalogue files: what is wrong is named by file and line, and a round trip changes nothing."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.catalogue_files import (
    CATALOGUE,
    CatalogueError,
    dump,
    read_directory,
    read_file,
    write_directory,
)
from knowledge.content import ProcedureContent
from knowledge.reference_files import plan
from tests.auxil.procedures import procedure, procedures, version

GOOD = dump(procedure())


@pytest.fixture
def spoilt(tmp_path: Path) -> "Spoilt":
    return Spoilt(tmp_path / "61.yml")


class Spoilt:
    """A catalogue file in which one thing is wrong."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def problems(self, text: str) -> list[str]:
        """Return what reading `text` complains of, without the folder."""
        self.path.write_text(text, encoding="utf-8")
        with pytest.raises(CatalogueError) as caught:
            read_file(self.path)
        assert str(caught.value) == "\n".join(caught.value.problems)
        return [problem.removeprefix(f"{self.path.parent}/") for problem in caught.value.problems]

    def line_of(self, text: str, beginning: str) -> int:
        """Return the number, from 1, of the only line that begins with `beginning`."""
        found = [
            number
            for number, line in enumerate(text.splitlines(), 1)
            if line.strip().startswith(beginning)
        ]
        assert len(found) == 1
        return found[0]


def test_the_plain_file_begins_as_the_tests_below_count_its_lines() -> None:
    assert GOOD.splitlines()[:10] == [
        "id: 61",
        "name: Cấp lại bằng",
        "level: 4",
        "rollout_year: 2021",
        "group: bang-cap-van-bang",
        "act: cấp lại",
        "institution: bằng tốt nghiệp",
        "audience:",
        "  - người dân",
        "choose_when: Bạn đã mất bằng.",
    ]


def test_a_wrong_id_is_named_with_its_line(spoilt: Spoilt) -> None:
    (problem,) = spoilt.problems(GOOD.replace("id: 61", "id: 62"))
    assert problem.startswith("61.yml:1: id: ")


def test_a_wrong_level_is_named_with_its_line(spoilt: Spoilt) -> None:
    (problem,) = spoilt.problems(GOOD.replace("level: 4", "level: bốn", 1))
    assert problem == "61.yml:3: level: phải là số nguyên"


def test_an_unknown_field_is_named_with_its_line(spoilt: Spoilt) -> None:
    text = GOOD.replace("act: cấp lại\n", "act: cấp lại\nghi_chu: x\n")
    assert spoilt.problems(text) == ["61.yml:7: ghi_chu: trường không có trong lược đồ"]


def test_an_empty_item_of_a_list_is_named_with_its_line(spoilt: Spoilt) -> None:
    text = GOOD.replace("  - người dân", "  - người dân\n  - ''")
    assert spoilt.problems(text) == ["61.yml:10: audience.1: không được để trống"]


def test_a_missing_field_is_named_with_the_line_it_is_missing_under(spoilt: Spoilt) -> None:
    fee = spoilt.line_of(GOOD, "fee:")
    (problem,) = spoilt.problems(GOOD.replace("        text: Không thu phí.\n", ""))
    assert problem.startswith(f"61.yml:{fee}: versions.0.facets.fee: ")
    (problem,) = spoilt.problems(GOOD.replace("id: 61\n", ""))
    assert problem == "61.yml:1: id: thiếu trường này"


@pytest.mark.parametrize("bad", ["2021-13-45", "2021-02-30", "19/01/2021", "hôm qua", "'2021'"])
def test_a_bad_date_is_named_with_its_line(spoilt: Spoilt, bad: str) -> None:
    line = spoilt.line_of(GOOD, "- in_force_from:")
    (problem,) = spoilt.problems(GOOD.replace("in_force_from: 2021-01-19", f"in_force_from: {bad}"))
    assert problem.startswith(f"61.yml:{line}: versions.0.in_force_from: ngày không hợp lệ")


@pytest.mark.parametrize("bad", ["!!int ''", "!!float x", "!!bool x", "!!timestamp x", "0x_"])
def test_a_value_that_yaml_cannot_read_is_named_with_its_line(spoilt: Spoilt, bad: str) -> None:
    (problem,) = spoilt.problems(GOOD.replace("level: 4", f"level: {bad}", 1))
    assert problem == "61.yml:3: level: phải là số nguyên"


def test_broken_yaml_is_named_with_its_line(spoilt: Spoilt) -> None:
    (problem,) = spoilt.problems(GOOD.replace("act: cấp lại", "act: cấp: lại"))
    assert problem.startswith("61.yml:6: YAML hỏng: ")


def test_what_is_no_utf_8_is_named_with_its_place(spoilt: Spoilt) -> None:
    spoilt.path.write_bytes(b"id: 1\nname: \xff")
    with pytest.raises(CatalogueError, match=r"61\.yml:1: không phải tệp UTF-8 \(byte 12\)"):
        read_file(spoilt.path)


@pytest.mark.parametrize("text", ["", "- a", "chỉ là chữ", "# ghi chú", "42"])
def test_a_file_that_holds_no_procedure_is_refused(spoilt: Spoilt, text: str) -> None:
    assert spoilt.problems(text) == ["61.yml:1: tệp phải là một thủ tục"]


@pytest.mark.parametrize("text", ["[" * 5000, 'id: "\\UFFFFFFFF"', "a: &x [*x]", "? [a]\n: b"])
def test_malicious_yaml_is_refused_like_any_other(spoilt: Spoilt, text: str) -> None:
    assert spoilt.problems(text)


def test_the_problems_of_a_file_come_together_and_none_is_an_echo(spoilt: Spoilt) -> None:
    text = GOOD.replace("level: 4", "level: 5", 1).replace("title: Cấp lại bằng", "title: ''")
    places = [re.findall(r"61\.yml:(\d+): (\S+): ", p)[0] for p in spoilt.problems(text)]
    title = str(spoilt.line_of(GOOD, "title: Cấp lại"))
    assert places == [("3", "level"), (title, "versions.0.title")]


def test_the_problems_of_all_files_come_together(tmp_path: Path) -> None:
    (tmp_path / "01.yml").write_text("id: [", "utf-8")
    (tmp_path / "02.yml").write_text(GOOD.replace("id: 61", "id: 2"), "utf-8")
    (tmp_path / "03.yml").write_text(GOOD.replace("id: 61", "id: 2"), "utf-8")
    (tmp_path / "04.yml").write_text(GOOD.replace("level: 4", "level: 9", 1), "utf-8")
    (tmp_path / "ghi-chu.txt").write_text("không phải YAML: [", "utf-8")
    with pytest.raises(CatalogueError) as caught:
        read_directory(tmp_path)
    one, three, four = caught.value.problems
    assert one.startswith(f"{tmp_path}/01.yml:1: ")
    assert three == f"{tmp_path}/03.yml:1: id 2 đã có ở {tmp_path}/02.yml"
    assert four.startswith(f"{tmp_path}/04.yml:3: level: ")


def test_a_folder_without_procedures_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"không có tệp \.yml nào"):
        read_directory(tmp_path)


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_give_a_procedure_or_a_catalogue_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    _read_or_refuse(tmp_path_factory, content)


@given(
    st.integers(0, len(GOOD)),
    st.integers(0, 30),
    st.one_of(
        st.text("{}[]:,-?*&!|>'\"%@`#~=<\\\t\n 0x_+.ed19", max_size=8),
        st.sampled_from(
            [
                *("!!int", "!!set", "!!pairs", "!!omap", "!!binary", "!!null", "!!timestamp"),
                *("<<: ", "*a", "&a ", "0b_", "1:99", "2021-02-31", ".inf", ".nan"),
                *("---\n", "...\n", "\ufeff"),
            ]
        ),
    ),
)
@settings(deadline=None, max_examples=150)
def test_a_file_damaged_anywhere_gives_a_procedure_or_a_catalogue_error(
    tmp_path_factory: pytest.TempPathFactory, at: int, cut: int, put: str
) -> None:
    damaged = GOOD[:at] + put + GOOD[at + cut :]
    _read_or_refuse(tmp_path_factory, damaged.encode())


def _read_or_refuse(folders: pytest.TempPathFactory, content: bytes) -> None:
    path = folders.getbasetemp() / "bat-ky.yml"
    path.write_bytes(content)
    try:
        assert isinstance(read_file(path), ProcedureContent)
    except CatalogueError as error:
        assert error.problems
        for problem in error.problems:
            assert re.match(rf"{re.escape(str(path))}:[1-9]\d*: \S", problem)


def test_reading_what_was_written_changes_none_of_the_61(
    catalogue: list[ProcedureContent], tmp_path: Path
) -> None:
    assert write_directory(catalogue, tmp_path / "moi") == 61
    assert read_directory(tmp_path / "moi") == catalogue
    written = {path.name: path.read_text("utf-8") for path in (tmp_path / "moi").iterdir()}
    assert written == {path.name: path.read_text("utf-8") for path in CATALOGUE.iterdir()}


@given(procedures())
@settings(deadline=None, max_examples=40)
def test_reading_what_was_written_changes_no_procedure_at_all(
    tmp_path_factory: pytest.TempPathFactory, made: ProcedureContent
) -> None:
    path = tmp_path_factory.getbasetemp() / "vong.yml"
    path.write_text(dump(made), encoding="utf-8")
    assert read_file(path) == made


@pytest.mark.parametrize(
    "words", ["0\x850", "a\r\nb", "a\u2028b", "x\x07", "2021-01-19", "no", "a: b", "- a", "='"]
)
def test_words_that_yaml_could_take_for_something_else_come_back(
    tmp_path: Path, words: str
) -> None:
    made = procedure(version(title=words), name=words, aliases=(words,))
    (tmp_path / "61.yml").write_text(dump(made), encoding="utf-8")
    assert read_file(tmp_path / "61.yml") == made


def test_a_file_written_says_nothing_of_what_was_left_out() -> None:
    text = dump(procedure(version(confirmed=False)))
    assert "null" not in text
    assert "confirmed" not in text


def test_all_61_are_there_whole(catalogue: list[ProcedureContent]) -> None:
    assert [one.id for one in catalogue] == list(range(1, 62))
    assert [path.name for path in sorted(CATALOGUE.glob("*"))] == [
        f"{number:02d}.yml" for number in range(1, 62)
    ]
    for one in catalogue:
        for each in one.versions:
            assert each.facets is not None or each.standing == "abolished"


def test_all_61_have_the_rules_of_the_plan_and_those_of_today(
    catalogue: list[ProcedureContent],
) -> None:
    for one in catalogue:
        old, new = one.versions
        assert (str(old.in_force_from), old.standing) == ("2021-01-19", "exists")
        assert new.in_force_to is None
        told = {"facets", "standing"}
        assert old.model_dump(include=told) != new.model_dump(include=told)


def test_the_levels_add_up_to_what_the_plan_says_of_itself(
    catalogue: list[ProcedureContent],
) -> None:
    counted = Counter(one.level for one in catalogue)
    assert counted == {3: 3, 4: 58}
    assert {entry.level: entry.procedures for entry in plan().levels} == counted
    assert {entry.level: entry.percent_of_all for entry in plan().levels} == {3: 4.2, 4: 80.6}
    assert (plan().listed, plan().all_procedures) == (61, 72)
    for entry in plan().levels:
        assert entry.percent_of_all == round(100 * entry.procedures / 72, 1)
