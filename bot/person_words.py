"""Words by which names of persons are told from those of schools, places and offices."""

from typing import Final

from knowledge.folding import fold


def _plain(names: str) -> frozenset[str]:
    """Return `names` as written, and without any diacritics."""
    return frozenset(names.split()) | frozenset(fold(name) for name in names.split())


SURE_FAMILIES: Final = _plain(
    "nguyễn trần lê phạm hoàng huỳnh phan võ đặng bùi ngô đinh đoàn trịnh trương phùng"
)
FAMILIES: Final = SURE_FAMILIES | _plain(
    "vũ đỗ hồ dương lý mai tô hà cao thái tạ lương châu lâm đào đậu đàm chu lưu kiều quách "
    "nghiêm mạc tăng thân tôn tống triệu vương hứa khổng lã nông giáp doãn thạch cù chế bạch ngụy "
    "tiêu trang ung văn vi viên lục la kim khuất cấn biện bành âu an"
)
PLAIN_FAMILIES: Final = frozenset(("nguyen", "tran", "pham", "hoang", "huynh", "bui", "le"))
"""Family names that no other common word is written like, once the diacritics are left out."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


KIN: Final = _words(
    "toi em con chau minh be ban anh chi co thay ong ba chu bac di cau vo chong bo me ma cha"
)
INTRODUCTIONS: Final = tuple(
    tuple(each.split())
    for each in (
        "ho va ten la",
        "ho ten la",
        "ten day du la",
        "ten con la",
        "ten em la",
        "ten toi la",
        "ten chau la",
        "ten minh la",
        "ho va ten",
        "ho ten",
        "ten la",
        "con toi ten",
        "con em ten",
        "toi ten",
        "em ten",
        "con ten",
        "chau ten",
        "minh ten",
        "be ten",
        "ban ten",
        "trai ten",
        "gai ten",
        "thi sinh ten",
        "hoc sinh ten",
        "sinh vien ten",
    )
)
"""The longest first where one begins another."""

NO_NAMES: Final = _words(
    "la gi nao sao muon xin can hoi hoc o sinh lop va thi co dang duoc bi nam nay lam nop truong "
    "tren trong cua cho voi nhu the khong ko k bang phai nen dat moi cu bao nhieu khac sai doi "
    "chuyen ngay thang nha a ah ak da vang roi chua se den tu toi em con minh chau dc la"
)
"""Words that end a name in small letters, folded."""

OPENINGS: Final = _words(
    "cho xin tôi em con mình cháu hỏi muốn cần làm thủ tục hồ sơ giấy tờ nộp bao phí lệ trường ở "
    "tại nếu khi có bằng học nhà chào gửi hiện vậy tui ad bạn theo về và hay là để mở cấp thi "
    "toi hoi muon can lam neu khi hien"
)
"""Words with which sentences begin."""

BEFORE_PLACES: Final = _words(
    "trường thpt thcs th ptth chuyên tâm đường phố xã phường huyện tỉnh tp thôn trấn quận "
    "ngõ hẻm làng gdtx gdnn ptdtnt khóm"
)
"""Words after which a name is that of a school, a street or a place."""
PLAIN_BEFORE_PLACES: Final = frozenset(fold(word) for word in BEFORE_PLACES)
"""The same without diacritics; capitalised they may be family names."""


def _phrases(listed: str) -> frozenset[tuple[str, ...]]:
    """Return the words of each as written, and without any diacritics."""
    written = [each.strip() for each in listed.split(",")]
    return frozenset(tuple(way.split()) for each in written for way in (each, fold(each)))


KNOWN: Final = _phrases(
    "quảng trị, quảng bình, đông hà, đồng hới, vĩnh linh, gio linh, cam lộ, hải lăng, triệu phong, "
    "hướng hóa, hướng hoá, đakrông, đa krông, cồn cỏ, khe sanh, lao bảo, ba đồn, bố trạch, "
    "quảng trạch, quảng ninh, minh hóa, minh hoá, tuyên hóa, tuyên hoá, hồ xá, ái tử, việt nam, "
    "việt mỹ, anh quốc, hà nội, hà tĩnh, hà giang, hà nam, hồ chí minh, hcm, huế, thừa thiên, "
    "đà nẵng, sài gòn, nghệ an, thanh hóa, thái lan, thái nguyên, thái bình, cao bằng, lâm đồng, "
    "châu âu, châu á, châu đốc, lý sơn, an giang, lào, trung quốc, hàn quốc, nhật bản, hoa kỳ, "
    "sở, bộ, ban, ủy ban, uỷ ban, nhân dân, ubnd, phòng, giáo dục, đào tạo, gd, đt, gdđt, gd đt, "
    "sgdđt, bgdđt, trường, tiểu học, trung học, phổ thông, cơ sở, cao đẳng, đại học, mầm non, "
    "mẫu giáo, trung tâm, ngoại ngữ, tin học, tiếng anh, tiếng đức, tiếng pháp, tiếng nhật, "
    "tiếng hàn, tiếng nga, "
    "thpt, thcs, th, gdtx, gdnn, cccd, cmnd, vneid, ielts, toeic, toefl, hsk, nđ, cp, tt, qđ, kh, "
    "cổng, dịch vụ công, dịch vụ, quốc gia, hành chính, một cửa, tốt nghiệp, chứng chỉ, "
    "bản sao, thủ tục, hồ sơ, học bạ, luật, nghị định, thông tư, quyết định, kế hoạch, căn cước, "
    "motcua, facebook, zalo, google, word, excel, pdf, hiệu trưởng, chủ tịch, giám đốc, giáo viên, "
    "học sinh, sinh viên, phụ huynh, kỳ thi, phúc khảo, tuyển sinh, chuyển trường, lớp, khối, tp, "
    "thành phố, tỉnh, huyện, xã, phường, thị xã, thị trấn, và"
) | {("lệ", "thủy"), ("lệ", "thuỷ"), ("lệ", "ninh")}
"""Offices, schools, papers, places: what is capitalised and no person."""
