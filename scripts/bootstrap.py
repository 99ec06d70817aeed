#!/usr/bin/env python3
"""Set up both Python environments: `.venv` (application) and `rasa_project/.venv` (engine).

Standard library only, and in the language of Python 3.6, so that an older Python can say in a sentence what is missing.
An environment is touched only if a lock file differs from what its stamp says is installed. The stamp is written after
success alone; a marker stands in the environment while it is being changed, so that an interrupted installation is seen
and built anew. pip's own configuration (mirror, proxy, certificates) is left to the person and never overridden.
"""

import argparse
import hashlib
import json
import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VERSIONS = ("3.12", "3.11")
STAMP = ".bootstrap.json"
MARKER = ".bootstrap-unfinished"
HEARTBEAT = 30  # seconds between two signs of life where there is no terminal
PIP = ["-m", "pip", "--disable-pip-version-check", "--no-input"]
INSTALL = ["install", "--no-deps", "--require-hashes", "--ignore-requires-python", "--progress-bar", "off"]
PROBE = (
    "import sys; print('%d.%d' % sys.version_info[:2]); print(getattr(sys, '_base_executable', '') or sys.executable)"
)


class Failure(Exception):
    """One sentence for the person at the command line."""


# ---------------------------------------------------------------------------------------------------- the interpreter


def probe(python, environ):
    """(version, path of the real interpreter) of a command, or None if it does not run."""
    try:
        done = subprocess.run(
            [python, "-c", PROBE], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environ, timeout=60
        )
    except (OSError, subprocess.SubprocessError):
        return None
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    return (lines[0], lines[1]) if done.returncode == 0 and len(lines) == 2 else None


def choose_interpreter(environ, running=None):
    """(version, path) of the Python to build with: PYTHON, else the running one, else one on PATH."""
    wish = environ.get("PYTHON", "").strip()
    if wish:
        found = probe(shutil.which(wish, path=environ.get("PATH")) or wish, environ)
        if not found:
            raise Failure("PYTHON=%s does not run; let PYTHON name a Python 3.11 or 3.12, or leave it out." % wish)
        if found[0] not in VERSIONS:
            raise Failure("PYTHON=%s is Python %s; Udyog Sathi needs Python 3.11 or 3.12." % (wish, found[0]))
        return found
    running = running or (
        "%d.%d" % sys.version_info[:2],
        getattr(sys, "_base_executable", "") or sys.executable,
    )
    if running[0] in VERSIONS:
        return running
    for version in VERSIONS:
        path = shutil.which("python" + version, path=environ.get("PATH"))
        found = probe(path, environ) if path else None
        if found and found[0] in VERSIONS:
            return found
    raise Failure(
        "Udyog Sathi needs Python 3.11 or 3.12 and this is Python %s: install one of them with its venv module "
        "(on Debian or Ubuntu: apt-get install python3.11 python3.11-venv), then run the command again." % running[0]
    )


