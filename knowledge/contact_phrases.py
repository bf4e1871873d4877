"""What is wrong with a contact that was typed."""

from typing import Final

TOO_LONG: Final = "Dài {length} ký tự, tối đa {most}. Hãy viết ngắn lại."
WRONG: Final = {
    "phone": "Chưa giống số điện thoại. Hãy viết bằng chữ số, có thể thêm “máy lẻ 12”.",
    "email": "Chưa giống địa chỉ thư. Hãy viết như tên@tên-miền.vn, không dấu.",
    "website": "Hãy viết cả https:// ở đầu, không có dấu cách hay ngoặc.",
}
NO_SOURCE: Final = "Hãy ghi nguồn: văn bản, trang web hoặc ai cho biết."
NO_DAY: Final = "Hãy ghi ngày của nguồn, như 09/05/2026."
OTHER_DAY: Final = "Ngày của nguồn phải từ năm 2000 và không sau hôm nay."
