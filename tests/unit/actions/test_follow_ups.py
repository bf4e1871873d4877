"""A short message that makes sense only after what was said before is heard for what it is."""

from collections.abc import Callable

import pytest

from actions.follow_ups import hear
from actions.people import contact
from actions.questions import answer_question, fall_back
from actions.reply import Kind
from actions.smalltalk import small_talk
from actions.status.dialogue import dossier_status, regrade_status
from actions.status.state import Looking
from actions.turn import Memory, Said, Turn, Understanding
from knowledge.facets import Facet
from knowledge.repository import Repository
from tests.auxil.turns import pressed, turn, understood

DOCUMENTS = {Facet.DOCUMENTS: 0.95}
OFFERED = Memory(options=(24, 25, 26, 27), facets=(Facet.WHERE,))
TRANSFER = Memory(topic=(3,), facets=(Facet.FEE,))
FOLLOWING = ("other_agency", "department_other", "life", "nonsense")
"""Reasons to refuse a message on its own that may be the rest of a question."""
NEVER_FOLLOWING = ("abuse", "injection", "foreign", "personal_data", "distress")
CODE = "H48.12-210119-0007"


def unsure(text: str, reason: str, **more: float) -> Understanding:
    """Return what might be out of scope, for `reason`, or the rest of a question."""
    doubt = {"asking": 0.6, "out_of_scope": 0.4, "no_procedure": 0.95, **more}
    return understood(text, asked=DOCUMENTS, intent=f"out_of_scope_{reason}", **doubt)


@pytest.mark.parametrize(
    ("intent", "otherwise"),
    [
        ("out_of_scope_nonsense", fall_back),
        ("out_of_scope_department_other", fall_back),
        ("thanks", small_talk),
        ("contact", contact),
    ],
)
@pytest.mark.parametrize(("text", "chosen"), [("2 nha", 25), ("cái cuối", 27), ("số một ạ", 24)])
def test_a_number_chooses_an_option_whatever_the_model_takes_it_for(
    repository: Repository,
    intent: str,
    otherwise: Callable[[Turn], Said],
    text: str,
    chosen: int,
) -> None:
    said = hear(turn(repository, understood(text, intent=intent), OFFERED), otherwise)
    assert said.reply.outcome.kind is Kind.ANSWER
    assert said.reply.outcome.procedures == (chosen,)
    assert said.reply.outcome.facets == (Facet.WHERE,)
    assert said.memory.topic == (chosen,)


def test_a_number_where_nothing_was_offered_chooses_nothing(repository: Repository) -> None:
    number = understood("2", intent="out_of_scope_nonsense")
    assert hear(turn(repository, number, TRANSFER), fall_back).reply.outcome.kind is Kind.FALLBACK


@pytest.mark.parametrize("reason", FOLLOWING)
def test_an_option_is_chosen_in_its_own_words_though_they_seem_out_of_scope(
    repository: Repository, reason: str
) -> None:
    words = understood("tách làm hai trường", {26: 0.4, 24: 0.02}, intent=f"out_of_scope_{reason}")
    assert hear(turn(repository, words), fall_back).reply.outcome.kind is Kind.FALLBACK
    said = hear(turn(repository, words, OFFERED), fall_back)
    assert (said.reply.outcome.kind, said.reply.outcome.procedures) == (Kind.ANSWER, (26,))


def test_a_long_story_out_of_scope_chooses_no_option(repository: Repository) -> None:
    text = "hôm qua coi ti vi thấy người ta tách trường ra làm hai mà buồn"
    story = understood(text, {26: 0.4, 24: 0.02}, intent="out_of_scope_life")
    assert hear(turn(repository, story, OFFERED), fall_back).reply.outcome.kind is Kind.FALLBACK


@pytest.mark.parametrize("reason", FOLLOWING)
def test_words_out_of_scope_that_point_to_no_option_are_refused(
    repository: Repository, reason: str
) -> None:
    words = understood("giá vàng hôm nay", {40: 0.01}, intent=f"out_of_scope_{reason}")
    assert hear(turn(repository, words, OFFERED), fall_back).reply.outcome.kind is Kind.FALLBACK


