"""What an officer is told about drafts, outside the pages."""

from typing import Final

# What is wrong in a section.
MISSING: Final = "cần điền ô này"
NO_SOURCE: Final = "cần ít nhất một nguồn"
NO_CONFIDENCE: Final = "cần chọn mức chắc chắn"
NO_ITEM: Final = "cần ít nhất một dòng"
NO_REASON: Final = "chưa biết hay không có quy định thì cần ghi vì sao"
NOTHING_SAID: Final = "ghi là đã biết nhưng chưa có nội dung"
NO_NOTE: Final = "thủ tục đã bãi bỏ thì cần ghi chú làm gì thay thế"
UNKNOWN_FIELD: Final = "biểu mẫu không có ô này, bạn hãy tải lại trang"
NOT_A_DAY: Final = "không có ngày {typed}, cần dạng 31/12/2026"
UNKNOWN_CASE: Final = "thủ tục này không có trường hợp “{case}”"
UNKNOWN_ANSWER: Final = "trường hợp “{case}” không có câu trả lời {answers}"
FACET_OF_ABOLISHED: Final = (
    "thủ tục đã bãi bỏ nên mục này không còn được dùng, bạn hãy bỏ thay đổi ở mục này"
)
NOT_TOLD_YET: Final = "Chưa có thông tin."

# What can't be done with a draft.
NO_DRAFT: Final = "Thủ tục {id} không có bản nháp nào. Có thể nó vừa được công bố hoặc bị bỏ."
NO_VERSION: Final = "Thủ tục {id} không có phiên bản nào có hiệu lực từ ngày {day}."
VERSION_GONE: Final = (
    "Phiên bản có hiệu lực từ ngày {day} không còn nữa, nên chưa công bố được bản nháp của nó. "
    "Bạn hãy bỏ bản nháp rồi mở lại."
)
IN_REVIEW: Final = "Bản nháp đang chờ duyệt nên chưa sửa được. Bạn hãy rút nó về trước."
NOT_IN_REVIEW: Final = "Bản nháp chưa được gửi duyệt."
SENT_ANEW: Final = (
    "Bản nháp đã được rút về và gửi lại sau khi bạn mở trang này, nên chưa công bố. "
    "Bạn hãy xem lại các thay đổi dưới đây rồi mới duyệt."
)
OTHER_TAB: Final = (
    "Bạn vừa sửa mục này ở một cửa sổ khác, nên bản này chưa được lưu. Bạn hãy xem lại cả hai."
)
STALE: Final = "{who} vừa sửa mục này, nên bản bạn gửi chưa được lưu. Bạn hãy xem lại cả hai."
TOO_BIG: Final = "Mục này dài quá nên chưa lưu được. Bạn hãy bớt chữ rồi lưu lại."
NOT_TEXT: Final = "Mục này có thứ không phải chữ hay số nên chưa lưu được."
NOTHING_CHANGED: Final = "Bản nháp chưa có thay đổi nào nên chưa gửi duyệt được."
PROBLEMS: Final = "Bản nháp còn chỗ cần sửa ở: {sections}."
MOVED: Final = (
    "Nội dung đang dùng của các mục sau đã đổi từ khi bạn bắt đầu sửa: {sections}. "
    "Người soạn cần xem lại và lưu lại các mục này."
)
NOT_AN_AUTHOR: Final = "Chỉ người đã soạn bản nháp mới rút nó về được."
OWN_DRAFT: Final = "Bạn đã soạn hoặc gửi bản nháp này nên cần một người khác duyệt."
WHY: Final = "Bạn hãy ghi vì sao trả lại, để người soạn biết cần sửa gì."
NOTE_TOO_LONG: Final = "Lời nhắn dài quá: tối đa {most} ký tự."
PAST: Final = "Ngày áp dụng {day} đã qua. Bạn hãy chọn hôm nay hoặc một ngày sau."
BEFORE_THE_FIRST: Final = (
    "Ngày áp dụng {day} sớm hơn ngày {first} của phiên bản đầu tiên. Bạn hãy chọn một ngày sau đó."
)

# What can't be restored or confirmed.
CHANGED_MEANWHILE: Final = (
    "Nội dung của quy định này vừa thay đổi sau khi bạn mở trang, nên chưa ghi nhận. "
    "Bạn hãy mở lại thủ tục và xem lần nữa."
)
OWN_VERSION: Final = "Bạn đã soạn quy định này nên cần một người khác xác nhận thay mặt Sở."
DRAFT_OPEN: Final = (
    "Thủ tục {id} đang có bản nháp. Bạn hãy công bố hoặc bỏ bản nháp đó rồi khôi phục."
)
NOTHING_TO_RESTORE: Final = (
    "Nội dung đang dùng không khác bản cũ này ở mục nào, nên không có gì để khôi phục."
)
NO_CONTENT: Final = "Lần thay đổi này không lưu nội dung để khôi phục."

SECTIONS: Final = {
    "overview": "Cách làm",
    "documents": "Giấy tờ cần nộp",
    "processing_time": "Thời hạn giải quyết",
    "fee": "Phí, lệ phí",
    "steps": "Các bước",
    "where": "Nơi và cách nộp",
    "online": "Nộp qua mạng",
    "conditions": "Điều kiện",
    "forms": "Mẫu đơn",
    "legal_basis": "Căn cứ pháp lý",
    "result": "Kết quả",
    "window": "Khi nào được nộp",
    "rules": "Quy định chung",
    "names": "Tên gọi khác",
    "questions": "Hỏi đáp",
}
