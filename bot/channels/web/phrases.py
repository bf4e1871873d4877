"""Every Vietnamese line that the server itself says on the chat page, outside the template."""

from typing import Final

EXAMPLES: Final = (
    "con tôi học lớp 10 muốn chuyển về Đông Hà cần giấy tờ gì",
    "xin bản sao bằng tốt nghiệp cấp 3 bị mất",
    "mở trung tâm tiếng Anh cần điều kiện gì",
    "nộp đơn phúc khảo ở đâu",
    "những thủ tục nào làm qua mạng",
)
"""Questions that a first visitor can tap."""

SEASON_EXAMPLES: Final = (
    "xem kết quả phúc khảo",
    "cách xin phúc khảo",
    "viết giúp em đơn phúc khảo",
)
"""Questions that come before them in the season of re-marking; the last while one may file."""

EMPTY: Final = "Bạn chưa gõ câu hỏi. Bạn gõ câu hỏi vào ô dưới đây rồi bấm Gửi nhé."

TOO_LONG: Final = (
    "Câu hỏi này dài quá: mình chỉ đọc được tối đa 2.000 ký tự mỗi lần. "
    "Nội dung bạn gõ vẫn còn trong ô dưới đây, bạn rút gọn rồi gửi lại giúp mình nhé."
)

BAD_CHOICE: Final = "Mình không đọc được lựa chọn này. Bạn gõ câu hỏi vào ô dưới đây giúp mình nhé."

TROUBLE: Final = (
    "Xin lỗi bạn, mình đang gặp trục trặc nên chưa trả lời được. "
    "Nội dung của bạn vẫn còn ở dưới đây, bạn thử gửi lại sau ít phút nhé."
)

INVALID: Final = "Yêu cầu không đúng dạng: câu hỏi phải có từ 1 đến 2.000 ký tự."

BUTTON_ALONE: Final = (
    "Nút bấm (payload) chỉ dùng được trong cuộc trò chuyện đã mở. "
    "Bạn gửi kèm conversation_id, hoặc gửi câu hỏi (text) trước để mở cuộc trò chuyện."
)

NOT_FOUND: Final = "Không có nội dung này."

NO_CONVERSATION: Final = "Cuộc trò chuyện này không còn nữa. Bạn bắt đầu cuộc mới giúp mình nhé."

TOO_MANY: Final = "Bạn gửi nhanh quá, mình chưa kịp trả lời. Bạn chờ một chút rồi gửi lại nhé."

TOO_MANY_PAGES: Final = (
    "Từ địa chỉ này đang mở quá nhiều trang chờ tin. Bạn đóng bớt vài trang rồi mở lại nhé."
)

NEWS_WAIT: Final = (
    "Trình duyệt này không nhận tin ngay được: khi có tin, mình báo ở đầu câu trả lời lần tới. "
    "Bạn giữ trang này, thỉnh thoảng gửi một câu như “có tin gì chưa”."
)
"""For the plain form, to which nothing can be pushed."""

TOO_LARGE: Final = "Yêu cầu quá lớn: mỗi câu hỏi có tối đa 2.000 ký tự."

BROKEN: Final = "Xin lỗi bạn, máy chủ đang gặp trục trặc. Bạn thử lại sau ít phút nhé."

UNKNOWN_ANSWER: Final = (
    "Địa chỉ này có lựa chọn mà thủ tục không hỏi. "
    "Bạn quay lại cuộc trò chuyện và tải danh sách lần nữa giúp mình nhé."
)

PAPERS_BUSY: Final = "Đang có nhiều người tải cùng lúc. Bạn chờ một chút rồi tải lại nhé."

LETTER_GONE: Final = "Tệp này đã được xóa để giữ riêng tư. Bạn điền lại đơn là có tệp mới."

ABOUT: Final = "Xem thủ tục số {number}"
"""The choice that a link printed on a paper opens the page with."""

FILE_KINDS: Final = {
    "application/pdf": "Tệp PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Tệp Word",
    "image/png": "Ảnh",
    "text/calendar": "Lịch",
}
