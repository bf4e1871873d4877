"""Stories of people who look up how far it is: what they tell, how they err, what is kept."""

import time
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from actions.reply import Kind, TextMessage
from actions.status.dialogue import TOLD_LASTS
from actions.status.state import Looking
from knowledge.facets import Facet
from knowledge.models import Sealed, now
from knowledge.repository import Repository
from knowledge.sealed import unseal
from knowledge.settings import settings
from knowledge.status.locks import LOCKED_MINUTES, TRIES, locks
from tests.auxil.applicant import Applicant
from tests.auxil.citizen import buttons

CODE, TAIL = "H48.12-210119-0007", "1234"
NUMBER, BORN = "32001234", "05/09/2003"
UNKNOWN_CODE, UNKNOWN_NUMBER = "H48.12-210119-9999", "39999999"
FOUND, REGRADED = "Chuyển trường", "8,40"
NO_MATCH, LOCKED = "không thấy", "sau 15 phút"


def _sealed(applicant: Applicant) -> list[Sealed]:
    return list(applicant.repository.session.scalars(select(Sealed)))


class TestDossier:
    def test_both_in_one_message(self, applicant: Applicant) -> None:
        assert FOUND in applicant.says(f"mã {CODE} 4 số cuối {TAIL}")
        assert (applicant.kind, applicant.procedures) == (Kind.STATUS_DOSSIER, (3,))

    def test_asked_then_the_code_then_the_phone(self, applicant: Applicant) -> None:
        asked = applicant.wants_dossier()
        assert "mã hồ sơ" in asked
        assert "tra xong là xóa" in asked
        assert "bốn số cuối" in applicant.says(CODE.lower())
        assert FOUND in applicant.says("sdt em 0900 001 234")

    def test_the_phone_first(self, applicant: Applicant) -> None:
        applicant.wants_dossier()
        assert "mã hồ sơ" in applicant.says(TAIL)
        assert FOUND in applicant.says("h48 12 210119 0007")

    def test_a_code_out_of_the_blue_begins(self, applicant: Applicant) -> None:
        assert "bốn số cuối" in applicant.says(CODE)
        assert applicant.kind is Kind.STATUS_DOSSIER
        assert FOUND in applicant.says(TAIL)

    def test_what_follows_is_about_its_procedure(self, applicant: Applicant) -> None:
        applicant.says(f"{CODE} {TAIL}")
        applicant.asks("mất bao lâu", Facet.PROCESSING_TIME, about=3)
        assert applicant.procedures == applicant.memory.topic == (3,)

    def test_a_slip_is_named_and_the_rest_is_kept(self, applicant: Applicant) -> None:
        applicant.wants_dossier()
        applicant.says(TAIL)
        assert "thiếu phần số cuối" in applicant.says("H48.12-210119")
        assert FOUND in applicant.says(CODE)

    def test_a_code_corrected_before_the_phone(self, applicant: Applicant) -> None:
        applicant.says(UNKNOWN_CODE)
        applicant.says(f"à em cầm nhầm tờ của chồng, của em đây {CODE}")
        assert FOUND in applicant.says(TAIL)

    def test_an_unusual_code_counts_when_told_again(self, applicant: Applicant) -> None:
        applicant.wants_dossier()
        assert "bằng 2 chữ số" in applicant.says("K7-210119-12")
        assert "bốn số cuối" in applicant.says("K7-210119-12")
        assert NO_MATCH in applicant.says(TAIL)

    def test_another_days_words_on_a_first_message_are_no_factors(
        self, applicant: Applicant
    ) -> None:
        text = "tôi nộp hồ sơ ngày 12/5/2026 số 1022 mà chưa có"
        assert "chưa đọc được" not in applicant.says(text, "status_dossier")
        assert applicant.memory.lookup == Looking(kind=Kind.STATUS_DOSSIER)


