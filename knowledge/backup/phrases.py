"""What an operator is told about a backup."""

from typing import Final

UNREADABLE: Final = "Không mở được tệp: {reason}."
UNWRITABLE: Final = "Không ghi được tệp sao lưu: {reason}."
FOREIGN: Final = "Tệp này không phải bản sao lưu của Motcua. Cần tệp do lệnh motcua backup ghi ra."
NEWER: Final = (
    "Bản sao lưu này do phiên bản Motcua mới hơn ghi ra, phiên bản đang chạy chưa đọc được. "
    "Hãy cập nhật Motcua rồi khôi phục lại."
)
BROKEN: Final = (
    "Bản sao lưu bị hỏng ({where}) nên không khôi phục được. "
    "Hãy chép lại tệp từ nơi cất giữ, hoặc dùng một bản sao lưu khác."
)
NO_SCHEMA: Final = "Cơ sở dữ liệu chưa có bảng nào để sao lưu. Chạy motcua run một lần trước."
