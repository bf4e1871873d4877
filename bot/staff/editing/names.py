"""What officers call the fields of a procedure, in the order and nesting of the schema."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from actions.wording import facet_title
from knowledge.facets import Facet


@dataclass(frozen=True)
class Name:
    """What a place is called, its rows ("Giấy tờ số") where it is a list of them, what is inside.

    A place without a `name` only holds others and is not told. What is inside a `closed` one
    are keys, not fields.
    """

    name: str = ""
    row: str = ""
    inside: Mapping[str, "Name"] = field(default_factory=dict)
    closed: bool = False


VERSIONS: Final = "Quy định"

_ONLY: Final = Name("Chỉ cần khi", closed=True)
_UNSURE: Final = Name("Chưa chắc")
_SOURCE: Final = Name("Nguồn")
_NAME: Final = Name("Tên")
_SOURCES: Final = Name(
    "Nguồn",
    "Nguồn số",
    {"document": Name("Văn bản"), "articles": Name("Điều, khoản")},
)
_EVERY: Final = {
    "knowledge": Name("Đã biết đến đâu"),
    "reason": Name("Vì sao chưa có"),
    "confidence": Name("Mức chắc chắn"),
    "sources": _SOURCES,
}
_TEXT: Final = {"text": Name("Câu trả lời"), **_EVERY}

_FACETS: Final[Mapping[Facet, Mapping[str, Name]]] = {
    Facet.OVERVIEW: _TEXT,
    Facet.DOCUMENTS: {
        "sets": Name("Số bộ hồ sơ"),
        "items": Name(
            "Giấy tờ",
            "Giấy tờ số",
            {
                "name": Name("Tên giấy tờ"),
                "quantity": Name("Số lượng"),
                "form": Name("Bản gì"),
                "when": Name("Khi nào cần"),
                "until": Name("Chỉ cần đến"),
                "unsure": _UNSURE,
                "only": _ONLY,
                "source": _SOURCE,
            },
        ),
        **_EVERY,
    },
    Facet.PROCESSING_TIME: {
        **_TEXT,
        "days": Name("Số ngày"),
        "max_days": Name("Nhiều nhất"),
        "unit": Name("Tính theo"),
        "partial": Name("Mới biết một phần"),
        "unsure": _UNSURE,
    },
    Facet.FEE: {**_TEXT, "amount_vnd": Name("Số tiền (đồng)")},
    Facet.STEPS: {"items": Name("Các bước", "Bước"), **_EVERY},
    Facet.WHERE: {
        "receives": Name("Nơi nhận hồ sơ"),
        "decides": Name("Nơi quyết định"),
        "ways": Name("Cách nộp", "Cách nộp số"),
        "place": Name("Nộp ở đâu"),
        **_EVERY,
    },
    Facet.ONLINE: {**_TEXT, "level": Name("Mức độ")},
    Facet.CONDITIONS: {
        "items": Name(
            "Điều kiện",
            "Điều kiện số",
            {"text": Name("Nội dung"), "unsure": _UNSURE, "source": _SOURCE},
        ),
        **_EVERY,
    },
    Facet.FORMS: {
        "items": Name("Mẫu đơn", "Mẫu số", {"name": Name("Tên mẫu"), "source": _SOURCE}),
        **_EVERY,
    },
    Facet.LEGAL_BASIS: {
        "items": Name(
            "Văn bản",
            "Văn bản số",
            {
                "number": Name("Số, ký hiệu"),
                "type": Name("Loại văn bản"),
                "title": Name("Tên văn bản"),
                "articles": Name("Điều, khoản"),
            },
        ),
        **_EVERY,
    },
    Facet.RESULT: {**_TEXT, "validity": Name("Thời hạn của kết quả")},
    Facet.WINDOW: _TEXT,
}

_RULES: Final = {
    "standing": Name("Hiệu lực"),
    "title": Name("Tên theo quy định này"),
    "national_code": Name("Mã thủ tục quốc gia"),
    "applicants": Name("Ai đứng tên nộp", "Người nộp số"),
    "note": Name("Ghi chú cho người dân"),
    "sources": _SOURCES,
    "superseded": Name(
        "Văn bản mới chưa có nội dung",
        inside={
            "document": Name("Văn bản mới"),
            "since": Name("Có từ"),
            "certain": Name("Đã chắc chắn thay"),
        },
    ),
    "replaced_by_procedure": Name("Thủ tục thay thế"),
}
_QUESTIONS: Final = Name("Hỏi đáp", "Câu hỏi số", {"q": Name("Câu hỏi"), "a": Name("Câu trả lời")})
_CALLED: Final = {
    "aliases": Name("Cách gọi khác", "Cách gọi số"),
    "choose_when": Name("Chọn thủ tục này khi"),
}

SECTIONS: Final[Mapping[str, Name]] = {
    **{facet.value: Name(facet_title(facet), inside=_FACETS[facet]) for facet in Facet},
    "rules": Name("Quy định chung", inside=_RULES),
    "names": Name("Tên gọi khác", inside=_CALLED),
    "questions": Name("Hỏi đáp", inside={"questions": _QUESTIONS}),
}
"""By the value of the section."""

_ANSWERS: Final = Name(
    "Câu trả lời",
    "Câu trả lời số",
    {
        "key": Name("Mã"),
        "answer": Name("Trả lời"),
        "said": Name("Cách nói khác", "Cách nói số"),
        "effect": Name("Nghĩa là"),
        "days": Name("Số ngày"),
        "unit": Name("Tính theo"),
        "fee": Name("Phí, lệ phí"),
        "ends": Name("Không thuộc thủ tục này"),
        "instead": Name("Thủ tục cần làm"),
    },
)
_LETTER_FIELD: Final = {
    "key": Name("Mã"),
    "label": Name("Tên ô"),
    "ask": Name("Bot hỏi"),
    "kind": Name("Loại"),
    "required": Name("Bắt buộc"),
    "example": Name("Ví dụ"),
}
_LETTER: Final = {
    "key": Name("Mã"),
    "title": Name("Tiêu đề"),
    "writer": Name("Ai viết"),
    "to": Name("Kính gửi", "Kính gửi số"),
    "fields": Name("Ô điền", "Ô điền số", _LETTER_FIELD),
    "body": Name("Thân đơn", "Đoạn số"),
    "enclosed": Name("Gửi kèm", "Gửi kèm số"),
    "signer": Name("Người ký"),
    "template": Name("Theo mẫu"),
    "source": _SOURCE,
}
_VERSION: Final = {
    "in_force_from": Name("Có hiệu lực từ"),
    "in_force_to": Name("Có hiệu lực đến"),
    "state": Name("Tình trạng"),
    "author": Name("Người soạn"),
    "approver": Name("Người duyệt"),
    "confirmed": Name("Sở đã xác nhận"),
    "reviewed_on": Name("Rà soát ngày"),
    **_RULES,
    "facets": Name(inside={facet.value: SECTIONS[facet.value] for facet in Facet}),
}

PROCEDURE: Final = Name(
    inside={
        "id": Name("Số thủ tục"),
        "name": Name("Tên thủ tục"),
        "level": Name("Mức độ"),
        "rollout_year": Name("Kế hoạch năm"),
        "group": Name("Nhóm"),
        "act": Name("Việc"),
        "institution": Name("Cơ quan"),
        "audience": Name("Dành cho", "Đối tượng số"),
        **_CALLED,
        "near_twins": Name(
            "Thủ tục dễ nhầm",
            "Thủ tục dễ nhầm số",
            {"id": Name("Thủ tục"), "how": Name("Phân biệt")},
        ),
        "cases": Name(
            "Trường hợp",
            "Trường hợp số",
            {
                "key": Name("Mã"),
                "question": Name("Câu hỏi"),
                "asked": Name("Bot có hỏi"),
                "only": _ONLY,
                "answers": _ANSWERS,
            },
        ),
        "questions": _QUESTIONS,
        "letters": Name("Đơn mẫu", "Đơn mẫu số", _LETTER),
        "versions": Name(VERSIONS, f"{VERSIONS} số", _VERSION),
    }
)
