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

NATION: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
PLACE_AND_DATE: Final = "…………, ngày …… tháng …… năm 20……"
OFFICE: Final = "TÊN CƠ QUAN, TỔ CHỨC"
OFFICE_NUMBER: Final = "Số: ……/……"
TO: Final = "Kính gửi:"
ENCLOSED: Final = "Hồ sơ gửi kèm:"
SIGN: Final = "(Ký, ghi rõ họ tên)"
SIGN_AND_STAMP: Final = "(Ký tên, đóng dấu)"
COPIES: Final = "Nơi nhận:"
COPIES_TO: Final = ("- Như trên;", "- Lưu: ………")
LETTER_NOTE: Final = (
    "Bản gợi ý do Motcua soạn theo {source}. Nơi nhận có mẫu riêng thì dùng mẫu đó."
)
LETTER_TEMPLATE: Final = "Mẫu chính thức: {template}."
