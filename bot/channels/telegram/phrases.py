"""Every Vietnamese line that the Telegram channel itself says to a citizen."""

from typing import Final

GREETING_UTTERANCE: Final = "xin chào"
"""What /start and /help tell the conversation."""

COMMANDS: Final = (
    ("start", "Bắt đầu trò chuyện"),
    ("help", "Xem bot giúp được gì"),
)

TEXT_ONLY: Final = (
    "Hiện mình chỉ đọc được tin nhắn chữ, chưa xem được ảnh, tệp, vị trí "
    "và chưa nghe được tin nhắn thoại. Bạn gõ câu hỏi bằng chữ giúp mình nhé."
)

TOO_LONG: Final = (
    "Tin nhắn này dài quá, mỗi lần mình chỉ đọc được tối đa 2.000 ký tự. "
    "Bạn rút gọn lại hoặc chia thành vài tin ngắn giúp mình nhé."
)

BUTTON_EXPIRED: Final = (
    "Nút này đã cũ nên mình không còn nhớ nội dung của nó. Bạn gõ lại câu hỏi giúp mình nhé."
)

TROUBLE: Final = (
    "Xin lỗi bạn, mình đang gặp trục trặc nên chưa trả lời được. Bạn thử gửi lại sau ít phút nhé."
)

CHOOSE: Final = "Mời bạn chọn:"

MORE_CHOICES: Final = "Còn các lựa chọn sau, mời bạn chọn:"

UNTITLED: Final = "Chọn"

NO_FILE: Final = (
    "Mình chưa làm được tệp này để gửi cho bạn. Bạn bấm lại hoặc hỏi lại sau ít phút giúp mình nhé."
)
