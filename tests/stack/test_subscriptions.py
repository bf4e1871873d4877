"""A citizen looks up a dossier, asks to be told, and is: on the web, in Telegram, once."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

from bot.processes import free_port
from tests.auxil.botapi import BotApi
from tests.auxil.citizen import Citizen, all_words
from tests.auxil.command import environment, motcua, run
from tests.auxil.status_rows import as_csv, dossier

pytestmark = [pytest.mark.stack, pytest.mark.timeout(1200)]

CODE, TAIL = "H48.12-210119-0007", "1234"
OFFER = "Báo cho tôi khi có thay đổi"
LAN = 7301
_PATIENCE = 900.0


def _office_tells(env: dict[str, str], folder: Path, state: str, day: int) -> None:
    """The office sends a file with a new state of the dossier."""
    file = folder / f"{state}-{day}.csv"
    today = date.today()
    cells = dossier(
        ma_ho_so=CODE,
        so_dien_thoai=f"091234{TAIL}",
        ngay_nop=(today - timedelta(4)).isoformat(),
        ngay_hen_tra=(today + timedelta(3)).isoformat(),
        ngay_cap_nhat=(today - timedelta(1 - day)).isoformat(),
        trang_thai=state,
    )
    file.write_bytes(as_csv([cells]))
    done = motcua("import", "dossiers", file, env=env)
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def _listening(url: str, conversation: str) -> Iterator[ClientConnection]:
    with connect(f"{url.replace('http', 'ws')}/api/chat/ws", open_timeout=30) as socket:
        socket.send(json.dumps({"conversation_id": conversation, "listen": True}))
        assert _heard(socket)["type"] == "listening"
        yield socket


def _heard(socket: ClientConnection) -> dict[str, Any]:
    heard: dict[str, Any] = json.loads(socket.recv(timeout=30))
    return heard


def _silent(socket: ClientConnection) -> bool:
    try:
        socket.recv(timeout=4)
    except TimeoutError:
        return True
    return False


def _said(telegram: BotApi, count: int) -> list[str]:
    return [sent.text for sent in asyncio.run(telegram.wait_for_messages(LAN, count, 60))]


def test_the_news_reach_web_and_telegram_once_also_across_a_restart(tmp_path: Path) -> None:
    with BotApi() as telegram:
        env = environment(
            var=tmp_path,
            port=free_port(),
            sample_data=1,
            telegram_bot_token=telegram.token,
            telegram_api_base_url=telegram.url,
        )
        with run(env, tmp_path / "first.txt") as running:
            url = running.wait_until_printed("ready ", _PATIENCE).removeprefix("ready ")
            with Citizen(url) as citizen:
                citizen.says(f"tra hồ sơ {CODE} đuôi {TAIL}")
                assert "theo dõi" in all_words(citizen.presses(OFFER))
                conversation = citizen.conversation_id
            assert conversation
            telegram.user_says(LAN, f"tra hồ sơ {CODE} đuôi {TAIL}")
            before = len(_said(telegram, 1))
            telegram.user_says(LAN, "báo cho tôi khi có kết quả")
            assert "theo dõi" in _said(telegram, before + 1)[-1]

            with _listening(url, conversation) as page:
                _office_tells(env, tmp_path, "yeu_cau_bo_sung", 0)
                push = _heard(page)
                assert "…0007" in push["messages"][0]["text"]
                page.send(json.dumps({"received": push["id"]}))
                assert "…0007" in _said(telegram, before + 2)[-1]
                assert _silent(page)
        _office_tells(env, tmp_path, "da_co_ket_qua", 1)
        with run(env, tmp_path / "second.txt") as running:
            url = running.wait_until_printed("ready ", _PATIENCE).removeprefix("ready ")
            with _listening(url, conversation) as page:
                push = _heard(page)
                assert "đã có kết quả" in push["messages"][0]["text"]
                page.send(json.dumps({"received": push["id"]}))
                assert _silent(page)
            assert "đã có kết quả" in _said(telegram, before + 3)[-1]
            telegram.user_presses(LAN, "Khỏi báo nữa")
            assert "không báo nữa" in _said(telegram, before + 4)[-1]
            _office_tells(env, tmp_path, "da_tra_ket_qua", 1)
            with _listening(url, conversation) as page:
                assert "thôi theo dõi" in _heard(page)["messages"][0]["text"]
            assert len(_said(telegram, before + 4)) == before + 4
