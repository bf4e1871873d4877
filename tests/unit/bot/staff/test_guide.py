"""The officers' guide, read in the console."""

import re
from collections.abc import Callable
from pathlib import Path

from knowledge.settings import ROOT
from knowledge.staff.accounts import Role
from tests.auxil.console import Officer

TEXT = ROOT / "docs" / "huong-dan-can-bo.md"


def test_every_page_leads_to_it_and_all_its_pictures_are_there(
    comes: Callable[..., Officer],
) -> None:
    editor = comes(Role.EDITOR)
    assert '<a href="../guide">Hướng dẫn cán bộ</a>' in editor.opens("procedures/3").text
    html = editor.opens("guide").text
    assert "<h1>Hướng dẫn cán bộ" in html
    assert "<table>" in html
    assert "pytest" not in html
    pictures = re.findall(r'src="\./(guide/[^"]+)"', html)
    assert len(pictures) == TEXT.read_text(encoding="utf-8").count("![") > 10
    for picture in pictures:
        answer = editor.opens(picture)
        assert answer.headers["content-type"] == "image/png"
        assert answer.content.startswith(b"\x89PNG")


def test_no_other_file_is_shown(comes: Callable[..., Officer]) -> None:
    editor = comes(Role.EDITOR)
    for name in ("khong-co.png", "..%2F..%2Fchat.png", "%2Fetc%2Fpasswd"):
        assert editor.opens(f"guide/{name}").status_code == 404


def test_all_pictures_of_the_guide_are_used() -> None:
    text = TEXT.read_text(encoding="utf-8")
    folder = Path(ROOT / "docs" / "images" / "huong-dan")
    assert {path.name for path in folder.iterdir()} == set(
        re.findall(r"huong-dan/([\w-]+\.png)", text)
    )
