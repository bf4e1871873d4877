"""Every Vietnamese line of the pages of the workbook outside their templates."""

from typing import Final

from knowledge.workbook.changes import How

FILE_NAME: Final = "motcua-thu-tuc-{day}.xlsx"
REFUSED_NAME: Final = "dong-khong-nhan.csv"
REFUSED_HEAD: Final = ("trang", "dong", "cot", "ly_do")
NO_FILE: Final = "Bạn chưa chọn tệp."
NO_TICK: Final = "Bạn chưa đánh dấu dòng nào, nên chưa nhận gì."
MOVED_ON: Final = (
    "Nội dung đang dùng vừa thay đổi trong lúc bạn xem, nên chưa nhận gì. Danh sách dưới đây đã "
    "mới; hãy xem lại rồi bấm nhận lần nữa."
)
HOW: Final = {How.CHANGED: "Sửa", How.ADDED: "Thêm", How.REMOVED: "Bỏ"}
