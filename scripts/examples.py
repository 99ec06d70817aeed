"""Runs the conversations of docs/examples/*.txt with a running service and writes them down as they went (*.md).

    python scripts/examples.py --url http://127.0.0.1:8000

A file holds what the person does, a line each: words, or `[title]` to press the button of that title (of the latest
message). The first line is the title of the conversation. Standard library only.
"""

from __future__ import annotations

import argparse
import json
import sys
import urllib.request
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "examples"


def say(url: str, sender: str, **what: str) -> list[dict[str, Any]]:
    """One message of the person and the replies to it."""
    request = urllib.request.Request(
        f"{url.rstrip('/')}/api/chat",
        data=json.dumps({"sender": sender, **what}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as response:
        return list(json.load(response)["messages"])


def conversation(url: str, lines: list[str]) -> Iterator[str]:
    """The lines of the transcript. Raises SystemExit if a button that is to be pressed was not offered."""
    sender = f"example-{uuid.uuid4().hex[:12]}"
    offered: dict[str, str] = {}
    for line in lines:
        if line.startswith("[") and line.endswith("]"):
            title = line[1:-1]
            if title not in offered:
                raise SystemExit(f"no button {title!r}; there are: {', '.join(offered)}")
            replies = say(url, sender, payload=offered[title])
            yield f"**You** press *{title}*\n"
        else:
            replies = say(url, sender, text=line)
            yield f"**You:** {line}\n"
        offered = {}
        for reply in replies:
            yield "\n".join(f"> {part}".rstrip() for part in reply["text"].split("\n")) + "\n"
            offered = {button["title"]: button["payload"] for button in reply["buttons"]}
            if offered:
                yield f"> `{'` `'.join(offered)}`\n"


def main() -> None:
    """Writes every transcript anew."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--url", default="http://127.0.0.1:8000", help="address of the service")
    parser.add_argument("names", nargs="*", help="conversations to run (all)")
    options = parser.parse_args()
    for file in sorted(FOLDER.glob("*.txt")):
        if options.names and file.stem not in options.names:
            continue
        title, *lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        text = "\n".join([f"# {title}\n", *conversation(options.url, lines)])
        file.with_suffix(".md").write_text(text.rstrip() + "\n", encoding="utf-8")
        print(f"{file.stem}: {len(lines)} messages", file=sys.stderr)


if __name__ == "__main__":
    main()
