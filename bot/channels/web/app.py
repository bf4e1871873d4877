"""The web application: chat page, chat interface, open data, health."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

import httpx
from anyio import to_thread
from fastapi import FastAPI
from fastapi.responses import JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.asked import Recorder, RecordingGateway
from bot.channels.web.api import chat_router
from bot.channels.web.bounds import LARGEST_BODY, BodyBound
from bot.channels.web.letters import letters_router
from bot.channels.web.limits import AddressLimit
from bot.channels.web.news import Listeners, TellingGateway
from bot.channels.web.open_data import open_data_router
from bot.channels.web.page import page_router
from bot.channels.web.papers import papers_router
from bot.channels.web.problems import add_handlers
from bot.channels.web.push import push_router
from bot.channels.web.season import announced, is_season
from bot.conversations import ConversationRegister
from bot.forgetting import forget_regularly
from bot.papers.press import Press
from bot.rasa_gateway import RasaGateway
from bot.reserve import Reserve
from bot.staff.editing.section_pages import LARGEST_FORM
from bot.staff.mounting import STAFF, add_console
from knowledge.database import session
from knowledge.settings import Settings, settings
from knowledge.status.office_files import LARGEST_FILE
from knowledge.workbook.reading import LARGEST_FILE as LARGEST_WORKBOOK


def build(configured: Settings | None = None) -> FastAPI:
    """Return the application for the given settings, those of the environment if none."""
    chosen = configured or settings()
    rasa = RasaGateway(chosen.rasa_url, Reserve())
    recorder = Recorder()
    gateway = TellingGateway(RecordingGateway(rasa, recorder))
    listeners = Listeners()
    conversations = ConversationRegister()
    limit = AddressLimit(chosen.messages_per_minute, chosen.redis_url, is_season)
    of_offices = AddressLimit(chosen.messages_per_minute, chosen.redis_url)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        works = (forget_regularly(), listeners.run(), recorder.run())
        tasks = [asyncio.create_task(work) for work in works]
        yield
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await rasa.close()
        await limit.close()
        await of_offices.close()

    app = FastAPI(title="Motcua", version="1", lifespan=lifespan, redoc_url=None)
    add_handlers(app)
    app.include_router(chat_router(gateway, conversations, limit, listeners))
    app.include_router(open_data_router())
    press = Press()
    app.include_router(papers_router(press, limit))
    app.include_router(letters_router(press, limit))
    app.include_router(push_router(chosen.status_api_key, of_offices))
    app.include_router(page_router(gateway, conversations, limit.wait, announced))
    _add_health(app, chosen)
    add_console(app, chosen)

    larger = {
        f"{STAFF}/imports": LARGEST_FILE + LARGEST_BODY,
        f"{STAFF}/workbook": LARGEST_WORKBOOK + LARGEST_BODY,
        f"{STAFF}/drafts/": LARGEST_FORM,
    }
    app.add_middleware(BodyBound, larger=larger)
    return app


def _add_health(app: FastAPI, chosen: Settings) -> None:
    @app.get("/healthz", tags=["health"])
    async def healthy() -> dict[str, str]:
        """Say that the web process lives."""
        return {"status": "ok"}

    @app.get("/readyz", tags=["health"])
    async def ready() -> JSONResponse:
        """Say whether the database answers, and whether Rasa or the reserve does the talking."""
        database = await to_thread.run_sync(_database_answers)
        body = {
            "database": "ok" if database else "broken",
            "mode": "full" if await _rasa_answers(chosen.rasa_url) else "reserve",
        }
        return JSONResponse(body, HTTPStatus.OK if database else HTTPStatus.SERVICE_UNAVAILABLE)

    @app.get("/metrics", tags=["health"])
    async def metrics() -> Response:
        """Return the counters in Prometheus' format."""
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


def _database_answers() -> bool:
    try:
        with session() as opened:
            opened.execute(text("SELECT 1 FROM procedure LIMIT 1"))
    except SQLAlchemyError:
        return False
    return True


async def _rasa_answers(url: str) -> bool:
    try:
        async with httpx.AsyncClient(timeout=2) as client:
            return (await client.get(f"{url}/status")).status_code == HTTPStatus.OK
    except httpx.HTTPError:
        return False
