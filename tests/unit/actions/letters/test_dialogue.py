"""Stories of people who have a letter written: they answer, skip, correct, ask, confirm, leave."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from actions.guide.state import Guiding
from actions.letters.addresses import FilledLetter, LetterForm, wanted_letter
from actions.payloads import writing
from actions.reply import FileMessage, Kind
from actions.turn import Memory
from knowledge.facets import Facet
from knowledge.letters import FieldKind, Letter, LetterField
from knowledge.models import Sealed
from knowledge.repository import Repository
from knowledge.sealed import unseal
from tests.auxil.citizen import buttons
from tests.auxil.led import MOVE, Person
from tests.auxil.procedures import procedure, version
from tests.auxil.turns import understood

LETTER = Letter(
    key="don-xin",
    title="ĐƠN XIN CHUYỂN TRƯỜNG",
    to=("Hiệu trưởng Trường {truong}",),
    fields=(
        LetterField(key="ten", label="Họ tên", ask="Họ và tên là gì?", kind=FieldKind.NAME),
        LetterField(key="sinh", label="Ngày sinh", ask="Sinh ngày nào?", kind=FieldKind.DAY),
        LetterField(
            key="may", label="Điện thoại", ask="Số nào?", kind=FieldKind.PHONE, required=False
        ),
        LetterField(key="truong", label="Trường đến", ask="Về trường nào?"),
        LetterField(key="ly-do", label="Lý do", ask="Vì sao?", kind=FieldKind.PROSE),
    ),
    body=("Tôi là {ten}, sinh {sinh}, điện thoại {may}.", "Lý do: {ly-do}"),
    signer="Người làm đơn",
    source="Điều 4",
)
REASON = "Gia đình chuyển về Đông Hà.\nXin nhà trường xem xét."


@pytest.fixture
def person(repository: Repository) -> Person:
    repository.put([procedure(version(), letters=(LETTER,))])
    return Person(repository)


def _values(person: Person) -> dict[str, str] | None:
    assert person.memory.writing
    return unseal(person.repository.session, person.memory.writing.token)


def _told_all(person: Person) -> str:
    person.presses(writing(MOVE))
    person.says("nguyễn văn a")
    person.says("5 tháng 9 năm 2008")
    person.says("0912 345 678")
    person.says("THPT Đông Hà")
    return person.says(REASON)


def _files(person: Person) -> list[FileMessage]:
    return [m for m in person.reply.messages if isinstance(m, FileMessage)]


def test_a_parent_tells_all_and_gets_the_letter(person: Person) -> None:
    assert "Họ và tên là gì?" in person.presses(writing(MOVE))
    summary = _told_all(person)
    for told in ("Nguyễn Văn A", "05/09/2008", "0912345678", "THPT Đông Hà", "xem xét"):
        assert told in summary
    assert person.kind is Kind.GUIDE
    made = person.says("đúng rồi")
    assert "bản gợi ý" in made
    forms = [wanted_letter(file.path) for file in _files(person)]
    assert person.memory.writing
    token = person.memory.writing.token
    assert forms == [FilledLetter(token, form) for form in LetterForm]
    assert unseal(person.repository.session, token) == {
        "procedure": str(MOVE),
        "letter": "don-xin",
        "ten": "Nguyễn Văn A",
        "sinh": "05/09/2008",
        "may": "0912345678",
        "truong": "THPT Đông Hà",
        "ly-do": REASON,
    }


def test_a_letter_is_asked_for_in_words(person: Person) -> None:
    message = understood("viết giúp em đơn xin chuyển trường", {MOVE: 0.97}, {Facet.FORMS: 0.9})
    from actions.follow_ups import hear
    from actions.questions import answer_question

    assert "Họ và tên là gì?" in person.hears(hear(person.turn(message), answer_question))


class TestPrivacy:
    def test_nothing_told_is_in_the_memory_or_readable_in_the_database(
        self, person: Person
    ) -> None:
        _told_all(person)
        remembered = person.memory.model_dump_json()
        stored = b"".join(row.content for row in person.repository.session.scalars(select(Sealed)))
        for secret in ("Nguyễn", "0912345678", "2008", "Đông Hà"):
            assert secret not in remembered
            assert secret.encode() not in stored

    def test_what_tells_of_the_person_is_marked_private(self, person: Person) -> None:
        _told_all(person)
        assert all(message.private for message in person.reply.messages)
        person.says("ok")
        assert all(file.private for file in _files(person))

    def test_leaving_forgets_at_once(self, person: Person) -> None:
        _told_all(person)
        assert person.memory.writing
        token = person.memory.writing.token
        assert "đã xóa" in person.says("thôi không viết nữa")
        assert person.memory.writing is None
        assert unseal(person.repository.session, token) is None

    def test_the_files_can_be_forgotten_at_once(self, person: Person) -> None:
        _told_all(person)
        person.says("ok")
        assert person.memory.writing
        token = person.memory.writing.token
        person.presses(buttons(person.reply)["Xóa ngay đơn này"])
        assert unseal(person.repository.session, token) is None

    def test_beginning_anew_forgets_what_was_told_before(self, person: Person) -> None:
        _told_all(person)
        assert person.memory.writing
        before = person.memory.writing.token
        person.presses(writing(MOVE))
        assert unseal(person.repository.session, before) is None
        assert _values(person) == {}


class TestAnswers:
    def test_an_unreadable_one_is_asked_again_with_a_reason(self, person: Person) -> None:
        person.presses(writing(MOVE))
        person.says("Nguyễn Văn A")
        again = person.says("hôm qua")
        assert "chưa đọc được ngày" in again
        assert "Sinh ngày nào?" in again

    def test_what_need_not_be_told_is_passed_over(self, person: Person) -> None:
        person.presses(writing(MOVE))
        person.says("Nguyễn Văn A")
        assert "bắt buộc" in person.says("bỏ qua")
        person.says("5/9/2008")
        assert "Về trường nào?" in person.says("không có")
        person.says("THPT Đông Hà")
        assert "Điện thoại: *để trống*" in person.says("theo bố mẹ")

    def test_back_to_the_question_before(self, person: Person) -> None:
        person.presses(writing(MOVE))
        person.says("Nguyễn Văn A")
        assert "Họ và tên là gì?" in person.says("quay lại câu trước")
        assert "Sinh ngày nào?" in person.says("Trần Thị B")

    @pytest.mark.parametrize("text", ["sửa 1", "sai họ tên rồi", "Sửa họ tên giúp em"])
    def test_one_answer_is_corrected_from_the_summary(self, person: Person, text: str) -> None:
        _told_all(person)
        assert "Họ và tên là gì?" in person.says(text)
        summary = person.says("Trần Thị B")
        assert "Trần Thị B" in summary
        assert "05/09/2008" in summary

    def test_a_field_is_corrected_by_its_button(self, person: Person) -> None:
        _told_all(person)
        assert "mục nào" in person.presses(buttons(person.reply)["Sửa một mục"])
        assert "Sinh ngày nào?" in person.presses(buttons(person.reply)["Ngày sinh"])
        assert "Nguyễn Văn A" in person.presses(buttons(person.reply)["Giữ như cũ"])

    @pytest.mark.parametrize("text", ["sửa", "sai rồi", "cho em sửa lại"])
    def test_which_is_asked_where_it_is_not_said(self, person: Person, text: str) -> None:
        _told_all(person)
        assert "mục nào" in person.says(text)
        assert "Về trường nào?" in person.says("sửa 4")

    def test_a_phone_number_comes_from_what_was_typed(self, person: Person) -> None:
        person.presses(writing(MOVE))
        person.says("Nguyễn Văn A")
        person.says("5/9/2008")
        message = understood("số ***", intent="out_of_scope_nonsense", typed="số 0912345678")
        from actions.follow_ups import hear
        from actions.questions import fall_back

        person.hears(hear(person.turn(message), fall_back))
        assert (_values(person) or {})["may"] == "0912345678"


class TestInBetween:
    def test_a_question_is_answered_and_the_letter_waits(self, person: Person) -> None:
        person.presses(writing(MOVE))
        told = person.asks("phúc khảo mất bao nhiêu tiền?", Facet.FEE)
        assert person.kind is Kind.ANSWER
        assert "vẫn đang viết đơn" in told
        assert "Sinh ngày nào?" in person.says("Nguyễn Văn A")

    def test_a_reason_that_holds_a_question_is_a_reason(self, person: Person) -> None:
        _told_all(person)
        person.says("sửa 5")
        told = person.asks("nhà ở xa, làm sao con đi học được nên xin chuyển", Facet.OVERVIEW)
        assert "nhà ở xa" in told

    def test_the_guide_waits_no_more(self, person: Person) -> None:
        person.memory = Memory(guide=Guiding(procedure=MOVE))
        person.presses(writing(MOVE))
        assert person.memory.guide is None


class TestOldButtons:
    def test_a_letter_that_is_gone(self, person: Person) -> None:
        _told_all(person)
        confirm = buttons(person.reply)["Đúng rồi, tạo đơn"]
        person.memory = Memory()
        assert "không còn" in person.presses(confirm)

    def test_a_letter_made_twice(self, person: Person) -> None:
        _told_all(person)
        confirm = buttons(person.reply)["Đúng rồi, tạo đơn"]
        person.presses(confirm)
        assert "không còn" in person.presses(confirm)

    @pytest.mark.parametrize(
        "payload", ['/letter{"procedure":8}', '/letter{"procedure":99}', '/letter{"field":99}',
                    '/letter{"step":99}']
    )  # fmt: skip
    def test_a_forged_one_is_refused(self, person: Person, payload: str) -> None:
        _told_all(person)
        person.presses(payload)
        assert person.kind is Kind.FALLBACK


def test_the_catalogue_asks_each_citizen_what_their_letter_needs(
    repository: Repository,
) -> None:
    filled = {p.id: p for p in repository.procedures() if any(one.fields for one in p.letters)}
    assert set(filled) == {1, 2, 3, 4, 5, 7, 57}
    for number, each in filled.items():
        person = Person(repository)
        person.presses(writing(number))
        letter = next(one for one in each.letters if one.fields)
        for field in letter.fields:
            person.says(_AN_ANSWER[field.kind])
        assert "xem lại" in person.says("tạo").lower() or _files(person), number


_AN_ANSWER = {
    FieldKind.NAME: "Nguyễn Văn A",
    FieldKind.DAY: date(2008, 9, 5).strftime("%d/%m/%Y"),
    FieldKind.PHONE: "0912345678",
    FieldKind.CITIZEN_ID: "045203001234",
    FieldKind.CANDIDATE: "32001234",
    FieldKind.TEXT: "Trường THPT Đông Hà",
    FieldKind.PROSE: json.dumps(REASON, ensure_ascii=False),
}
