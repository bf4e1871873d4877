"""What papers are called when they are kept; their own texts are in `templates/phrases.typ`."""

from typing import Final

FILE_NAME: Final = "Danh sách giấy tờ – thủ tục {number}"

PLAIN_FILE_NAME: Final = "danh-sach-giay-to-thu-tuc-{number}"
"""For devices that take only ASCII."""

DUE_TITLE: Final = "Hẹn trả kết quả: {title}"
DUE_TEXT: Final = (
    "Tính theo ngày nộp đủ hồ sơ {filed}. Ngày ghi trên giấy tiếp nhận mới là ngày hẹn chính thức. "
    "Xem lại thủ tục: {link}"
)
DUE_FILE_NAME: Final = "Ngày hẹn trả – thủ tục {number}"
PLAIN_DUE_FILE_NAME: Final = "ngay-hen-tra-thu-tuc-{number}"
