"""A citizen asks, is answered or asked back, chooses, and asks on."""

import pytest
from sqlalchemy import Engine

from actions.payloads import asking
from actions.questions import answer_question, choose_option, fall_back
from actions.reply import Kind, ProcedureMessage
from actions.turn import Memory, Understanding
from knowledge.database import session
from knowledge.facets import Facet
from knowledge.folding import fold
from knowledge.models import Alias
from knowledge.repository import Repository
from tests.auxil.turns import only_message, payloads, pressed, turn, understood

DOCUMENTS = {Facet.DOCUMENTS: 0.95}
FAINT = dict.fromkeys(range(1, 16), 0.01)


def test_a_parent_without_diacritics_asks_what_to_bring(repository: Repository) -> None:
    asked = understood("chuyen truong cho con can giay to gi", {3: 0.95}, DOCUMENTS)
    said = answer_question(turn(repository, asked))
    assert said.reply.outcome.model_dump(mode="json") == {
        "kind": "answer",
        "procedures": [3],
        "facets": ["documents"],
        "candidates": [],
        "confidence": 0.95,
    }
    message = only_message(said.reply)
    assert isinstance(message, ProcedureMessage)
    assert (message.procedure, message.facet) == (3, Facet.DOCUMENTS)
    assert said.memory.topic == (3,)


def test_the_official_name_alone_is_answered_even_where_the_model_is_lost(
    repository: Repository,
) -> None:
    for number in (1, 28, 45, 61):
        name = repository.procedure(number).name
        said = answer_question(turn(repository, understood(name.upper(), FAINT)))
        assert said.reply.outcome.kind is Kind.ANSWER
        assert said.reply.outcome.procedures == (number,)


def test_an_alias_written_today_is_understood_at_the_next_question(database: Engine) -> None:
    asked = understood("xin dời chỗ học cho cháu", FAINT, no_procedure=0.95)
    with session(database) as opened:
        said = answer_question(turn(Repository(opened), asked))
        assert said.reply.outcome.kind is Kind.CLARIFY
    with session(database) as editor:
        editor.add(Alias(procedure_id=3, text="xin dời chỗ học cho cháu"))
    with session(database) as opened:
        said = answer_question(turn(Repository(opened), asked))
        assert said.reply.outcome.procedures == (3,)


def test_a_new_alias_outweighs_a_model_that_thinks_it_out_of_scope(database: Engine) -> None:
    asked = understood("dời chỗ học", FAINT, intent="out_of_scope_life", outside=0.9)
    with session(database) as opened:
        assert fall_back(turn(Repository(opened), asked)).reply.outcome.kind is Kind.FALLBACK
    with session(database) as editor:
        editor.add(Alias(procedure_id=3, text="dời chỗ học"))
    with session(database) as opened:
        said = fall_back(turn(Repository(opened), asked))
        assert said.reply.outcome.procedures == (3,)


def test_a_name_in_passing_does_not_make_an_out_of_scope_message_a_question(
    repository: Repository,
) -> None:
    alias = repository.procedure(29).aliases[0]
    text = f"hôm qua tôi xem phim kể chuyện một người đi lo {alias} mà buồn cười quá trời luôn"
    asked = understood(text, FAINT, intent="out_of_scope_life")
    assert fall_back(turn(repository, asked)).reply.outcome.kind is Kind.FALLBACK


def test_two_near_procedures_are_offered_with_how_to_choose(repository: Repository) -> None:
    asked = understood("trường nội trú", {24: 0.4, 25: 0.39}, {Facet.WHERE: 0.95}, unclear=0.9)
    said = answer_question(turn(repository, asked))
    message = only_message(said.reply)
    assert (said.reply.outcome.kind, said.reply.outcome.candidates) == (Kind.CLARIFY, (24, 25))
    assert payloads(message.buttons) == [
        asking(Facet.WHERE, 24),
        asking(Facet.WHERE, 25),
        "/list",
    ]
    for place, number in enumerate((24, 25), start=1):
        (line,) = [one for one in message.text.splitlines() if one.startswith(f"{place}. ")]
        assert repository.procedure(number).choose_when in line.replace("\\", "")
    assert (said.memory.options, said.memory.facets) == ((24, 25), (Facet.WHERE,))


@pytest.mark.parametrize(
    ("near", "asks"),
    [
        ((19, 20, 23), "Về **trường THPT chuyên**, bạn muốn làm việc nào?"),
        ((24, 25), "Về **Trường dân tộc nội trú**, bạn muốn làm việc nào?"),
        ((19, 24, 28), "Bạn hỏi **thành lập** cho nơi nào?"),
        ((3, 7, 28), "Mình chưa rõ bạn hỏi thủ tục nào."),
    ],
)
def test_no_more_is_asked_back_than_what_is_missing(
    repository: Repository, near: tuple[int, ...], asks: str
) -> None:
    asked = understood("x", dict.fromkeys(near, 0.3), unclear=0.9)
    said = answer_question(turn(repository, asked))
    assert said.reply.outcome.candidates == near
    assert only_message(said.reply).text.startswith(asks)


def test_an_official_name_with_a_slip_of_the_keyboard_is_answered(repository: Repository) -> None:
    name = repository.procedure(45).name
    slipped = understood(name.replace("hạn", "hạnn"), FAINT, no_procedure=0.9)
    assert answer_question(turn(repository, slipped)).reply.outcome.procedures == ()
    mended = understood(slipped.text, FAINT, no_procedure=0.9, mended=fold(name))
    assert answer_question(turn(repository, mended)).reply.outcome.procedures == (45,)


