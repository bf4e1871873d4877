"""Runs Rasa's HTTP server on loopback; the only file that starts Rasa, in Rasa's environment.

Differs from ``rasa run`` in two points: the schema of action results is checked with a validator
built once (Rasa builds it anew at every action, 23 ms), and what citizens write is never logged.
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
import structlog
from jsonschema import Draft7Validator
from rasa.core.actions.action import RemoteAction

ROOT = Path(__file__).parent.parent
_RESULT = Draft7Validator(RemoteAction.action_response_format_spec())


def _validate_once_built(_action: RemoteAction, result: dict[str, Any]) -> bool:
    _RESULT.validate(result)
    return True


def _only_warnings() -> None:
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    logging.disable(logging.INFO)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))


def serve(port: int) -> None:
    """Serve the trained model until the process is told to stop."""
    RemoteAction._validate_action_result = _validate_once_built
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
