"""Bhashini's two calls against a strict stand-in of it: what goes over the wire, and what each fault becomes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal

import httpx
import pytest

from bot.language import LANGUAGES, Language
from bot.speech.audio import describe
from bot.speech.base import NotUnderstood, Speech, SpeechUnavailable
from bot.speech.bhashini import ATTEMPTS, CONFIG_PATH, KEPT_SECONDS, Bhashini
from tests.standins.bhashini_server import BhashiniServer
from tests.standins.recordings import flac, mp3, opus, wav

NOTE = opus(3)
SECRET = "ghoramara-secret"


def test_it_is_a_speech(speech: Bhashini) -> None:
    as_one: Speech = speech
    assert as_one is speech


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("make", "mime", "name", "rate"),
    [
        (opus, "audio/ogg", "ogg", 48000),
        (wav, "audio/wav", "wav", 16000),
        (flac, "audio/flac", "flac", 16000),
        (mp3, "audio/mpeg", "mp3", 44100),
    ],
)
async def test_a_recording_goes_as_it_is_with_its_format(
    speech: Bhashini,
    bhashini: BhashiniServer,
    language: Language,
    make: Callable[[float], bytes],
    mime: str,
    name: str,
    rate: int,
) -> None:
    bhashini.transcript = "  ঋণ\n কীভাবে  পাব "
    assert await speech.transcribe(make(3), mime, language) == "ঋণ কীভাবে পাব"
    (heard,) = bhashini.heard
    assert (heard.audio, heard.format, heard.rate, heard.language) == (make(3), name, rate, language)


async def test_a_low_rate_is_told_as_the_least_that_is_taken(speech: Bhashini, bhashini: BhashiniServer) -> None:
    assert await speech.transcribe(wav(1, 4000), "audio/wav", "bn")
    assert bhashini.heard[0].rate == 8000


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_text_is_spoken_as_mp3(speech: Bhashini, bhashini: BhashiniServer, language: Language) -> None:
    spoken = await speech.speak("PMEGP কী?", language)
    assert bhashini.spoken == [("PMEGP কী?", language)]
    found = describe(spoken.content)
    assert found is not None
    assert spoken.mime == found.mime == "audio/mpeg"


async def test_a_service_that_makes_wav_only_is_believed_by_its_bytes(
    speech: Bhashini, bhashini: BhashiniServer
) -> None:
    bhashini.formats = ("wav",)
    assert (await speech.speak("x", "en")).mime == "audio/wav"


async def test_a_service_with_one_voice_gets_that_one(speech: Bhashini, bhashini: BhashiniServer) -> None:
    bhashini.voices = ("male",)
    assert await speech.speak("x", "hi")


async def test_what_the_config_call_told_is_kept_for_each_task_and_language(
    speech: Bhashini, bhashini: BhashiniServer, steps: Any
) -> None:
    for _ in range(2):
        await speech.transcribe(NOTE, "audio/ogg", "bn")
        await speech.transcribe(NOTE, "audio/ogg", "hi")
        await speech.speak("x", "bn")
    told = [("asr", "bn"), ("asr", "hi"), ("tts", "bn")]
    assert bhashini.config_calls == told
    steps.now = KEPT_SECONDS - 1
    await speech.speak("x", "bn")
    assert bhashini.config_calls == told
    steps.now = KEPT_SECONDS
    await speech.speak("x", "bn")
    assert bhashini.config_calls == [*told, ("tts", "bn")]


async def test_two_at_once_ask_for_the_config_once(speech: Bhashini, bhashini: BhashiniServer) -> None:
    await asyncio.gather(*(speech.transcribe(NOTE, "audio/ogg", "bn") for _ in range(5)))
    assert bhashini.config_calls == [("asr", "bn")]
    assert len(bhashini.heard) == 5


async def test_a_key_that_holds_no_more_is_asked_for_anew(speech: Bhashini, bhashini: BhashiniServer) -> None:
    await speech.transcribe(NOTE, "audio/ogg", "bn")
    bhashini.renew_key()
    assert await speech.transcribe(NOTE, "audio/ogg", "bn") == bhashini.transcript
    assert bhashini.config_calls == [("asr", "bn")] * 2


async def test_a_key_that_is_refused_twice_is_given_up(speech: Bhashini, bhashini: BhashiniServer) -> None:
    bhashini.fail("asr", 401, 403)
    with pytest.raises(SpeechUnavailable):
        await speech.transcribe(NOTE, "audio/ogg", "bn")
    assert len(bhashini.config_calls) == 2


@pytest.mark.parametrize("change", [{"user_id": "x"}, {"api_key": "x"}, {"pipeline_id": "x"}])
async def test_a_wrong_account_is_unavailable_and_not_tried_again(
    bhashini: BhashiniServer, steps: Any, change: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    speech = Bhashini(replace(bhashini.account, **change), 30, now=steps, sleep=steps.pause)
    with pytest.raises(SpeechUnavailable):
        await speech.speak("x", "bn")
    await speech.close()
    assert steps.pauses == []
    assert bhashini.api_key not in caplog.text


@pytest.mark.parametrize("fault", [500, 502, 503, 429, "drop"])
@pytest.mark.parametrize("where", ["config", "asr"])
async def test_a_fault_that_passes_is_tried_again(
    speech: Bhashini, bhashini: BhashiniServer, steps: Any, where: Literal["config", "asr"], fault: Any
) -> None:
    bhashini.fail(where, *[fault] * (ATTEMPTS - 1))
    assert await speech.transcribe(NOTE, "audio/ogg", "bn") == bhashini.transcript
    assert len(steps.pauses) == ATTEMPTS - 1
    assert all(0 <= pause <= 2 for pause in steps.pauses)


@pytest.mark.parametrize("where", ["config", "asr", "tts"])
async def test_a_fault_that_stays_is_unavailable(
    speech: Bhashini, bhashini: BhashiniServer, steps: Any, where: Literal["config", "asr", "tts"]
) -> None:
    bhashini.fail(where, *[500] * ATTEMPTS)
    with pytest.raises(SpeechUnavailable):
        await (speech.speak("x", "bn") if where == "tts" else speech.transcribe(NOTE, "audio/ogg", "bn"))
    assert len(steps.pauses) == ATTEMPTS - 1


@pytest.mark.parametrize("fault", [400, 404, 422, "html", "strange"])
@pytest.mark.parametrize("where", ["config", "asr", "tts"])
async def test_an_answer_that_will_not_change_is_not_asked_for_again(
    speech: Bhashini, bhashini: BhashiniServer, steps: Any, where: Literal["config", "asr", "tts"], fault: Any
) -> None:
    bhashini.fail(where, fault)
    with pytest.raises(SpeechUnavailable):
        await (speech.speak("x", "bn") if where == "tts" else speech.transcribe(NOTE, "audio/ogg", "bn"))
    assert steps.pauses == []


async def test_a_config_answer_without_a_service_is_unavailable(speech: Bhashini, bhashini: BhashiniServer) -> None:
    bhashini.fail("config", "hollow")
    with pytest.raises(SpeechUnavailable):
        await speech.transcribe(NOTE, "audio/ogg", "bn")


async def test_an_answer_without_sound_is_unavailable(speech: Bhashini, bhashini: BhashiniServer) -> None:
    bhashini.fail("tts", "hollow")
    with pytest.raises(SpeechUnavailable):
        await speech.speak("x", "bn")


@pytest.mark.parametrize("transcript", ["", "  \n "])
async def test_an_empty_transcript_is_not_understood(
    speech: Bhashini, bhashini: BhashiniServer, transcript: str
) -> None:
    bhashini.transcript = transcript
    with pytest.raises(NotUnderstood):
        await speech.transcribe(NOTE, "audio/ogg", "bn")


async def test_no_output_at_all_is_not_understood(speech: Bhashini, bhashini: BhashiniServer) -> None:
    bhashini.fail("asr", "hollow")
    with pytest.raises(NotUnderstood):
        await speech.transcribe(NOTE, "audio/ogg", "bn")


@pytest.mark.parametrize("where", ["config", "asr"])
async def test_a_slow_service_is_given_up_in_time(
    bhashini: BhashiniServer, steps: Any, where: Literal["config", "asr"]
) -> None:
    speech = Bhashini(bhashini.account, 0.2, now=steps, sleep=steps.pause)
    bhashini.fail(where, "slow", "slow", "slow")
    with pytest.raises(SpeechUnavailable):
        await speech.transcribe(NOTE, "audio/ogg", "bn")
    await speech.close()


async def test_nobody_there_is_unavailable(bhashini: BhashiniServer, steps: Any) -> None:
    speech = Bhashini(replace(bhashini.account, base="http://127.0.0.1:9"), 30, now=steps, sleep=steps.pause)
    with pytest.raises(SpeechUnavailable):
        await speech.speak("x", "bn")
    await speech.close()


async def test_an_address_without_https_gets_no_recording(bhashini: BhashiniServer, steps: Any) -> None:
    speech = Bhashini(replace(bhashini.account, base="https://config.example"), 30, now=steps, sleep=steps.pause)
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        key = {"name": "Authorization", "value": "k"}
        offer = {"serviceId": "s", "language": {"sourceLanguage": "bn"}}
        end = {"callbackUrl": f"{bhashini.url}/services/inference/pipeline", "inferenceApiKey": key}
        told = [{"taskType": "asr", "config": [offer]}]
        return httpx.Response(200, json={"pipelineResponseConfig": told, "pipelineInferenceAPIEndPoint": end})

    speech._client = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    with pytest.raises(SpeechUnavailable):
        await speech.transcribe(NOTE, "audio/ogg", "bn")
    await speech.close()
    assert asked == [f"https://config.example{CONFIG_PATH}"]


async def test_neither_words_nor_keys_reach_the_log(
    speech: Bhashini, bhashini: BhashiniServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    bhashini.transcript = SECRET
    await speech.transcribe(NOTE, "audio/ogg", "bn")
    bhashini.fail("tts", 400)
    with pytest.raises(SpeechUnavailable):
        await speech.speak(SECRET, "bn")
    assert "speech (tts): status 400" in caplog.text
    for hidden in (SECRET, bhashini.api_key, bhashini.key, bhashini.user_id):
        assert hidden not in caplog.text
    assert bhashini.api_key not in repr(bhashini.account)