# --------------------------------------------------------------------------------------------------- one environment


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def packages(path):
    """Names of the packages that a lock file pins."""
    with open(path, encoding="utf-8") as file:
        found = re.findall(r"^([A-Za-z0-9._-]+)==", file.read(), re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", name).lower() for name in found}


class Environment:
    """A virtual environment, and what is to be done so that it holds what its lock files pin."""

    def __init__(self, name, folder, dev, root=ROOT):
        self.name = name
        self.home = os.path.join(root, folder)
        self.venv = os.path.join(self.home, ".venv")
        self.python = os.path.join(self.venv, "bin", "python")
        self.log = os.path.join(root, "var", "log", "bootstrap-%s.log" % name)
        self.locks = ["requirements.lock"] + (["requirements-dev.lock"] if dev else [])

    def lock(self, name):
        return os.path.join(self.home, name)

    def stamp(self):
        """What was installed last: {"locks": {file: digest}, "packages": {file: [names]}}."""
        try:
            with open(os.path.join(self.venv, STAMP), encoding="utf-8") as file:
                stamp = json.load(file)
            return {"locks": dict(stamp["locks"]), "packages": dict(stamp["packages"])}
        except (OSError, ValueError, KeyError, TypeError):
            return {"locks": {}, "packages": {}}

    def needs_rebuild(self, version, environ):
        """Why the environment has to be built anew ("" if it need not)."""
        if not os.path.isdir(self.venv):
            return "new"
        if os.path.exists(os.path.join(self.venv, MARKER)):
            return "the last installation was interrupted"
        found = probe(self.python, environ)
        if not found:
            return "its Python is gone"
        return "" if found[0] == version else "it was made with Python %s" % found[0]

    def outdated(self):
        """Lock files that differ from what is installed."""
        known = self.stamp()["locks"]
        missing = [name for name in self.locks if not os.path.exists(self.lock(name))]
        if missing:
            raise Failure("%s is missing; take it from the repository again." % self.lock(missing[0]))
        return [name for name in self.locks if known.get(name) != digest(self.lock(name))]


def discard(folder):
    """Remove a folder; by way of another name, so that half of it can never be taken for the whole."""
    trash = folder + ".old"
    shutil.rmtree(trash, ignore_errors=True)
    if os.path.islink(folder) or os.path.isfile(folder):
        os.unlink(folder)
    elif os.path.isdir(folder):
        os.rename(folder, trash)
        shutil.rmtree(trash, ignore_errors=True)


class Installation(threading.Thread):
    """Brings one environment up to date, in its own thread; what happens goes to `events` as (name, kind, text)."""

    def __init__(self, environment, python, rebuild, environ, events, keep_open):
        super().__init__(name=environment.name, daemon=True)
        self.environment = environment
        self.base_python = python
        self.rebuild = rebuild
        self.environ = environ
        self.events = events
        self.keep_open = keep_open
        self.process = None
        self.stopped = False

    def say(self, kind, text=""):
        self.events.put((self.environment.name, kind, text))

    def run(self):
        try:
            self.install()
            self.say("done")
        except Failure as failure:
            self.say("failed", str(failure))
        except OSError as error:
            self.say("failed", explain(str(error), 1, self.environment) if error.errno == 28 else "%s." % error)

    def install(self):
        env = self.environment
        os.makedirs(os.path.dirname(env.log), exist_ok=True)
        with open(env.log, "wb"):
            pass
        if self.rebuild:
            self.say("phase", "making the environment" + (" anew: %s" % self.rebuild if self.rebuild != "new" else ""))
            discard(env.venv)
            os.makedirs(env.venv)
        marker = os.path.join(env.venv, MARKER)
        with open(marker, "w"):
            pass
        if self.rebuild:
            self.call([self.base_python, "-m", "venv", env.venv])
        elif subprocess.call([env.python, "-c", "import pip"], stderr=subprocess.DEVNULL, env=self.environ):
            self.call([env.python, "-m", "ensurepip"])
        stamp = env.stamp()
        due = env.outdated()
        wanted = {name: sorted(packages(env.lock(name))) for name in due}
        self.say("phase", "installing %d packages" % len({name for names in wanted.values() for name in names}))
        digests = {name: digest(env.lock(name)) for name in due}
        command = [env.python, *PIP, *INSTALL]
        for name in due:
            command += ["-r", env.lock(name)]
        self.call(command)
        before = {name for names in stamp["packages"].values() for name in names}
        stamp["locks"].update(digests)
        stamp["packages"].update(wanted)
        left_over = before - {name for names in stamp["packages"].values() for name in names}
        if left_over:
            self.call([env.python, *PIP, "uninstall", "--yes", *sorted(left_over)])
        with open(os.path.join(env.venv, STAMP + ".new"), "w", encoding="utf-8") as file:
            json.dump(stamp, file, indent=1, sort_keys=True)
        os.replace(os.path.join(env.venv, STAMP + ".new"), os.path.join(env.venv, STAMP))
        os.unlink(marker)

    def call(self, command):
        """Run a command into the log; the file lock stays held while it lives, even if this process is killed."""
        if self.stopped:
            raise Failure("stopped.")
        with open(self.environment.log, "ab") as log:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.environ,
                pass_fds=self.keep_open,
            )
            code = self.process.wait()
        if code:
            with open(self.environment.log, encoding="utf-8", errors="replace") as log:
                raise Failure(explain(log.read(), code, self.environment))

    def stop(self):
        self.stopped = True
        if self.process and self.process.poll() is None:
            self.process.terminate()


