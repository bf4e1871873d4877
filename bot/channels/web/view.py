"""Renders the chat page from what it shows."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from actions.reply import Button, Reply
from actions.season import Announcement
from bot.channels.web import phrases
from bot.channels.web.assets import version
from bot.channels.web.markdown import to_html


@dataclass(frozen=True)
class Turn:
    """A question and its answer; both are shown, and taken over by the script if it runs."""

    question: str
    reply: Reply

    def entries(self) -> list[dict[str, object]]:
        """The turn as the script keeps it in its transcript."""
        said = [
            {"who": "bot"} | message.model_dump(mode="json", include=_SHOWN)
            for message in self.reply.messages
        ]
        private = any(entry.get("private") for entry in said)
        return [{"who": "citizen", "text": self.question, "private": private}, *said]


@dataclass(frozen=True)
class Page:
    """What one page shows; `typed` stands in the box, `again` is a choice above it.

    `news` is said in the greeting, and brings its own examples.
    """

    framed: bool = False
    conversation_id: str = ""
    turn: Turn | None = None
    error: str = ""
    typed: str = ""
    again: Button | None = None
    news: Announcement | None = None

    @property
    def examples(self) -> tuple[str, ...]:
        """The questions that a first visitor can tap."""
        if self.news is None:
            return phrases.EXAMPLES
        first = phrases.SEASON_EXAMPLES if self.news.may_file else phrases.SEASON_EXAMPLES[:-1]
        return (*first, *phrases.EXAMPLES)


_SHOWN = {
    *("type", "text", "buttons", "confirmed", "title", "path", "media_type"),
    *("private", "follows"),
}


def render(page: Page) -> str:
    """The whole HTML document of `page`."""
    return _template().render(
        page=page,
        file_kinds=phrases.FILE_KINDS,
        static=f"static/{version()}",
        action="./?khung=1" if page.framed else "./",
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["markdown"] = lambda text: Markup(to_html(text))  # noqa: S704  cleaned
    return environment.get_template("chat.html")