@pytest.mark.parametrize("reply", ["2", "số hai nha", "cái cuối", "cai thu hai a"])
def test_the_option_chosen_is_told_what_was_asked_before(
    repository: Repository, reply: str
) -> None:
    asked = understood("trường nội trú", {24: 0.4, 25: 0.39}, {Facet.WHERE: 0.95}, unclear=0.9)
    offered = answer_question(turn(repository, asked)).memory
    said = choose_option(turn(repository, understood(reply, intent="choose"), offered))
    assert said.reply.outcome.procedures == (25,)
    assert said.reply.outcome.facets == (Facet.WHERE,)
    assert said.reply.outcome.confidence == 1.0
    assert said.memory == Memory(topic=(25,), facets=(Facet.WHERE,))


def test_an_option_chosen_in_words_of_ones_own(repository: Repository) -> None:
    memory = Memory(options=(24, 25), facets=(Facet.WHERE,))
    chosen = understood("thôi lấy cái thứ hai luôn", intent="choose")
    said = choose_option(turn(repository, chosen, memory))
    assert said.reply.outcome.procedures == (25,)


def test_a_question_while_options_stand_open_is_not_taken_for_a_number(
    repository: Repository,
) -> None:
    memory = Memory(topic=(3,), options=(24, 25, 26), facets=(Facet.FEE,))
    asked = understood("nộp ở đâu", FAINT, {Facet.WHERE: 0.95}, no_procedure=0.95)
    said = answer_question(turn(repository, asked, memory))
    assert (said.reply.outcome.procedures, said.reply.outcome.facets) == ((3,), (Facet.WHERE,))


def test_a_number_without_options_is_refused_politely(repository: Repository) -> None:
    said = choose_option(turn(repository, understood("2", intent="choose")))
    assert said.reply.outcome.kind is Kind.FALLBACK
    assert "không có mục đó" in only_message(said.reply).text


def test_a_follow_up_keeps_the_topic(repository: Repository) -> None:
    asked = understood("mất bao lâu", FAINT, {Facet.PROCESSING_TIME: 0.95}, no_procedure=0.95)
    said = answer_question(turn(repository, asked, Memory(topic=(5,))))
    assert said.reply.outcome.procedures == (5,)
    assert said.reply.outcome.facets == (Facet.PROCESSING_TIME,)


def test_a_question_that_names_nothing_is_shown_the_groups(repository: Repository) -> None:
    asked = understood("cần giấy gì", FAINT, DOCUMENTS, no_procedure=0.95)
    said = answer_question(turn(repository, asked))
    message = only_message(said.reply)
    assert (said.reply.outcome.kind, said.reply.outcome.candidates) == (Kind.CLARIFY, ())
    assert len(message.buttons) == 13
    assert said.memory.facets == (Facet.DOCUMENTS,)


def test_a_question_near_nothing_owns_up_to_it(repository: Repository) -> None:
    said = answer_question(turn(repository, understood("qwe rty", FAINT)))
    assert said.reply.outcome.kind is Kind.FALLBACK
    assert "Mình chưa hiểu ý bạn" in only_message(said.reply).text


def test_two_procedures_and_two_facets_are_four_messages_with_buttons_once(
    repository: Repository,
) -> None:
    sure = {3: 0.95, 7: 0.95}
    facets = {Facet.FEE: 0.95, Facet.WHERE: 0.9}
    asked = understood("hai việc", {3: 0.49, 7: 0.48}, facets, odds=sure, several=0.95)
    said = answer_question(turn(repository, asked))
    told = [(message.procedure, message.facet) for message in said.reply.messages]
    assert told == [(3, Facet.FEE), (3, Facet.WHERE), (7, Facet.FEE), (7, Facet.WHERE)]
    assert [len(message.buttons) for message in said.reply.messages] == [0, 0, 0, 5]
    assert said.memory.topic == (3, 7)


def test_a_button_is_answered_whatever_stands_open(repository: Repository) -> None:
    memory = Memory(topic=(5,), options=(24, 25, 26), facets=(Facet.WHERE,))
    what = pressed('/ask_fee{"procedure":2}', "ask_fee", procedure=2)
    said = answer_question(turn(repository, what, memory))
    assert (said.reply.outcome.procedures, said.reply.outcome.facets) == ((2,), (Facet.FEE,))


@pytest.mark.parametrize("number", [0, 62, 999])
def test_a_forged_button_for_no_procedure_is_refused(repository: Repository, number: int) -> None:
    what = pressed(f'/ask_fee{{"procedure":{number}}}', "ask_fee", procedure=number)
    said = answer_question(turn(repository, what))
    assert said.reply.outcome.kind is Kind.FALLBACK


def test_every_button_of_every_clarification_is_short_enough(repository: Repository) -> None:
    for number in range(1, 57):
        near = dict.fromkeys(range(number, number + 5), 0.19)
        asked = understood("x", near, {Facet.PROCESSING_TIME: 0.95}, unclear=0.95)
        said = answer_question(turn(repository, asked))
        assert said.reply.outcome.kind is Kind.CLARIFY
        for button in only_message(said.reply).buttons:
            assert len(button.payload.encode()) <= 64
            assert button.title


@pytest.mark.parametrize("text", ["", "?", "😀", "/", "/restart", "x" * 2000, "\x00", "1" * 50])
def test_whatever_is_typed_there_is_a_reply(repository: Repository, text: str) -> None:
    for memory in (Memory(), Memory(topic=(3,)), Memory(options=(3, 4))):
        for speak in (answer_question, choose_option, fall_back):
            said = speak(turn(repository, Understanding(text, "ask_fee"), memory))
            assert all(message.text for message in said.reply.messages)
            assert said.reply.messages
