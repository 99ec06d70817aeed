"""The action server: rasa-sdk's executor in an application of its own, on loopback, behind a shared secret."""

from __future__ import annotations

import hmac
import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

from bot.api.operations import Operations, add_route
from bot.clock import Clock
from bot.db.session import Database
from bot.knowledge.library import Library
from rasa_project.actions import ACTIONS

logger = logging.getLogger(__name__)


def create_actions(
    database: Database, clock: Clock, library: Library, token: str, operations: Operations | None = None
) -> FastAPI:
    """The application with `POST /webhook?token=...` as Rasa calls it, and `POST /operations` for the supervisor."""
    executor = ActionExecutor()
    for action in ACTIONS:
        executor.register_action(action(database, clock, library))
    app = FastAPI(title="Udyog Sathi actions", openapi_url=None, docs_url=None, redoc_url=None)

    @app.post("/webhook")
    async def webhook(request: Request) -> JSONResponse:
        if not hmac.compare_digest(request.query_params.get("token", "").encode("utf-8", "replace"), token.encode()):
            return JSONResponse({"error": "wrong token"}, status_code=401)
        call: dict[str, Any] = await request.json()
        try:
            result = await executor.run(call)
        except ActionExecutionRejection as rejection:
            # A form hands the message back; this is how the SDK's own server tells Rasa so.
            return JSONResponse({"error": str(rejection), "action_name": rejection.action_name}, status_code=400)
        except ActionNotFoundException as error:
            logger.error("%s", error)
            return JSONResponse({"error": str(error), "action_name": error.action_name}, status_code=404)
        return JSONResponse(result if result is not None else {"events": [], "responses": []})

    if operations is not None:
        add_route(app, operations, token)
    return app
