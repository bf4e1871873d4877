"""What an office's software is told about the status that it pushes; no personal value in it."""

from typing import Final

NO_KEY: Final = "Cần khóa truy cập: gửi kèm tiêu đề Authorization: Bearer <STATUS_API_KEY>."
INVALID: Final = "Dữ liệu có chỗ sai, chưa được ghi; xem errors."
NOT_AN_OBJECT: Final = "Nội dung phải là một đối tượng JSON theo UTF-8."
TOO_LARGE: Final = "Nội dung quá lớn: mỗi lần chỉ gửi một hồ sơ hoặc một môn, tối đa 16 kB."
TOO_MANY: Final = (
    "Gửi nhanh quá. Hãy chờ số giây trong Retry-After, "
    "hoặc nạp cả tệp bằng motcua import dossiers, motcua import regrades."
)
STALE: Final = (
    "Dữ liệu gửi đến cũ hơn dữ liệu đang có, chưa được ghi: "
    "ngay_cap_nhat không được sớm hơn lần cập nhật trước."
)
BUSY: Final = "Chưa ghi được vào cơ sở dữ liệu. Hãy gửi lại sau ít giây."
UNLIKE_PATH: Final = "khác với giá trị trong địa chỉ, cần bằng nhau hoặc bỏ đi"
NOT_PLAIN: Final = "phải là chuỗi, số hoặc null"
UNKNOWN_FIELD: Final = "không có trường này"
