"""A file message stands alone as text, and tells a channel what to show beside the file."""

import pytest
from pydantic import TypeAdapter, ValidationError

from actions.reply import FileMessage, Message

PATH = "/api/procedures/3/checklist.pdf?noi-di=tinh-khac"


def _file(text: str, path: str = PATH, media_type: str = "application/pdf") -> FileMessage:
    return FileMessage(text=text, title="Danh sách", path=path, media_type=media_type)


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        (f"[Tải về]({PATH})", ""),
        (f"Của bạn đây.\n\n[Tải về]({PATH})", "Của bạn đây."),
        (f"Một.\n\n[Hai](https://x.vn)\n\n[Tải]({PATH})", "Một.\n\n[Hai](https://x.vn)"),
    ],
)
def test_the_lead_is_the_text_without_the_link(text: str, lead: str) -> None:
    assert _file(text).lead == lead


@pytest.mark.parametrize(
    "text",
    ["", "Của bạn đây.", PATH, "[Tải](/khac)", f"Của bạn: [Tải]({PATH})", f"[Tải]({PATH}) nhé"],
)
def test_a_file_without_its_link_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        _file(text)


@pytest.mark.parametrize(
    "path", ["https://x.vn/a.pdf", "//x.vn/a.pdf", "a.pdf", "/a b", "/a)b", "javascript:x", "/\\x"]
)
def test_a_file_is_on_our_own_site(path: str) -> None:
    with pytest.raises(ValidationError):
        _file(f"[Tải]({path})", path)


def test_a_file_message_survives_the_way_through_rasa() -> None:
    message = _file(f"[Tải]({PATH})")
    read = TypeAdapter(Message).validate_python(message.model_dump(mode="json"))
    assert read == message
