"""A Telegram Bot API on loopback that refuses what Telegram refuses, with Telegram's own words."""

import asyncio
import hashlib
import re
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Self

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from tests.auxil.botapi_rules import (
    ApiError,
    Json,
    Keyboard,
    SentFile,
    caption_of,
    document_of,
    formatted,
    keyboard_of,
    parameters_of,
    typed_entities,
)
from tests.auxil.telegram_html import Entity

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawA"
BOT = {"id": 110201543, "is_bot": True, "first_name": "Motcua", "username": "motcua_bot"}

CALLBACK_SECONDS = 15.0
CAPITAL = re.compile("([A-Z])")


@dataclass(frozen=True)
class Sent:
    """A message of the bot as the citizen sees it."""

    id: int
    text: str
    entities: tuple[Entity, ...]
    keyboard: Keyboard
    html: str
    parse_mode: str | None
    quoted: int | None
    thread: int | None
    at: float
    document: SentFile | None = None

    @property
    def titles(self) -> list[str]:
        return [title for row in self.keyboard for title, _ in row]


@dataclass
class _Chat:
    id: int
    type: str
    messages: list[Sent] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    blocked: bool = False
    moved_to: int | None = None

    def as_json(self) -> Json:
        named = {"first_name": "Lan"} if self.type == "private" else {"title": "Tổ dân phố"}
        return {"id": self.id, "type": self.type, **named}


