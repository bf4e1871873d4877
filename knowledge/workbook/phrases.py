"""Every Vietnamese line of the workbook: sheets, columns, choices, guide, and what is refused."""

from typing import Final

from knowledge.content import Confidence, Knowledge
from knowledge.editing.sections import Section
from knowledge.facets import Facet

GUIDE: Final = "Hướng dẫn"
ANSWERS: Final = "Câu trả lời"
PAPERS: Final = "Giấy tờ"
STEPS: Final = "Các bước"
CONDITIONS: Final = "Điều kiện"
FORMS: Final = "Mẫu đơn"
LAWS: Final = "Căn cứ pháp lý"
NAMES: Final = "Tên gọi khác"
QUESTIONS: Final = "Hỏi đáp"

KEY: Final = "Mã dòng"
NUMBER: Final = "Số"
PROCEDURE: Final = "Thủ tục"
QUESTION: Final = "Câu hỏi"
ONLY: Final = "Dành cho ai"

FACETS: Final = {
    Facet.OVERVIEW: "Cách làm",
    Facet.DOCUMENTS: "Giấy tờ cần nộp",
    Facet.PROCESSING_TIME: "Thời hạn giải quyết",
    Facet.FEE: "Phí, lệ phí",
    Facet.STEPS: "Các bước",
    Facet.WHERE: "Nơi và cách nộp",
    Facet.ONLINE: "Nộp qua mạng",
    Facet.CONDITIONS: "Điều kiện",
    Facet.FORMS: "Mẫu đơn",
    Facet.LEGAL_BASIS: "Căn cứ pháp lý",
    Facet.RESULT: "Kết quả",
    Facet.WINDOW: "Khi nào được nộp",
}
KNOWLEDGE: Final = {
    Knowledge.KNOWN: "Có câu trả lời",
    Knowledge.NOT_REGULATED: "Pháp luật không quy định",
    Knowledge.UNKNOWN: "Chưa rõ",
}
CONFIDENCE: Final = {
    Confidence.HIGH: "Cao",
    Confidence.MEDIUM: "Vừa",
    Confidence.LOW: "Thấp",
}
YES: Final = "có"
NO: Final = ("không", "ko", "no", "0", "sai", "false")
YES_TOO: Final = ("có", "x", "1", "đúng", "true", "yes")
UNITS: Final = ("ngày làm việc", "ngày")

GUIDE_LINES: Final = (
    ("title", "Kho thủ tục của Motcua"),
    ("soft", "Tải về ngày {day}. Có {count} thủ tục, theo quy định đang dùng trong ngày đó."),
    ("title", "Làm thế nào"),
    ("line", "1. Sửa chữ trong các ô trắng rồi lưu lại, vẫn là loại tệp Excel (.xlsx)."),
    ("line", "2. Ở trang cán bộ, mục Thủ tục, bấm “Nạp lại tệp Excel” và chọn tệp này."),
    ("line", "3. Bạn sẽ thấy từng chỗ cũ và mới, đánh dấu chỗ nào nhận, chỗ nào không."),
    (
        "line",
        "4. Chỗ được nhận vào bản nháp của thủ tục. Người dân chưa thấy gì cho đến khi bản nháp "
        "được gửi và được duyệt.",
    ),
    ("title", "Trong mỗi trang"),
    ("line", "Cột xám để xem, xin đừng sửa. Cột “Mã dòng” giúp tìm lại đúng chỗ của từng dòng."),
    ("line", "Thêm một mục: chèn dòng mới, để trống “Mã dòng”, điền “Số” của thủ tục."),
    (
        "line",
        "Mục mới đứng ngay sau dòng ở trên nó của cùng thủ tục; nếu bạn đã sắp xếp lại trang thì "
        "nó đứng cuối.",
    ),
    ("line", "Bỏ một mục: xóa cả dòng. Xóa hết chữ ở các ô trắng của dòng cũng vậy."),
    ("line", "Chép một dòng để làm mục mới thì xin xóa “Mã dòng” ở dòng chép."),
    (
        "line",
        "Được lọc và sắp xếp. Thứ tự các mục không đổi theo tệp này; đổi thứ tự trên màn hình.",
    ),
    ("line", "Trang nào không cần thì xóa cả trang cũng được: phần đó giữ nguyên."),
    ("line", "Xin đừng đổi tên trang, đổi tên cột hay dùng công thức."),
    ("title", "Cách ghi"),
    (
        "line",
        "Tình trạng “Pháp luật không quy định” và “Chưa rõ” phải có lý do. Lý do được nói "
        "với người dân.",
    ),
    ("line", "Mức độ chắc chắn: Cao, Vừa hay Thấp. Ô “chưa chắc” ghi “có”, hoặc để trống."),
    (
        "line",
        "Nguồn: mỗi dòng trong ô là một văn bản (Alt + Enter để xuống dòng). Điều, khoản ghi sau "
        "dấu gạch đứng: Thông tư 15/2026/TT-BGDĐT | Điều 5 khoản 1.",
    ),
    ("line", "Ô gạch chéo là ô không dùng cho câu hỏi đó."),
    (
        "line",
        "Tệp này không có: tên thủ tục, đối tượng, ghi chú chung, câu hỏi dẫn đường, mẫu thư, các "
        "quy định cũ. Những phần đó sửa trên màn hình.",
    ),
)

