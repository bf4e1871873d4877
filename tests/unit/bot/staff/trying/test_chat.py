"""An editor talks to the bot as if the draft were told; nothing typed is lost when Rasa is away."""

from collections.abc import Callable

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from actions.payloads import asking
from actions.reply import Button, Kind, Outcome, Reply, TextMessage
from bot.staff.trying import phrases
from knowledge.facets import Facet
from tests.auxil.console import Officer
from tests.auxil.drafted import NUMBER, WORD, ToldRasa

CHAT = f"drafts/{NUMBER}/chat"
WEBHOOK = "/webhooks/rest/webhook"
PAYLOAD = asking(Facet.FEE, 4)

pytestmark = pytest.mark.usefixtures("draft")


def answers(text: str, kind: Kind = Kind.ANSWER) -> Callable[[httpx.Request], httpx.Response]:
    message = TextMessage(text=text, buttons=(Button(title="Lệ phí <b>", payload=PAYLOAD),))
    outcome = Outcome(kind=kind, procedures=(NUMBER,), facets=(Facet.FEE,), candidates=(4,))
    reply = Reply(messages=(message,), outcome=outcome)
    return lambda _: httpx.Response(200, json=[{"custom": reply.model_dump(mode="json")}])


def asks(officer: Officer, **fields: str) -> httpx.Response:
    return officer.sends(CHAT, **fields)


def test_every_turn_names_the_draft(officer: Officer, rasa: ToldRasa) -> None:
    rasa.answer = answers("Thu **77.000 đồng**.")
    said = asks(officer, text="phí bao nhiêu")
    assert said.status_code == 303
    assert said.headers["location"].endswith(f"{CHAT}#last")
    ((path, heard),) = rasa.heard
    assert path == WEBHOOK
    assert (heard["message"], heard["metadata"]) == ("phí bao nhiêu", {"draft": NUMBER})
    assert str(heard["sender"]).startswith("staff-")
    shown = officer.opens(CHAT).text
    assert "phí bao nhiêu" in shown
    assert "<strong>77.000 đồng</strong>" in shown


def test_beside_it_stands_what_the_bot_understood(officer: Officer, rasa: ToldRasa) -> None:
    rasa.answer = answers("77.000 đồng", Kind.CLARIFY)
    asks(officer, text="phí bao nhiêu")
    aside = officer.opens(CHAT).text.split("<aside")[1].split("</aside>")[0]
    assert phrases.KINDS[Kind.CLARIFY] in aside
    assert "Thủ tục: 3. Chuyển trường" in aside
    assert "phân vân giữa: 4. " in aside
    assert "lệ phí" in aside.lower()


def test_a_button_is_pressed_by_what_was_offered(officer: Officer, rasa: ToldRasa) -> None:
    rasa.answer = answers("Bạn chọn đi.")
    asks(officer, text="xin chào")
    assert "Lệ phí &lt;b&gt;</button>" in officer.opens(CHAT).text
    assert asks(officer, payload=PAYLOAD).status_code == 303
    assert [heard["message"] for _, heard in rasa.heard] == ["xin chào", PAYLOAD]
    assert {str(heard["sender"]) for _, heard in rasa.heard} == {str(rasa.heard[0][1]["sender"])}
    assert all(heard["metadata"] == {"draft": NUMBER} for _, heard in rasa.heard)


@pytest.mark.parametrize("payload", [PAYLOAD, "/ask_fee{}", "/restart", "x"])
def test_a_button_that_was_not_offered_goes_nowhere(
    officer: Officer, rasa: ToldRasa, payload: str
) -> None:
    refused = asks(officer, payload=payload)
    assert refused.status_code == 422
    assert phrases.NO_SUCH_BUTTON in refused.text
    assert rasa.heard == []


@pytest.mark.parametrize(
    ("text", "why"), [("  ", phrases.EMPTY), ("x" * 2001, phrases.TOO_LONG)], ids=["blank", "long"]
)
def test_what_can_not_be_sent_is_said_and_kept(
    officer: Officer, rasa: ToldRasa, text: str, why: str
) -> None:
    refused = asks(officer, text=text)
    assert refused.status_code == 422
    assert why in refused.text
    assert f"{text.strip()}</textarea>" in refused.text
    assert rasa.heard == []


def _broken(_: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused")


@pytest.mark.parametrize("broken", [_broken, lambda _: httpx.Response(500)], ids=["away", "error"])
def test_while_rasa_is_away_nothing_is_lost(
    officer: Officer, rasa: ToldRasa, broken: Callable[[httpx.Request], httpx.Response]
) -> None:
    rasa.answer = answers("Câu trả lời trước đó.")
    asks(officer, text="câu thứ nhất")
    rasa.answer = broken
    refused = asks(officer, text="câu thứ <hai>")
    assert refused.status_code == 422
    assert phrases.RASA_AWAY in refused.text
    assert "câu thứ &lt;hai&gt;</textarea>" in refused.text
    assert "Câu trả lời trước đó." in refused.text


def test_personal_numbers_do_not_reach_rasa(officer: Officer, rasa: ToldRasa) -> None:
    rasa.answer = answers("Đã nghe.")
    asks(officer, text="/gọi 0912345678 nhé")
    heard = rasa.heard[0][1]
    assert heard["message"] == "gọi *** nhé"
    assert isinstance(heard["metadata"], dict)
    assert set(heard["metadata"]) == {"draft", "typed"}


def test_one_may_begin_again(officer: Officer, rasa: ToldRasa) -> None:
    rasa.answer = answers("Câu trả lời cũ.")
    asks(officer, text="một")
    assert asks(officer, do="restart").status_code == 303
    assert "Câu trả lời cũ." not in officer.opens(CHAT).text
    asks(officer, text="hai")
    first, second = (heard["sender"] for _, heard in rasa.heard)
    assert first != second


def test_officers_do_not_see_each_others_chats(
    officer: Officer, site: FastAPI, rasa: ToldRasa
) -> None:
    rasa.answer = answers("Câu trả lời của một người.")
    asks(officer, text="một")
    other = Officer(TestClient(site, base_url="https://testserver", follow_redirects=False))
    other.logs_in("reviewer", WORD)
    assert "Câu trả lời của một người." not in other.opens(CHAT).text


def test_a_long_chat_forgets_its_beginning(officer: Officer, rasa: ToldRasa) -> None:
    for number in range(42):
        rasa.answer = answers(f"Câu trả lời {number}.")
        asks(officer, text="hỏi")
    shown = officer.opens(CHAT).text
    assert "Câu trả lời 41." in shown
    assert "Câu trả lời 1." not in shown
