"""The letter that is wanted is made, blank or with what was told, under a name of no person."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from actions.letters.addresses import BlankLetter, FilledLetter, LetterForm
from bot.papers.letter_files import LetterGone, UnknownLetter
from bot.papers.press import Press
from knowledge.content import ProcedureContent
from knowledge.database import session
from knowledge.repository import Repository
from knowledge.sealed import forget, seal
from tests.auxil.letters import TOLD, letter, words_in

KEY = "don-xin-chuyen-truong"
LASTS = timedelta(minutes=15)
FORMS = pytest.mark.parametrize("form", LetterForm)


@pytest.fixture(autouse=True)
def knowing(knowledge_base: Engine, catalogue: list[ProcedureContent]) -> Engine:
    """The catalogue, whose third procedure has the letter of these tests."""
    with session(knowledge_base) as opened:
        changed = catalogue[2].model_copy(update={"letters": (letter(),)})
        Repository(opened).put([changed])
    return knowledge_base


def sealed(knowing: Engine, lasts: timedelta = LASTS, **told: str) -> str:
    with session(knowing) as opened:
        return seal(opened, {"procedure": "3", "letter": KEY, **TOLD, **told}, lasts)


@FORMS
async def test_a_blank_letter_has_blanks(form: LetterForm) -> None:
    made = await Press().make(BlankLetter(3, KEY, form), "")
    assert (made.name, made.plain_name) == (f"Đơn xin chuyển trường.{form}", f"{KEY}.{form}")
    assert made.media_type == form.media_type
    assert "Quỳnh" not in words_in(made.content, form)


@FORMS
async def test_a_filled_letter_has_what_was_told_and_the_name_of_no_person(
    knowing: Engine, form: LetterForm
) -> None:
    made = await Press().make(FilledLetter(sealed(knowing), form), "")
    assert "Nguyễn Thị Quỳnh Như" in words_in(made.content, form)
    assert made.name == f"Đơn xin chuyển trường.{form}"


@pytest.mark.parametrize("wanted", [(3, "don-khac"), (99, KEY), (8, KEY)])
async def test_a_letter_that_nobody_wrote_is_unknown(wanted: tuple[int, str]) -> None:
    with pytest.raises(UnknownLetter):
        await Press().make(BlankLetter(*wanted, LetterForm.PDF), "")


async def test_what_is_forgotten_is_gone_and_the_error_keeps_the_token_to_itself(
    knowing: Engine,
) -> None:
    old, token = sealed(knowing, lasts=timedelta(0)), sealed(knowing)
    with session(knowing) as opened:
        forget(opened, token)
    for gone in (old, token, "A" * 43):
        with pytest.raises(LetterGone) as raised:
            await Press().make(FilledLetter(gone, LetterForm.PDF), "")
        assert gone not in repr(raised.value)


@pytest.mark.parametrize("told", [{"letter": "don-khac"}, {"procedure": "99"}, {"procedure": "x"}])
async def test_a_letter_that_is_no_more_is_gone(knowing: Engine, told: dict[str, str]) -> None:
    with pytest.raises(LetterGone):
        await Press().make(FilledLetter(sealed(knowing, **told), LetterForm.DOCX), "")


async def test_what_is_not_yet_a_letter_is_gone(knowing: Engine) -> None:
    with session(knowing) as opened:
        token = seal(opened, TOLD, LASTS)
    with pytest.raises(LetterGone):
        await Press().make(FilledLetter(token, LetterForm.DOCX), "")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("ĐƠN XIN HỌC LẠI", "Đơn xin học lại"),
        ("Đơn gửi Sở GD&ĐT", "Đơn gửi Sở GD&ĐT"),
        ('TỜ TRÌNH A/B: "C"', "Tờ trình a b c"),
        ("TỜ TRÌNH " * 20, ("Tờ trình " + "tờ trình " * 8).strip()),
    ],
)
async def test_a_name_that_every_disk_takes(
    knowing: Engine, catalogue: list[ProcedureContent], title: str, name: str
) -> None:
    with session(knowing) as opened:
        changed = catalogue[2].model_copy(update={"letters": (letter(title=title),)})
        Repository(opened).put([changed])
    made = await Press().make(BlankLetter(3, KEY, LetterForm.DOCX), "")
    assert made.name == f"{name}.docx"
