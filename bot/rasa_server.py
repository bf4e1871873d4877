"""Runs Rasa's HTTP server on loopback; the only file that starts Rasa, in Rasa's environment.

Differs from ``rasa run`` in three points: the schema of action results is checked with a validator
built once (Rasa builds it anew at every action, 23 ms), what citizens write is never logged, and
without a model it ends instead of serving nothing.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from pathlib import Path
from typing import Any

warnings.filterwarnings("ignore")

import rasa.api
import rasa.core.run
import structlog
from jsonschema import Draft7Validator
from rasa.core.actions.action import RemoteAction

ROOT = Path(__file__).parent.parent
_RESULT = Draft7Validator(RemoteAction.action_response_format_spec())
_load_agent = rasa.core.run.load_agent_on_start


def _validate_once_built(_action: RemoteAction, result: dict[str, Any]) -> bool:
    _RESULT.validate(result)
    return True


async def _load_or_end(*loading: Any) -> Any:
    """End at once where Rasa would serve without a model, so that somebody notices."""
    agent = await _load_agent(*loading)
    if not agent.is_ready():
        print("the model could not be loaded; train it again", file=sys.stderr, flush=True)  # noqa: T201
        os._exit(1)
    return agent


def _only_warnings() -> None:
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    logging.disable(logging.INFO)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))


def serve(port: int) -> None:
    """Serve the trained model until the process is told to stop."""
    RemoteAction._validate_action_result = _validate_once_built
    rasa.core.run.load_agent_on_start = _load_or_end
    _only_warnings()
    rasa.api.run(
        model=str(ROOT / "models" / "motcua.tar.gz"),
        endpoints=str(ROOT / "endpoints.yml"),
        credentials=str(ROOT / "credentials.yml"),
        interface="127.0.0.1",
        port=port,
        enable_api=True,
    )


if __name__ == "__main__":
    os.chdir(ROOT)
    serve(int(os.environ["RASA_PORT"]))
