"""Stories of people who want to hear of their request: they begin, list, end, look again."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from actions.payloads import FollowStep, following
from actions.reply import Kind
from actions.status.following_wishes import FollowWish, follow_wish
from actions.status.news import news_message
from knowledge.models import Sealed, now
from knowledge.repository import Repository
from knowledge.status.news_tables import Subscription
from knowledge.status.notices import News
from knowledge.status.subscriptions import DOSSIER, MOST, REGRADE, Request
from tests.auxil.applicant import Applicant
from tests.auxil.citizen import buttons, words

OFFER = "Báo cho tôi khi có thay đổi"
CODE, TAIL = "H48.12-210119-0007", "1234"
NUMBER, BORN = "32001234", "05/09/2003"


def _subscriptions(repository: Repository) -> list[Subscription]:
    return list(repository.session.scalars(select(Subscription)))


class TestBeginning:
    def test_by_the_button_after_a_look_up(self, applicant: Applicant) -> None:
        applicant.says(f"{CODE} {TAIL}")
        told = applicant.presses(OFFER)
        assert "theo dõi hồ sơ …0007" in told
        assert CODE not in told
        assert applicant.reply.follows
        (made,) = _subscriptions(applicant.repository)
        assert (made.kind, made.code, made.conversation) == ("dossier", CODE, "c-1")

    @pytest.mark.parametrize(
        "wish", ["báo cho tôi khi có kết quả", "nhan minh khi co", "khi nào xong thì nhắn em với"]
    )
    def test_in_words(self, applicant: Applicant, wish: str) -> None:
        applicant.says(f"số báo danh {NUMBER} sinh {BORN}")
        assert "\\*\\*\\*\\*1234" in applicant.reply.messages[-1].text or "1234" in applicant.says(
            wish
        )
        (made,) = _subscriptions(applicant.repository)
        assert (made.kind, made.candidate) == ("regrade", NUMBER)
        assert applicant.kind is Kind.STATUS_REGRADE

    def test_never_without_both_factors(self, applicant: Applicant) -> None:
        applicant.says(f"{CODE} 9999")
        assert OFFER not in buttons(applicant.reply)
        applicant.says("báo cho tôi khi có kết quả")
        applicant.sends(following(FollowStep.BEGIN))
        assert _subscriptions(applicant.repository) == []

    def test_ten_minutes_later_it_is_to_be_looked_up_again(self, applicant: Applicant) -> None:
        applicant.says(f"{CODE} {TAIL}")
        session = applicant.repository.session
        session.execute(update(Sealed).values(expires_at=now() - timedelta(seconds=1)))
        assert "10 phút" in applicant.presses(OFFER)
        assert _subscriptions(applicant.repository) == []

    def test_what_was_looked_up_is_nowhere_in_the_clear(self, applicant: Applicant) -> None:
        applicant.says(f"{CODE} {TAIL}")
        assert CODE not in applicant.memory.model_dump_json()
        assert all(
            CODE.encode() not in row.content
            for row in applicant.repository.session.scalars(select(Sealed))
        )

    def test_nothing_is_offered_where_nothing_more_will_come(self, applicant: Applicant) -> None:
        applicant.says("H48.12-210119-0012 6789")
        assert OFFER not in buttons(applicant.reply)
        assert "đã xong" in applicant.says("báo cho tôi khi có kết quả")

    def test_ten_at_most(self, applicant: Applicant) -> None:
        session = applicant.repository.session
        session.add_all(
            Subscription(
                kind=DOSSIER,
                code=f"H48.12-260101-{n:04d}",
                conversation="c-1",
                channel="web",
                expires_at=now() + timedelta(days=1),
            )
            for n in range(MOST)
        )
        applicant.says(f"{CODE} {TAIL}")
        assert "chỉ theo dõi được 10" in applicant.presses(OFFER)
        assert len(_subscriptions(applicant.repository)) == MOST


class TestAfterwards:
    @pytest.fixture
    def follower(self, applicant: Applicant) -> Applicant:
        applicant.says(f"{CODE} {TAIL}")
        applicant.presses(OFFER)
        return applicant

    def test_they_are_listed_masked(self, follower: Applicant) -> None:
        told = follower.says("mình đang theo dõi gì vậy")
        assert "hồ sơ …0007" in told
        assert CODE not in told

    @pytest.mark.parametrize("wish", ["khỏi báo nữa", "huỷ theo dõi", "thôi đừng nhắn mình nữa"])
    def test_it_ends_by_words(self, follower: Applicant, wish: str) -> None:
        assert "không báo nữa" in follower.says(wish)
        assert _subscriptions(follower.repository) == []
        assert not follower.reply.follows

    def test_it_ends_by_the_button(self, follower: Applicant) -> None:
        follower.presses("Khỏi báo nữa")
        assert _subscriptions(follower.repository) == []

    def test_of_several_it_asks_which(self, follower: Applicant) -> None:
        follower.says(f"số báo danh {NUMBER} sinh {BORN}")
        follower.presses(OFFER)
        follower.says("khỏi báo nữa")
        assert len(_subscriptions(follower.repository)) == 2
        follower.presses("Thôi: hồ sơ …0007")
        (left,) = _subscriptions(follower.repository)
        assert left.kind == "regrade"
        follower.says("huỷ theo dõi hết")
        assert _subscriptions(follower.repository) == []

    def test_another_conversation_ends_nothing(self, follower: Applicant) -> None:
        (made,) = _subscriptions(follower.repository)
        stranger = Applicant(follower.repository, "c-2")
        stranger.sends(following(FollowStep.END, made.id))
        stranger.says("huỷ theo dõi")
        assert len(_subscriptions(follower.repository)) == 1

    def test_looking_again_asks_only_for_the_second_factor(self, follower: Applicant) -> None:
        (made,) = _subscriptions(follower.repository)
        asked = follower.sends(following(FollowStep.LOOK_AT_DOSSIER, made.id))
        assert "bốn số cuối" in asked
        assert CODE not in asked
        assert "Chuyển trường" in follower.says(TAIL)

    def test_a_stranger_who_looks_again_must_tell_both(self, follower: Applicant) -> None:
        (made,) = _subscriptions(follower.repository)
        stranger = Applicant(follower.repository, "c-2")
        asked = stranger.sends(following(FollowStep.LOOK_AT_DOSSIER, made.id))
        assert "mã hồ sơ" in asked
        assert "không thấy" in stranger.says(f"H48.12-210119-9999 {TAIL}")


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("báo cho tôi khi có kết quả", FollowWish.BEGIN),
        ("bao em khi nao xong nhe", FollowWish.BEGIN),
        ("nhắn mình khi có", FollowWish.BEGIN),
        ("có gì thay đổi thì báo tôi", FollowWish.BEGIN),
        ("theo dõi giúp em hồ sơ này nhé", FollowWish.BEGIN),
        ("khỏi báo nữa", FollowWish.END),
        ("không cần thông báo nữa đâu ạ", FollowWish.END),
        ("huỷ theo dõi", FollowWish.END),
        ("tắt thông báo hết", FollowWish.END_ALL),
        ("đang theo dõi gì", FollowWish.LIST),
        ("đang theo dõi những gì vậy", FollowWish.LIST),
        ("khi nào có kết quả thì nhận ở đâu", None),
        ("lệ phí bao nhiêu khi có giấy tờ", None),
        ("sao không báo cho tôi", None),
        ("bao giờ có kết quả", None),
        ("không thấy thông báo gì hết", None),
        ("thông báo kết quả thi ở đâu", None),
        ("thôi không tra nữa", None),
    ],
)
def test_wishes(text: str, wish: FollowWish | None) -> None:
    assert follow_wish(text) is wish


def _news(**more: object) -> News:
    told: dict[str, object] = {
        "id": 1,
        "subscription": 7,
        "conversation": "c",
        "address": None,
        "request": Request(DOSSIER, code=CODE),
        "subject": "",
        "from_state": "dang_xu_ly",
        "to_state": "da_co_ket_qua",
        "from_due_on": None,
        "to_due_on": None,
        "rescored": False,
        "over": False,
    }
    return News(**{**told, **more})  # type: ignore[arg-type]


class TestWording:
    def test_a_dossier_by_its_last_digits(self) -> None:
        message = news_message(_news())
        assert words(message.text).replace("*", "") == (
            "Có tin mới: hồ sơ …0007 của bạn đã đổi: đang xử lý → đã có kết quả."
        )
        assert [button.title for button in message.buttons] == ["Tra lại", "Khỏi báo nữa"]
        assert message.follows

    def test_a_new_due_day(self) -> None:
        message = news_message(_news(to_state="dang_xu_ly", to_due_on=date(2026, 12, 1)))
        assert "ngày hẹn trả mới là 01/12/2026" in words(message.text).replace("*", "")

    def test_re_marking_without_a_score(self) -> None:
        request = Request(REGRADE, exam="tn", candidate=NUMBER)
        message = news_message(_news(request=request, subject="Toán", over=True))
        told = words(message.text)
        assert "Toán" in told and "1234" in told and "thôi theo dõi" in told
        assert NUMBER not in message.text
        assert [button.title for button in message.buttons] == ["Tra lại"]
        assert not message.follows

    def test_every_state_has_words(self) -> None:
        for state in ("da_tiep_nhan", "yeu_cau_bo_sung", "dang_xu_ly", "da_tra_ket_qua", "tu_choi"):
            assert "→" in news_message(_news(from_state=None, to_state=state)).text
        for state in ("da_tiep_nhan", "dang_cham", "da_co_ket_qua", "khong_thay_doi"):
            request = Request(REGRADE, exam="tn", candidate=NUMBER)
            for rescored in (False, True):
                news = _news(request=request, to_state=state, rescored=rescored)
                assert news_message(news).text
