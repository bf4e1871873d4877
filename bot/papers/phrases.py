"""What papers are called when they are kept; their own texts are in `templates/phrases.typ`."""

from typing import Final

FILE_NAME: Final = "Danh sách giấy tờ – thủ tục {number}"

PLAIN_FILE_NAME: Final = "danh-sach-giay-to-thu-tuc-{number}"
"""For devices that take only ASCII."""