class TestRegrade:
    def test_both_in_one_message(self, applicant: Applicant) -> None:
        assert REGRADED in applicant.says("sbd 32001234 sinh 5/9/2003")
        assert (applicant.kind, applicant.procedures) == (Kind.STATUS_REGRADE, (7,))

    def test_the_birth_date_first_and_a_question_in_between(self, applicant: Applicant) -> None:
        applicant.wants_regrade()
        assert applicant.procedures == (7,)
        applicant.asks("khoan, chấm lại một môn mất bao nhiêu tiền nhỉ", Facet.FEE)
        assert (applicant.kind, applicant.procedures) == (Kind.ANSWER, (7,))
        assert "số báo danh" in applicant.says(BORN)
        assert applicant.kind is Kind.STATUS_REGRADE
        assert REGRADED in applicant.says(f"sbd {NUMBER}")

    def test_the_number_then_eight_digits_that_are_a_day(self, applicant: Applicant) -> None:
        applicant.wants_regrade()
        assert "ngày sinh" in applicant.says("3200 1234")
        assert REGRADED in applicant.says("05092003")

    def test_a_number_corrected_before_the_birth_date(self, applicant: Applicant) -> None:
        applicant.wants_regrade()
        applicant.says(UNKNOWN_NUMBER)
        applicant.says(f"ấy chết cháu đọc nhầm số của bạn cháu, của cháu là {NUMBER}")
        assert REGRADED in applicant.says("5 tháng 9 năm 2003")

    def test_a_named_number_begins_unless_it_is_a_question(self, applicant: Applicant) -> None:
        applicant.says(f"sbd {NUMBER} thì nộp đơn ở đâu", asking=0.9)
        assert applicant.kind is Kind.FALLBACK
        applicant.says(f"cho xem điểm của bạn A sbd {NUMBER}", "out_of_scope_personal_data")
        assert applicant.kind is Kind.FALLBACK
        assert "ngày sinh" in applicant.says(f"sbd {NUMBER}")

    def test_the_result_of_another_without_any_number_changes_nothing(
        self, applicant: Applicant
    ) -> None:
        applicant.wants_regrade()
        before = applicant.memory.lookup
        applicant.says("cho xem điểm của bạn A", "out_of_scope_personal_data")
        assert (applicant.kind, applicant.memory.lookup) == (Kind.FALLBACK, before)

    def test_slips_are_named(self, applicant: Applicant) -> None:
        applicant.wants_regrade()
        assert "số bạn gõ có 7" in applicant.says("sbd 3200123")
        applicant.says(NUMBER)
        assert "đủ ngày, tháng và năm" in applicant.says("5/9")
        assert "không có trên lịch" in applicant.says("31/2/2003")
        assert REGRADED in applicant.says(BORN)


class TestTwoLookUps:
    def test_one_after_the_other(self, applicant: Applicant) -> None:
        applicant.says(f"số báo danh {NUMBER}, sinh ngày {BORN}")
        assert "mã hồ sơ" in applicant.wants_dossier()
        assert FOUND in applicant.says(f"{CODE}, số điện thoại đuôi {TAIL}")

    def test_a_code_leaves_the_other_look_up_and_what_was_told_for_it(
        self, applicant: Applicant
    ) -> None:
        applicant.says(f"sbd {NUMBER}")
        token = applicant.memory.lookup and applicant.memory.lookup.token
        assert token
        applicant.says(CODE)
        assert applicant.kind is Kind.STATUS_DOSSIER
        assert unseal(applicant.repository.session, token) is None

    def test_again_is_asked_anew(self, applicant: Applicant) -> None:
        applicant.says(f"{CODE} {TAIL}")
        assert "mã hồ sơ" in applicant.says("tra lại giúp em")
        assert FOUND in applicant.says(f"{TAIL} {CODE}")

    def test_digits_after_an_answer_are_for_nobody(self, applicant: Applicant) -> None:
        applicant.says(f"{CODE} {TAIL}")
        applicant.says("5678")
        assert applicant.kind is Kind.FALLBACK


