"""Five thousand changes, two workers, one of them killed: nothing is lost, one may come twice."""

import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, text

from knowledge.database import migrate, session
from knowledge.models import now
from knowledge.settings import ROOT
from knowledge.status.news_tables import Subscription
from knowledge.status.records import DossierRow
from knowledge.status.register import Register
from knowledge.status.subscriptions import LASTS
from tests.auxil.command import environment, eventually
from tests.auxil.status_rows import dossier

COUNT = 5000
KILLED = 1
"""Workers killed without warning; each may leave one notice that comes twice."""


def _rows(state: str, day: str) -> list[DossierRow]:
    return [
        DossierRow.parse(
            dossier(ma_ho_so=f"H48.12-261102-{n:04d}", trang_thai=state, ngay_cap_nhat=day)
        )
        for n in range(COUNT)
    ]


def _told(file: Path) -> list[str]:
    return file.read_text().split() if file.exists() else []


@pytest.mark.postgresql
def test_each_notice_is_told_once_though_a_worker_is_killed(
    postgresql_database: Engine, tmp_path: Path
) -> None:
    url = postgresql_database.url.render_as_string(hide_password=False)
    migrate(url)
    with session(postgresql_database) as opened:
        Register(opened).put_dossiers(_rows("dang_xu_ly", "2026-11-03"), "import:1")
        opened.execute(
            insert(Subscription),
            [
                {
                    "kind": "dossier",
                    "code": f"H48.12-261102-{n:04d}",
                    "conversation": f"tg-{n}",
                    "channel": "telegram",
                    "address": b"sealed",
                    "expires_at": now() + LASTS,
                }
                for n in range(COUNT)
            ],
        )
    env = environment(database_url=url, var=tmp_path)
    started: list[subprocess.Popen[bytes]] = []

    def worker(name: str) -> tuple[subprocess.Popen[bytes], Path]:
        file = tmp_path / name
        command = [sys.executable, "-m", "tests.auxil.news_worker", str(file)]
        with (tmp_path / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(command, cwd=ROOT, env=env, stderr=log)
        started.append(process)
        return process, file

    try:
        doomed, first = worker("first")
        _, second = worker("second")
        changed = _rows("da_co_ket_qua", "2026-11-04")
        start = time.monotonic()
        with session(postgresql_database) as opened:
            Register(opened).put_dossiers(changed, "import:2")
        stored = time.monotonic() - start
        eventually(lambda: len(_told(first)) > COUNT // 10, 60, "the first worker")
        doomed.kill()
        doomed.wait(10)
        before = len(_told(first))
        _, third = worker("third")
        files = (first, second, third)

        def all_told() -> bool:
            with session(postgresql_database) as opened:
                left = opened.scalar(text("SELECT count(*) FROM notice WHERE state <> 'delivered'"))
            return left == 0

        eventually(all_told, 150, "all notices")
        took = time.monotonic() - start
        for process in started[1:]:
            process.terminate()
            assert process.wait(10) == 0
    finally:
        for process in started:
            process.kill()
            process.wait(10)
    times = Counter(line for file in files for line in _told(file))
    twice = sum(count - 1 for count in times.values())
    print(
        f"stored in {stored:.1f} s, told in {took:.1f} s, {before} by the killed worker, "
        f"{[len(_told(file)) for file in files]} lines, {twice} twice, {os.cpu_count()} cores"
    )
    assert len(times) == COUNT, "each change is told"
    assert twice <= KILLED, "only what a killed worker was just sending may come twice"
    assert max(times.values()) <= 1 + KILLED
    assert len(_told(first)) > 0 and len(_told(third)) > 0
