"""The local Bot API server refuses what Telegram refuses, so the other tests mean something."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from tests.auxil.botapi import TOKEN, BotApi

CHAT = 7001
UNPARSED = "Bad Request: can't parse entities: "
Call = Callable[..., tuple[int, Any]]


@pytest.fixture
def server() -> Iterator[BotApi]:
    with BotApi() as api:
        api.user_says(CHAT, "chào")
        yield api


@pytest.fixture
def call(server: BotApi) -> Call:
    def post(method: str, token: str = TOKEN, **parameters: Any) -> tuple[int, Any]:
        answer = httpx.post(f"{server.url}/bot{token}/{method}", json=parameters)
        body = answer.json()
        return answer.status_code, body["result"] if body["ok"] else body["description"]

    return post


def button(data: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "a", "callback_data": data}]]}


@pytest.mark.parametrize(
    ("parameters", "error"),
    [
        ({"text": "a" * 4097}, "Bad Request: message is too long"),
        ({"text": "😀" * 2049}, "Bad Request: message is too long"),
        ({"text": ""}, "Bad Request: message text is empty"),
        ({"text": "<b> \u200b</b>", "parse_mode": "HTML"}, "Bad Request: message text is empty"),
        (
            {"text": "<b>a", "parse_mode": "HTML"},
            f'{UNPARSED}Can\'t find end tag corresponding to start tag "b"',
        ),
        (
            {"text": "đ<p>a</p>", "parse_mode": "HTML"},
            'Bad Request: can\'t parse entities: Unsupported start tag "p" at byte offset 2',
        ),
        ({"text": "a", "reply_markup": button("x" * 65)}, "Bad Request: BUTTON_DATA_INVALID"),
        ({"text": "a", "reply_markup": button("đ" * 33)}, "Bad Request: BUTTON_DATA_INVALID"),
        ({"text": "a", "reply_markup": button("")}, "Bad Request: BUTTON_DATA_INVALID"),
        (
            {
                "text": "a",
                "reply_markup": {"inline_keyboard": button("x")["inline_keyboard"] * 101},
            },
            "Bad Request: reply markup is too long",
        ),
        ({"text": "a", "chat_id": 9}, "Bad Request: chat not found"),
    ],
)
def test_a_message_that_telegram_refuses_is_refused(
    server: BotApi, call: Call, parameters: dict[str, Any], error: str
) -> None:
    assert call("sendMessage", **{"chat_id": CHAT, **parameters}) == (400, error)
    assert server.messages(CHAT) == []


def test_a_message_at_the_limits_is_delivered(server: BotApi, call: Call) -> None:
    text = "<b>&lt;</b>" + "&amp;" * 4095
    markup = button("x" * 64)
    code, _ = call("sendMessage", chat_id=CHAT, text=text, parse_mode="HTML", reply_markup=markup)
    assert code == 200
    (sent,) = server.messages(CHAT)
    assert sent.text == "<" + "&" * 4095
    assert sent.keyboard == ((("a", "x" * 64),),)


def test_updates_stay_until_confirmed(server: BotApi, call: Call) -> None:
    server.user_says(CHAT, "lại")
    first, second = call("getUpdates")[1]
    assert [call("getUpdates", limit=1)[1], call("getUpdates")[1]] == [[first], [first, second]]
    assert call("getUpdates", offset=second["update_id"])[1] == [second]
    assert call("getUpdates", offset=second["update_id"] + 1)[1] == []
    assert server.pending() == 0


def test_only_allowed_updates_come(server: BotApi, call: Call) -> None:
    call("getUpdates", allowed_updates=["callback_query"])
    server.user_says(CHAT, "lại")
    assert server.pending() == 1


def test_polling_and_a_webhook_exclude_each_other(call: Call) -> None:
    assert call("setWebhook", url="http://a.vn/x")[0] == 400
    assert call("setWebhook", url="http://127.0.0.1:9/x") == (200, True)
    assert call("getUpdates")[0] == 409
    assert call("deleteWebhook") == (200, True)
    assert call("getUpdates")[0] == 200


def test_tokens_queries_and_floods(server: BotApi, call: Call) -> None:
    assert call("getMe", token="wrong") == (404, "Not Found")
    assert call("getMe", token=TOKEN[:-1] + "B") == (401, "Unauthorized")
    assert call("answerCallbackQuery", callback_query_id="1")[0] == 400
    server.flood(1, retry_after=3)
    assert call("sendMessage", chat_id=CHAT, text="a") == (429, "Too Many Requests: retry after 3")
    assert call("sendMessage", chat_id=CHAT, text="a")[0] == 200
    server.blocks(CHAT)
    assert call("sendChatAction", chat_id=CHAT, action="typing")[0] == 403


def test_a_keyboard_can_be_taken_away_once(server: BotApi, call: Call) -> None:
    call("sendMessage", chat_id=CHAT, text="a", reply_markup=button("x"))
    sent = server.messages(CHAT)[0].id
    assert call("editMessageReplyMarkup", chat_id=CHAT, message_id=sent)[0] == 200
    assert server.messages(CHAT)[0].keyboard == ()
    assert "not modified" in call("editMessageReplyMarkup", chat_id=CHAT, message_id=sent)[1]


def test_a_button_that_was_never_offered_cannot_be_pressed(server: BotApi) -> None:
    with pytest.raises(AssertionError, match="no button"):
        server.user_presses(CHAT, "Có")