class TestLeaving:
    @pytest.mark.parametrize(
        "text", ["thôi không tra nữa", "thôi", "hủy", "thôi khỏi tra hồ sơ nữa"]
    )
    def test_what_was_told_is_forgotten_at_once(self, applicant: Applicant, text: str) -> None:
        applicant.says(CODE)
        assert "đã xóa" in applicant.says(text)
        assert applicant.kind is Kind.STATUS_DOSSIER
        assert applicant.memory.lookup is None
        assert _sealed(applicant) == []

    def test_leaving_asks_for_nothing_whatever_it_is_taken_for(self, applicant: Applicant) -> None:
        said = applicant.says("thôi khỏi tra điểm phúc khảo nữa", "status_regrade")
        assert "dừng tra" in said
        assert applicant.memory.lookup is None

    def test_a_question_in_between_leaves_nothing_and_is_reminded_once(
        self, applicant: Applicant
    ) -> None:
        applicant.says(CODE)
        said = applicant.asks("thôi khoan, lệ phí chuyển trường bao nhiêu", Facet.FEE, about=3)
        assert "vẫn chờ bốn số cuối" in said
        assert "vẫn chờ" not in applicant.asks("nộp ở đâu", Facet.WHERE, about=3)
        assert FOUND in applicant.says(TAIL)

    def test_a_human_is_called_whatever_number_is_left(self, applicant: Applicant) -> None:
        applicant.says(CODE)
        applicant.says("cho tôi gặp cô ở bàn 1022", "contact")
        assert applicant.kind is Kind.CONTACT

    def test_who_lost_the_paper_is_told_where_the_code_is(self, applicant: Applicant) -> None:
        said = applicant.says("em quên mã hồ sơ thì tra bằng cccd được không", "status_dossier")
        assert "không tra bằng tên hay số căn cước" in said
        assert FOUND in applicant.says(f"{CODE} đuôi {TAIL}")

    def test_despair_is_heard_whatever_is_open(self, applicant: Applicant) -> None:
        applicant.says(CODE)
        assert "111" in applicant.says("con chán lắm rồi 1234", "out_of_scope_distress")


class TestWrong:
    @pytest.mark.parametrize(
        ("wrong", "unknown"),
        [
            (f"{CODE} đuôi 9999", f"{UNKNOWN_CODE} đuôi 9999"),
            (f"sbd {NUMBER} sinh 6/9/2003", f"sbd {UNKNOWN_NUMBER} sinh 6/9/2003"),
        ],
    )
    def test_wrong_and_unknown_are_the_same_from_outside(
        self, repository: Repository, applicant: Applicant, wrong: str, unknown: str
    ) -> None:
        other = Applicant(repository, "c-2")
        queries: list[str] = []
        bind = repository.session.get_bind()
        event.listen(bind, "before_cursor_execute", lambda *given: queries.append(given[2]))
        applicant.says(wrong)
        asked, queries[:] = list(queries), []
        other.says(unknown)
        assert asked == queries
        assert asked
        assert applicant.reply.model_dump_json() == other.reply.model_dump_json()
        assert applicant.memory == other.memory
        assert NO_MATCH in applicant.text

    def test_both_are_asked_for_again(self, applicant: Applicant) -> None:
        applicant.says(f"{CODE} đuôi 9999")
        assert "bốn số cuối" in applicant.says(f"em đọc nhầm, mã là {CODE}")
        assert FOUND in applicant.says(TAIL)

    def test_three_times_then_right(self, applicant: Applicant) -> None:
        for tail in ("1111", "2222", "3333"):
            assert NO_MATCH in applicant.says(f"{CODE} đuôi {tail}")
        assert FOUND in applicant.says(f"{CODE} đuôi {TAIL}")

    def test_nothing_typed_is_repeated(self, applicant: Applicant) -> None:
        for typed in (f"{CODE} đuôi 9876", f"sbd {NUMBER} sinh 6/9/2003", f"{CODE} 9876"):
            applicant.says(typed)
            told = applicant.reply.model_dump_json() + applicant.memory.model_dump_json()
            for secret in (CODE, "0007", "9876", NUMBER, "2003"):
                assert secret not in told


