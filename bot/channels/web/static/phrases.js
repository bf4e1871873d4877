// Every Vietnamese line that the script says on the chat page.

export const LIMIT = 2000;

export const phrases = {
  you: "Bạn",
  bot: "Motcua trả lời",
  choices: "Lựa chọn",
  confirmed: "Sở đã xác nhận",
  unconfirmed: "Chưa được Sở xác nhận",
  download: "Tải về: ",
  file: "Tệp",
  again: "Gửi lại",
  edit: "Sửa lại",
  waiting: "Motcua đang tra cứu…",
  busy: "Bạn chờ mình trả lời xong câu trước nhé.",
  notKept:
    "Phần này có thông tin riêng nên không lưu trên máy. Nếu đang làm dở, bạn cứ trả lời tiếp.",
  started: "Đã bắt đầu cuộc trò chuyện mới.",
  left: (count) => `Còn ${count} ký tự`,
  over: (count) =>
    `Dài quá ${count} ký tự. Bạn rút gọn còn 2.000 ký tự rồi gửi giúp mình nhé.`,
};

export const fileKinds = {
  "application/pdf": "Tệp PDF",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Tệp Word",
  "image/png": "Ảnh",
  "text/calendar": "Lịch",
};

export const troubles = {
  offline: () =>
    "Chưa gửi được vì mất kết nối mạng. Bạn kiểm tra mạng rồi bấm “Gửi lại” nhé.",
  slow: () => "Mình chờ lâu quá mà chưa có câu trả lời. Bạn bấm “Gửi lại” nhé.",
  interrupted: () => "Câu này chưa kịp có câu trả lời. Bạn bấm “Gửi lại” nhé.",
  refused: () =>
    "Mình chưa đọc được tin này. Bạn bấm “Sửa lại” để gõ ngắn hơn hoặc theo cách khác nhé.",
  often: (seconds) =>
    `Bạn gửi hơi nhanh nên mình chưa kịp nhận. Bạn chờ ${wait(seconds)} rồi bấm “Gửi lại” nhé.`,
  broken: () =>
    "Xin lỗi bạn, mình đang gặp trục trặc nên chưa trả lời được. Bạn bấm “Gửi lại” sau ít phút nhé.",
};

function wait(seconds) {
  if (!seconds) return "một lát";
  return seconds < 90 ? `${seconds} giây` : `khoảng ${Math.ceil(seconds / 60)} phút`;
}
