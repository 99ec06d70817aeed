"""What officials of each role may do. A right opens acts and lists in the services; the console's pages follow it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

RIGHTS: Final = (
    "registry", "unmask", "export", "import", "verify", "referrals", "privacy", "training", "handovers", "content",
    "publish", "broadcast", "approve", "insights", "audit", "settings",
)  # fmt: skip
"""registry: see workers, needs and their numbers of people; unmask: read a telephone number; export: take lists out;
import: bring lists in; verify: look at employers and their needs; referrals: work on loan requests; privacy: answer for
personal data (export and erase); training: work on the calendar, sessions, trainers; handovers: talk with people who
want a person; content: write answers and questions; publish: make them live; broadcast: write announcements and send
small ones; approve: let announcements of others go; insights: read figures; audit: read what officials did; settings:
officials, limits, templates, retention."""


@dataclass(frozen=True)
class Role:
    """`rights`: what comes with it; `reads`: it changes nothing, whatever the rights open; `scope`: what an official of
    it must be given: state (sees everything), districts, agency (its sessions alone), trainer (their own sessions)."""

    rights: frozenset[str]
    scope: str = "districts"
    reads: bool = False


ROLES: Final[dict[str, Role]] = {
    "state_admin": Role(frozenset(RIGHTS), "state"),
    "district_officer": Role(
        frozenset(RIGHTS) - {"privacy", "content", "publish", "audit", "settings"}, "districts"
    ),
    "agency": Role(frozenset({"training"}), "agency"),
    "trainer": Role(frozenset({"training"}), "trainer"),
    "content_editor": Role(frozenset({"content", "publish", "insights"}), "state"),
    "help_desk": Role(frozenset({"handovers"}), "districts"),
    "auditor": Role(
        frozenset({"registry", "referrals", "training", "handovers", "content", "broadcast", "insights", "audit",
                   "settings"}),
        "state", reads=True,
    ),
}  # fmt: skip
PROGRAM: Final = "program"
"""The role of a token alone (`bot officers add`): no pages, and the rights that were given with it."""