class TestLock:
    @staticmethod
    def _fail(applicant: Applicant, code: str = CODE, times: int = TRIES) -> str:
        for _ in range(times):
            applicant.says(f"{code} đuôi 9999")
        return applicant.text

    def test_the_fifth_wrong_try_locks_and_right_factors_too(self, applicant: Applicant) -> None:
        assert NO_MATCH in self._fail(applicant, times=TRIES - 1)
        assert LOCKED in self._fail(applicant, times=1)
        assert applicant.kind is Kind.STATUS_DOSSIER
        assert "/handoff" in buttons(applicant.reply).values()
        assert LOCKED in applicant.says(f"{CODE} đuôi {TAIL}")
        assert LOCKED in applicant.wants_dossier()
        assert LOCKED in applicant.says(f"sbd {NUMBER} sinh {BORN}")

    def test_the_code_is_locked_for_others_and_other_codes_are_not(
        self, repository: Repository, applicant: Applicant
    ) -> None:
        self._fail(applicant)
        other = Applicant(repository, "c-2")
        assert LOCKED in other.says(f"{CODE} đuôi {TAIL}")
        assert "đã quá hẹn" in other.says("H48.12-210119-0008 đuôi 2345")

    def test_wrong_tries_at_many_codes_lock_the_conversation_alone(
        self, repository: Repository, applicant: Applicant
    ) -> None:
        for number in range(TRIES):
            applicant.says(f"H48.12-210119-{5000 + number} đuôi {TAIL}")
        assert LOCKED in applicant.says(f"{CODE} đuôi {TAIL}")
        assert FOUND in Applicant(repository, "c-2").says(f"{CODE} đuôi {TAIL}")

    def test_unknown_codes_are_locked_like_others(
        self, repository: Repository, applicant: Applicant
    ) -> None:
        self._fail(applicant, UNKNOWN_CODE)
        assert LOCKED in Applicant(repository, "c-2").says(f"{UNKNOWN_CODE} đuôi 9999")

    def test_a_right_look_up_clears_no_count(self, applicant: Applicant) -> None:
        self._fail(applicant, times=TRIES - 1)
        assert FOUND in applicant.says(f"{CODE} đuôi {TAIL}")
        assert LOCKED in self._fail(applicant, times=1)

    def test_after_a_quarter_of_an_hour_it_opens(
        self, applicant: Applicant, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self._fail(applicant)
        later = time.time() + LOCKED_MINUTES * 60 + 1
        monkeypatch.setattr(time, "time", lambda: later)
        assert NO_MATCH in self._fail(applicant, times=1)
        assert FOUND in applicant.says(f"{CODE} đuôi {TAIL}")

    @pytest.mark.redis
    def test_processes_share_it_over_redis(
        self, applicant: Applicant, redis_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("REDIS_URL", redis_url)
        settings.cache_clear()
        locks.cache_clear()
        self._fail(applicant)
        locks.cache_clear()
        assert LOCKED in applicant.says(f"{CODE} đuôi {TAIL}")


class TestWhatIsKept:
    def test_what_was_told_is_sealed_and_in_no_memory(self, applicant: Applicant) -> None:
        applicant.says(CODE)
        applicant.asks("mất bao lâu", Facet.PROCESSING_TIME, about=3)
        (kept,) = _sealed(applicant)
        assert now() < kept.expires_at_utc <= now() + TOLD_LASTS
        for place in (applicant.memory.model_dump_json().encode(), kept.content):
            assert b"0007" not in place
            assert b"210119" not in place

    def test_nothing_is_kept_after_an_answer(self, applicant: Applicant) -> None:
        for typed in (f"{CODE} đuôi {TAIL}", f"{CODE} đuôi 9999"):
            applicant.says(CODE)
            applicant.says(typed)
            assert applicant.memory.lookup
            told = applicant.memory.lookup.told
            assert len(_sealed(applicant)) == (told is not None)
            assert TAIL not in str(told and unseal(applicant.repository.session, told))
            assert applicant.memory.lookup.token is None

    def test_after_ten_minutes_it_is_forgotten_and_said_so(self, applicant: Applicant) -> None:
        applicant.says(CODE)
        (kept,) = _sealed(applicant)
        kept.expires_at = now() - timedelta(seconds=1)
        applicant.repository.session.flush()
        said = applicant.says(TAIL)
        assert "tự xóa sau 10 phút" in said
        assert "gõ thêm **mã hồ sơ**" in said
        assert FOUND in applicant.says(CODE)

    def test_every_message_of_a_look_up_is_private(self, applicant: Applicant) -> None:
        told = [applicant.wants_dossier, applicant.wants_regrade]
        told += [lambda: applicant.says("5/9"), lambda: applicant.says(f"{CODE} đuôi 9999")]
        told += [lambda: applicant.says(f"{CODE} đuôi {TAIL}"), lambda: applicant.says("tra lại")]
        for tell in told:
            tell()
            assert applicant.kind in {Kind.STATUS_DOSSIER, Kind.STATUS_REGRADE}
            for message in applicant.reply.messages:
                assert isinstance(message, TextMessage)
                assert message.private
