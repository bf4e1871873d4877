"""An officer downloads all procedures, edits in Excel, looks at what changed, and takes some."""

import html
import io
import re
from collections.abc import Callable, Iterator

import openpyxl
import pytest
from httpx import Response
from sqlalchemy import Engine

from actions.clock import today
from bot.staff.workbook import phrases as page_phrases
from knowledge.database import session
from knowledge.editing.drafts import Drafts
from knowledge.editing.sections import Section
from knowledge.repository import Repository
from knowledge.staff.accounts import Role
from knowledge.workbook import phrases
from knowledge.workbook.sheets import SHEETS
from tests.auxil.console import Officer
from tests.auxil.workbooks import Edited
from tests.unit.bot.staff.test_console import actions

Comes = Callable[..., Officer]
STEP, NAME = "Bước", "Tên gọi khác"
TICK = re.compile(r'<input type="checkbox" name="take" value="([0-9a-f]{16})"( checked)?>')


@pytest.fixture
def editor(comes: Comes) -> Iterator[Officer]:
    yield comes(Role.EDITOR)


@pytest.fixture
def book(editor: Officer) -> Edited:
    """The workbook as the editor downloads it, with only the two sheets that are edited here."""
    downloaded = Edited(editor.opens("workbook.xlsx").content)
    for sheet in SHEETS:
        if sheet.title not in (phrases.STEPS, phrases.NAMES):
            del downloaded.book[sheet.title]
    return downloaded


def sent(officer: Officer, content: bytes, name: str = "Sửa.xlsx") -> Response:
    return officer.sends("workbook", "workbook", file=(name, content))


def id_of(answer: Response) -> str:
    found = re.search(r'action="[./]*workbook/([\w-]{22})"', answer.text)
    assert found, answer.text
    return found[1]


def ticks(answer: Response) -> dict[str, bool]:
    return {tick: bool(checked) for tick, checked in TICK.findall(answer.text)}


def said(answer: Response) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", answer.text)).split())


def edited_twice(book: Edited) -> bytes:
    book.append(phrases.STEPS, **{"Số": 3, STEP: "Gọi điện <b>hỏi</b>."})
    book.append(phrases.NAMES, **{"Số": 4, NAME: "học lại"})
    return book.saved()


def test_the_download_is_a_workbook_of_today(editor: Officer) -> None:
    answer = editor.opens("workbook.xlsx")
    assert answer.headers["content-type"].endswith("spreadsheetml.sheet")
    assert f"motcua-thu-tuc-{today().isoformat()}.xlsx" in answer.headers["content-disposition"]
    assert phrases.ANSWERS in openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames


def test_the_procedures_lead_to_both(editor: Officer) -> None:
    page = editor.opens("procedures").text
    assert 'href="./workbook.xlsx"' in page
    assert 'href="./workbook"' in page


def test_an_untouched_file_changes_nothing(editor: Officer) -> None:
    answer = sent(editor, editor.opens("workbook.xlsx").content)
    assert "không có gì thay đổi" in said(answer)
    assert ticks(answer) == {}


def test_ticked_rows_go_into_drafts_and_the_log(
    editor: Officer, book: Edited, knowledge_base: Engine
) -> None:
    looked = sent(editor, edited_twice(book))
    assert "Chưa có gì được nhận" in looked.text
    assert "Gọi điện &lt;b&gt;hỏi&lt;/b&gt;." in looked.text
    assert list(ticks(looked).values()) == [True, True]
    first, _ = ticks(looked)
    done = editor.sends(f"workbook/{id_of(looked)}", "workbook", take=[first])
    assert "1 dòng của 1 thủ tục" in said(done)
    assert 'href="../drafts/3"' in done.text
    with session(knowledge_base) as opened:
        drafts = Drafts(opened, "x")
        draft = drafts.of(3)
        assert draft is not None
        assert set(draft.sections) == {Section.STEPS}
        assert drafts.of(4) is None
    assert actions(knowledge_base)[0] == ("editor", "take_workbook", "Sửa.xlsx")
    again = editor.sends(f"workbook/{id_of(looked)}", "workbook", take=[first])
    assert "không còn nữa" in again.text


def test_all_and_none_of_a_procedure_without_a_script(editor: Officer, book: Edited) -> None:
    looked = sent(editor, edited_twice(book))
    both = list(ticks(looked))
    made = id_of(looked)

    def pressed(button: str, *ticked: str) -> list[bool]:
        answer = editor.sends(f"workbook/{made}", "workbook", tick=button, take=list(ticked))
        assert id_of(answer) == made
        return list(ticks(answer).values())

    assert pressed("none-3", *both) == [False, True]
    assert pressed("all-4") == [False, True]
    assert pressed("all") == [True, True]
    assert pressed("none", *both) == [False, False]
    assert pressed("gì đó", both[0]) == [True, False]


def test_without_a_tick_nothing_is_taken(
    editor: Officer, book: Edited, knowledge_base: Engine
) -> None:
    made = id_of(sent(editor, edited_twice(book)))
    answer = editor.sends(f"workbook/{made}", "workbook")
    assert answer.status_code == 422
    assert page_phrases.NO_TICK in answer.text
    with session(knowledge_base) as opened:
        assert Drafts(opened, "x").listed() == []


def test_what_changed_while_looking_is_shown_again(
    editor: Officer, book: Edited, knowledge_base: Engine
) -> None:
    book.put(phrases.NAMES, book.lines(phrases.NAMES, 3)[0], **{NAME: "chuyển lớp"})
    looked = sent(editor, book.saved())
    with session(knowledge_base) as opened:
        repository = Repository(opened)
        three = repository.procedure(3)
        aliases = ("xin đổi trường", *three.aliases[1:])
        repository.put([three.model_copy(update={"aliases": aliases})])
    answer = editor.sends(f"workbook/{id_of(looked)}", "workbook", take=list(ticks(looked)))
    assert page_phrases.MOVED_ON in answer.text
    assert phrases.MOVED in answer.text
    assert list(ticks(answer).values()) == [False]
    with session(knowledge_base) as opened:
        assert Drafts(opened, "x").listed() == []


def test_refused_rows_are_listed_and_downloaded(editor: Officer, book: Edited) -> None:
    line = book.lines(phrases.STEPS, 3)[0]
    book.put(phrases.STEPS, line, **{STEP: "=1+1"})
    looked = sent(editor, edited_twice(book))
    assert phrases.FORMULA in said(looked)
    refused = editor.opens(f"workbook/{id_of(looked)}/refused.csv")
    assert refused.content.startswith(b"\xef\xbb\xbftrang,dong,cot,ly_do\r\n")
    assert f"{phrases.STEPS},{line},{STEP}," in refused.text


def test_other_files_are_refused(editor: Officer) -> None:
    assert phrases.NOT_A_WORKBOOK in said(sent(editor, b"a,b"))
    assert page_phrases.NO_FILE in editor.sends("workbook", "workbook").text
    assert phrases.PDF in said(sent(editor, b"%PDF-1.7"))


def test_the_file_that_waits_is_of_its_session_and_kind_alone(
    editor: Officer, comes: Comes, book: Edited
) -> None:
    made = id_of(sent(editor, edited_twice(book)))
    assert "không còn nữa" in comes(Role.EDITOR).sends(f"workbook/{made}", "workbook").text
    reviewer = comes(Role.REVIEWER)
    own = id_of(sent(reviewer, book.saved()))
    assert "không còn nữa" in reviewer.sends(f"imports/{own}", "imports").text
    assert reviewer.opens(f"imports/{own}/refused.csv").status_code == 422
