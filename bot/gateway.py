"""`python -m bot.gateway`: the gateway's process. The public port, and (where there are turns) the action server on
loopback."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Callable, Sequence

import uvicorn

from bot.app import WEB, assemble, create_actions_app, create_app
from bot.errors import UserError
from bot.settings import get_settings
from bot.training.language import load_or_train

logger = logging.getLogger(__name__)


def main() -> None:
    """Serves until SIGTERM or SIGINT."""
    settings = get_settings()
    logging.basicConfig(level=settings.log_level.upper(), format="%(levelname)s %(name)s %(message)s")
    for noisy in ("httpx", "httpcore", "telegram", "apscheduler", "uvicorn.access", "alembic", "rasa_sdk", "fontTools"):
        logging.getLogger(noisy).setLevel(logging.WARNING)  # httpx would log the bot token as part of addresses
    try:
        parts = assemble(settings, load_or_train(settings.models_dir, settings.content_dir))
    except UserError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)
    options = {"log_config": None, "access_log": False, "timeout_graceful_shutdown": 8, "server_header": False}
    servers = [uvicorn.Server(uvicorn.Config(create_app(parts), settings.host, settings.port, **options))]  # type: ignore[arg-type]
    if settings.role in WEB:  # only turns need the engine, and only the engine calls actions
        actions = uvicorn.Config(create_actions_app(parts), "127.0.0.1", settings.actions_port, **options)  # type: ignore[arg-type]
        servers.append(uvicorn.Server(actions))
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(_serve(servers))


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop's, where it is installed (not on Windows): a fifth less processor time a message."""
    try:
        import uvloop
    except ImportError:
        return None
    factory: Callable[[], asyncio.AbstractEventLoop] = uvloop.new_event_loop
    return factory


async def _serve(servers: Sequence[uvicorn.Server]) -> None:
    """All servers in one loop; a signal ends all."""

    def end() -> None:
        for server in servers:
            server.should_exit = True

    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, end)
    # `_serve` is uvicorn's loop without its own signal handlers, which two servers in one process would fight over.
    try:
        await asyncio.gather(*(_until_end(server, end) for server in servers))
    except SystemExit:
        end()
        raise


async def _until_end(server: uvicorn.Server, end: object) -> None:
    try:
        await server._serve()
    finally:
        assert callable(end)
        end()


if __name__ == "__main__":
    main()
