"""Puts the console under /staff of the web application."""

from typing import Final

from fastapi import FastAPI
from fastapi.responses import RedirectResponse

from bot.staff.app import console
from bot.staff.trying.rasa import Rasa
from knowledge.settings import Settings
from knowledge.staff.lockout import Lockout

STAFF: Final = "/staff"


def add_console(app: FastAPI, chosen: Settings) -> None:
    """Mount the console on `app`."""

    @app.get(STAFF, include_in_schema=False)
    async def without_slash() -> RedirectResponse:
        return RedirectResponse("staff/", 308)  # relative: also right behind another path

    rasa = Rasa(chosen.rasa_url)
    app.mount(STAFF, console(Lockout(chosen.redis_url), chosen.var / "uploads", rasa))
