"""All pages on which a draft is tried."""

from fastapi import APIRouter

from bot.staff.trying import preview
from bot.staff.trying.changes import changes_router
from bot.staff.trying.chat import chat_router
from bot.staff.trying.rasa import Rasa


def trying_router(rasa: Rasa) -> APIRouter:
    """Routes that try a draft, with the help of `rasa`."""
    router = APIRouter()
    router.include_router(preview.router)
    router.include_router(chat_router(rasa))
    router.include_router(changes_router(rasa))
    return router
