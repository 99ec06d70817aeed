"""How `bot content stale` prints."""

from __future__ import annotations

from collections.abc import Iterator

from bot.commands.layout import count, table, wrapped
from bot.knowledge.stale import OLD_SOURCE_DAYS, SOON_DAYS, Stale


def lines(found: Stale) -> Iterator[str]:
    """What is past, what comes soon, how many topics have which status, old sources."""
    for title, rows in (("To be checked again now", found.past), (f"Within {SOON_DAYS} days", found.soon)):
        yield f"{title}: {count(len(rows), 'topic')}"
        if rows:
            cells = [[f"  {one.topic}", one.area, one.review_by.isoformat(), one.days] for one in rows]
            yield from table(["  topic", "area", "review by", "days"], cells)
        yield ""
    yield from wrapped("Status: " + ", ".join(f"{number} {status}" for status, number in found.statuses.items()))
    yield ""
    yield f"Sources older than {OLD_SOURCE_DAYS} days on {found.on}: {len(found.sources)}"
    topic = ""
    for source in found.sources:
        if source.topic != topic:
            topic = source.topic
            yield f"  {topic}"
        yield from wrapped(f"{source.as_of}: {source.title}", "      ", "    ")
