"""Keeps citizens' words and the bot token out of the logs."""

import logging
from types import TracebackType
from typing import Final

_FLOORS: Final = {
    "telegram": logging.INFO,  # its debug lines quote whole updates
    "httpx": logging.WARNING,  # its info lines show the token in the address
    "httpcore": logging.WARNING,
}
_QUOTING: Final = ("telegram.Bot", "telegram.ext.ExtBot", "telegram.request.BaseRequest")


def _without_arguments(record: logging.LogRecord) -> bool:
    record.args = None
    return True


def hush_libraries() -> None:
    """Raises the levels of loggers that quote updates or the token, and strips what they quote."""
    for name, floor in _FLOORS.items():
        logger = logging.getLogger(name)
        logger.setLevel(max(logger.level, floor))
    for name in _QUOTING:
        logging.getLogger(name).addFilter(_without_arguments)


def describe(error: BaseException) -> str:
    """Type and place of `error`, such as `ValueError at gateway.py:12`; never its message."""
    last: TracebackType | None = error.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    if last is None:
        return type(error).__name__
    file = last.tb_frame.f_code.co_filename.rpartition("/")[2]
    return f"{type(error).__name__} at {file}:{last.tb_lineno}"
