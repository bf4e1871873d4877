"""Installs what the tests need beside Python, where it may: a browser, PostgreSQL, Redis."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = {"chromium": "chromium", "postgresql": "postgresql", "redis": "redis-server"}
REMEDY = "apt-get update && apt-get install -y --no-install-recommends " + " ".join(
    PACKAGES.values()
)


def chromium() -> str | None:
    """Return the path of Debian's chromium, if it is there."""
    return shutil.which("chromium")


def postgresql() -> Path | None:
    """Return the folder of the newest PostgreSQL server's programs, if there is one."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def redis() -> str | None:
    """Return the path of redis-server, if it is there."""
    return shutil.which("redis-server")


def missing() -> list[str]:
    """Return the names of what is not there."""
    there = {"chromium": chromium(), "postgresql": postgresql(), "redis": redis()}
    return [name for name, found in there.items() if not found]


def main() -> None:
    """Install what is missing if this may; otherwise leave it to pytest to name what it skips."""
    wanted = missing()
    if not wanted:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("Đang cài cho việc kiểm thử:", ", ".join(wanted), flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    packages = [PACKAGES[name] for name in wanted]
    for command in (
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages],
    ):
        done = subprocess.run(command, env=environment, capture_output=True, check=False)
        if done.returncode:
            sys.stderr.buffer.write(done.stderr)
            return


if __name__ == "__main__":
    main()
