"""Every Vietnamese line of the pages of laws and tasks outside their templates."""

from typing import Final

from knowledge.laws.documents import Validity

VALIDITY: Final = {
    Validity.IN_FORCE: "Còn hiệu lực",
    Validity.ENDING: "Còn hiệu lực, sắp hết",
    Validity.ENDED: "Hết hiệu lực",
    Validity.NOT_YET: "Chưa có hiệu lực",
}
UNSURE: Final = "unsure"
LEFT_BEHIND: Final = "left_behind"
FILTERS: Final = {
    **{each.value: title for each, title in VALIDITY.items()},
    UNSURE: "Chưa chắc chắn",
    LEFT_BEHIND: "Đã bị thay mà còn câu trả lời dựa vào",
}
WHOLE: Final = "Mọi câu hỏi (thủ tục đã bãi bỏ)"
CHANGED_MEANWHILE: Final = (
    "Văn bản này vừa được người khác thay đổi trong lúc bạn làm. "
    "Những gì bạn nhập còn nguyên bên dưới; hãy xem lại rồi tiếp tục."
)
NOTHING_CHOSEN: Final = "Bạn chưa chọn nội dung nào. Hãy đánh dấu những nội dung đã rà."
NO_REASON: Final = "Hãy ghi vì sao nội dung vẫn đúng, để người sau hiểu."
REASON_TOO_LONG: Final = "Lý do dài {length} ký tự, tối đa {most}. Hãy viết ngắn lại."
