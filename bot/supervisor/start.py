"""`bot run` and `bot train`: the parts of the supervisor put together for the real machine."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path

from pydantic import SecretStr

from bot.settings import ROOT, Settings
from bot.supervisor import checks, training
from bot.supervisor.clock import SignalClock
from bot.supervisor.policy import Restarts
from bot.supervisor.probe import HttpProbe
from bot.supervisor.process import ChildProcess, Console
from bot.supervisor.service import Program, Service

ENGINE_PYTHON = ROOT / "rasa_project" / ".venv" / "bin" / "python"
ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}


def run(settings: Settings) -> int:
    """Check, train what changed, start, watch; 0 after Ctrl-C, RunError if it cannot go on."""
    console, clock = Console(), SignalClock()
    clock.install()
    checks.check_port(settings.host, settings.port)
    checks.check_data_dir(settings.data_dir)
    checks.check_content(settings.content_dir)
    try:
        model = _train(settings, console, clock, force=False)
    except training.Stopped:
        return 0
    gateway, engine = programs(settings, model, console)
    return Service(
        gateway,
        engine,
        restarts=Restarts(settings.engine_restarts),
        clock=clock,
        spawn=ChildProcess,
        probe=HttpProbe(f"{local_address(settings)}/readyz"),
        say=console.sink("run"),
        announce=lambda: console.write(welcome(settings, sys.stdout.encoding)),
    ).run()


def train(settings: Settings, *, force: bool) -> int:
    """Train what changed (or everything); 0, or 130 after Ctrl-C, RunError if it fails."""
    console, clock = Console(), SignalClock()
    clock.install()
    checks.check_data_dir(settings.data_dir)
    checks.check_content(settings.content_dir)
    try:
        _train(settings, console, clock, force=force)
    except training.Stopped:
        return 130
    return 0


def _train(settings: Settings, console: Console, clock: SignalClock, *, force: bool) -> Path | None:
    """The model of the engine; None if the engine runs elsewhere."""
    env = dict(os.environ) | folders(settings)
    sink = console.sink("train")
    training.train_language(Path(sys.executable), env, clock, ChildProcess, sink, force)
    if settings.engine_url:
        return None
    checks.check_interpreter(ENGINE_PYTHON)
    env = engine_env(settings)
    return training.train_engine(ENGINE_PYTHON, settings.models_dir, env, clock, ChildProcess, sink, force)


def programs(settings: Settings, model: Path | None, console: Console) -> tuple[Program, Program | None]:
    """How gateway and engine are started, so that they find each other."""
    engine_port, actions_port = checks.free_ports(2)
    actions_port = settings.actions_port or actions_port
    token = settings.actions_token.get_secret_value() or secrets.token_urlsafe(32)
    gateway_env = dict(os.environ) | {
        "HOST": settings.host,
        "PORT": str(settings.port),
        "ENGINE_URL": settings.engine_url or f"http://127.0.0.1:{engine_port}",
        "ACTIONS_PORT": str(actions_port),
        "ACTIONS_TOKEN": token,
        **folders(settings),
    }
    gateway = Program((sys.executable, "-m", "bot.gateway"), gateway_env, console.sink("gateway"))
    if model is None:
        return gateway, None
    link = {"ACTIONS_URL": f"http://127.0.0.1:{actions_port}/webhook", "ACTIONS_TOKEN": token}
    command = (str(ENGINE_PYTHON), "-m", "rasa_project.serve", "--port", str(engine_port), "--model", str(model))
    return gateway, Program(command, engine_env(settings) | link, console.sink("engine"))


def engine_env(settings: Settings) -> dict[str, str]:
    """The environment of the engine: it never sees the channels' secrets."""
    hidden = {
        name.upper() for name, field in Settings.model_fields.items() if SecretStr.__name__ in str(field.annotation)
    }
    env = {name: value for name, value in os.environ.items() if name.upper() not in hidden}
    env.setdefault("PYTHONWARNINGS", "ignore")  # Rasa is full of other libraries' outdated calls; not ours to mend
    return env | folders(settings) | {"PYTHONPATH": str(ROOT), "LOG_LEVEL": settings.log_level}


def folders(settings: Settings) -> dict[str, str]:
    """What the children must know of config.yml, whichever way they read settings."""
    return {"DATA_DIR": str(settings.data_dir), "CONTENT_DIR": str(settings.content_dir)}


def local_address(settings: Settings) -> str:
    """The public port as seen from this machine."""
    host = ANY_ADDRESS.get(settings.host, settings.host)
    return f"http://[{host}]:{settings.port}" if ":" in host else f"http://{host}:{settings.port}"


def welcome(settings: Settings, encoding: str | None = "utf-8") -> str:
    """The box with the addresses."""
    base = local_address(settings)
    rows = ["Udyog Sathi is ready", "", f"Chat      {base}/", f"API docs  {base}/docs", f"Health    {base}/readyz"]
    if settings.public_url:
        rows.append(f"Public    {settings.public_url}")
    rows += ["", "Ctrl-C ends it"]
    width = max(map(len, rows)) + 4
    utf8 = (encoding or "").lower().replace("-", "") == "utf8"
    line, side = ("─", "│") if utf8 else ("-", "|")
    corners = ("┌", "┐", "└", "┘") if utf8 else ("+",) * 4
    middle = [f"{side}  {row:<{width - 2}}{side}" for row in rows]
    return "\n".join([corners[0] + line * width + corners[1], *middle, corners[2] + line * width + corners[3]])
