"""Rasa dies: the next citizen is answered from the reserve, and soon everything is back."""

from collections.abc import Iterator

import httpx
import pytest

from actions.reply import Kind
from knowledge.catalogue_files import CATALOGUE, read_file
from knowledge.facets import Facet
from tests.auxil.citizen import Citizen, all_words, buttons, only
from tests.auxil.command import eventually
from tests.auxil.installation import Installation
from tests.auxil.traces import traces

pytestmark = [pytest.mark.stack, pytest.mark.timeout(1200)]

BACK = 180.0
"""Seconds that Rasa may take to be there again on a busy machine; usually 20."""
FOREIGN_DIPLOMA = read_file(CATALOGUE / "57.yml").name


def mode(installation: Installation) -> str:
    return str(httpx.get(f"{installation.url}/readyz", timeout=10).json()["mode"])


@pytest.fixture
def without_rasa(installation: Installation) -> Iterator[None]:
    """Rasa was killed just now; at the end it is back, so that the other tests find it."""
    installation.running.kill("rasa")
    yield
    eventually(lambda: mode(installation) == "full", BACK, "Rasa to be back")


def test_rasa_dies_and_comes_back_while_a_citizen_goes_on(
    installation: Installation, citizen: Citizen
) -> None:
    asked = citizen.says("xin bản sao bằng tốt nghiệp cần giấy tờ gì")
    assert asked.outcome.procedures == (1,)
    first = installation.running.part("rasa").pid
    installation.running.kill("rasa")

    in_reserve = citizen.presses("Phí, lệ phí")
    assert "chế độ dự phòng" in all_words(in_reserve)
    assert in_reserve.outcome.kind is Kind.ANSWER
    assert in_reserve.outcome.procedures == (1,)
    assert in_reserve.outcome.facets == (Facet.FEE,)

    found = citizen.says(FOREIGN_DIPLOMA)
    assert "chế độ dự phòng" in all_words(found)
    assert found.outcome.kind is Kind.CLARIFY
    assert found.outcome.candidates[0] == 57
    title = next(iter(buttons(found)))
    assert citizen.presses(title).outcome.procedures == (57,)

    installation.running.wait_until_printed("rasa dừng đột ngột", 30)
    eventually(lambda: mode(installation) == "full", BACK, "Rasa to be back")
    assert installation.running.part("rasa").pid != first
    back = citizen.says("phúc khảo bài thi nộp ở đâu")
    assert back.outcome.procedures == (7,)
    assert only(back).facet is Facet.WHERE
    assert "dự phòng" not in all_words(back)


@pytest.mark.usefixtures("without_rasa")
def test_the_reserve_knows_menus_numbers_and_its_limits(
    installation: Installation, citizen: Citizen
) -> None:
    assert mode(installation) == "reserve"
    found = citizen.says("giải thể trường trung học phổ thông chuyên, tôi tên Xuyến Chi")
    assert found.outcome.kind is Kind.CLARIFY
    number = found.outcome.candidates.index(23) + 1
    chosen = citizen.says(f"số {number}")
    assert (chosen.outcome.kind, chosen.outcome.procedures) == (Kind.ANSWER, (23,))

    nothing = citizen.says("qwertyuiop")
    assert nothing.outcome.kind is Kind.LIST
    group = citizen.presses("Tư vấn du học")
    assert group.outcome.kind is Kind.LIST
    assert all(f"(thủ tục số {n})" in all_words(group) for n in (54, 55, 56))
    assert traces(installation.var, "Xuyến Chi") == []
