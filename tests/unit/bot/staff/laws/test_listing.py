"""Finding a law, and the page of each."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from knowledge.reference_files import legal_documents
from knowledge.staff.accounts import Role
from tests.auxil.console import Officer
from tests.auxil.laws import NEW, OLD

Comes = Callable[..., Officer]
NUMBERS = re.compile(r"laws/document\?number=([^\"&]+)\"")


def found(officer: Officer, **params: str) -> list[str]:
    html = officer.browser.get("/staff/laws", params=params).text
    return [number.replace("%2F", "/") for number in NUMBERS.findall(html)]


def test_every_law_is_listed_and_its_link_leads_to_its_page(
    comes: Comes, one_procedure: Engine
) -> None:
    editor = comes(Role.EDITOR)
    links = dict.fromkeys(re.findall(r'href="\./(laws/document[^"]+)"', editor.opens("laws").text))
    titles = set()
    for link in links:
        page = editor.opens(link)
        assert page.status_code == 200, link
        titles |= set(re.findall("<h1>(.*)</h1>", page.text))
    expected = {f"{d.type} {d.number}".replace("&", "&amp;") for d in legal_documents()}
    assert titles == expected | {f"{law.type} {law.number}" for law in (OLD, NEW)}
    assert len(expected) == 125


@pytest.mark.parametrize(
    "typed", ["quy che quan ly van bang chung chi", "QUẢN LÝ VĂN BẰNG", "10/2026", "10 2026 tt bgd"]
)
def test_a_law_is_found_as_it_is_typed(comes: Comes, typed: str) -> None:
    numbers = found(comes(Role.EDITOR), q=typed)
    assert "10/2026/TT-BGD%C4%90T" in numbers
    assert len(numbers) < 20


def test_the_exact_number_comes_first(comes: Comes) -> None:
    assert found(comes(Role.EDITOR), q="15/2026")[0] == "15/2026/TT-BGD%C4%90T"


@pytest.mark.parametrize("q", ["không có đâu", "<script>", "' OR 1=1", "x" * 5000])
def test_what_is_not_there_is_said_so(comes: Comes, q: str) -> None:
    answer = comes(Role.EDITOR).browser.get("/staff/laws", params={"q": q})
    assert "Không có văn bản nào như vậy" in answer.text
    assert "<script>" not in answer.text


@pytest.mark.parametrize("number", ["", "9/9999/X", "../etc", "51/2002", "\x00"])
def test_a_law_nobody_knows_has_no_page(comes: Comes, number: str) -> None:
    page = comes(Role.EDITOR).browser.get("/staff/laws/document", params={"number": number})
    assert page.status_code == 404


def test_the_states_share_the_laws_between_them(comes: Comes) -> None:
    editor = comes(Role.EDITOR)
    each = [set(found(editor, state=s)) for s in ("in_force", "ending", "ended", "not_yet")]
    assert len(set.union(*each)) == sum(map(len, each)) == 125
    assert "46/2017/N%C4%90-CP" in each[2]
    behind = found(editor, state="left_behind")
    assert "125/2024/N%C4%90-CP" in behind
    assert "46/2017/N%C4%90-CP" not in behind
    assert 0 < len(found(editor, state="unsure")) < 125


def test_a_page_shows_what_replaced_it_and_what_rests_on_it(comes: Comes) -> None:
    html = comes(Role.EDITOR).opens("laws/document?number=125/2024/NĐ-CP").text
    for other in ("360/2026", "361/2026", "46/2017", "135/2018", "91/2026"):
        assert f"laws/document?number={other.replace('/', '%2F')}%2FN%C4%90-CP" in html
    assert 'href="../procedures/14#v1-documents"' in html
    assert "Mọi câu hỏi (thủ tục đã bãi bỏ)" in html
    assert "chưa có việc rà soát nào được mở" in html
    assert "laws/mark" not in html


def test_the_anchors_are_on_the_pages_of_the_procedures(comes: Comes) -> None:
    editor = comes(Role.EDITOR)
    html = editor.opens("laws/document?number=125/2024/NĐ-CP").text
    for number in ("14", "29"):
        page = editor.opens(f"procedures/{number}").text
        for anchor in re.findall(rf'procedures/{number}#([\w-]+)"', html):
            assert f'id="{anchor}"' in page
