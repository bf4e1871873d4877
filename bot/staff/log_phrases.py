"""What the log calls the places and values of a change that are no content of a procedure."""

from collections.abc import Mapping
from typing import Final

from bot.staff import phrases
from knowledge.content import Confidence, Knowledge

NAMES: Final = {
    "role": "Vai trò",
    "active": "Dùng được",
    "must_change": "Phải đổi mật khẩu",
    "codes": "Mã xác thực",
    "wrong": "Nhập sai",
    "locked": "Bị khóa 15 phút",
    "other_sessions": "Số máy khác",
    "added": "Thêm",
    "changed": "Đổi",
    "unchanged": "Giữ nguyên",
    "refused": "Từ chối",
    "dossiers": "Hồ sơ",
    "regrades": "Môn phúc khảo",
    "changes": "Dòng lịch sử",
    "subscriptions": "Lượt theo dõi",
    "procedure": "Thủ tục",
    "dossier": "Hồ sơ",
    "regrade": "Môn phúc khảo",
    "staff_account": "Tài khoản",
    "audit_log": "Dòng nhật ký",
    "number": "Số, ký hiệu",
    "type": "Loại văn bản",
    "title": "Tên văn bản",
    "issuer": "Cơ quan ban hành",
    "issued": "Ngày ban hành",
    "effective_from": "Có hiệu lực từ",
    "effective_to": "Có hiệu lực đến",
    "replaced_by": "Bị thay bởi",
    "amended_by": "Được sửa bởi",
    "confidence": "Mức chắc chắn",
    "note": "Ghi chú",
    "tasks_opened": "Việc rà soát mở thêm",
    "tasks_withdrawn": "Việc rà soát rút lại",
    "facet": "Mục",
    "law": "Văn bản",
    "closed_as": "Đóng vì",
    "rows": "Dòng đã nhận",
    "rows_not_taken": "Dòng không nhận",
    "procedures": "Thủ tục",
    "reason": "Lý do",
    "answer": "Lý do trả lại",
    "authors": "Những người đã soạn",
    "applies_from": "Áp dụng từ",
    "version_from": "Sửa quy định từ",
    "phone": "Điện thoại",
    "address": "Địa chỉ",
    "email": "Email",
    "website": "Trang web",
    "hours": "Giờ làm việc",
    "source": "Nguồn",
    "as_of": "Nguồn ghi ngày",
}
"""By key; a key that is missing here stands in the log as it is."""

YES: Final = "có"
NO: Final = "không"
NOTHING: Final = "để trống"
ROW: Final = "số {number}"

VALUES: Final[Mapping[str, Mapping[str, str]]] = {
    "role": {role.value: word for role, word in phrases.ROLES.items()},
    "knowledge": {
        Knowledge.KNOWN: "đã biết",
        Knowledge.NOT_REGULATED: "luật không quy định",
        Knowledge.UNKNOWN: "chưa biết",
    },
    "confidence": {
        Confidence.HIGH: "cao",
        Confidence.MEDIUM: "vừa",
        Confidence.LOW: "thấp",
    },
    "standing": {standing.value: word for standing, word in phrases.STANDING.items()},
    "state": {
        "open": "Đang soạn",
        **{state.value: word for state, word in phrases.STATES.items()},
    },
    "wrong": {"password": "mật khẩu", "code": "mã xác thực"},
    "closed_as": {
        "still_right": "nội dung vẫn đúng",
        "published": "đã công bố nội dung mới",
        "withdrawn": "văn bản không bị thay nữa",
    },
    "writer": {"citizen": "người dân", "organisation": "tổ chức"},
}
"""By the key under which a value stands."""
