"""`bot run` and `bot train`: the parts of the supervisor put together for the real machine."""

from __future__ import annotations

import os
import secrets
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from pydantic import SecretStr

from bot.errors import UserError
from bot.knowledge import states, training_record
from bot.settings import ROOT, Settings
from bot.supervisor import checks, training
from bot.supervisor.clock import SignalClock
from bot.supervisor.control import HttpControl
from bot.supervisor.policy import Restarts
from bot.supervisor.probe import HttpProbe
from bot.supervisor.process import ChildProcess, Console, Program, Sink
from bot.supervisor.renewal import Means, Renewal
from bot.supervisor.service import Service
from bot.supervisor.successor import Place
from rasa_project.paths import topic_files

ENGINE_PYTHON = ROOT / "rasa_project" / ".venv" / "bin" / "python"
ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}


def run(settings: Settings) -> int:
    """Check, train what changed, start, watch; 0 after Ctrl-C, RunError if it cannot go on."""
    console, clock = Console(), SignalClock()
    clock.install()
    checks.check_port(settings.host, settings.port)
    checks.check_data_dir(settings.data_dir)
    checks.check_keys(settings.keys_file, settings.data_keys.get_secret_value())
    checks.check_content(settings.content_dir)
    try:
        model = _train(settings, console, clock, force=False)
    except training.Stopped:
        return 0
    gateway, engine = programs(settings, model, console)
    renewal = None
    if model is not None and engine is not None:
        renewal = _renewal(settings, model, gateway, engine, console)
    return Service(
        gateway,
        engine,
        restarts=Restarts(settings.engine_restarts),
        clock=clock,
        spawn=ChildProcess,
        probe=HttpProbe(f"{local_address(settings)}/readyz"),
        say=console.sink("run"),
        announce=lambda: console.write(welcome(settings, sys.stdout.encoding)),
        renewal=renewal,
    ).run()


def run_role(settings: Settings, role: str) -> int:
    """Become one part of a service of several processes; whoever starts it watches it. Never returns.

    Raises UserError for a setting that the part needs and that only a whole service can do without.
    """
    checks.check_data_dir(settings.data_dir)
    env = dict(os.environ) | folders(settings) | {"ROLE": role}
    if role == "engine":
        _needs(settings, "engine", "actions_port", "actions_token")
        checks.check_content(settings.content_dir)
        # ENGINE_URL tells the others where this very engine is.
        model = _train(settings.model_copy(update={"engine_url": ""}), Console(), SignalClock(), force=False)
        assert model is not None
        link = {
            "ACTIONS_URL": f"http://127.0.0.1:{settings.actions_port}/webhook",
            "ACTIONS_TOKEN": settings.actions_token.get_secret_value(),
        }
        command = _engine(settings.engine_port, model)
        os.execve(command[0], command, engine_env(settings) | link)
    if role == "web":
        _needs(settings, "web", "engine_url", "actions_port", "actions_token")
    checks.check_keys(settings.keys_file, settings.data_keys.get_secret_value())
    checks.check_port(settings.host, settings.port)
    os.execve(sys.executable, (sys.executable, "-m", "bot.gateway"), env)


def _needs(settings: Settings, role: str, *names: str) -> None:
    values = ((name, getattr(settings, name)) for name in names)
    missing = [name.upper() for name, value in values if not (str(value) if not isinstance(value, int) else value)]
    if missing:
        raise UserError(f"--role {role} needs {' and '.join(missing)}, so that the processes find each other.")


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
    model = training.train_engine(ENGINE_PYTHON, settings.models_dir, env, clock, ChildProcess, sink, force)
    states.record(settings.content_dir, model, anew=force)
    return model


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
    return gateway, Program(_engine(engine_port, model), engine_env(settings) | link, console.sink("engine"))


def _engine(port: int, model: Path) -> tuple[str, ...]:
    return (str(ENGINE_PYTHON), "-m", "rasa_project.serve", "--port", str(port), "--model", str(model))


def _renewal(settings: Settings, model: Path, gateway: Program, engine: Program, console: Console) -> Renewal:
    """The training in the background: when questions change, or (always) when an official asks for it. It knows gateway
    and engine by the environments that they are started with."""
    link = gateway.env
    control = HttpControl(f"http://127.0.0.1:{link['ACTIONS_PORT']}/operations", link["ACTIONS_TOKEN"])
    gate = {"GATE_DIR": str(settings.gate_dir)} if settings.gate_dir else {}

    def trainer(running: Path, sink: Sink) -> Program:
        command = (sys.executable, "-m", "bot.retraining.program", "--running", str(running))
        return Program(command, engine_env(settings) | gate, sink)

    def place(fresh: Path) -> Place:
        (port,) = checks.free_ports(1)
        program = replace(engine, command=_engine(port, fresh))
        url = f"http://127.0.0.1:{port}"
        return Place(program, url, HttpProbe(f"{url}/health"))

    def look() -> tuple[object, int]:
        stamp = _stamp(settings.content_dir) if settings.train_in_background else None
        return stamp, training_record.asked(settings.models_dir)

    means = Means(look, trainer, place, settings.engine_timeout_seconds + 1)
    say = console.sink("train")
    return Renewal(means, model, link["ENGINE_URL"], spawn=ChildProcess, control=control, say=say)


def _stamp(content_dir: Path) -> tuple[tuple[str, int, int], ...]:
    """A value that changes when a topic's file does."""
    found: list[tuple[str, int, int]] = []
    for path in topic_files(content_dir):
        with suppress(FileNotFoundError):  # it goes just now
            stat = path.stat()
            found.append((str(path), stat.st_mtime_ns, stat.st_size))
    return tuple(found)


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
    return {
        "DATA_DIR": str(settings.data_dir),
        "CONTENT_DIR": str(settings.content_dir),
        "ENGINE_DATABASE_URL": settings.engine_database,
    }


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