class BotApi:
    """The server; a context manager. Its methods may be called from any thread."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.calls: list[tuple[str, Json]] = []
        self.refusals: list[tuple[str, str]] = []
        self.commands: list[Json] = []
        self.answered: list[str] = []
        self.webhook: Json = {}
        self.allowed_updates: list[str] | None = None
        self._lock = threading.RLock()
        self._webhook_lock = threading.Lock()
        self._chats: dict[int, _Chat] = {}
        self._updates: list[Json] = []
        self._queries: dict[str, float] = {}
        self._next_id = 1
        self._poll = 0
        self._floods: dict[int, int] = {}
        self._outages: dict[int, int] = {}
        self._sends = 0

    # --- what citizens do -------------------------------------------------------------------

    def user_says(self, chat_id: int, text: str, *, reply_to_bot: bool = False) -> int:
        """A text message; a negative `chat_id` is a group. Returns the message id."""
        extra: Json = {"text": text, "entities": typed_entities(text)}
        if reply_to_bot:
            last = self.messages(chat_id)[-1]
            extra["reply_to_message"] = {
                "message_id": last.id,
                "date": int(time.time()),
                "chat": self._chat(chat_id).as_json(),
                "from": BOT,
                "text": last.text,
            }
        return self._user_message(chat_id, extra)

    def sends_photo(self, chat_id: int, caption: str = "", album: str | None = None) -> int:
        photo = {"file_id": "p", "file_unique_id": "p", "width": 90, "height": 90}
        extra: Json = {"photo": [photo]}
        if caption:
            extra |= {"caption": caption, "caption_entities": typed_entities(caption)}
        if album:
            extra["media_group_id"] = album
        return self._user_message(chat_id, extra)

    def sends(self, chat_id: int, kind: str) -> int:
        """`kind`: voice, document, sticker or location; or new_chat_title, a service message."""
        file = {"file_id": "f", "file_unique_id": "f"}
        content = {
            "voice": {**file, "duration": 3},
            "document": file,
            "sticker": {
                **file,
                "type": "regular",
                "width": 9,
                "height": 9,
                "is_animated": False,
                "is_video": False,
            },
            "location": {"longitude": 107.1, "latitude": 16.8},
            "new_chat_title": "Tổ dân phố 2",
        }[kind]
        return self._user_message(chat_id, {kind: content})

    def user_edits(self, chat_id: int, text: str) -> None:
        self._push("edited_message", self._message(chat_id, {"text": text, "edit_date": 1}))

    def user_presses(self, chat_id: int, title: str, *, late: bool = False) -> str:
        """Taps the newest button titled `title`; `late`: too late to answer the query.

        Returns the query id. Raises AssertionError when no such button was offered.
        """
        for message in reversed(self.messages(chat_id)):
            for row in message.keyboard:
                for offered, data in row:
                    if offered == title:
                        return self._press(chat_id, message, data, late)
        raise AssertionError(f"no button {title!r} in chat {chat_id}")

    def blocks(self, chat_id: int) -> None:
        """The citizen blocks the bot."""
        self._chat(chat_id).blocked = True

    def moves(self, group: int, to: int) -> None:
        """The group becomes a supergroup with another id."""
        self._chat(to)
        self._chat(group).moved_to = to

    # --- what Telegram does -----------------------------------------------------------------

    def flood(self, nth: int, retry_after: int = 1) -> None:
        """Answers the `nth` sendMessage from now (1: the next) with 429."""
        self._floods[self._sends + nth] = retry_after

    def outage(self, nth: int, code: int = 502) -> None:
        """Answers the `nth` sendMessage from now with `code` and delivers nothing."""
        self._outages[self._sends + nth] = code

    # --- what tests see ---------------------------------------------------------------------

    def messages(self, chat_id: int) -> list[Sent]:
        """What the bot said in the chat, oldest first."""
        with self._lock:
            return list(self._chat(chat_id).messages)

    def actions(self, chat_id: int) -> list[str]:
        with self._lock:
            return list(self._chat(chat_id).actions)

    def pending(self) -> int:
        """Updates that no poller has confirmed."""
        with self._lock:
            return len(self._updates)

    def called(self, method: str) -> list[Json]:
        """Parameters of every call of `method` so far."""
        with self._lock:
            return [parameters for name, parameters in self.calls if name == method]

    async def wait_for_messages(self, chat_id: int, n: int, timeout: float = 10) -> list[Sent]:
        """The chat's messages once there are at least `n`; AssertionError after `timeout` s."""
        await self.wait_until(lambda: len(self.messages(chat_id)) >= n, timeout, f"{n} messages")
        return self.messages(chat_id)

    async def wait_until(
        self, condition: Callable[[], bool], timeout: float = 10, what: str = "it"
    ) -> None:
        end = time.monotonic() + timeout
        while not condition():
            if time.monotonic() > end:
                seen = {chat.id: len(chat.messages) for chat in self._chats.values()}
                raise AssertionError(f"waited {timeout} s for {what}; messages a chat: {seen}")
            await asyncio.sleep(0.01)

    # --- the server -------------------------------------------------------------------------

    def __enter__(self) -> Self:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        path = "/bot{token}/{method}"
        app = Starlette(routes=[Route(path, self._answer, methods=["GET", "POST"])])
        config = uvicorn.Config(app, log_level="critical", lifespan="off", ws="none")
        config.timeout_graceful_shutdown = 1
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True
        )
        self._thread.start()
        while not self._server.started:
            time.sleep(0.005)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=5)
        self._socket.close()

    async def _answer(self, request: Request) -> JSONResponse:
        method = request.path_params["method"]
        try:
            self._authorise(request.path_params["token"])
            parameters = await parameters_of(request)
            handler = getattr(self, "_do_" + CAPITAL.sub(r"_\1", method).lower(), None)
            if handler is None:
                raise ApiError(404, "Not Found: method not found")
            with self._lock:
                self.calls.append((method, parameters))
            return JSONResponse({"ok": True, "result": await handler(parameters)})
        except ApiError as error:
            with self._lock:
                self.refusals.append((method, error.description))
            body: Json = {
                "ok": False,
                "error_code": error.code,
                "description": error.description,
            }
            if error.parameters:
                body["parameters"] = error.parameters
            return JSONResponse(body, status_code=error.code)

    def _authorise(self, token: str) -> None:
        if not re.fullmatch(r"\d+:[\w-]{35}", token):
            raise ApiError(404, "Not Found")
        if token != self.token:
            raise ApiError(401, "Unauthorized")

    async def _do_get_me(self, _: Json) -> Json:
        return {
            **BOT,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }

    async def _do_set_my_commands(self, parameters: Json) -> bool:
        commands = parameters.get("commands", [])
        for command in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
                raise ApiError(400, "Bad Request: BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise ApiError(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        self.commands = commands
        return True

    async def _do_delete_webhook(self, parameters: Json) -> bool:
        self.webhook = {}
        self._drop_if_asked(parameters)
        return True

    async def _do_set_webhook(self, parameters: Json) -> bool:
        url = parameters.get("url", "")
        if url and not url.startswith(("https://", "http://127.0.0.1:")):
            raise ApiError(
                400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
            )
        self.webhook = parameters if url else {}
        self._allow(parameters)
        self._drop_if_asked(parameters)
        if url:
            threading.Thread(target=self._call_webhook, daemon=True).start()
        return True

    async def _do_get_updates(self, parameters: Json) -> list[Json]:
        if self.webhook:
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        with self._lock:
            self._poll += 1
            poll = self._poll
            self._allow(parameters)
            self._confirm(int(parameters.get("offset", 0)))
        limit = min(max(int(parameters.get("limit", 100)), 1), 100)
        end = time.monotonic() + min(float(parameters.get("timeout", 0)), 50)
        while True:
            with self._lock:
                if poll != self._poll:
                    raise ApiError(
                        409,
                        "Conflict: terminated by other getUpdates request; "
                        "make sure that only one bot instance is running",
                    )
                if self._updates or time.monotonic() >= end or self._server.should_exit:
                    return self._updates[:limit]
            await asyncio.sleep(0.01)

    async def _do_send_message(self, parameters: Json) -> Json:
        with self._lock:
            self._sends += 1
            retry_after = self._floods.pop(self._sends, None)
            if retry_after is not None:
                raise ApiError(
                    429,
                    f"Too Many Requests: retry after {retry_after}",
                    retry_after=retry_after,
                )
            if code := self._outages.pop(self._sends, None):
                raise ApiError(code, "Bad Gateway")
            chat = self._reachable(parameters)
            text, entities = formatted(parameters)
            sent = Sent(
                id=self._fresh_id(),
                text=text,
                entities=entities,
                keyboard=keyboard_of(parameters.get("reply_markup")),
                html=parameters["text"],
                parse_mode=parameters.get("parse_mode"),
                quoted=parameters.get("reply_parameters", {}).get("message_id"),
                thread=parameters.get("message_thread_id"),
                at=time.monotonic(),
            )
            chat.messages.append(sent)
            return self._sent_json(chat, sent)

    async def _do_send_document(self, parameters: Json) -> Json:
        document = document_of(parameters)
        with self._lock:
            self._sends += 1
            if code := self._outages.pop(self._sends, None):
                raise ApiError(code, "Bad Gateway")
            chat = self._reachable(parameters)
            text, entities = caption_of(parameters)
            sent = Sent(
                id=self._fresh_id(),
                text=text,
                entities=entities,
                keyboard=keyboard_of(parameters.get("reply_markup")),
                html=parameters.get("caption", ""),
                parse_mode=parameters.get("parse_mode"),
                quoted=parameters.get("reply_parameters", {}).get("message_id"),
                thread=parameters.get("message_thread_id"),
                at=time.monotonic(),
                document=document,
            )
            chat.messages.append(sent)
            return self._sent_json(chat, sent)

    async def _do_send_chat_action(self, parameters: Json) -> bool:
        chat = self._reachable(parameters)
        if parameters.get("action") != "typing":
            raise ApiError(400, "Bad Request: wrong parameter action in request")
        chat.actions.append(parameters["action"])
        return True

    async def _do_answer_callback_query(self, parameters: Json) -> bool:
        asked = self._queries.pop(parameters.get("callback_query_id", ""), float("-inf"))
        if time.monotonic() - asked > CALLBACK_SECONDS:
            raise ApiError(
                400,
                "Bad Request: query is too old and response timeout expired or query ID is invalid",
            )
        self.answered.append(parameters["callback_query_id"])
        return True

    async def _do_edit_message_reply_markup(self, parameters: Json) -> Json:
        chat = self._reachable(parameters)
        for index, sent in enumerate(chat.messages):
            if sent.id == int(parameters.get("message_id", 0)):
                keyboard = keyboard_of(parameters.get("reply_markup"))
                if keyboard == sent.keyboard:
                    raise ApiError(
                        400,
                        "Bad Request: message is not modified: specified new message content "
                        "and reply markup are exactly the same as a current content and "
                        "reply markup of the message",
                    )
                chat.messages[index] = replace(sent, keyboard=keyboard)
                return self._sent_json(chat, chat.messages[index])
        raise ApiError(400, "Bad Request: message to edit not found")

    # --- state ------------------------------------------------------------------------------

    def _fresh_id(self) -> int:
        with self._lock:
            self._next_id += 1
            return self._next_id

    def _chat(self, chat_id: int) -> _Chat:
        with self._lock:
            kind = "private" if chat_id > 0 else "supergroup"
            return self._chats.setdefault(chat_id, _Chat(chat_id, kind))

    def _reachable(self, parameters: Json) -> _Chat:
        chat = self._chats.get(int(parameters.get("chat_id", 0)))
        if chat is None:
            raise ApiError(400, "Bad Request: chat not found")
        if chat.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        if chat.moved_to is not None:
            raise ApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.moved_to,
            )
        return chat

    def _message(self, chat_id: int, extra: Json) -> Json:
        return {
            "message_id": self._fresh_id(),
            "date": int(time.time()),
            "chat": self._chat(chat_id).as_json(),
            "from": {"id": abs(chat_id), "is_bot": False, "first_name": "Lan"},
            **extra,
        }

    def _user_message(self, chat_id: int, extra: Json) -> int:
        message = self._message(chat_id, extra)
        self._push("message", message)
        return int(message["message_id"])

    def _press(self, chat_id: int, message: Sent, data: str, late: bool) -> str:
        query_id = hashlib.sha256(f"{chat_id}{self._fresh_id()}".encode()).hexdigest()[:16]
        self._queries[query_id] = float("-inf") if late else time.monotonic()
        self._push(
            "callback_query",
            {
                "id": query_id,
                "from": {"id": abs(chat_id), "is_bot": False, "first_name": "Lan"},
                "chat_instance": "1",
                "data": data,
                "message": self._sent_json(self._chat(chat_id), message),
            },
        )
        return query_id

    def _sent_json(self, chat: _Chat, sent: Sent) -> Json:
        if sent.document:
            file = {"file_id": "d", "file_unique_id": "d", "file_name": sent.document.name}
            content: Json = {"document": file, "caption": sent.text}
        else:
            content = {"text": sent.text}
        return {
            "message_id": sent.id,
            "date": int(time.time()),
            "chat": chat.as_json(),
            "from": BOT,
            **content,
        }

    def _push(self, kind: str, content: Json) -> None:
        with self._lock:
            if self.allowed_updates and kind not in self.allowed_updates:
                return
            self._updates.append({"update_id": 1000 + self._fresh_id(), kind: content})
        if self.webhook:
            threading.Thread(target=self._call_webhook, daemon=True).start()

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self._updates = self._updates[offset:]
        else:
            self._updates = [u for u in self._updates if u["update_id"] >= offset]

    def _allow(self, parameters: Json) -> None:
        if "allowed_updates" in parameters:
            self.allowed_updates = parameters["allowed_updates"]

    def _drop_if_asked(self, parameters: Json) -> None:
        if parameters.get("drop_pending_updates") in (True, "true"):
            self._updates = []

    def _call_webhook(self) -> None:
        """Brings all pending updates to the webhook; keeps those it does not accept."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.get("secret_token", "")}
        with self._webhook_lock:
            while self._updates and self.webhook:
                update = self._updates[0]
                try:
                    answer = httpx.post(self.webhook["url"], json=update, headers=headers)
                except httpx.HTTPError:
                    return
                if answer.status_code != httpx.codes.OK:
                    return
                self._updates.pop(0)
