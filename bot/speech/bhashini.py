"""Bhashini, the public language service of India: speech to text and text to speech.

Two calls (bhashini.gitbook.io/bhashini-apis): the *config call* tells which service does a task in a language, at
which address and with which key; the *compute call* does it. What the first tells is kept for hours, and asked again
when the second says that its key holds no more. A pipeline promises single tasks, translation in between, but not
hearing followed by speaking, so each task is configured by itself.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit

import httpx
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from bot.language import Language
from bot.speech.audio import FORMATS, describe, mime_of
from bot.speech.base import NotUnderstood, SpeechUnavailable, Spoken

logger = logging.getLogger(__name__)

Task = Literal["asr", "tts"]
Json = dict[str, Any]

CONFIG_PATH = "/ulca/apis/v0/model/getModelsPipeline"
KEPT_SECONDS = 6 * 3600.0
ATTEMPTS = 3
LEAST_RATE = 8000  # samples a second: less is refused
VOICE = "female"
_REFUSED = (401, 403)


@dataclass(frozen=True)
class Account:
    """Who asks whom. `base`: address of the config call, without its path."""

    user_id: str
    api_key: str = field(repr=False)
    pipeline_id: str = "64392f96daac500b55c543cd"
    base: str = "https://meity-auth.ulcacontrib.org"


@dataclass(frozen=True)
class _Service:
    """What the config call told for a task in a language."""

    url: str
    header: str
    key: str = field(repr=False)
    service_id: str
    voice: str
    until: float


class _Passing(Exception):
    """A fault that may be gone a moment later."""


class _KeyRefused(Exception):
    """The service does not know our key (any more)."""


class Bhashini:
    """A `Speech`. Whatever the service answers, only the errors of `base` come out."""

    def __init__(
        self,
        account: Account,
        timeout_seconds: float,
        *,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`timeout_seconds`: how long one recording or text may take, with all its retries."""
        self._account = account
        self._timeout = timeout_seconds
        self._now = now
        self._client = httpx.AsyncClient(timeout=timeout_seconds, trust_env=False)
        self._known: dict[tuple[Task, Language], _Service] = {}
        self._asking = asyncio.Lock()
        self._retrying = AsyncRetrying(
            retry=retry_if_exception_type(_Passing),
            stop=stop_after_attempt(ATTEMPTS),
            wait=wait_random_exponential(multiplier=0.25, max=2),
            sleep=sleep,
            reraise=True,
        )

    async def transcribe(self, audio: bytes, mime: str, language: Language) -> str:
        """See `base.Speech`."""
        recording = describe(audio)
        rate = max(recording.rate if recording else 0, LEAST_RATE)
        config = {"audioFormat": FORMATS.get(mime, "wav"), "samplingRate": rate}
        data = {"audio": [{"audioContent": base64.b64encode(audio).decode()}]}
        answer = await self._within_time("asr", language, config, data)
        text = " ".join(part for part in (_source(one) for one in _listed(answer, "output")) if part)
        if not text:
            raise NotUnderstood
        return text

    async def speak(self, text: str, language: Language) -> Spoken:
        """See `base.Speech`."""
        # mp3, because WhatsApp plays no wav; a service that cannot make it answers with wav all the same.
        config = {"gender": VOICE, "audioFormat": "mp3"}
        answer = await self._within_time("tts", language, config, {"input": [{"source": text}]})
        content = b"".join(_sound(one) for one in _listed(answer, "audio")[:1])
        mime = mime_of(content)
        if mime is None:
            raise _unavailable("tts", "an answer without sound")
        return Spoken(content, mime)

    async def close(self) -> None:
        """Ends the connections."""
        await self._client.aclose()

    async def _within_time(self, task: Task, language: Language, config: Json, data: Json) -> Json:
        try:
            async with asyncio.timeout(self._timeout):
                return await self._compute(task, language, config, data)
        except TimeoutError:
            raise _unavailable(task, "no answer in time") from None
        except _Passing as error:
            raise _unavailable(task, str(error)) from None
        except _KeyRefused:
            raise _unavailable(task, "BHASHINI_USER_ID and BHASHINI_API_KEY are not accepted") from None

    async def _compute(self, task: Task, language: Language, config: Json, data: Json) -> Json:
        """The compute call; with a new key if the one that is known holds no more."""
        service = await self._service(task, language)
        try:
            return await self._work(service, task, language, config, data)
        except _KeyRefused:
            if self._known.get((task, language)) is service:
                del self._known[task, language]
            return await self._work(await self._service(task, language), task, language, config, data)

    async def _work(self, service: _Service, task: Task, language: Language, config: Json, data: Json) -> Json:
        whole = {"language": {"sourceLanguage": language}, "serviceId": service.service_id, **config}
        if task == "tts":
            whole["gender"] = service.voice
        body = {"pipelineTasks": [{"taskType": task, "config": whole}], "inputData": data}
        answer = await self._post(task, service.url, {service.header: service.key}, body)
        return next((one for one in _listed(answer, "pipelineResponse") if one.get("taskType") == task), {})

    async def _service(self, task: Task, language: Language) -> _Service:
        async with self._asking:  # whoever comes meanwhile gets what the first one learns
            known = self._known.get((task, language))
            if known is None or known.until <= self._now():
                known = self._known[task, language] = await self._config(task, language)
            return known

    async def _config(self, task: Task, language: Language) -> _Service:
        account = self._account
        body = {
            "pipelineTasks": [{"taskType": task, "config": {"language": {"sourceLanguage": language}}}],
            "pipelineRequestConfig": {"pipelineId": account.pipeline_id},
        }
        headers = {"userID": account.user_id, "ulcaApiKey": account.api_key}
        answer = await self._post(task, account.base.rstrip("/") + CONFIG_PATH, headers, body)
        try:
            end = answer["pipelineInferenceAPIEndPoint"]
            tasks = [one for one in answer["pipelineResponseConfig"] if one["taskType"] == task]
            (offer, *_) = [
                one for of in tasks for one in of["config"] if one["language"]["sourceLanguage"] == language
            ]  # fmt: skip
            voices = offer.get("supportedVoices") or [VOICE]
            service = _Service(
                url=str(end["callbackUrl"]),
                header=str(end["inferenceApiKey"]["name"]),
                key=str(end["inferenceApiKey"]["value"]),
                service_id=str(offer["serviceId"]),
                voice=VOICE if VOICE in voices else str(voices[0]),
                until=self._now() + KEPT_SECONDS,
            )
        except (KeyError, TypeError, ValueError, LookupError, AttributeError):
            raise _unavailable(task, f"no service for {language} in the config call's answer") from None
        if urlsplit(service.url).scheme != "https" and urlsplit(account.base).scheme == "https":
            raise _unavailable(task, "the config call names an address without https")
        return service

    async def _post(self, task: Task, url: str, headers: dict[str, str], body: Json) -> Json:
        """The answer to a call, tried again where the fault may pass."""
        answer: Json = await self._retrying(self._once, task, url, headers, body)
        return answer

    async def _once(self, task: Task, url: str, headers: dict[str, str], body: Json) -> Json:
        try:
            response = await self._client.post(url, headers=headers, json=body)
        except httpx.TransportError as error:
            raise _Passing(type(error).__name__) from None
        except (httpx.InvalidURL, ValueError):
            raise _unavailable(task, "an address or key that cannot be used") from None
        if response.status_code in _REFUSED:
            raise _KeyRefused
        if response.status_code == 429 or response.status_code >= 500:
            raise _Passing(f"status {response.status_code}")
        if response.status_code != 200:
            raise _unavailable(task, f"status {response.status_code}")
        try:
            answer = response.json()
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise _unavailable(task, "an answer that is no JSON object")
        return answer


def _unavailable(task: Task, reason: str) -> SpeechUnavailable:
    # Never the body of an answer: it may repeat what a person said.
    logger.error("speech (%s): %s", task, reason)
    return SpeechUnavailable(reason)


def _listed(answer: Json, name: str) -> list[Json]:
    found = answer.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _source(output: Json) -> str:
    source = output.get("source")
    return " ".join(source.split()) if isinstance(source, str) else ""


def _sound(audio: Json) -> bytes:
    try:
        return base64.b64decode(audio.get("audioContent") or "", validate=True)
    except (binascii.Error, TypeError, ValueError):
        return b""
