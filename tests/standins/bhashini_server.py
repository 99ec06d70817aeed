"""A stand-in of Bhashini's pipeline interface over real HTTP, on loopback.

    async with BhashiniServer() as bhashini:
        speech = Bhashini(bhashini.account, 5)
        bhashini.transcript = "পিএমইজিপি কী"                # what is heard from now on
        bhashini.fail("asr", 500)                          # its next call meets this; see `fail`
        ...
        assert bhashini.heard[-1].language == "bn"

It refuses what its description (bhashini.gitbook.io/bhashini-apis) does not allow: wrong keys, tasks in a sequence that
no pipeline promises, languages and services that do not belong together, sound that is not what it is called.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import hmac
import itertools
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from aiohttp import web

from bot.speech.bhashini import Account
from tests.standins import recordings

Json = dict[str, Any]
Where = Literal["config", "asr", "tts"]
LANGUAGES = ("bn", "hi", "en")
_SEQUENCES = (["asr"], ["translation"], ["tts"], ["asr", "translation"], ["translation", "tts"],
              ["asr", "translation", "tts"])  # fmt: skip
_FORMATS = ("wav", "flac", "mp3", "ogg")
_BEGINNINGS = {"wav": (b"RIFF",), "flac": (b"fLaC",), "ogg": (b"OggS",), "mp3": (b"ID3", b"\xff")}
_HEADER = "Authorization"


class Refused(Exception):
    """An answer that is not what was hoped for."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True)
class Heard:
    """A recording that came. `format`: what it was called."""

    audio: bytes = field(repr=False)
    format: str
    rate: int
    language: str


