"""Lists of procedures: the menu, a group, a level of the plan, a year."""

import re

import pytest

from actions.menus import list_procedures
from actions.payloads import asking, listing
from actions.reply import Kind, TextMessage
from actions.turn import Memory, Understanding
from knowledge.content import ProcedureContent
from knowledge.facets import Facet
from knowledge.repository import Repository
from tests.auxil.turns import only_message, payloads, pressed, turn, understood


def listed(repository: Repository, what: Understanding) -> TextMessage:
    said = list_procedures(turn(repository, what, Memory(topic=(3,), options=(1, 2))))
    assert said.reply.outcome.kind is Kind.LIST
    assert said.memory == Memory(topic=(3,))
    message = only_message(said.reply)
    assert isinstance(message, TextMessage)
    return message


def asks(text: str) -> Understanding:
    return understood(text, intent="list")


def numbers(text: str) -> list[int]:
    """Return the numbers of the procedures that `text` lists."""
    return [int(number) for number in re.findall(r"số (\d+)\)", text)]


def test_the_menu_shows_all_groups_and_how_many_are_in_each(
    repository: Repository, catalogue: list[ProcedureContent]
) -> None:
    message = listed(repository, asks("bạn có những thủ tục gì"))
    assert "**61 thủ tục**, chia thành 13 nhóm" in message.text
    counts = [int(count) for count in re.findall(r"^- .*\((\d+)\)$", message.text, re.MULTILINE)]
    assert (len(counts), sum(counts)) == (13, 61)
    assert payloads(message.buttons) == [listing(position) for position in range(13)]
    assert [button.title for button in message.buttons] == [
        group.name for group in repository.groups()
    ]


def test_the_groups_together_list_each_procedure_once(
    repository: Repository, catalogue: list[ProcedureContent]
) -> None:
    found: list[int] = []
    for group in repository.groups():
        what = pressed(listing(group.position), "list", group=group.position)
        message = listed(repository, what)
        members = numbers(message.text)
        assert members == [one.id for one in catalogue if one.group == group.key]
        assert payloads(message.buttons) == [asking(Facet.OVERVIEW, one) for one in members]
        assert f"có {len(members)} thủ tục" in message.text
        found += members
    assert sorted(found) == list(range(1, 62))


def test_buttons_of_a_group_can_be_told_apart(repository: Repository) -> None:
    for group in repository.groups():
        message = listed(repository, pressed(listing(group.position), "list", group=group.position))
        titles = [button.title for button in message.buttons]
        assert len(titles) == len(set(titles)), group.name


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("các thủ tục tư vấn du học", "tu-van-du-hoc"),
        ("cho xem nhom chuyen truong, hoc lai", "chuyen-truong-hoc-lai"),
        ("TRUNG TÂM NGOẠI NGỮ TIN HỌC có thủ tục nào", "trung-tam-ngoai-ngu-tin-hoc"),
    ],
)
def test_a_group_named_in_words_is_listed(
    repository: Repository, catalogue: list[ProcedureContent], text: str, group: str
) -> None:
    members = [one.id for one in catalogue if one.group == group]
    assert numbers(listed(repository, asks(text)).text) == members


def test_a_list_about_a_procedure_is_that_of_its_group(
    repository: Repository, catalogue: list[ProcedureContent]
) -> None:
    message = listed(repository, understood("mấy cái về cháu tôi", {3: 0.95}, intent="list"))
    group = catalogue[2].group
    assert numbers(message.text) == [one.id for one in catalogue if one.group == group]


@pytest.mark.parametrize(
    "text",
    [
        *("thủ tục nào mức độ 3", "muc do 3", "mức 3 gồm những gì", "mức độ ba", "level 3"),
        "những thủ tục trực tuyến một phần",
    ],
)
def test_level_3_lists_exactly_2_6_and_7(repository: Repository, text: str) -> None:
    message = listed(repository, asks(text))
    assert sorted(numbers(message.text)) == [2, 6, 7]
    assert "3 thủ tục làm trực tuyến ở mức độ 3 (nay gọi là trực tuyến một phần)" in message.text
    assert "4,2 % trong tất cả 72 thủ tục của Sở, không phải của 61 thủ tục này" in message.text


@pytest.mark.parametrize("text", ["thủ tục mức độ 4", "mức bốn", "trực tuyến toàn trình"])
def test_level_4_lists_58_and_says_of_what_its_percentage_is(
    repository: Repository, text: str
) -> None:
    message = listed(repository, asks(text))
    assert sorted(numbers(message.text)) == sorted(set(range(1, 62)) - {2, 6, 7})
    assert "58 thủ tục làm trực tuyến ở mức độ 4 (nay gọi là trực tuyến toàn trình)" in message.text
    assert "80,6 % trong tất cả 72 thủ tục của Sở, không phải của 61 thủ tục này" in message.text


@pytest.mark.parametrize(("year", "count"), [(2020, 13), (2021, 48)])
def test_a_year_lists_what_the_plan_put_online_in_it(
    repository: Repository, catalogue: list[ProcedureContent], year: int, count: int
) -> None:
    message = listed(repository, asks(f"năm {year} đưa lên mạng thủ tục nào"))
    members = [one.id for one in catalogue if one.rollout_year == year]
    assert sorted(numbers(message.text)) == members
    assert len(members) == count
    assert f"{count} thủ tục đưa lên mạng năm {year}" in message.text


def test_lists_by_level_and_year_name_their_source_and_offer_the_groups(
    repository: Repository,
) -> None:
    for text in ("mức độ 3", "năm 2020"):
        message = listed(repository, asks(text))
        assert message.text.endswith(
            "*Nguồn: Kế hoạch 120/KH-SGDĐT của Sở GD&ĐT Quảng Trị, ngày 19/01/2021.*"
        )
        assert payloads(message.buttons) == [listing(position) for position in range(13)]


def test_a_level_named_beside_a_year_is_the_narrower_list(repository: Repository) -> None:
    message = listed(repository, asks("mức độ 3 năm 2021"))
    assert sorted(numbers(message.text)) == [2, 6, 7]


@pytest.mark.parametrize(
    ("entity", "value"), [("group", 99), ("group", -1), ("level", 5), ("year", 1999)]
)
def test_a_list_that_does_not_exist_is_the_menu(
    repository: Repository, entity: str, value: int
) -> None:
    what = Understanding(f'/list{{"{entity}":{value}}}', "list", entities={entity: value})
    assert "chia thành 13 nhóm" in listed(repository, what).text


def test_no_list_is_too_long_to_read(repository: Repository) -> None:
    for text in ("mức độ 4", "năm 2021", "menu"):
        assert len(listed(repository, asks(text)).text) < 12_000
