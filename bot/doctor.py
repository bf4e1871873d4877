"""Examines an installation and says what is wrong and how to mend it."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from bot import model
from bot.processes import RASA_PYTHON, is_free
from knowledge.catalogue_files import CATALOGUE, CatalogueError, read_directory
from knowledge.database import session
from knowledge.models import Procedure
from knowledge.settings import Settings

_NEEDED_MB = 500
_PROCEDURES = 61


@dataclass(frozen=True)
class Finding:
    what: str
    fine: bool
    remedy: str = ""


def examine(settings: Settings) -> list[Finding]:
    """Return what was looked at, in the order in which it should be mended."""
    return list(_examine(settings))


def _examine(settings: Settings) -> Iterator[Finding]:
    version = sys.version_info
    yield Finding(
        f"Python {version.major}.{version.minor}",
        (version.major, version.minor) == (3, 11),
        "Cài Python 3.11 rồi chạy: make install",
    )
    yield Finding("môi trường của Rasa (.venv-rasa)", RASA_PYTHON.exists(), "Chạy: make install")
    yield Finding("mô hình đã huấn luyện và còn mới", model.is_current(), "Chạy: motcua train")
    yield _catalogue()
    yield _database()
    there = next(folder for folder in settings.var.absolute().parents if folder.exists())
    free = shutil.disk_usage(there).free // 1_000_000
    yield Finding(
        f"chỗ trống trên đĩa: {free} MB", free >= _NEEDED_MB, "Dọn bớt đĩa: cần ít nhất 500 MB"
    )
    yield _port(settings)
    yield Finding(
        "Telegram " + ("bật" if settings.telegram_bot_token else "tắt (chưa đặt mã)"), True
    )


def _port(settings: Settings) -> Finding:
    if _runs(settings.web_url):
        return Finding(f"cổng {settings.port}: Motcua đang chạy", True)
    return Finding(
        f"cổng {settings.port}",
        is_free(settings.host, settings.port),
        "Cổng đang có chương trình khác dùng. Dừng chương trình đó, hoặc đặt PORT khác.",
    )


def _runs(url: str) -> bool:
    try:
        return bool(httpx.get(f"{url}/healthz", timeout=2).json() == {"status": "ok"})
    except (httpx.HTTPError, ValueError):
        return False


def _catalogue() -> Finding:
    try:
        count = len(read_directory(CATALOGUE))
    except CatalogueError as error:
        return Finding("danh mục thủ tục", False, error.problems[0])
    return Finding(f"danh mục: {count} thủ tục", count == _PROCEDURES, "Thiếu tệp trong danh mục")


def _database() -> Finding:
    try:
        with session() as opened:
            count = opened.scalar(select(func.count()).select_from(Procedure))
    except (SQLAlchemyError, ImportError, OSError):
        return Finding(
            "cơ sở dữ liệu",
            False,
            "Chạy: make run (tự tạo). Nếu vẫn hỏng, xem DATABASE_URL hoặc đổi tên tệp trong var/.",
        )
    return Finding(f"cơ sở dữ liệu: {count} thủ tục", count == _PROCEDURES, "Chạy: make run")
