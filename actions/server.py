"""Serves the actions to Rasa, on loopback only."""

import warnings

from rasa_sdk.constants import DEFAULT_SERVER_PORT
from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

from actions import rasa_actions
from knowledge.settings import settings


def serve() -> None:
    """Serve until the process is told to stop."""
    warnings.filterwarnings("ignore", message="Your versions of rasa and")
    executor = ActionExecutor()
    executor.register_package(rasa_actions)
    app = create_app(executor, cors_origins=[])
    app.run(
        host="127.0.0.1",
        port=settings().actions_port or DEFAULT_SERVER_PORT,
        single_process=True,
        access_log=False,
        motd=False,
    )


if __name__ == "__main__":
    serve()
