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
    # Conversations
    "GET /conversations": "handovers",
    "GET /conversations/replies": "handovers",
    "GET /conversations/replies/new": "handovers",
    "POST /conversations/replies/new": "handovers",
    "GET /conversations/replies/{wish_id}": "handovers",
    "POST /conversations/replies/{wish_id}": "handovers",
    "POST /conversations/replies/{wish_id}/delete": "handovers",
    "GET /conversations/{wish_id}": "handovers",
    "POST /conversations/{wish_id}": "handovers",
    "GET /conversations/{wish_id}/messages": "handovers",
    "POST /conversations/{wish_id}/take": "handovers",
    "POST /conversations/{wish_id}/give-back": "handovers",
    "POST /conversations/{wish_id}/close": "handovers",
    "POST /conversations/{wish_id}/assign": "handovers",
    "POST /conversations/{wish_id}/notes": "handovers",
    "POST /conversations/{wish_id}/notes/{number}/delete": "handovers",
    "GET /conversations/{wish_id}/messages/{number}/show": "unmask",
    "POST /conversations/{wish_id}/messages/{number}/show": "unmask",
}
