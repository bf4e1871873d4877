"""What an officer is told about a file or a row; no personal value is ever put in."""

from typing import Final

BLANK: Final = "còn trống, cần điền"
TOO_LONG: Final = "dài quá, tối đa {most} ký tự"
NOT_A_CODE: Final = "không đúng dạng mã hồ sơ, cần dạng như H48.12-210119-0007"
NOT_A_PROCEDURE: Final = "không phải số thứ tự thủ tục, cần số nguyên từ 1 đến 61"
NOT_A_PHONE: Final = (
    "không phải số điện thoại Việt Nam, cần 10 hoặc 11 chữ số bắt đầu bằng 0 hay +84"
)
NOT_A_DAY: Final = "không phải ngày, cần dạng YYYY-MM-DD hoặc DD/MM/YYYY"
NOT_A_SCORE: Final = "không phải điểm, cần số từ 0 đến 10, tối đa hai chữ số thập phân"
NOT_AMONG: Final = "không có trong danh sách, cần một trong: {allowed}"
NOT_AN_EXAM: Final = "không phải mã kỳ thi, cần chữ và số, ví dụ tot-nghiep-thpt-2026"
NOT_A_CANDIDATE: Final = "không phải số báo danh, cần 8 chữ số (nhận từ 6 đến 10)"
NOT_A_SUBJECT: Final = "không phải tên môn thi, ví dụ Toán, Ngữ văn"
NOT_A_PAPER: Final = "không phải số giấy tờ, cần 12 chữ số (CCCD) hoặc 9 chữ số (CMND)"

BEFORE_FILING: Final = "sớm hơn ngay_nop, cần từ ngày nộp trở đi"
AHEAD: Final = "là một ngày chưa đến, cần muộn nhất là hôm nay"
BORN_LATE: Final = "không sớm hơn ngay_cap_nhat, cần ngày sinh của thí sinh"
SCORE_TOO_EARLY: Final = "đã có điểm mà trang_thai là {state}, cần để trống cho đến khi có kết quả"
SCORE_MISSING: Final = "còn trống mà trang_thai là da_co_ket_qua, cần điểm sau phúc khảo"
SCORE_MOVED: Final = "khác diem_truoc mà trang_thai là khong_thay_doi, cần bằng nhau hoặc để trống"

FAULT: Final = "cột {column}: {reason}"
SURPLUS: Final = (
    "nhiều ô hơn tiêu đề; ô nào có dấu phân cách bên trong thì cần đặt trong dấu ngoặc kép"
)
STALE: Final = "cũ hơn dữ liệu đang có, cần ngay_cap_nhat không sớm hơn lần cập nhật trước"
REPEATED: Final = "trùng khóa với dòng {line}; dòng {line} được dùng vì mới hơn hoặc đứng sau"

_SAVE_AS: Final = (
    "Mở tệp bằng Excel, chọn Lưu thành (Save As), loại “CSV UTF-8 (Comma delimited)” "
    "hoặc “Excel Workbook (.xlsx)”, rồi nạp lại."
)
EMPTY: Final = "Tệp trống, không có dòng tiêu đề."
TOO_LARGE: Final = "Tệp quá lớn: tối đa {most} MB. Hãy chia thành nhiều tệp."
SWOLLEN: Final = "Tệp .xlsx giải nén ra quá lớn: tối đa {most} MB. Hãy chia thành nhiều tệp."
TOO_MANY_ROWS: Final = "Tệp có quá nhiều dòng: tối đa {most} dòng. Hãy chia thành nhiều tệp."
UTF_16: Final = f"Tệp được lưu theo mã UTF-16 (“Unicode Text”), cần UTF-8. {_SAVE_AS}"
NOT_UTF_8: Final = (
    "Tệp không theo mã UTF-8 (byte thứ {at} sai; có thể là windows-1258, TCVN3 hay VNI). "
    f"{_SAVE_AS}"
)
BINARY: Final = f"Tệp không phải văn bản CSV mà cũng không phải .xlsx. {_SAVE_AS}"
OLD_EXCEL: Final = f"Tệp theo dạng Excel cũ (.xls). {_SAVE_AS}"
LOCKED: Final = "Tệp Excel có đặt mật khẩu. Hãy bỏ mật khẩu, lưu lại, rồi nạp lại."
WEB_PAGE: Final = f"Tệp là trang web (HTML) mang đuôi bảng tính. {_SAVE_AS}"
PDF: Final = "Tệp là PDF, không phải bảng. Cần tệp CSV hoặc .xlsx xuất từ phần mềm một cửa."
OTHER_OFFICE: Final = f"Tệp là bảng tính dạng khác (.ods, .xlsb) hoặc tệp nén. {_SAVE_AS}"
BROKEN_EXCEL: Final = f"Tệp .xlsx bị hỏng, không đọc được. {_SAVE_AS}"
BROKEN_CSV: Final = (
    "Dòng {line}: dấu ngoặc kép không khép hoặc đặt sai chỗ, nên không đọc tiếp được. "
    "Hãy sửa dòng này rồi nạp lại."
)
MISSING_COLUMNS: Final = "Dòng tiêu đề thiếu cột: {columns}. Cần đủ các cột: {wanted}."
DOUBLED_COLUMNS: Final = "Dòng tiêu đề có cột lặp lại: {columns}. Mỗi cột chỉ được có một lần."
UNREADABLE: Final = "Không mở được tệp: {reason}."