@pytest.mark.parametrize("reason", NEVER_FOLLOWING)
def test_what_must_be_refused_is_refused_whatever_stands_open(
    repository: Repository, reason: str
) -> None:
    rude = unsure("đồ vô dụng", reason)
    for memory in (Memory(), TRANSFER, OFFERED):
        said = hear(turn(repository, rude, memory), fall_back)
        assert said.reply.outcome.kind is Kind.FALLBACK
        assert said.memory == memory


@pytest.mark.parametrize("reason", NEVER_FOLLOWING)
def test_what_must_be_refused_is_refused_though_it_points_to_an_option(
    repository: Repository, reason: str
) -> None:
    rude = understood("sáp nhập cái đầu mày", {26: 0.4}, intent=f"out_of_scope_{reason}")
    assert hear(turn(repository, rude, OFFERED), fall_back).reply.outcome.kind is Kind.FALLBACK


@pytest.mark.parametrize("reason", FOLLOWING)
def test_a_short_message_that_may_be_out_of_scope_is_the_rest_of_a_question(
    repository: Repository, reason: str
) -> None:
    rest = unsure("có phải ra phường xác nhận không", reason)
    said = hear(turn(repository, rest, TRANSFER), fall_back)
    assert (said.reply.outcome.kind, said.reply.outcome.procedures) == (Kind.ANSWER, (3,))
    assert hear(turn(repository, rest), fall_back).reply.outcome.kind is Kind.FALLBACK


@pytest.mark.parametrize("reason", FOLLOWING)
def test_what_the_model_is_sure_of_is_refused_though_a_topic_is_open(
    repository: Repository, reason: str
) -> None:
    sure = unsure("làm hộ chiếu ở đâu", reason, asking=0.1, out_of_scope=0.95)
    assert hear(turn(repository, sure, TRANSFER), fall_back).reply.outcome.kind is Kind.FALLBACK


def test_a_long_story_out_of_scope_is_refused_though_a_topic_is_open(
    repository: Repository,
) -> None:
    story = unsure("hôm qua nhà em đi chơi biển Cửa Tùng " * 3, "life")
    assert hear(turn(repository, story, TRANSFER), fall_back).reply.outcome.kind is Kind.FALLBACK


@pytest.mark.parametrize(
    ("intent", "otherwise", "kind"),
    [
        ("status_dossier", dossier_status, Kind.STATUS_DOSSIER),
        ("thanks", small_talk, Kind.SMALLTALK),
        ("contact", contact, Kind.CONTACT),
    ],
)
def test_a_question_cut_short_is_one_only_after_something_was_spoken_of(
    repository: Repository, intent: str, otherwise: Callable[[Turn], Said], kind: Kind
) -> None:
    short = understood("hồ sơ?", asked=DOCUMENTS, intent=intent, asking=0.45, no_procedure=0.95)
    asked_on = hear(turn(repository, short, TRANSFER), otherwise).reply.outcome
    assert (asked_on.kind, asked_on.procedures) == (Kind.ANSWER, (3,))
    assert asked_on.facets == (Facet.DOCUMENTS,)
    assert hear(turn(repository, short), otherwise).reply.outcome.kind is kind


def test_a_longer_message_is_what_the_model_takes_it_for(repository: Repository) -> None:
    text = "dạ cảm ơn, vậy là đủ hồ sơ rồi, chào em nhé"
    thanks = understood(text, asked=DOCUMENTS, intent="thanks", asking=0.45, no_procedure=0.95)
    said = hear(turn(repository, thanks, TRANSFER), small_talk)
    assert said.reply.outcome.kind is Kind.SMALLTALK


def test_thanks_are_thanks_whatever_was_spoken_of(repository: Repository) -> None:
    thanks = understood("cảm ơn nha", asked=DOCUMENTS, intent="thanks", asking=0.02)
    said = hear(turn(repository, thanks, TRANSFER), small_talk)
    assert said.reply.outcome.kind is Kind.SMALLTALK
    assert said.memory == TRANSFER