FORMULA: Final = "là công thức; cần gõ thẳng nội dung vào ô"
ERROR_CELL: Final = "đang báo lỗi của Excel; cần gõ lại nội dung"
BLANK: Final = "còn trống, cần điền"
NEEDS_WORDS: Final = "đang là số, cần chữ (định dạng ô là Văn bản rồi gõ lại)"
BECAME_A_DATE: Final = (
    "bị Excel đổi thành ngày hay giờ, cần chữ (định dạng ô là Văn bản rồi gõ lại)"
)
TOO_LONG: Final = "dài quá: {length} ký tự, tối đa {most}"
TOO_MANY_LINES: Final = "nhiều dòng quá: tối đa {most} dòng trong một ô"
NOT_A_NUMBER: Final = "không phải số, cần số nguyên từ {least} đến {most}"
NOT_AMONG: Final = "không có trong danh sách, cần một trong: {allowed}"
NOT_YES: Final = "cần ghi “có”, hoặc để trống"
NOT_FOR_THIS: Final = "không dùng cho câu hỏi “{facet}”, cần để trống"
NO_DOCUMENT: Final = "có dòng thiếu tên văn bản trước dấu |"

BAD_KEY: Final = "không đọc được; hãy xóa ô này nếu là dòng mới, hoặc tải tệp lại"
KEY_OF_ANOTHER_SHEET: Final = "là mã của trang khác; hãy xóa ô này nếu là dòng mới"
TWICE: Final = "đã có ở dòng {line}; nếu đây là dòng mới, hãy xóa ô này"
NOT_A_PROCEDURE: Final = "không phải số của một thủ tục, cần số từ 1 đến 61"
NO_SUCH_PROCEDURE: Final = "không có thủ tục số {number}"
OTHER_PROCEDURE: Final = (
    "ghi thủ tục {number} mà mã dòng là của thủ tục {key}; muốn chuyển sang thủ tục khác thì xóa "
    "dòng này và thêm dòng mới"
)
NO_NEW_ANSWERS: Final = "còn trống; trang này không thêm dòng được, hãy tải tệp lại"
ABOLISHED: Final = "thủ tục này đã bãi bỏ, không có phần này"
REASON_MISSING: Final = "còn trống; chưa có câu trả lời thì cần lý do"
CONTENT_MISSING: Final = "còn trống; tình trạng đang ghi “Có câu trả lời”"
NAME_TWICE: Final = "thủ tục này đã có tên gọi đó"
MISFIT: Final = "không hợp với các ô khác của dòng"

HEADER: Final = "Cả trang không được nhận: thiếu cột “{expected}”. {found}"
FOUND_INSTEAD: Final = "Ở dòng tiêu đề có cột lạ: {found}."
FOUND_NOTHING: Final = "Dòng tiêu đề không có cột lạ nào."
DOUBLED: Final = "Cả trang không được nhận: cột “{column}” có hai lần."
SHEET_TWICE: Final = "Cả trang không được nhận: tệp có hai trang cùng tên này."
TOO_MANY_ROWS: Final = "Tệp có quá nhiều dòng: tối đa {most} dòng. Hãy chia thành nhiều tệp."
TOO_MANY_CHANGES: Final = (
    "Tệp có {count} dòng thay đổi, nhiều hơn mức một lần xem được ({most}). Hãy chia thành "
    "nhiều tệp, mỗi tệp ít trang hay ít thủ tục hơn."
)

IGNORED_COLUMNS: Final = "Trang “{sheet}”: bỏ qua cột lạ {columns}."
IGNORED_SHEETS: Final = "Bỏ qua trang lạ: {sheets}."
GREY_CHANGED: Final = "Trang “{sheet}”: cột xám đã bị sửa ở dòng {lines}; phần sửa đó không nhận."
ORDER_CHANGED: Final = (
    "Trang “{sheet}”: thứ tự dòng của thủ tục {procedures} đã khác; thứ tự không nhận từ tệp, "
    "dòng mới của các thủ tục này đứng cuối."
)
NO_MANIFEST: Final = (
    "Tệp không còn danh sách dòng lúc tải về, nên không biết dòng nào đã bị xóa: không bỏ dòng nào."
)

