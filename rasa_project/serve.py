"""`python -m rasa_project.serve --port N --model PATH`: the engine, on loopback only, with the REST channel only.

Rasa's own HTTP API stays off (it can load models from anywhere: CVE-2024-49375). `GET /health` tells the gateway
whether the model is loaded and how often the tracker store failed: Rasa swallows such failures and goes on with a
conversation lost. `POST /understand` shows what the model makes of a text (`bot chat --debug`).
"""

from __future__ import annotations

import argparse
import os
from functools import partial

from rasa_project.paths import PROJECT, data_dir


def main() -> None:
    """Serves until SIGTERM."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--model", required=True)
    arguments = parser.parse_args()
    data_dir().mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("ENGINE_DATABASE_URL", f"sqlite:///{data_dir() / 'engine.sqlite3'}")
    os.environ.setdefault("ACTIONS_URL", "http://127.0.0.1:5055/webhook")
    os.environ.setdefault("ACTIONS_TOKEN", "")
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")

    from rasa_project.start import prepare

    prepare()
    app = application(arguments.model, arguments.port)
    app.run(host="127.0.0.1", port=arguments.port, workers=1, access_log=False, motd=False)


def application(model: str, port: int):  # type: ignore[no-untyped-def]  # Sanic of Rasa's environment
    """The web application: REST channel and health page."""
    import rasa.core.run as run
    from rasa.core.channels.rest import RestInput
    from rasa.core.utils import AvailableEndpoints
    from sanic import response

    from rasa_project.components.tracker_store import status
    from rasa_project.start import quiet_logs
    from rasa_project.understand import understand

    quiet_logs()
    endpoints = AvailableEndpoints.read_endpoints(str(PROJECT / "endpoints.yml"))
    app = run.configure_app([RestInput()], enable_api=False, port=port, endpoints=endpoints)
    app.register_listener(partial(run.load_agent_on_start, model, endpoints, None), "before_server_start")
    app.register_listener(run.close_resources, "after_server_stop")

    @app.get("/health")
    async def health(request):  # type: ignore[no-untyped-def]
        agent = getattr(app.ctx, "agent", None)
        ready = bool(agent and agent.is_ready())
        return response.json({"ready": ready, **status()}, status=200 if ready else 503)

    @app.post("/understand")
    async def understood(request):  # type: ignore[no-untyped-def]
        message = request.json or {}
        return response.json(
            await understand(app.ctx.agent, str(message.get("text", "")), message.get("metadata") or {})
        )

    return app


if __name__ == "__main__":
    main()
