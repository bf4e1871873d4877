"""Inline keyboards from our buttons, within Telegram's limits."""

from collections.abc import Iterator, Sequence
from typing import Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from actions.reply import Button
from bot.channels.telegram import phrases
from bot.channels.telegram.measure import is_blank
from bot.channels.telegram.payloads import PayloadTable

MAX_BUTTONS: Final = 100
"""Telegram's limit for one inline keyboard."""

MAX_BYTES: Final = 9_000
"""Telegram refuses keyboards near 10 kB of JSON ("reply markup is too long")."""

_BUTTON_OVERHEAD: Final = len('{"text": "", "callback_data": ""}, []')
_ROW_CHARACTERS: Final = 30
_ROW_BUTTONS: Final = 3


def keyboards(buttons: Sequence[Button], payloads: PayloadTable) -> list[InlineKeyboardMarkup]:
    """All `buttons` in order, in as few keyboards as the limits allow; none for no buttons.

    Short titles share a row, up to 3 and 30 characters; a longer title has a row alone.
    """
    return [InlineKeyboardMarkup(list(_rows(batch))) for batch in _batches(buttons, payloads)]


def _batches(
    buttons: Sequence[Button], payloads: PayloadTable
) -> Iterator[list[InlineKeyboardButton]]:
    batch: list[InlineKeyboardButton] = []
    size = 0
    for button in buttons:
        title = phrases.UNTITLED if is_blank(button.title) else button.title
        data = payloads.put(button.payload)
        bytes_needed = len(title.encode()) + len(data.encode()) + _BUTTON_OVERHEAD
        if batch and (len(batch) == MAX_BUTTONS or size + bytes_needed > MAX_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(InlineKeyboardButton(title, callback_data=data))
        size += bytes_needed
    if batch:
        yield batch


def _rows(buttons: Sequence[InlineKeyboardButton]) -> Iterator[list[InlineKeyboardButton]]:
    row: list[InlineKeyboardButton] = []
    for button in buttons:
        width = sum(len(other.text) for other in row) + len(button.text)
        if row and (len(row) == _ROW_BUTTONS or width > _ROW_CHARACTERS):
            yield row
            row = []
        row.append(button)
    if row:
        yield row
