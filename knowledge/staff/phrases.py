"""What an officer or operator is told about accounts, outside the pages."""

from typing import Final

NOT_A_NAME: Final = (
    "Tên đăng nhập “{name}” không đúng dạng: cần 2 đến 40 ký tự, gồm chữ thường không dấu, chữ số "
    "và . _ -, bắt đầu bằng chữ. Ví dụ: lan.nguyen"
)
TAKEN: Final = "Đã có tài khoản {name}. Hãy chọn tên khác."
NO_ACCOUNT: Final = "Không có tài khoản {name}."
LAST_ADMIN: Final = (
    "{name} là quản trị viên cuối cùng còn dùng được, nên chưa khóa hay đổi vai trò được. "
    "Hãy thêm một quản trị viên khác trước."
)
WRONG_CODE: Final = (
    "Mã chưa đúng. Hãy nhập mã đang hiện trên ứng dụng và xem giờ của điện thoại có đúng không."
)
CODES_ARE_ON: Final = "Mã xác thực đang bật. Muốn đổi sang điện thoại khác, hãy tắt rồi bật lại."
TOO_SHORT: Final = "Mật khẩu cần ít nhất {least} ký tự. Một câu ngắn dễ nhớ là tốt nhất."
TOO_LONG: Final = "Mật khẩu dài quá: tối đa {most} ký tự."
TOO_EASY: Final = "Mật khẩu này dễ đoán quá: không lặp một ký tự và không dùng tên đăng nhập."
