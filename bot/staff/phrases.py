"""Every Vietnamese line of the console outside its templates."""

from typing import Final

from knowledge.content import Confidence, Standing, State
from knowledge.staff.accounts import Role
from knowledge.staff.audit import Action
from knowledge.status.records import RegradeState

WRONG: Final = "Tên hoặc mật khẩu chưa đúng."
LOCKED: Final = "Đã nhập sai quá nhiều lần. Hãy chờ 15 phút rồi thử lại."
WRONG_CODE: Final = "Mã chưa đúng, hoặc đã dùng rồi. Hãy nhập mã mới đang hiện trên ứng dụng."
OVER: Final = "Đã quá 5 phút, hoặc tài khoản vừa có thay đổi. Hãy đăng nhập lại từ đầu."
CODES_OVER: Final = (
    "Đã quá 10 phút từ lúc bắt đầu. Mã QR cũ không dùng được nữa, hãy bật lại từ đầu."
)
DIFFERENT: Final = "Hai lần nhập mật khẩu mới không giống nhau."
OLD_WRONG: Final = "Mật khẩu đang dùng chưa đúng."
SAME: Final = "Mật khẩu mới phải khác mật khẩu đang dùng."
OWN: Final = "Bạn không tự khóa, đặt lại hay đổi vai trò của chính mình ở đây."
NO_ROLE: Final = "Bạn chưa chọn vai trò."
NO_FILE: Final = "Bạn chưa chọn tệp."
NO_KIND: Final = "Bạn chưa chọn loại tệp."
GONE: Final = "Tệp chờ nạp không còn nữa: đã nạp rồi, hoặc đã quá 30 phút. Hãy chọn tệp lại."
BUSY: Final = "Cơ sở dữ liệu đang bận, chưa có gì thay đổi. Hãy thử lại sau ít phút."
NOT_FOUND_TITLE: Final = "Không có trang này"
NOT_FOUND: Final = "Địa chỉ có thể đã gõ nhầm, hoặc trang đã được bỏ."
FORBIDDEN_TITLE: Final = "Bạn chưa có quyền làm việc này"
FORBIDDEN: Final = "Vai trò của bạn không gồm việc này. Nếu cần, hãy nhờ quản trị viên."
FORGED_TITLE: Final = "Biểu mẫu đã cũ"
FORGED: Final = "Chưa có gì thay đổi. Hãy mở lại trang rồi làm lại từ đầu."
TOO_LARGE_TITLE: Final = "Tệp quá lớn"
TOO_LARGE: Final = "Tệp tối đa 64 MB. Hãy chia thành nhiều tệp."
BROKEN_TITLE: Final = "Máy chủ đang gặp trục trặc"
BROKEN: Final = "Hãy thử lại sau ít phút. Nếu vẫn thế, hãy báo người vận hành xem var/log/web.log."

ROLES: Final = {
    Role.EDITOR: "Biên tập",
    Role.REVIEWER: "Duyệt",
    Role.ADMIN: "Quản trị",
}
ROLE_NOTES: Final = {
    Role.EDITOR: "sửa thủ tục và gửi duyệt, tra hồ sơ",
    Role.REVIEWER: (
        "như Biên tập, và duyệt bài người khác soạn, xác nhận thay mặt Sở, đánh dấu văn bản, "
        "sửa liên hệ, nạp tệp"
    ),
    Role.ADMIN: "như Duyệt, và xem nhật ký, quản lý tài khoản",
}
ACTIONS: Final = {
    Action.ADD_ACCOUNT: "Thêm tài khoản",
    Action.RESET_PASSWORD: "Đặt lại mật khẩu",
    Action.CHANGE_PASSWORD: "Đổi mật khẩu của mình",
    Action.CHANGE_ROLE: "Đổi vai trò",
    Action.CODES_ON: "Bật mã xác thực",
    Action.CODES_OFF: "Tắt mã xác thực",
    Action.DEACTIVATE: "Khóa tài khoản",
    Action.ACTIVATE: "Mở lại tài khoản",
    Action.LOG_IN: "Đăng nhập",
    Action.LOG_IN_REFUSED: "Đăng nhập không được",
    Action.LOG_OUT: "Đăng xuất",
    Action.OPEN_DRAFT: "Mở bản nháp",
    Action.DROP_SECTION: "Bỏ thay đổi một mục của bản nháp",
    Action.SEND_DRAFT: "Gửi duyệt",
    Action.WITHDRAW_DRAFT: "Rút bản gửi duyệt",
    Action.RETURN_DRAFT: "Trả lại bản nháp",
    Action.DISCARD_DRAFT: "Bỏ bản nháp",
    Action.PUBLISH: "Duyệt và công bố",
    Action.CONFIRM: "Xác nhận thay mặt Sở",
    Action.REVIEWED: "Rà soát, nội dung vẫn đúng",
    Action.TAKE_WORKBOOK: "Nhận thay đổi từ tệp Excel",
    Action.MARK_LAW: "Đánh dấu văn bản pháp luật",
    Action.CLOSE_TASK: "Đóng việc cần rà soát",
    Action.CHANGE_CONTACT: "Sửa thông tin liên hệ",
    Action.IMPORT_CATALOGUE: "Nạp kho thủ tục",
    Action.LOOK_UP: "Tra hồ sơ, phúc khảo",
    Action.FORGET: "Xóa dữ liệu cơ quan đã gửi",
    Action.SEASON_ON: "Bật mùa phúc khảo",
    Action.SEASON_OFF: "Tắt mùa phúc khảo",
    Action.IMPORT_DOSSIERS: "Nạp tệp hồ sơ",
    Action.IMPORT_REGRADES: "Nạp tệp phúc khảo",
    Action.BACKUP: "Sao lưu",
    Action.RESTORE: "Khôi phục bản sao lưu",
}
LOG_COLUMNS: Final = ("Lúc", "Ai", "Việc", "Đối tượng", "Thay đổi")
GONE_FROM_LOG: Final = "bỏ"
CONFIDENCE: Final = {
    Confidence.HIGH: "Mức chắc chắn: cao",
    Confidence.MEDIUM: "Mức chắc chắn: vừa",
    Confidence.LOW: "Mức chắc chắn: thấp",
}
STANDING: Final = {
    Standing.EXISTS: "Đang có hiệu lực",
    Standing.UNCERTAIN: "Chưa chắc còn hiệu lực",
    Standing.ABOLISHED: "Đã bãi bỏ",
}
STATES: Final = {
    State.DRAFT: "Bản nháp",
    State.IN_REVIEW: "Đang chờ duyệt",
    State.PUBLISHED: "Đã công bố",
}
REGRADE_STATES: Final = {
    RegradeState.RECEIVED: "Đã tiếp nhận, chưa chấm",
    RegradeState.MARKING: "Đang chấm",
    RegradeState.RESULT_READY: "Đã có kết quả",
    RegradeState.UNCHANGED: "Giữ nguyên điểm",
}
SOURCES: Final = {
    "sample": "dữ liệu mẫu",
    "api": "phần mềm của cơ quan",
    "import": "tệp {name}",
}
"""Where a change of a status became known from; see `knowledge/status/tables.py`."""
