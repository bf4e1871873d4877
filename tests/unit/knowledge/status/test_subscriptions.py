from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select, text, update

from knowledge.database import session
from knowledge.models import now
from knowledge.status.news_tables import Notice, Subscription
from knowledge.status.notices import News, begin, claim, delivered
from knowledge.status.samples import arrange
from knowledge.status.subscriptions import (
    DOSSIER,
    LASTS,
    MOST,
    Request,
    TooMany,
    following,
    forget_expired_subscriptions,
    is_over,
    newest_change,
    remember_address,
    subscribe,
    unsubscribe,
)
from tests.auxil.followers import (
    CANDIDATE,
    EXAM,
    THE_DOSSIER,
    THE_REGRADE,
    follow,
    register_database,
    tell_dossier,
    tell_regrade,
)

__all__ = ["register_database"]


def _waiting(database: Engine) -> int:
    with session(database) as opened:
        return opened.scalar(select(func.count()).select_from(Notice)) or 0


def _told(database: Engine, conversation: str = "lan") -> list[News]:
    """All that waits for the conversation, each told in turn."""
    told: list[News] = []
    while True:
        with session(database) as opened:
            found = claim(opened, "w", "web", 10, [conversation])
        if not found:
            return told
        for news in found:
            with session(database) as opened:
                assert begin(opened, "w", news.id)
            with session(database) as opened:
                delivered(opened, "w", news)
        told.extend(found)


def test_a_change_is_told_to_whoever_follows_and_to_nobody_else(register_database: Engine) -> None:
    tell_dossier(register_database)
    tell_dossier(register_database, "H48.12-261102-0002")
    follow(register_database, "lan")
    follow(register_database, "minh", Request(DOSSIER, code="H48.12-261102-0002"))
    tell_dossier(register_database, day=5, trang_thai="da_co_ket_qua")
    (news,) = _told(register_database)
    assert (news.request, news.from_state, news.to_state, news.over) == (
        THE_DOSSIER,
        "dang_xu_ly",
        "da_co_ket_qua",
        False,
    )
    assert _told(register_database, "minh") == []
    assert _told(register_database) == []


def test_the_same_file_again_and_a_new_note_are_no_news(register_database: Engine) -> None:
    tell_dossier(register_database)
    follow(register_database, "lan")
    tell_dossier(register_database)
    tell_dossier(register_database, day=6, ghi_chu="đã chuyển phòng")
    assert _waiting(register_database) == 0


def test_several_changes_are_told_in_their_order(register_database: Engine) -> None:
    tell_dossier(register_database)
    follow(register_database, "lan")
    for day, state in ((5, "yeu_cau_bo_sung"), (6, "dang_xu_ly"), (7, "da_co_ket_qua")):
        tell_dossier(register_database, day=day, trang_thai=state)
    told = _told(register_database)
    assert [news.to_state for news in told] == ["yeu_cau_bo_sung", "dang_xu_ly", "da_co_ket_qua"]


@pytest.mark.parametrize("end", ["da_tra_ket_qua", "tu_choi"])
def test_it_ends_by_itself_once_the_last_state_is_told(register_database: Engine, end: str) -> None:
    tell_dossier(register_database)
    follow(register_database, "lan")
    tell_dossier(register_database, day=5, trang_thai=end)
    with session(register_database) as opened:
        assert len(following(opened, "lan")) == 1
        assert is_over(opened, THE_DOSSIER)
    (news,) = _told(register_database)
    assert news.over
    with session(register_database) as opened:
        assert following(opened, "lan") == ()
    assert _waiting(register_database) == 0


def test_re_marking_ends_when_all_subjects_are_done(register_database: Engine) -> None:
    tell_regrade(register_database)
    tell_regrade(register_database, mon="Ngữ văn")
    follow(register_database, "lan", THE_REGRADE)
    tell_regrade(register_database, trang_thai="da_co_ket_qua", diem_sau="8")
    (first,) = _told(register_database)
    assert (first.subject, first.over) == ("Toán", False)
    tell_regrade(register_database, mon="Ngữ văn", trang_thai="khong_thay_doi")
    (last,) = _told(register_database)
    assert (last.subject, last.over) == ("Ngữ văn", True)
    with session(register_database) as opened:
        assert following(opened, "lan") == ()


def test_what_changes_between_look_up_and_subscription_is_told(register_database: Engine) -> None:
    tell_dossier(register_database)
    with session(register_database) as opened:
        told = newest_change(opened, THE_DOSSIER)
    tell_dossier(register_database, day=5, trang_thai="da_co_ket_qua")
    with session(register_database) as opened:
        subscribe(opened, "lan", [(THE_DOSSIER, told)])
        opened.execute(update(Subscription).values(channel="web"))
    (news,) = _told(register_database)
    assert news.to_state == "da_co_ket_qua"


def test_following_twice_is_following_once(register_database: Engine) -> None:
    tell_dossier(register_database)
    first = follow(register_database, "lan")
    assert follow(register_database, "lan").id == first.id
    tell_dossier(register_database, day=5, trang_thai="da_co_ket_qua")
    assert len(_told(register_database)) == 1


def test_a_conversation_follows_ten_at_most(register_database: Engine) -> None:
    requests = [(Request(DOSSIER, code=f"H48.12-261102-{n:04d}"), 0) for n in range(MOST)]
    with session(register_database) as opened:
        assert len(subscribe(opened, "lan", requests)) == MOST
        assert len(subscribe(opened, "lan", requests[:1])) == 1
        with pytest.raises(TooMany):
            subscribe(opened, "lan", [(THE_REGRADE, 0)])
        assert len(following(opened, "lan")) == MOST


