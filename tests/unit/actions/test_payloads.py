"""What a button sends back is read again as what it was made of, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.payloads import (
    FORGET_DATA,
    TELL_OF_DATA,
    FollowStep,
    Pressed,
    asking,
    following,
    forgetting_data,
    guiding,
    listing,
    looking_up_regrade,
    parse,
    telling_of_data,
    ticking,
)
from actions.turn import understanding
from knowledge.facets import Facet

EVERY = [asking(facet, number) for facet in Facet for number in range(1, 62)]
MENU = [listing(position) for position in range(13)]


@pytest.mark.parametrize("facet", list(Facet))
def test_a_button_for_a_facet_is_read_again_as_it_was_made(facet: Facet) -> None:
    for number in range(1, 62):
        pressed = Pressed(f"ask_{facet.value}", {"procedure": number})
        assert parse(asking(facet, number)) == pressed


def test_a_button_for_a_group_is_read_again_as_it_was_made() -> None:
    for position in range(13):
        assert parse(listing(position)) == Pressed("list", {"group": position})


def test_a_button_of_the_guide_is_read_again_as_it_was_made_and_fits_telegram() -> None:
    assert parse(guiding(61)) == Pressed("guide", {"procedure": 61})
    widest = guiding(61, 19, 19)
    assert parse(widest) == Pressed("guide", {"procedure": 61, "case": 19, "answer": 19})
    key = 2**32 - 1
    assert parse(ticking(61, key)) == Pressed("guide", {"procedure": 61, "paper": key})
    assert max(len(payload.encode()) for payload in (widest, ticking(61, key))) <= 64


@pytest.mark.parametrize(
    "intent", ["list", "contact", "handoff", "greet", "who_are_you", "status_regrade"]
)
def test_a_button_without_numbers_is_its_intent(intent: str) -> None:
    assert parse(f"/{intent}") == Pressed(intent, {})


def test_the_buttons_for_ones_own_data_are_read_again_as_they_were_made() -> None:
    assert parse(telling_of_data()) == Pressed("contact", {"step": TELL_OF_DATA})
    assert parse(forgetting_data()) == Pressed("contact", {"step": FORGET_DATA})
    assert parse(looking_up_regrade()) == Pressed("status_regrade", {})


def test_every_payload_fits_telegrams_64_bytes_and_differs_from_all_others() -> None:
    assert len({*EVERY, *MENU}) == 61 * 12 + 13
    assert max(len(payload.encode()) for payload in [*EVERY, *MENU]) <= 64


@pytest.mark.parametrize(
    "payload",
    [
        *("", "/", "ask_fee", "chào", "/ask", "/ask_tat_ca", "/restart", "/ASK_FEE", "/list "),
        *('/ask_fee{"procedure":"3"}', '/ask_fee{"procedure":3.0}', '/ask_fee{"procedure":true}'),
        *('/ask_fee{"procedure":null}', '/ask_fee{"level":3}', '/contact{"group":1}', "/list{}x"),
        *('/ask_fee{"procedure":3', "/ask_fee{procedure:3}", "/ask_fee{3}", '/ask_fee["x"]'),
        *('/list{"group":{}}', "/list{" + '"group":1' + " " * 60 + "}", '/list{"group":1}\n'),
        *("/status_dossier", "/out_of_scope_life", "/choose"),
    ],
)
def test_what_no_button_ever_sent_is_refused(payload: str) -> None:
    with pytest.raises(ValueError):
        parse(payload)


@given(
    st.one_of(
        st.text(),
        st.text('/askfelistprocdugv_{}":,0123456789 \n', max_size=60),
        st.from_regex(r"/[a-z_]{1,30}\{.{0,40}\}", fullmatch=True),
        st.builds(lambda inside: f"/ask_fee{{{inside}}}", st.text(max_size=30)),
    )
)
def test_any_text_is_a_button_pressed_or_a_value_error(text: str) -> None:
    try:
        pressed = parse(text)
    except ValueError:
        return
    assert text.startswith(f"/{pressed.intent}")
    assert all(type(value) is int for value in pressed.entities.values())


def test_a_procedure_that_does_not_exist_is_read_and_left_to_the_answer_to_refuse() -> None:
    assert parse('/ask_fee{"procedure":99}').entities == {"procedure": 99}


def test_a_message_of_rasas_tracker_becomes_a_typed_value() -> None:
    message = {
        "text": '/ask_fee{"procedure":3}',
        "intent": {"name": "ask_fee", "confidence": 1.0},
        "entities": [{"entity": "procedure", "value": 3, "start": 8, "end": 23}],
    }
    read = understanding(message)
    assert (read.intent, read.entities, read.pressed) == ("ask_fee", {"procedure": 3}, True)


def test_the_models_numbers_become_typed_values() -> None:
    message = {
        "text": "phí",
        "intent": {"name": "ask_fee", "confidence": 1.2},
        "entities": [{"entity": "procedure", "value": "không phải số"}],
        "facet_ranking": [{"facet": "fee", "confidence": 0.9}],
        "procedure_ranking": [{"procedure": 3, "share": 0.8, "odds": 0.7}],
        "no_procedure": 0.1,
        "several_procedures": 0.2,
        "unclear_procedure": 0.3,
    }
    read = understanding(message)
    assert read.confidence == 1.0
    assert read.entities == {}
    assert read.facets == ((Facet.FEE, 0.9),)
    assert [(one.procedure, one.share, one.odds) for one in read.ranking] == [(3, 0.8, 0.7)]
    assert (read.no_procedure, read.several, read.unclear) == (0.1, 0.2, 0.3)


@pytest.mark.parametrize("message", [{}, {"text": None, "intent": None, "entities": None}])
def test_an_empty_message_becomes_an_empty_value(message: dict) -> None:
    read = understanding(message)
    assert (read.text, read.intent, read.ranking, read.facets) == ("", "", (), ())


def test_a_button_about_news_is_read_again_as_it_was_made_and_fits_telegram() -> None:
    for step in FollowStep:
        assert parse(following(step)) == Pressed("follow", {"step": step.value})
        widest = following(step, 2**31 - 1)
        assert parse(widest) == Pressed("follow", {"step": step.value, "request": 2**31 - 1})
        assert len(widest.encode()) <= 64
