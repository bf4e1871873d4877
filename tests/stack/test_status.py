"""Looking up a dossier and a re-marking request over HTTP, as people write, with the samples."""

from collections.abc import Iterator

import pytest

from actions.reply import Kind, TextMessage
from tests.auxil.citizen import Citizen, all_words
from tests.auxil.installation import Installation
from tests.auxil.traces import traces

pytestmark = [pytest.mark.stack, pytest.mark.timeout(1200)]

CODE, TAIL = "H48.12-210119-0007", "1234"
NUMBER, BORN = "32001234", "05/09/2003"


@pytest.fixture
def neighbour(installation: Installation) -> Iterator[Citizen]:
    """Another citizen at the same time."""
    with Citizen(installation.url) as someone:
        yield someone


def test_a_parent_looks_up_a_dossier_step_by_step(citizen: Citizen) -> None:
    asked = citizen.says("chị kiểm tra giùm em hồ sơ nộp tháng trước với")
    assert asked.outcome.kind is Kind.STATUS_DOSSIER
    assert "bốn số cuối" in all_words(citizen.says(CODE))
    told = citizen.says(f"4 số cuối là {TAIL}")
    assert (told.outcome.kind, told.outcome.procedures) == (Kind.STATUS_DOSSIER, (3,))
    assert "Đang xử lý" in all_words(told)
    assert "Đây là dữ liệu mẫu" in all_words(told)
    assert citizen.says("dạ em cảm ơn chị nhiều").outcome.kind is Kind.SMALLTALK


def test_both_in_one_message_without_diacritics(citizen: Citizen) -> None:
    told = citizen.says("kiem tra ho so h48 12 210119 0007 sdt 0900 001 234 giup toi")
    assert (told.outcome.kind, told.outcome.procedures) == (Kind.STATUS_DOSSIER, (3,))
    assert "Chuyển trường" in all_words(told)


def test_a_pupil_tells_the_birth_date_first_and_asks_the_fee_in_between(citizen: Citizen) -> None:
    begun = citizen.says("cho em coi kết quả phúc khảo bài thi TN").outcome
    assert (begun.kind, begun.procedures) == (Kind.STATUS_REGRADE, (7,))
    fee = citizen.says("khoan, chấm lại một môn mất bao nhiêu tiền nhỉ, mẹ em hỏi").outcome
    assert (fee.kind, fee.procedures) == (Kind.ANSWER, (7,))
    assert "số báo danh" in all_words(citizen.says(BORN))
    told = citizen.says(f"sbd {NUMBER}")
    assert told.outcome.kind is Kind.STATUS_REGRADE
    assert "8,00 → **8,40** (tăng 0,40)" in all_words(told)
    meaning = citizen.presses("Kết quả phúc khảo nghĩa là gì").outcome
    assert (meaning.kind, meaning.procedures) == (Kind.ANSWER, (7,))


def test_wrong_and_unknown_are_answered_alike(citizen: Citizen, neighbour: Citizen) -> None:
    wrong = citizen.says(f"{CODE} đuôi 9999")
    unknown = neighbour.says("H48.12-210119-9998 đuôi 9999")
    assert wrong.model_dump_json() == unknown.model_dump_json()
    assert wrong.outcome.kind is Kind.STATUS_DOSSIER
    assert "bốn số cuối" in all_words(citizen.says(f"em đọc nhầm, mã là {CODE}"))
    assert "Chuyển trường" in all_words(citizen.says(TAIL))


def test_five_wrong_tries_lock_a_code_for_everybody(citizen: Citizen, neighbour: Citizen) -> None:
    code = "H48.12-210119-0009"
    for _ in range(5):
        citizen.says(f"mã {code} đuôi 9999")
    assert "sau 15 phút" in all_words(citizen.says(f"mã {code} đuôi 3456"))
    assert "sau 15 phút" in all_words(neighbour.says(f"mã {code} đuôi 3456"))
    assert "Chuyển trường" in all_words(neighbour.says(f"mã {CODE} đuôi {TAIL}"))


def test_a_look_up_is_left(citizen: Citizen) -> None:
    citizen.says("tra cứu hồ sơ")
    citizen.says(CODE)
    assert "đã xóa" in all_words(citizen.says("thôi không tra nữa"))
    assert citizen.says(TAIL).outcome.kind is not Kind.STATUS_DOSSIER


def test_what_is_told_is_private_and_kept_nowhere(
    installation: Installation, citizen: Citizen
) -> None:
    code, phone, number, born = "H48.12-260102-4519", "0987654519", "32998811", "17/03/2007"
    for typed in ("tra hồ sơ giúp em", code, phone, f"sbd {number}", f"sinh {born}"):
        reply = citizen.says(typed)
        assert reply.outcome.kind in {Kind.STATUS_DOSSIER, Kind.STATUS_REGRADE}
        for message in reply.messages:
            assert isinstance(message, TextMessage)
            assert message.private
    assert traces(installation.var, code, phone, number, born) == []