@dataclass
class BhashiniServer:
    """`transcript`: what is heard; `voices`: of the speaking service; `formats`: what it can make (another is answered
    with wav, whatever was asked for)."""

    user_id: str = "0123456789abcdef"
    api_key: str = "stand-in-ulca-key"
    pipeline_id: str = "64392f96daac500b55c543cd"
    transcript: str = "PMEGP"
    voices: tuple[str, ...] = ("male", "female")
    formats: tuple[str, ...] = ("wav", "mp3", "flac")
    config_calls: list[tuple[str, str]] = field(default_factory=list)  # task, language
    heard: list[Heard] = field(default_factory=list)
    spoken: list[tuple[str, str]] = field(default_factory=list)  # text, language
    url: str = ""

    def __post_init__(self) -> None:
        self._numbers = itertools.count(1)
        self._faults: dict[Where, list[int | str]] = defaultdict(list)
        self.key = self._new_key()

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=32 * 2**20)
        app.router.add_post("/ulca/apis/v0/model/getModelsPipeline", self._answering(self._config))
        app.router.add_post("/services/inference/pipeline", self._answering(self._compute))
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._runner.cleanup()

    @property
    def account(self) -> Account:
        """Who may use it."""
        return Account(self.user_id, self.api_key, self.pipeline_id, self.url)

    def fail(self, where: Where, *faults: int | Literal["slow", "drop", "html", "hollow", "strange"]) -> None:
        """The next calls meet these, one each: a status; no answer; a torn connection; a page for JSON; an answer
        with nothing in it; one that is JSON of another shape."""
        self._faults[where] += faults

    def renew_key(self) -> None:
        """Keys that were given out hold no more."""
        self.key = self._new_key()

    def _new_key(self) -> str:
        return f"inference-{next(self._numbers)}"

    def _answering(self, work: Any) -> Any:
        async def answer(request: web.Request) -> web.StreamResponse:
            try:
                return await work(request)
            except Refused as why:
                return web.json_response({"message": str(why)}, status=why.status)

        return answer

    async def _config(self, request: web.Request) -> web.StreamResponse:
        if answer := await self._fault("config", request):
            return answer
        for header, right in (("userID", self.user_id), ("ulcaApiKey", self.api_key)):
            if not hmac.compare_digest(request.headers.get(header, "").encode(), right.encode()):
                raise Refused(401, "Invalid credentials")
        body = await _json(request)
        if (body.get("pipelineRequestConfig") or {}).get("pipelineId") != self.pipeline_id:
            raise Refused(400, "Pipeline ID is not valid")
        tasks = body.get("pipelineTasks")
        if not isinstance(tasks, list) or [one.get("taskType") for one in tasks] not in _SEQUENCES:
            raise Refused(400, "This sequence of tasks is not supported by the pipeline")
        told = []
        for task in tasks:
            language = _language(task.get("config") or {})
            self.config_calls.append((task["taskType"], language))
            offer: Json = {
                "serviceId": _service(task["taskType"], language), "modelId": "63f7384c2ff3ab138f88c64e",
                "language": {"sourceLanguage": language, "sourceScriptCode": ""}, "domain": ["general"],
            }  # fmt: skip
            if task["taskType"] == "tts":
                offer["supportedVoices"] = list(self.voices)
            told.append({"taskType": task["taskType"], "config": [offer]})
        key = {"name": _HEADER, "value": self.key}
        end = {"callbackUrl": f"{self.url}/services/inference/pipeline", "inferenceApiKey": key, "isSyncApi": True}
        return web.json_response({"languages": [], "pipelineResponseConfig": told, "pipelineInferenceAPIEndPoint": end})

    async def _compute(self, request: web.Request) -> web.StreamResponse:
        body = await _json(request)
        tasks = body.get("pipelineTasks")
        if not isinstance(tasks, list) or len(tasks) != 1 or tasks[0].get("taskType") not in ("asr", "tts"):
            raise Refused(400, "One task, please")
        kind: Where = tasks[0]["taskType"]
        if answer := await self._fault(kind, request):
            return answer
        if not hmac.compare_digest(request.headers.get(_HEADER, "").encode(), self.key.encode()):
            raise Refused(401, "Invalid inference key")
        config = tasks[0].get("config") or {}
        language = _language(config)
        if config.get("serviceId") != _service(kind, language):
            raise Refused(404, "No such service for this language")
        done = self._hear if kind == "asr" else self._speak
        return web.json_response({"pipelineResponse": [{"taskType": kind, **done(config, body, language)}]})

    def _hear(self, config: Json, body: Json, language: str) -> Json:
        name, rate = config.get("audioFormat"), config.get("samplingRate")
        if name not in _FORMATS or not isinstance(rate, int) or rate < 8000:
            raise Refused(422, "audioFormat or samplingRate is not valid")
        try:
            (one,) = body["inputData"]["audio"]
            audio = base64.b64decode(one["audioContent"], validate=True)
        except (KeyError, TypeError, ValueError, binascii.Error):
            raise Refused(400, "audioContent is not base64") from None
        if not audio.startswith(_BEGINNINGS[name]):
            raise Refused(400, f"The audio is not {name}")
        self.heard.append(Heard(audio, name, rate, language))
        told = {"audioFormat": name, "samplingRate": rate, "language": {"sourceLanguage": language}}
        return {"config": told, "output": [{"source": self.transcript}], "audio": None}

    def _speak(self, config: Json, body: Json, language: str) -> Json:
        if config.get("gender") not in self.voices or config.get("audioFormat", "wav") not in ("wav", "mp3", "flac"):
            raise Refused(422, "gender or audioFormat is not valid")
        try:
            (one,) = body["inputData"]["input"]
            text = one["source"]
        except (KeyError, TypeError, ValueError):
            raise Refused(400, "No input") from None
        if not isinstance(text, str) or not text.strip():
            raise Refused(400, "source is empty")
        self.spoken.append((text, language))
        name = config.get("audioFormat", "wav")
        name = name if name in self.formats else "wav"
        sound = {"wav": recordings.wav, "mp3": recordings.mp3, "flac": recordings.flac}[name](len(text) / 15)
        told = {"audioFormat": name, "encoding": "base64", "samplingRate": 22050}
        content = base64.b64encode(sound).decode()
        return {"config": told, "output": None, "audio": [{"audioContent": content, "audioUri": None}]}

    async def _fault(self, where: Where, request: web.Request) -> web.StreamResponse | None:
        if not self._faults[where]:
            return None
        match self._faults[where].pop(0):
            case int(status):
                raise Refused(status, "on demand")
            case "slow":
                await asyncio.Event().wait()
            case "drop":
                assert request.transport is not None
                request.transport.abort()
            case "html":
                return web.Response(text="<html>Welcome</html>", content_type="text/html")
            case "strange":
                return web.json_response([1, {"pipelineResponse": "x"}])
        return web.json_response({"pipelineResponse": [{"taskType": where, "output": [], "audio": []}]})


async def _json(request: web.Request) -> Json:
    if request.content_type != "application/json":
        raise Refused(415, "application/json, please")
    try:
        body = await request.json()
    except ValueError:
        raise Refused(400, "Not JSON") from None
    if not isinstance(body, dict):
        raise Refused(400, "Not an object")
    return body


def _language(config: Json) -> str:
    language = (config.get("language") or {}).get("sourceLanguage")
    if language not in LANGUAGES:
        raise Refused(400, "Language is not supported")
    return str(language)


def _service(task: str, language: str) -> str:
    return f"stand-in/{task}-{language}-gpu--t4"
