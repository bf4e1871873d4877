"""Every Vietnamese line about legal documents that is not in a template."""

from typing import Final

BAD_DAY: Final = (
    "{what}: không có ngày “{typed}”. Hãy viết như 09/05/2026; chỉ biết tháng thì 05/2026, "
    "chỉ biết năm thì 2026."
)
UNTIL: Final = "Ngày cuối còn hiệu lực"
ISSUED: Final = "Ngày ban hành"
EFFECTIVE_FROM: Final = "Ngày có hiệu lực"
NUMBER: Final = "Số hiệu"
TYPE: Final = "Loại văn bản"
TITLE: Final = "Tên văn bản"
ISSUER: Final = "Cơ quan ban hành"
NOTE: Final = "Ghi chú"

MISSING: Final = "Hãy ghi {what}."
TOO_LONG: Final = "{what} dài {length} ký tự, tối đa {most}. Hãy viết ngắn lại."
BAD_NUMBER: Final = "“{typed}” chưa phải số hiệu. Hãy viết như 15/2026/TT-BGDĐT."
KNOWN_ALREADY: Final = "Văn bản {number} đã có trong danh sách."
STARTS_BEFORE_ISSUED: Final = "Ngày có hiệu lực không thể trước ngày ban hành."

NO_SUCH_LAW: Final = "Không có văn bản {number} trong danh sách."
ENDS_BEFORE_START: Final = (
    "Ngày cuối còn hiệu lực ({until}) trước ngày văn bản có hiệu lực ({start}). Hãy xem lại."
)
NO_SUCCESSOR: Final = (
    "Hãy ghi văn bản thay thế; nếu không có thì đánh dấu “Bị bãi bỏ, không có văn bản thay”."
)
BOTH: Final = "Vừa có văn bản thay, vừa đánh dấu không có văn bản thay. Hãy bỏ một trong hai."
TOO_MANY: Final = "Nhiều nhất {most} văn bản thay."
ITSELF: Final = "Văn bản không thể thay chính nó."
CIRCLE: Final = (
    "{by} đã ghi là được {number} thay (trực tiếp hoặc qua văn bản khác): thành vòng tròn."
)
NO_NUMBER_IN_LINE: Final = "Dòng “{line}” không có số hiệu. Hãy viết như 15/2026/TT-BGDĐT."
TITLE_OF_NEW: Final = (
    "{number} chưa có trong danh sách. Hãy viết tên văn bản ngay sau số hiệu, cùng dòng."
)
TYPE_OF_NEW: Final = (
    "{number} chưa có trong danh sách. Hãy viết cả loại văn bản trước số hiệu "
    "(ví dụ: Luật {number} …)."
)
UNKNOWN_ISSUER: Final = "Chưa rõ (ký hiệu {sign})"
NOT_MARKED: Final = "Văn bản {number} đang còn hiệu lực, không có dấu nào để bỏ."

TYPES: Final = {
    "TTLT": "Thông tư liên tịch",
    "TT": "Thông tư",
    "NĐ": "Nghị định",
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "KH": "Kế hoạch",
    "VBHN": "Văn bản hợp nhất",
}
"""The type of a document by the sign in its number."""
KNOWN_TYPES: Final = (
    "Luật",
    "Nghị quyết",
    "Nghị định",
    "Quyết định",
    "Thông tư liên tịch",
    "Thông tư",
    "Kế hoạch",
    "Công văn",
    "Văn bản hợp nhất",
    "Pháp lệnh",
    "Chỉ thị",
)
ISSUERS: Final = {
    "BGDĐT": "Bộ Giáo dục và Đào tạo",
    "BGD&ĐT": "Bộ Giáo dục và Đào tạo",
    "BTC": "Bộ Tài chính",
    "BNV": "Bộ Nội vụ",
    "BTP": "Bộ Tư pháp",
    "BLĐTBXH": "Bộ Lao động - Thương binh và Xã hội",
    "CP": "Chính phủ",
    "TTg": "Thủ tướng Chính phủ",
    "SGDĐT": "Sở GD&ĐT tỉnh Quảng Trị",
}
"""Who issues a document by the sign at the end of its number."""
