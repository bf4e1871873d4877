"""Every Vietnamese line of trying a draft outside its templates."""

from typing import Final

from actions.reply import Kind

KINDS: Final = {
    Kind.ANSWER: "Trả lời",
    Kind.GUIDE: "Hướng dẫn từng bước",
    Kind.CLARIFY: "Hỏi lại cho rõ",
    Kind.STATUS_DOSSIER: "Tra hồ sơ",
    Kind.STATUS_REGRADE: "Tra kết quả phúc khảo",
    Kind.LIST: "Đưa danh sách thủ tục",
    Kind.CONTACT: "Chỉ nơi liên hệ",
    Kind.SMALLTALK: "Chào hỏi",
    Kind.HANDOFF: "Chỉ gặp cán bộ",
    Kind.FEEDBACK: "Nhận góp ý",
    Kind.FALLBACK: "Từ chối, vì không thuộc phần bot trả lời hoặc không hiểu",
}
DRAFT: Final = "Bản nháp"
LIVE: Final = "Đang nói với người dân"
VIEWS: Final = {"both": "Cả hai", "draft": "Chỉ bản nháp", "live": "Chỉ lời đang dùng"}
NO_DRAFT: Final = (
    "Thủ tục {number} chưa có bản nháp nên chưa có gì để thử. "
    "Bạn hãy sửa một mục rồi lưu nháp trước."
)
RASA_AWAY: Final = (
    "Phần hiểu câu hỏi của bot đang không chạy nên chưa hỏi thử được. Chữ bạn gõ vẫn còn ở đây; "
    "hãy thử lại sau một phút. Nếu vẫn thế, báo người vận hành."
)
NO_SUCH_BUTTON: Final = "Nút này đã cũ. Bạn bấm nút khác, hoặc gõ câu hỏi."
EMPTY: Final = "Bạn chưa gõ câu hỏi."
TOO_LONG: Final = "Câu hỏi dài quá 2.000 ký tự nên chưa gửi. Bạn rút gọn giúp."
PARSER_AWAY: Final = (
    "Phần hiểu câu hỏi của bot đang không chạy nên chưa thử được. Hãy mở lại sau một phút."
)