def test_one_ends_or_all_and_only_ones_own(register_database: Engine) -> None:
    lan = follow(register_database, "lan")
    follow(register_database, "lan", THE_REGRADE)
    follow(register_database, "minh")
    with session(register_database) as opened:
        assert unsubscribe(opened, "minh", lan.id) == 0
        assert unsubscribe(opened, "lan", lan.id) == 1
        assert [each.request for each in following(opened, "lan")] == [THE_REGRADE]
        assert unsubscribe(opened, "lan") == 1
        assert len(following(opened, "minh")) == 1


def test_what_waits_is_dropped_with_the_subscription(register_database: Engine) -> None:
    tell_dossier(register_database)
    follow(register_database, "lan")
    tell_dossier(register_database, day=5, trang_thai="da_co_ket_qua")
    with session(register_database) as opened:
        unsubscribe(opened, "lan")
    assert _waiting(register_database) == 0


def test_it_ends_after_180_days(register_database: Engine) -> None:
    tell_dossier(register_database)
    followed = follow(register_database, "lan")
    assert abs(followed.expires_at.replace(tzinfo=now().tzinfo) - now() - LASTS) < timedelta(
        minutes=1
    )
    with session(register_database) as opened:
        opened.execute(update(Subscription).values(expires_at=now() - timedelta(seconds=1)))
        assert following(opened, "lan") == ()
    tell_dossier(register_database, day=5, trang_thai="da_co_ket_qua")
    assert _waiting(register_database) == 0
    with session(register_database) as opened:
        forget_expired_subscriptions(opened)
        assert opened.scalar(select(func.count()).select_from(Subscription)) == 0


def test_samples_that_come_and_go_are_no_news(register_database: Engine) -> None:
    with session(register_database) as opened:
        arrange(opened, True)
    request = Request(DOSSIER, code="H48.12-210119-0007")
    follow(register_database, "lan", request)
    for wanted in (False, True):
        with session(register_database) as opened:
            arrange(opened, wanted)
    assert _waiting(register_database) == 0


def test_a_change_that_is_rolled_back_is_told_to_nobody(register_database: Engine) -> None:
    tell_dossier(register_database)
    follow(register_database, "lan")
    with pytest.raises(ZeroDivisionError), session(register_database) as opened:
        from knowledge.status.records import DossierRow
        from knowledge.status.register import Register
        from tests.auxil.status_rows import dossier

        row = DossierRow.parse(dossier(trang_thai="tu_choi", ngay_cap_nhat="2026-11-20"))
        Register(opened).put_dossiers([row], "api")
        raise ZeroDivisionError
    assert _waiting(register_database) == 0


def test_news_on_a_channel_with_addresses_waits_for_the_address(register_database: Engine) -> None:
    tell_dossier(register_database)
    follow(register_database, "tg-1", channel="telegram")
    tell_dossier(register_database, day=5, trang_thai="da_co_ket_qua")
    with session(register_database) as opened:
        assert claim(opened, "w", "telegram", 10) == ()
        remember_address(opened, "tg-1", b"sealed")
        (news,) = claim(opened, "w", "telegram", 10)
        assert (news.address, news.conversation) == (b"sealed", "tg-1")


def test_five_thousand_changes_at_once_find_their_followers_fast(
    register_database: Engine,
) -> None:
    import time

    from knowledge.status.records import DossierRow
    from knowledge.status.register import Register
    from tests.auxil.status_rows import dossier

    def rows(state: str, day: str) -> list[DossierRow]:
        return [
            DossierRow.parse(
                dossier(ma_ho_so=f"H48.12-261102-{n:04d}", trang_thai=state, ngay_cap_nhat=day)
            )
            for n in range(5000)
        ]

    with session(register_database) as opened:
        Register(opened).put_dossiers(rows("dang_xu_ly", "2026-11-03"), "import:1")
        opened.execute(
            Subscription.__table__.insert(),
            [
                {
                    "kind": "dossier",
                    "code": f"H48.12-261102-{n:04d}",
                    "exam": "",
                    "candidate": "",
                    "conversation": f"c{n}",
                    "channel": "web",
                    "created_at": now(),
                    "expires_at": now() + LASTS,
                }
                for n in range(5000)
            ],
        )
    changed = rows("da_co_ket_qua", "2026-11-04")
    start = time.perf_counter()
    with session(register_database) as opened:
        Register(opened).put_dossiers(changed, "import:2")
    assert time.perf_counter() - start < 10
    assert _waiting(register_database) == 5000
    with session(register_database) as opened:
        assert opened.scalar(text("SELECT count(DISTINCT subscription_id) FROM notice")) == 5000


def test_the_exam_and_the_candidate_both_count(register_database: Engine) -> None:
    follow(register_database, "lan", THE_REGRADE)
    tell_regrade(register_database, so_bao_danh="32009999")
    tell_regrade(register_database, ky_thi="tuyen-sinh-10-2026")
    assert _waiting(register_database) == 0
    tell_regrade(register_database)
    (news,) = _told(register_database)
    assert (news.request.exam, news.request.candidate, news.from_state) == (EXAM, CANDIDATE, None)
