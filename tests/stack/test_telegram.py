"""The same conversation on Telegram, through a Bot API server that keeps Telegram's rules."""

from itertools import count

import pytest

from actions.labels import label
from knowledge.catalogue_files import CATALOGUE, read_directory, read_file
from tests.auxil.botapi import Sent
from tests.auxil.citizen import Citizen, all_words
from tests.auxil.command import eventually
from tests.auxil.installation import Installation
from tests.auxil.telegram_html import units

pytestmark = [pytest.mark.stack, pytest.mark.timeout(1200)]

LONGEST = 4096
QUESTION = "xin bản sao bằng tốt nghiệp cần giấy tờ gì"
_chats = count(7001)


class Chat:
    """A private chat with the bot."""

    def __init__(self, installation: Installation) -> None:
        self._api = installation.telegram
        self._id = next(_chats)
        self._read = 0

    def says(self, text: str) -> list[Sent]:
        self._api.user_says(self._id, text)
        return self._answer()

    def presses(self, title: str) -> list[Sent]:
        self._api.user_presses(self._id, title)
        return self._answer()

    def unread(self) -> list[Sent]:
        new = self._api.messages(self._id)[self._read :]
        self._read += len(new)
        return new

    def _answer(self) -> list[Sent]:
        """The new messages, once the last of them, which brings the buttons, is there."""

        def there() -> bool:
            new = self._api.messages(self._id)[self._read :]
            return bool(new) and bool(new[-1].keyboard)

        eventually(there, 90, "an answer on Telegram")
        return self.unread()


@pytest.fixture
def chat(installation: Installation) -> Chat:
    return Chat(installation)


def test_a_parent_starts_asks_taps_and_asks_on(installation: Installation, chat: Chat) -> None:
    (greeting,) = chat.says("/start")
    assert "Mình là Motcua" in greeting.text
    assert "Bằng cấp, văn bằng" in greeting.titles

    (papers,) = chat.says(QUESTION)
    facets = read_file(CATALOGUE / "01.yml").versions[-1].facets
    assert facets
    for paper in facets.documents.items:
        assert paper.name in papers.text
    assert "Nguồn:" in papers.text
    assert "**" not in papers.text
    assert "Phí, lệ phí" in papers.titles

    (where,) = chat.presses("Nơi và cách nộp")
    assert facets.where.place
    assert facets.where.place in where.text

    time, *_ = chat.says("thế bao lâu thì có")
    assert facets.processing_time.text
    assert facets.processing_time.text in time.text
    assert not [each for each in installation.telegram.refusals if each[0] == "sendMessage"]


def test_telegram_says_what_the_web_says(chat: Chat, citizen: Citizen) -> None:
    (sent,) = chat.says(QUESTION)
    plain = all_words(citizen.says(QUESTION)).replace("*", "")
    assert " ".join(sent.text.replace("•", "-").split()) == plain


def test_a_long_list_comes_in_parts_and_nothing_is_lost(chat: Chat) -> None:
    parts = chat.says("những thủ tục nào làm trực tuyến mức độ 4")
    assert len(parts) > 1
    assert all(units(part.text) <= LONGEST for part in parts)
    assert [bool(part.keyboard) for part in parts] == [False] * (len(parts) - 1) + [True]
    text = "\n".join(part.text for part in parts)
    members = [p for p in read_directory(CATALOGUE) if p.level == 4]
    assert len(members) == 58
    missing = [p.id for p in members if f"{label(p)} (số {p.id})" not in text]
    assert missing == []


def test_two_chats_keep_their_own_topic(installation: Installation) -> None:
    lan, minh = Chat(installation), Chat(installation)
    lan.says(QUESTION)
    minh.says("phúc khảo bài thi nộp ở đâu")
    assert "bản sao" in lan.says("lệ phí bao nhiêu")[0].text
    assert "Phúc khảo" in minh.says("lệ phí bao nhiêu")[0].text