MOVED: Final = "Nội dung đang dùng đã đổi từ lúc tải tệp. Nhận là lấy chữ trong tệp."
GONE: Final = "Dòng này đã bị bỏ từ lúc tải tệp. Nhận là thêm lại."
EMPTIES: Final = "Bỏ hết mọi dòng của phần này. Chỉ nhận nếu bạn thật sự muốn bỏ."
KEYS_BROKEN: Final = "Trang này có dòng hỏng mã, nên có thể dòng vẫn còn trong tệp."

_SAVE_AS: Final = (
    "Hãy tải tệp Excel ở mục Thủ tục, sửa trong tệp đó, rồi lưu đúng loại “Excel Workbook (.xlsx)”."
)
EMPTY: Final = "Tệp trống."
TOO_LARGE: Final = "Tệp quá lớn: tối đa {most} MB."
SWOLLEN: Final = "Tệp .xlsx giải nén ra quá lớn: tối đa {most} MB."
PDF: Final = f"Tệp là PDF. {_SAVE_AS}"
LOCKED: Final = "Tệp Excel có đặt mật khẩu. Hãy bỏ mật khẩu, lưu lại, rồi nạp lại."
OLD_EXCEL: Final = f"Tệp theo dạng Excel cũ (.xls). {_SAVE_AS}"
WEB_PAGE: Final = f"Tệp là trang web mang đuôi bảng tính. {_SAVE_AS}"
OTHER_OFFICE: Final = f"Tệp là bảng tính dạng khác (.ods, .xlsb) hoặc tệp nén. {_SAVE_AS}"
BROKEN: Final = f"Tệp .xlsx bị hỏng, không đọc được. {_SAVE_AS}"
NOT_A_WORKBOOK: Final = f"Tệp không phải Excel (có thể là CSV). {_SAVE_AS}"
NO_SHEETS: Final = f"Không thấy trang nào của tệp Motcua (như “{ANSWERS}”, “{PAPERS}”). {_SAVE_AS}"

COLUMNS: Final = {
    "knowledge": "Tình trạng",
    "text": "Nội dung",
    "reason": "Lý do chưa có câu trả lời",
    "days": "Số ngày",
    "max_days": "Nhiều nhất (ngày)",
    "unit": "Đơn vị",
    "partial": "Chỉ là một phần thời hạn",
    "time_unsure": "Thời hạn chưa chắc",
    "amount_vnd": "Số tiền (đồng)",
    "place": "Nơi nộp",
    "receives": "Nơi nhận hồ sơ",
    "decides": "Người quyết định",
    "ways": "Cách nộp",
    "level": "Mức độ trực tuyến",
    "sets": "Số bộ hồ sơ",
    "validity": "Kết quả dùng được bao lâu",
    "confidence": "Mức độ chắc chắn",
    "sources": "Nguồn",
    "paper": "Tên giấy tờ",
    "quantity": "Số bản",
    "form": "Dạng",
    "when": "Khi nào cần",
    "until": "Cần đến khi nào",
    "unsure": "Chưa chắc",
    "source": "Nguồn",
    "step": "Bước",
    "condition": "Điều kiện",
    "form_name": "Tên mẫu đơn",
    "law_number": "Số hiệu",
    "law_type": "Loại văn bản",
    "law_title": "Trích yếu",
    "articles": "Điều, khoản",
    "alias": "Tên gọi khác",
    "q": "Câu hỏi của người dân",
    "a": "Câu trả lời",
}
SECTIONS: Final = {
    **{Section(facet.value): title for facet, title in FACETS.items()},
    Section.RULES: "Quy định chung",
    Section.NAMES: NAMES,
    Section.QUESTIONS: QUESTIONS,
}
CHANGED_MEANWHILE: Final = "nội dung đang dùng vừa thay đổi; hãy nạp lại tệp để xem"
IN_REVIEW: Final = "bản nháp đang chờ duyệt; hãy rút lại hoặc chờ duyệt xong rồi nạp lại tệp"
OTHER_VERSION: Final = "bản nháp đang sửa một quy định khác, không phải quy định đang dùng"
CHANGED_IN_DRAFT: Final = (
    "bản nháp đã có thay đổi khác ở phần: {sections}; hãy gửi duyệt hoặc bỏ thay đổi đó rồi nạp "
    "lại tệp"
)
UNREADY: Final = "{section}: {why}"
