"""Every Vietnamese line of the editing pages outside their templates and the names of fields."""

from typing import Final

from knowledge.content import Confidence, Knowledge
from knowledge.staff.audit import Action

KNOWLEDGE: Final = {
    Knowledge.KNOWN: "Đã biết, nói được với người dân",
    Knowledge.NOT_REGULATED: "Luật không quy định",
    Knowledge.UNKNOWN: "Chưa biết",
}
CONFIDENCE: Final = {
    Confidence.HIGH: "cao",
    Confidence.MEDIUM: "vừa",
    Confidence.LOW: "thấp",
}
LEVELS: Final = (("", "không ghi"), ("3", "3 (một phần)"), ("4", "4 (toàn trình)"))
UNITS: Final = (("", "chọn…"), ("ngày làm việc", "ngày làm việc"), ("ngày", "ngày"))
CHOOSE: Final = "chọn…"
NO_PROCEDURE: Final = "không có"
GONE_ANSWER: Final = "{key} (không còn trong câu hỏi của thủ tục)"
YES: Final = "có"
NO: Final = "không"

HELP: Final = {
    "source": "Văn bản và điều, khoản nói điều này. Ví dụ: Thông tư 15/2026/TT-BGDĐT, Điều 33.",
    "unsure": "Đánh dấu nếu chưa chắc; bot sẽ nói là chưa chắc.",
    "sources": "Văn bản làm căn cứ cho cả mục này. Cần ít nhất một.",
    "document": "Ví dụ: Quyết định 51/2002/QĐ-BGDĐT.",
    "articles": "Ví dụ: Điều 5 khoản 1.",
    "knowledge": "Nếu chưa biết hoặc luật không quy định, bot nói lý do thay cho câu trả lời.",
    "reason": "Chỉ điền khi mục này chưa có câu trả lời: bot nói câu này thay vào.",
    "confidence": "Bạn chắc đến đâu về mục này.",
    "text": "Bot nói nguyên văn câu này với người dân. Chưa biết thì để trống.",
    "sets": "Từ 1 đến 10. Để trống nếu không rõ.",
    "quantity": "Từ 1 đến 20. Để trống nếu không rõ.",
    "form": "Ví dụ: bản chính, bản sao có chứng thực.",
    "when": "Để trống nếu ai cũng cần. Ví dụ: Khi chuyển từ tỉnh khác đến.",
    "until": "Chỉ điền nếu giấy này nay không cần nữa. Ví dụ: đầu năm 2022.",
    "only": "Không chọn gì thì ai cũng cần giấy này.",
    "days": "Số ngày giải quyết, nếu là một con số.",
    "max_days": "Chỉ điền nếu là khoảng, ví dụ từ 5 đến 8 ngày thì ghi 8.",
    "unit": "Ngày làm việc không kể thứ bảy, chủ nhật và ngày lễ.",
    "partial": "Đánh dấu nếu mới biết thời hạn của một vài bước.",
    "amount_vnd": "Chỉ điền nếu là một số tiền cố định. Ví dụ: 50000.",
    "steps": "Mỗi bước một ô, theo thứ tự người dân làm.",
    "place": "Bot nói câu này khi người dân hỏi nộp ở đâu.",
    "receives": "Cơ quan nhận hồ sơ.",
    "decides": "Người hoặc cơ quan ra quyết định.",
    "ways": "Mỗi cách một dòng: trực tiếp, bưu chính, trực tuyến.",
    "level": "Mức độ trong kế hoạch năm 2021.",
    "number": "Ví dụ: 15/2026/TT-BGDĐT.",
    "type": "Ví dụ: Thông tư, Nghị định, Luật.",
    "title": "Tên hoặc nội dung chính của văn bản.",
    "validity": "Kết quả dùng được bao lâu.",
    "rules_title": "Tên thủ tục ghi trong văn bản đang áp dụng.",
    "national_code": "Mã trên Cơ sở dữ liệu quốc gia về thủ tục hành chính. Ví dụ: 2.002478.",
    "standing": "Đã bãi bỏ thì ghi chú phải nói người dân cần làm gì thay thế.",
    "note": "Bot nói thêm câu này. Bắt buộc khi thủ tục đã bãi bỏ.",
    "applicants": "Mỗi người một dòng.",
    "replaced_by_procedure": "Thủ tục mà người dân cần làm thay.",
    "superseded": "Chỉ điền khi biết đã có văn bản mới thay nhưng chưa có nội dung của nó.",
    "since": "Ví dụ: tháng 9/2026.",
    "certain": "Bỏ trống thì bot nói “có thể đã thay”.",
    "choose_when": "Bot dùng câu này để người dân chọn đúng thủ tục.",
    "aliases": "Mỗi cách gọi một dòng, như người dân hay nói.",
    "questions": "Câu hỏi người dân hay hỏi về thủ tục này và câu trả lời.",
}
"""What to write in a field, by its key; `steps` and `rules_title` where a key means two things."""