@pytest.mark.parametrize("text", [CODE, CODE.lower(), f"mã là {CODE} nhé", "K7 210119 12"])
@pytest.mark.parametrize("memory", [Memory(), TRANSFER, OFFERED])
def test_a_dossier_code_alone_asks_for_its_state(
    repository: Repository, text: str, memory: Memory
) -> None:
    code = unsure(text, "nonsense")
    said = hear(turn(repository, code, memory), fall_back)
    assert said.reply.outcome.kind is Kind.STATUS_DOSSIER


@pytest.mark.parametrize("text", ["29/2012/TT-BGDĐT", "A4", "B1 2026", "số 120/KH-SGDĐT"])
def test_the_number_of_a_law_is_no_dossier_code(repository: Repository, text: str) -> None:
    number = understood(text, intent="out_of_scope_nonsense")
    assert hear(turn(repository, number), fall_back).reply.outcome.kind is Kind.FALLBACK


@pytest.mark.parametrize("text", ["1234", "4 số cuối 0987", "05/09/2008", "sinh 5.9.2008", "***"])
@pytest.mark.parametrize(
    ("speak", "kind"),
    [(dossier_status, Kind.STATUS_DOSSIER), (regrade_status, Kind.STATUS_REGRADE)],
)
def test_digits_and_dates_belong_to_the_look_up_that_is_open(
    repository: Repository, text: str, speak: Callable[[Turn], Said], kind: Kind
) -> None:
    opened = speak(turn(repository, understood("tới đâu rồi", intent=kind.value))).memory
    digits = understood(text, intent="out_of_scope_nonsense")
    assert hear(turn(repository, digits, opened), fall_back).reply.outcome.kind is kind
    for memory in (Memory(), TRANSFER):
        said = hear(turn(repository, digits, memory), fall_back)
        assert said.reply.outcome.kind is Kind.FALLBACK


def test_a_look_up_that_is_open_leaves_other_messages_alone(repository: Repository) -> None:
    opened = Memory(lookup=Looking(kind=Kind.STATUS_DOSSIER))
    question = understood("chuyển trường mất 15 ngày à", {3: 0.95}, DOCUMENTS)
    said = hear(turn(repository, question, opened), answer_question)
    assert said.reply.outcome.procedures == (3,)
    thanks = understood("cảm ơn nha", intent="thanks")
    assert hear(turn(repository, thanks, opened), small_talk).reply.outcome.kind is Kind.SMALLTALK


def test_a_question_that_holds_a_year_is_no_answer_to_a_look_up(repository: Repository) -> None:
    opened = Memory(lookup=Looking(kind=Kind.STATUS_REGRADE))
    question = understood("chuyển trường năm 2026 cần gì", {3: 0.95}, DOCUMENTS, asking=0.98)
    said = hear(turn(repository, question, opened), answer_question)
    assert said.reply.outcome.kind is Kind.ANSWER


@pytest.mark.parametrize("payload", ["/2", "/thanks", '/x{"n":1234}', f"/{CODE}", "/***"])
def test_a_button_is_never_taken_for_anything_else(repository: Repository, payload: str) -> None:
    everything = Memory(topic=(3,), options=(24, 25), lookup=Looking(kind=Kind.STATUS_DOSSIER))
    said = hear(turn(repository, pressed(payload, "thanks"), everything), small_talk)
    assert said.reply.outcome.kind is Kind.SMALLTALK
    assert said.memory == everything
    button = pressed(payload, "ask_fee", procedure=7)
    assert hear(turn(repository, button, everything), answer_question).memory.topic == (7,)


@pytest.mark.parametrize("text", ["", "?", "😀", "/", "x" * 2000, "\x00", "1" * 50, "quay lại"])
def test_whatever_is_typed_there_is_a_reply(repository: Repository, text: str) -> None:
    open_look_up = Memory(topic=(3,), lookup=Looking(kind=Kind.STATUS_REGRADE))
    for memory in (Memory(), TRANSFER, OFFERED, open_look_up):
        for intent in ("ask_fee", "choose", "out_of_scope_nonsense", "thanks"):
            what = understood(text, {3: 0.001}, intent=intent, asking=0.5, no_procedure=0.9)
            said = hear(turn(repository, what, memory), answer_question)
            assert said.reply.messages
