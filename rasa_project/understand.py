"""`python -m rasa_project.understand --model PATH`: what the engine makes of messages, for the evaluation.

Reads lines of JSON `{"text": ..., "metadata": {...}}`, writes a line of JSON for each: intent, confidence, topic,
aspect, candidates, rankings, certainty (that it is a question of ours; see `decision.certainty`), milliseconds.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from typing import Any, Dict

from rasa_project.components.decision import Context, certainty


def digest(parsed: Dict[str, Any]) -> Dict[str, Any]:
    """The parts of Rasa's parse result that say what was understood."""
    entities = {entity["entity"]: entity["value"] for entity in parsed.get("entities", [])}
    return {
        "intent": parsed["intent"]["name"],
        "confidence": parsed["intent"]["confidence"],
        "topic": entities.get("topic"),
        "aspect": entities.get("aspect"),
        "candidates": parsed.get("candidates") or [],
        "together": parsed.get("together") or [],
        "aspects": parsed.get("aspects") or [],
        "parts": parsed.get("parts") or [],
        "names": parsed.get("names") or [],
        "rankings": parsed.get("rankings") or {},
    }


async def understand(agent: Any, text: str, metadata: Dict[str, Any]) -> Dict[str, Any]:
    """One message through the model, without a conversation."""
    from rasa.core.channels.channel import UserMessage

    result = digest(await agent.processor.parse_message(UserMessage(text, metadata=metadata)))
    context = Context(metadata.get("topic"), metadata.get("pending_aspect"))
    if result["rankings"]:  # nothing is ranked of an empty message
        result["certainty"] = certainty(result["rankings"], result["names"], context)
    return result


async def _main(model: str) -> None:
    from rasa.core.agent import Agent

    agent = Agent.load(model)
    for line in sys.stdin:
        message = json.loads(line)
        started = time.perf_counter()
        result = await understand(agent, message["text"], message.get("metadata") or {})
        result["milliseconds"] = (time.perf_counter() - started) * 1000
        print(json.dumps(result, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True)
    arguments = parser.parse_args()
    from rasa_project.start import prepare

    prepare()
    asyncio.run(_main(arguments.model))