CHANGES: Final = {
    Action.PUBLISH: "duyệt và công bố",
    Action.CONFIRM: "xác nhận thay mặt Sở",
    Action.REVIEWED: "rà soát, thấy vẫn đúng",
    Action.IMPORT_CATALOGUE: "nạp từ tệp",
}
"""What happened to a procedure, by the action in the log."""

DONE: Final = {
    "published": "Xong. Từ câu hỏi kế tiếp, bot nói theo nội dung mới.",
    "announced": "Xong. Đến ngày áp dụng, bot tự nói theo quy định mới.",
    "confirmed": "Đã ghi: Sở xác nhận toàn bộ quy định này.",
    "reviewed": "Đã ghi: bạn vừa rà soát, nội dung vẫn đúng.",
}
"""What a reviewer just did to a procedure, by the word in the address."""

PASTED: Final = (
    "Trong chữ bạn dán có mã định dạng, thường là từ Word. Mình đã bỏ mã và giữ lại chữ; "
    "bạn xem lại giúp."
)
UNTOLD: Final = (
    "Mục này đang để “{knowledge}” nên bot chưa nói câu trả lời bạn ghi. "
    "Muốn bot nói, hãy chọn “{known}” ở ô đầu tiên."
)
CANNOT_MOVE: Final = "Hàng đó không còn nữa. Bạn xem lại rồi thử lần nữa."
NO_SUCH_DAY: Final = "Không có ngày “{typed}”. Hãy ghi như 31/12/2026."
FORGED: Final = (
    "Biểu mẫu đã cũ vì bạn vừa đăng nhập lại. Chữ bạn gõ vẫn còn ở đây; "
    "xem lại rồi bấm “Lưu nháp” lần nữa."
)
DRAFT_GONE: Final = (
    "Bản nháp này vừa được công bố hoặc bị bỏ. Chữ bạn gõ vẫn còn ở đây; "
    "bấm “Lưu nháp” thì mở bản nháp mới với chữ của bạn."
)
OTHER_VERSION: Final = (
    "Bản nháp của thủ tục này sửa Quy định từ {day}, không phải quy định bạn đã mở, nên chữ của "
    "bạn chưa được lưu. Chữ vẫn còn ở đây; chỉ bấm “Lưu nháp” nếu nó đúng cho quy định đó."
)
TOLD_ANEW: Final = (
    "Nội dung đang dùng của mục này vừa đổi sau khi bạn mở biểu mẫu. Chữ bạn gõ vẫn còn ở đây; "
    "hãy xem bản mới ở trang thủ tục rồi bấm “Lưu nháp” nếu vẫn muốn thay bằng chữ của bạn."
)
NOT_EDITABLE: Final = "Thủ tục đã bãi bỏ theo quy định này nên mục này không có gì để sửa."
