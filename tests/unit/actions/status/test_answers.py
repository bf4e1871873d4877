"""What is told of a dossier and of a re-marking request to those whose they are."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from actions.payloads import asking
from actions.status.dossier_answer import Stage, dossier_answer, stages
from actions.status.regrade_answer import regrade_answer
from knowledge.facets import Facet
from knowledge.repository import Repository
from knowledge.status.records import DossierRow, DossierState, RegradeRow, RegradeState, Way
from knowledge.status.register import SAMPLE, Register
from tests.auxil.citizen import words
from tests.auxil.turns import TODAY, payloads

FILED = date(2026, 11, 5)
FRIDAY = date(2026, 11, 20)


def dossier(state: DossierState = DossierState.IN_WORK, **more: object) -> DossierRow:
    return DossierRow(
        **{
            "code": "H48.12-261105-0042",
            "procedure": 1,
            "phone_tail": "1234",
            "filed_on": FILED,
            "way": Way.IN_PERSON,
            "state": state,
            "due_on": TODAY + timedelta(days=4),
            "updated_on": date(2026, 11, 10),
            **more,
        }
    )


def regrade(
    state: RegradeState, before: str, after: str | None = None, **more: object
) -> RegradeRow:
    return RegradeRow(
        **{
            "exam": "tot-nghiep-thpt-2026",
            "candidate": "32001234",
            "subject": "toan",
            "exam_name": "Tốt nghiệp THPT 2026",
            "subject_name": "Toán",
            "born_on": date(2008, 9, 5),
            "score_before": Decimal(before),
            "score_after": None if after is None else Decimal(after),
            "state": state,
            "updated_on": date(2026, 7, 30),
            **more,
        }
    )


def told(repository: Repository, row: DossierRow) -> str:
    return words(dossier_answer(repository, row, (), TODAY).text)


class TestDossier:
    def test_the_way_it_went_is_told_with_its_days(self, repository: Repository) -> None:
        register = Register(repository.session)
        for state, day in (
            (DossierState.RECEIVED, FILED),
            (DossierState.IN_WORK, date(2026, 11, 10)),
        ):
            register.put_dossiers([dossier(state, updated_on=day)], "api")
        row = register.dossier("H48.12-261105-0042")
        assert row
        history = register.dossier_history(row.code)
        text = dossier_answer(repository, row, history, TODAY).text
        assert "- ✓ 05/11/2026: nộp trực tiếp\n- ✓ 05/11/2026: Đã tiếp nhận\n" in text
        assert "- → **Đang xử lý**, từ 10/11/2026 đến nay" in text
        assert "(thủ tục số 1)" in text
        assert "cập nhật ngày 10/11/2026" in text
        assert "mẫu" not in text

    def test_changes_of_a_sample_do_not_count_for_the_office(self, repository: Repository) -> None:
        register = Register(repository.session)
        sample = dossier(DossierState.RECEIVED, sample=True, updated_on=FILED)
        register.put_dossiers([sample], SAMPLE)
        register.put_dossiers([dossier(due_on=FRIDAY)], "api")
        register.put_dossiers([dossier(due_on=TODAY)], "api")
        history = register.dossier_history("H48.12-261105-0042")
        row = dossier(due_on=TODAY)
        assert stages(row, history) == [Stage(DossierState.IN_WORK, date(2026, 11, 10))]
        assert stages(row, ()) == [Stage(DossierState.IN_WORK, date(2026, 11, 10))]

    @pytest.mark.parametrize(
        ("due_on", "said"),
        [
            (TODAY + timedelta(days=4), "thứ Sáu 27/11/2026**, còn **3 ngày làm việc"),
            (TODAY, "hôm nay, thứ Hai 23/11/2026"),
            (FRIDAY, "thứ Sáu 20/11/2026, **đã quá hẹn 1 ngày làm việc**"),
            (date(2026, 11, 12), "**đã quá hẹn 7 ngày làm việc**"),
            (None, "chưa ghi ngày hẹn trả"),
        ],
    )
    def test_until_when_is_told(
        self, repository: Repository, due_on: date | None, said: str
    ) -> None:
        text = told(repository, dossier(due_on=due_on))
        assert said in text
        assert ("hỏi nơi đã nhận hồ sơ vì sao chậm" in text) == (
            due_on is not None and due_on < TODAY
        )

    def test_on_the_days_off_after_it_no_working_day_is_over(self, repository: Repository) -> None:
        sunday = date(2026, 11, 22)
        text = words(dossier_answer(repository, dossier(due_on=FRIDAY), (), sunday).text)
        assert "**đã qua hẹn**" in text

    @pytest.mark.parametrize(
        ("state", "said"),
        [
            (DossierState.RECEIVED, "chưa phải làm gì thêm"),
            (DossierState.IN_WORK, "chưa phải làm gì thêm"),
            (DossierState.MORE_WANTED, "chưa ghi ở đây là thiếu gì"),
            (DossierState.RESULT_READY, "giấy tiếp nhận và giấy tờ tùy thân"),
            (DossierState.RESULT_GIVEN, "hồ sơ xong rồi"),
            (DossierState.REFUSED, "khiếu nại"),
        ],
    )
    def test_what_is_to_be_done_in_each_state(
        self, repository: Repository, state: DossierState, said: str
    ) -> None:
        message = dossier_answer(repository, dossier(state), (), TODAY)
        assert said in words(message.text)
        assert message.private
        assert {"/contact", "/handoff"} <= set(payloads(message.buttons))
        assert ("Hẹn trả" in message.text) == (
            state in {DossierState.RECEIVED, DossierState.IN_WORK}
        )

    def test_the_offices_note_is_told_as_it_is(self, repository: Repository) -> None:
        row = dossier(DossierState.MORE_WANTED, note="thiếu *bản sao* [giấy](http://x.y)")
        text = dossier_answer(repository, row, (), TODAY).text
        assert r"thiếu \*bản sao\* \[giấy\](http://x.y)" in text
        assert "đọc ghi chú của cơ quan" in text

    def test_a_sample_is_called_one(self, repository: Repository) -> None:
        assert "Đây là dữ liệu mẫu" in told(repository, dossier(sample=True))


class TestRegrade:
    def test_each_subject_is_told_with_what_became_of_it(self, repository: Repository) -> None:
        rows = (
            regrade(RegradeState.RESULT_READY, "8", "8.4"),
            regrade(
                RegradeState.RESULT_READY, "7.75", "7.5", subject="vat-li", subject_name="Vật lí"
            ),
            regrade(RegradeState.UNCHANGED, "6", subject="van", subject_name="Ngữ văn"),
            regrade(RegradeState.MARKING, "5.25", subject="anh", subject_name="Tiếng Anh"),
            regrade(RegradeState.RECEIVED, "4", subject="su", subject_name="Lịch sử"),
        )
        message = regrade_answer(repository, rows, TODAY)
        for line in (
            "- **Toán**: 8,00 → **8,40** (tăng 0,40)",
            "- **Vật lí**: 7,75 → **7,50** (giảm 0,25)",
            "- **Ngữ văn**: 6,00 → **6,00** (giữ nguyên)",
            "- **Tiếng Anh**: điểm đã công bố 5,25; đang chấm phúc khảo",
            "- **Lịch sử**: điểm đã công bố 4,00; đơn đã tiếp nhận, chưa chấm",
        ):
            assert line in message.text.splitlines()
        assert message.private
        assert asking(Facet.RESULT, 7) in payloads(message.buttons)
        assert "mẫu" not in message.text

    def test_the_rules_come_from_the_knowledge_base_with_their_source(
        self, repository: Repository
    ) -> None:
        ready = words(
            regrade_answer(repository, [regrade(RegradeState.UNCHANGED, "6")], TODAY).text
        )
        assert "Điểm sau phúc khảo là điểm thi chính thức" in ready
        assert "quy định trước" in ready
        assert "Thông tư 15/2020/TT-BGDĐT" in ready
        assert "15 ngày" not in ready
        marking = words(
            regrade_answer(repository, [regrade(RegradeState.MARKING, "6")], TODAY).text
        )
        assert "trong 15 ngày, tính từ ngày hết hạn nhận đơn" in marking
        assert "Thông tư 13/2026/TT-BGDĐT" in marking
        assert "điểm thi chính thức" not in marking

    def test_exams_are_told_apart(self, repository: Repository) -> None:
        rows = (
            regrade(RegradeState.UNCHANGED, "6", note="ghi *chú*"),
            regrade(RegradeState.UNCHANGED, "7", exam="vao-10", exam_name="Vào lớp 10"),
        )
        text = regrade_answer(repository, rows, TODAY).text
        assert text.index("Tốt nghiệp THPT 2026") < text.index(r"ghi \*chú\*")
        assert text.index(r"ghi \*chú\*") < text.index("Vào lớp 10")

    def test_a_sample_is_called_one(self, repository: Repository) -> None:
        row = regrade(RegradeState.UNCHANGED, "6", sample=True)
        assert "Đây là dữ liệu mẫu" in regrade_answer(repository, [row], TODAY).text