# ------------------------------------------------------------------------------------------------ why it went wrong

CAUSES = (
    # what the log says, the sentence
    (r"No space left on device|Errno 28|Disk quota exceeded", "the disk is full; free about 2 GB and try again"),
    (
        r"ensurepip is not available|No module named '?(venv|ensurepip)|No module named pip\b",
        "this Python has no venv module; install it (on Debian or Ubuntu: apt-get install python{version}-venv)",
    ),
    (
        r"DO NOT MATCH THE HASHES|Hashes are required in --require-hashes",
        "a downloaded package is not the one in the lock file (hash mismatch); an altering proxy or mirror is likely, "
        "so try again on another network, and do not switch the check off",
    ),
    (
        r"ResolutionImpossible|conflicting dependencies",
        "two lock files ask for different releases of one package; restore them from the repository or run make lock",
    ),
    (r"Python\.h: No such file", "Python's C headers are missing for {package}; install python{version}-dev"),
    (
        r"(?:command '?\S*(?:gcc|cc|g\+\+|clang)\S*'? failed: No such file|"
        r"unable to execute '\S*(?:gcc|cc|g\+\+|clang)|"
        r"(?:gcc|cc|clang): (?:command )?not found|[Nn]o acceptable C compiler|Unknown compiler)",
        "gcc is missing, and {package} has to be compiled on this machine; install a C compiler "
        "(on Debian or Ubuntu: apt-get install build-essential)",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED",
        "the package server's certificate is not trusted here; give pip your organisation's certificate (PIP_CERT)",
    ),
    (
        r"Failed to establish a new connection|NewConnectionError|NameResolutionError|Name or service not known|"
        r"Temporary failure in name resolution|Max retries exceeded|ConnectTimeout|Read timed out|ReadTimeoutError|"
        r"Connection (?:refused|reset|aborted)|ProxyError|Network is unreachable|RemoteDisconnected|IncompleteRead",
        "the package server is not reachable; check the network connection (behind a proxy: HTTPS_PROXY)",
    ),
    (
        r"\(from versions: none\)",
        "the package server that pip is set to use is not reachable, or has no {missing} for Python {version}",
    ),
    (
        r"No matching distribution found|Could not find a version",
        "the package server that pip is set to use does not offer {missing} for Python {version} on this machine",
    ),
    (r"Permission denied|Errno 13|Read-only file system", "the folder cannot be written; correct its rights"),
    (
        r"Failed (?:to build|building wheel)|subprocess-exited-with-error",
        "{package} could not be built here",
    ),
)


def explain(log, code, environment):
    """One sentence with the probable cause."""
    built = re.findall(r"(?:Failed building wheel for|Building wheel for|Running setup\.py install for) (\S+)", log)
    missing = re.findall(r"No matching distribution found for (\S+)", log)
    config = ""
    try:
        with open(os.path.join(environment.venv, "pyvenv.cfg"), encoding="utf-8") as file:
            config = file.read()
    except OSError:
        pass
    found = re.search(r"^version = (\d+\.\d+)", config, re.MULTILINE)
    words = {
        "package": built[-1] if built else "a package",
        "missing": missing[-1] if missing else "a package",
        "version": found.group(1) if found else "3",
    }
    for pattern, sentence in CAUSES:
        if re.search(pattern, log):
            return sentence.format(**words) + "."
    if code == -9:
        return "the installation was killed, probably for want of memory; close other programs and try again."
    return "the installation ended with code %s." % code


# ------------------------------------------------------------------------------------------------------- the progress


