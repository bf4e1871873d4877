"""A letter is written over the whole installation, and nothing of it stays behind."""

import io

import httpx
import pytest
from docx import Document
from pypdf import PdfReader

from actions.reply import FileMessage, Kind, Reply
from bot.channels.web import phrases
from tests.auxil.citizen import Citizen, all_words, buttons
from tests.auxil.command import eventually
from tests.auxil.installation import Installation
from tests.auxil.traces import traces

pytestmark = [pytest.mark.stack, pytest.mark.timeout(1200)]

CHILD, PARENT, PHONE = "Hoàng Thị Tường Lam", "Hoàng Văn Thuấn", "0976543201"
HOME, HOSTILE = "Số 7, đường Sông Thạch, phường Quỳnh Lưu", "{{ truong }} <b>=1+1</b> #let x"
ANSWERS = {
    "Họ tên học sinh": CHILD,
    "Ngày sinh học sinh": "mồng 7 tháng 3 năm 2010",
    "Lớp và năm học": "11A4, năm học 2026-2027",
    "Trường đang học": HOSTILE,
    "Trường muốn chuyển đến": "Trường THPT Đông Hà",
    "Thời điểm xin chuyển": "Từ học kỳ II",
    "Lý do chuyển trường": "Cha đi biển dài ngày, mẹ ốm nên về ở với ông bà ngoại. " * 9,
    "Họ tên người làm đơn": PARENT,
    "Quan hệ với học sinh": "Cha của học sinh",
    "Nơi ở hiện nay": HOME,
    "Số điện thoại": PHONE,
}
SECRETS = (CHILD, PARENT, PHONE, HOME, "07/03/2010", "ông bà ngoại")


def _tells_all(citizen: Citizen) -> Reply:
    reply = citizen.says("viết giúp em cái đơn xin chuyển trường cấp 3 với")
    for number, answer in enumerate(ANSWERS.values(), start=1):
        assert f"Câu {number}/{len(ANSWERS)}" in all_words(reply)
        reply = citizen.says(answer)
        assert reply.outcome.kind is Kind.GUIDE
    return reply


def _files(installation: Installation, reply: Reply) -> dict[str, str]:
    """Return the words in the files of `reply`, by the ending of their names."""
    read = {}
    for message in reply.messages:
        if isinstance(message, FileMessage):
            made = httpx.get(installation.url + message.path, timeout=60)
            assert made.status_code == 200
            assert made.headers["cache-control"] == "no-store"
            ending = message.path.rsplit(".")[-1]
            read[ending] = _WORDS[ending](made.content)
    return read


def _pdf(content: bytes) -> str:
    return " ".join(
        " ".join(p.extract_text() for p in PdfReader(io.BytesIO(content)).pages).split()
    )


def _docx(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    return " ".join(" ".join(p.text for p in document.paragraphs).split())


_WORDS = {"pdf": _pdf, "docx": _docx}


def test_a_father_tells_all_and_gets_his_letter(
    installation: Installation, citizen: Citizen
) -> None:
    summary = all_words(_tells_all(citizen))
    assert PHONE in summary
    assert CHILD in summary
    read = _files(installation, citizen.says("đúng rồi, tạo đơn giúp em"))
    assert set(read) == {"pdf", "docx"}
    for words in read.values():
        for told in (CHILD, PARENT, PHONE, HOME, HOSTILE, "07/03/2010", "ĐƠN XIN CHUYỂN TRƯỜNG"):
            assert told in words
        assert words.count("ông bà ngoại") == 9


def test_nothing_of_it_stays(installation: Installation, citizen: Citizen) -> None:
    _tells_all(citizen)
    assert traces(installation.var, *SECRETS) == []
    made = citizen.says("đúng hết rồi")
    _files(installation, made)
    tracker = f"{installation.rasa_url}/conversations/{citizen.conversation_id}/tracker"
    kept = httpx.get(tracker, timeout=30).text
    assert not any(secret in kept for secret in SECRETS)
    assert traces(installation.var, *SECRETS) == []
    (path, *_) = [m.path for m in made.messages if isinstance(m, FileMessage)]
    citizen.presses("Xóa ngay đơn này")
    gone = httpx.get(installation.url + path)
    assert gone.status_code == 410
    assert gone.json()["detail"] == phrases.LETTER_GONE


def test_a_question_in_between_is_answered_and_the_letter_waits(citizen: Citizen) -> None:
    citizen.says("điền giùm mình đơn phúc khảo")
    reply = citizen.says("phúc khảo có mất tiền không?")
    assert (reply.outcome.kind, reply.outcome.procedures) == (Kind.ANSWER, (7,))
    assert "vẫn đang viết đơn" in all_words(reply)
    reply = citizen.says("Hoàng Thị Tường Lam")
    assert "Câu 2/" in all_words(reply)
    assert "xóa" in all_words(citizen.says("thôi không viết nữa"))


def test_the_blank_letter_is_there_for_whoever_asks(
    installation: Installation, citizen: Citizen
) -> None:
    reply = citizen.says("cho mình xin mẫu tờ trình thành lập trung tâm ngoại ngữ")
    read = _files_of_catalogue(installation, reply)
    assert set(read) == {"pdf", "docx"}
    assert all("TRUNG TÂM NGOẠI NGỮ" in words for words in read.values())
    assert "Viết đơn cùng mình" not in buttons(reply)


def _files_of_catalogue(installation: Installation, reply: Reply) -> dict[str, str]:
    files = [m.path for m in reply.messages if isinstance(m, FileMessage)]
    made = {path: httpx.get(installation.url + path, timeout=60) for path in files}
    assert all(response.status_code == 200 for response in made.values())
    return {p.rsplit(".")[-1]: _WORDS[p.rsplit(".")[-1]](r.content) for p, r in made.items()}


def test_in_telegram_the_letter_comes_as_documents(installation: Installation) -> None:
    chat = 618_273_645_098
    telegram = installation.telegram
    said = 0

    def says(text: str) -> None:
        nonlocal said
        before = len(telegram.messages(chat))
        telegram.user_says(chat, text)
        eventually(lambda: len(telegram.messages(chat)) > before, 60, "the answer on Telegram")

    says("viết giúp em cái đơn xin chuyển trường cấp 3 với")
    for answer in ANSWERS.values():
        says(answer)
    telegram.user_says(chat, "đúng rồi")
    names = []

    def both_documents() -> bool:
        nonlocal names
        names = [m.document.name for m in telegram.messages(chat) if m.document]
        return len(names) >= 2

    eventually(both_documents, 60, "the letter on Telegram")
    assert {name.rsplit(".")[-1] for name in names} == {"docx", "pdf"}
    assert traces(installation.var, *SECRETS, str(chat)) == []
