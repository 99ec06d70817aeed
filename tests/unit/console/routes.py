"""Which right each route of the console asks for; empty: of everybody who is signed in. See test_routes.py."""

from __future__ import annotations

from typing import Final

OPEN: Final = frozenset(
    {"GET /sign-in", "POST /sign-in", "GET /second-factor", "POST /second-factor", "GET /new-password",
     "POST /new-password", "GET /language"}
)  # fmt: skip
"""What is open before somebody is wholly signed in."""
RIGHTS_OF: Final[dict[str, str]] = {
    "GET /": "",
    "POST /sign-out": "",
}
