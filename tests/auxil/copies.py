"""Copies of the code in which something of the real installation is missing or broken."""

import shutil
from pathlib import Path

from knowledge.settings import ROOT

_FOLDERS = ("bot", "actions", "knowledge", "nlu_data")
_FILES = ("config.yml", "domain.yml", "endpoints.yml", "credentials.yml")


def copy_of_code(folder: Path) -> Path:
    """The code without both environments and without a model."""
    for name in _FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in _FILES:
        shutil.copy(ROOT / name, folder / name)
    return folder


def with_model(folder: Path) -> Path:
    """Add the trained model."""
    shutil.copytree(ROOT / "models", folder / "models")
    return folder


def with_rasa(folder: Path) -> Path:
    """Add Rasa's environment."""
    (folder / ".venv-rasa").symlink_to(ROOT / ".venv-rasa")
    return folder


def with_fake_rasa(folder: Path, script: str) -> Path:
    """Add a program in the place of Rasa's Python; `script` is what it does, in shell."""
    python = folder / ".venv-rasa" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    python.chmod(0o755)
    return folder
