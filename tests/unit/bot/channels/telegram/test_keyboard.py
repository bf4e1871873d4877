"""Every button reaches the citizen, and what it stands for comes back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import InlineKeyboardMarkup

from actions.reply import Button
from bot.channels.telegram import phrases
from bot.channels.telegram.keyboard import keyboards
from bot.channels.telegram.payloads import PayloadTable
from tests.auxil.botapi_rules import ApiError, keyboard_of

BUTTONS = st.lists(st.builds(Button, title=st.text(), payload=st.text(max_size=90)), max_size=230)


def layout(board: InlineKeyboardMarkup) -> list[list[str]]:
    return [[button.text for button in row] for row in board.inline_keyboard]


def data(board: InlineKeyboardMarkup) -> list[str]:
    return [str(button.callback_data) for row in board.inline_keyboard for button in row]


def test_no_buttons_give_no_keyboard() -> None:
    assert keyboards([], PayloadTable()) == []


def test_short_titles_share_a_row_and_long_ones_stand_alone() -> None:
    titles = ["Có", "Không", "Chưa rõ", "Hủy", "Chuyển trường đối với học sinh trung học phổ thông"]
    (board,) = keyboards([Button(title=t, payload=t[:9]) for t in titles], PayloadTable())
    assert layout(board) == [["Có", "Không", "Chưa rõ"], ["Hủy"], [titles[-1]]]


def test_a_payload_that_fits_is_sent_as_it_is() -> None:
    payload = "/chon{thu_tuc:25}" + "x" * 47
    assert len(payload) == 64
    (board,) = keyboards([Button(title="a", payload=payload)], PayloadTable())
    assert data(board) == [payload]


@pytest.mark.parametrize("payload", ["x" * 65, "đ" * 33, "", "~giả", "~"])
def test_a_payload_that_does_not_fit_comes_back_whole(payload: str) -> None:
    table = PayloadTable()
    (board,) = keyboards([Button(title="a", payload=payload)], table)
    (sent,) = data(board)
    assert sent != payload
    assert 1 <= len(sent.encode()) <= 64
    assert table.get(sent) == payload


def test_the_same_payload_takes_one_place_however_often_it_is_offered() -> None:
    table = PayloadTable()
    assert len({table.put("x" * 100) for _ in range(50)}) == len(table) == 1


def test_the_table_forgets_the_oldest_and_says_so() -> None:
    table = PayloadTable(capacity=2)
    tokens = [table.put(letter * 100) for letter in "abc"]
    assert [table.get(token) for token in tokens] == [None, "b" * 100, "c" * 100]
    assert len(table) == 2
    assert table.get(table.put("a" * 100)) == "a" * 100


def test_tokens_cannot_be_guessed_from_each_other() -> None:
    assert PayloadTable().put("x" * 100) != PayloadTable().put("x" * 100)


def test_a_button_without_a_title_can_still_be_tapped() -> None:
    (board,) = keyboards([Button(title=" ", payload="a")], PayloadTable())
    assert layout(board) == [[phrases.UNTITLED]]


def test_more_than_a_hundred_buttons_make_another_keyboard() -> None:
    many = [Button(title=str(n), payload=str(n)) for n in range(101)]
    boards = keyboards(many, PayloadTable())
    assert [len(data(board)) for board in boards] == [100, 1]


def test_a_keyboard_of_long_titles_stays_under_telegrams_ten_kilobytes() -> None:
    many = [Button(title="Xét tuyển sinh " * 20, payload=f"{n}" * 30) for n in range(61)]
    with pytest.raises(ApiError, match="reply markup is too long"):
        keyboard_of({"inline_keyboard": [[{"text": b.title, "callback_data": "x"}] for b in many]})
    boards = keyboards(many, PayloadTable())
    assert sum(len(keyboard_of(board.to_dict())) for board in boards) == 61


@settings(deadline=None)
@given(BUTTONS)
def test_telegram_accepts_all_keyboards_and_every_payload_comes_back(buttons: list[Button]) -> None:
    table = PayloadTable()
    boards = keyboards(buttons, table)
    shown = [button for board in boards for row in keyboard_of(board.to_dict()) for button in row]
    assert [table.get(sent) for _, sent in shown] == [button.payload for button in buttons]
    assert [title for title, _ in shown] == [
        title if title == button.title else phrases.UNTITLED
        for (title, _), button in zip(shown, buttons, strict=True)
    ]
