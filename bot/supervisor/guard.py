"""Becomes the command given, tied to the life of the supervisor: `guard.py SUPERVISOR_PID COMMAND...`.

Linux ends the process when the supervisor dies in whatever way. It runs between fork and exec as a program of its own,
since code in a forked copy of a process with threads may hang. Elsewhere it only becomes the command.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    supervisor, command = int(sys.argv[1]), sys.argv[2:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != supervisor:  # it died before we asked to be told
            sys.exit(1)
    try:
        os.execv(command[0], command)
    except OSError as error:
        sys.exit(f"{command[0]} cannot be started: {error.strerror}")


if __name__ == "__main__":
    main()