class Progress:
    """A line a phase; on a terminal also a line that lives."""

    def __init__(self, out):
        self.out = out
        self.live = bool(getattr(out, "isatty", lambda: False)()) and os.environ.get("TERM") != "dumb"
        self.began = time.time()
        self.last = self.began
        self.width = 0

    def elapsed(self):
        return "%3.0f s" % (time.time() - self.began)

    def line(self, text):
        self.clear()
        self.out.write("[%s] %s\n" % (self.elapsed(), text))
        self.out.flush()
        self.last = time.time()

    def clear(self):
        if self.width:
            self.out.write("\r" + " " * self.width + "\r")
            self.width = 0

    def tick(self, installations):
        """The sign of life between two phases."""
        if not self.live and time.time() - self.last < HEARTBEAT:
            return
        states = [state(each) for each in installations if each.is_alive()]
        text = "; ".join(states)
        if not self.live:
            if text:
                self.line(text)
            return
        text = ("[%s] %s" % (self.elapsed(), text))[: shutil.get_terminal_size().columns - 1]
        self.clear()
        self.out.write(text)
        self.out.flush()
        self.width = len(text)


def state(installation):
    """The state in words ("engine: 41 packages fetched"), from pip's log."""
    try:
        with open(installation.environment.log, encoding="utf-8", errors="replace") as log:
            text = log.read()
    except OSError:
        text = ""
    name = installation.environment.name
    if "Installing collected packages" in text:
        return "%s: putting packages in place" % name
    fetched = len(re.findall(r"^Collecting ", text, re.MULTILINE))
    return "%s: %d packages fetched" % (name, fetched) if fetched else "%s: preparing" % name


# ------------------------------------------------------------------------------------------------------------ the run


class Lock:
    """Only one set-up at a time in this folder."""

    def __init__(self, path, progress):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        self.file = open(path, "a")  # noqa: SIM115 - held until the process ends
        import fcntl

        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            progress.line("Another set-up is at work in this folder; waiting for it.")
            fcntl.flock(self.file, fcntl.LOCK_EX)


def set_up(dev, environ, root, progress):
    version, python = choose_interpreter(environ)
    environ = {key: value for key, value in environ.items() if key not in CLEANED}
    lock = Lock(os.path.join(root, "var", "bootstrap.lock"), progress)
    events = queue.Queue()
    installations = []
    for environment in (Environment("app", "", dev, root), Environment("engine", "rasa_project", dev, root)):
        outdated = environment.outdated()
        rebuild = environment.needs_rebuild(version, environ)
        if rebuild or outdated:
            installations.append(Installation(environment, python, rebuild, environ, events, (lock.file.fileno(),)))
    if not installations:
        return 0
    progress.line("Setting up with Python %s (once; later starts skip this)." % version)
    for each in installations:
        each.start()
    try:
        return follow(installations, events, progress)
    except KeyboardInterrupt:
        for each in installations:
            each.stop()
        for each in installations:
            each.join(10)
        raise


CLEANED = ("PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__", "VIRTUAL_ENV")


def follow(installations, events, progress):
    open_ends = len(installations)
    logs = {each.environment.name: each.environment.log for each in installations}
    failed = 0
    while open_ends:
        try:
            name, kind, text = events.get(timeout=0.5)
        except queue.Empty:
            progress.tick(installations)
            continue
        if kind == "phase":
            progress.line("%s: %s" % (name, text))
            continue
        open_ends -= 1
        if kind == "done":
            progress.line("%s: ready" % name)
        else:
            failed += 1
            where = os.path.relpath(logs[name])
            progress.line("%s: NOT ready: %s The log: %s" % (name, text, where))
    if not failed:
        progress.line("Both environments are ready.")
    return 1 if failed else 0


def main(argv=None, environ=None, root=ROOT, out=None):
    out = out or sys.stdout
    parser = argparse.ArgumentParser(description="Set up both Python environments.")
    parser.add_argument("--dev", action="store_true", help="also what tests and checks need")
    arguments = parser.parse_args(argv)
    progress = Progress(out)
    try:
        if os.name == "nt":
            raise Failure("Windows is not supported directly; run Udyog Sathi in WSL.")
        return set_up(arguments.dev, dict(os.environ if environ is None else environ), root, progress)
    except Failure as failure:
        progress.clear()
        sys.stderr.write("%s\n" % failure)
        return 1
    except OSError as error:
        progress.clear()
        sys.stderr.write("The set-up cannot write in %s: %s.\n" % (root, error.strerror or error))
        return 1
    except KeyboardInterrupt:
        progress.clear()
        sys.stderr.write("Stopped; the next run repairs what is unfinished.\n")
        return 130


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(main())
