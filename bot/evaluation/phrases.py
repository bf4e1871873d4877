"""The Vietnamese names of what the report shows, outside its template."""

from typing import Final

AXIS_CONFIDENCE: Final = "Độ tin máy tự chấm (%)"
AXIS_COUNT: Final = "Số câu"
AXIS_RIGHT: Final = "Thực tế đúng (%)"

MEASURES: Final = {
    "right": "Đúng",
    "right_or_asked": "Đúng hoặc hỏi lại",
    "asked": "Hỏi lại",
    "wrong": "Sai thủ tục",
    "leak": "Lọt",
    "miss": "Bỏ sót",
}
"""In the order in which they are shown."""

MEANINGS: Final = {
    "right": "đúng cả loại câu trả lời, thủ tục và nội dung được hỏi",
    "right_or_asked": "đúng, hoặc hỏi lại, trong số câu thuộc phạm vi",
    "asked": "hỏi lại, và thủ tục đúng nằm trong nhiều nhất năm lựa chọn",
    "wrong": "trả lời về thủ tục mà người hỏi không hỏi; đây là lỗi nặng nhất",
    "leak": "câu ngoài phạm vi mà vẫn trả lời như trong phạm vi",
    "miss": "câu trong phạm vi mà từ chối",
}

REASONS: Final = {
    "wrong": "Sai thủ tục",
    "leak": "Lọt",
    "miss": "Bỏ sót",
    "asked": "Hỏi lại",
    "kind": "Khác loại",
    "facet": "Khác nội dung",
    "other": "Lỗi khác",
}
"""Why a message is in the list of those that weren't right."""

KINDS: Final = {
    "answer": "Trả lời",
    "guide": "Hướng dẫn từng bước",
    "clarify": "Hỏi lại cho rõ",
    "status_dossier": "Tra hồ sơ",
    "status_regrade": "Tra phúc khảo",
    "list": "Danh mục",
    "contact": "Liên hệ",
    "smalltalk": "Chào hỏi",
    "handoff": "Gặp người",
    "feedback": "Góp ý",
    "out_of_scope": "Ngoài phạm vi",
    "fallback": "Từ chối",
}

STYLES: Final = {
    "plain": "Câu thường",
    "abbrev": "Viết tắt",
    "conversation": "Trong cuộc trò chuyện",
    "dialect": "Tiếng địa phương",
    "english_mix": "Lẫn tiếng Anh",
    "formal": "Trang trọng",
    "long": "Kể dài",
    "nodiac": "Không dấu",
    "partial": "Thiếu dấu",
    "teencode": "Teencode",
    "typo": "Gõ sai",
    "voice": "Đọc cho máy chép",
}

NO_PROCEDURE: Final = "Không hỏi riêng một thủ tục"
CONFIDENCE: Final = "Độ tin"
OTHERS: Final = "Khác"
OR: Final = " hoặc "
NOTHING: Final = "không có"
