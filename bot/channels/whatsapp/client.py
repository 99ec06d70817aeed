"""A thin client of Meta's Graph API: messages, files and templates. Knows nothing of what is in them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import httpx

from bot.channels.base import ChannelDown, Permanent, Retryable, SendError
from bot.channels.whatsapp.errors import send_error
from bot.channels.whatsapp.limits import MEDIA_BYTES

API_BASE = "https://graph.facebook.com/v23.0"
_ID = re.compile(r"[A-Za-z0-9_.-]{1,128}")
_FIELDS = "name,language,status,category,components,message_send_ttl_seconds,quality_score,rejected_reason"


class GraphError(Exception):
    """A refusal, before it is known what it means. Its text never holds what was sent; `explanation`, Meta's own words
    for people, may: it is shown for templates only and never logged."""

    def __init__(
        self, status: int, code: int | None, subcode: int | None, retry_after: float | None, transient: bool,
        explanation: str = "",
    ) -> None:  # fmt: skip
        super().__init__(f"HTTP {status}, code {code}")
        self.status, self.code, self.subcode = status, code, subcode
        self.retry_after, self.transient, self.explanation = retry_after, transient, explanation

    def meaning(self, tries: int = 1) -> SendError:
        """The reason among ours; `tries`: see `send_error`."""
        return send_error(
            self.code,
            status=self.status,
            subcode=self.subcode,
            retry_after=self.retry_after,
            tries=tries,
            transient=self.transient,
        )


class GraphClient:
    """Calls raise `GraphError` for a refusal and `Retryable` where there was no readable answer."""

    def __init__(
        self,
        token: str,
        phone_number_id: str,
        *,
        business_id: str = "",
        base: str = API_BASE,
        timeout: float = 20.0,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """`base`: address with version; `business_id`: of the WhatsApp business account, needed for templates only."""
        self._number, self._business = phone_number_id, business_id
        self._options: dict[str, Any] = {
            "base_url": base.rstrip("/"),
            "headers": {"Authorization": f"Bearer {token}", "User-Agent": "udyog-sathi/1.0.0"},
            "timeout": httpx.Timeout(timeout, connect=min(timeout, 5.0)),
            "limits": httpx.Limits(max_connections=100, max_keepalive_connections=50),
            "transport": transport,
        }
        self._client: httpx.AsyncClient | None = None

    async def close(self) -> None:
        """Ends the connections; a later call opens new ones."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    # The number

    async def number(self) -> dict[str, Any]:
        """Our number as Meta knows it; shows whether the token is good."""
        return await self._call("GET", f"/{self._number}", params={"fields": "verified_name,quality_rating"})

    async def message(self, body: dict[str, Any]) -> dict[str, Any]:
        """Sends a message, or marks one as read."""
        return await self._call("POST", f"/{self._number}/messages", json=body)

    # Files

    async def upload(self, name: str, mime: str, content: bytes) -> str:
        """Uploads a file; returns its id, which is good for 30 days."""
        form = {"messaging_product": "whatsapp", "type": mime}
        answer = await self._call("POST", f"/{self._number}/media", data=form, files={"file": (name, content, mime)})
        return _text(answer, "id")

    async def download(self, media: str) -> bytes:
        """A file that a person sent: first its address, which is good for five minutes, then its content.

        Raises `Permanent` too if there is no such file (any more) or it is larger than WhatsApp allows.
        """
        if not _ID.fullmatch(media):
            raise Permanent("this is no name of a file")
        try:
            answer = await self._call("GET", f"/{media}", params={"phone_number_id": self._number})
            return await self._content(_text(answer, "url"))
        except GraphError as error:
            if error.status in (404, 410) or error.code in (100, 131052):
                raise Permanent("the file is not there any more") from None
            raise

    async def _content(self, url: str) -> bytes:
        content = bytearray()
        try:
            async with self._http().stream("GET", url) as response:
                if response.status_code != 200:
                    await response.aread()
                    raise _refusal(response)
                async for piece in response.aiter_bytes():
                    content += piece
                    if len(content) > MEDIA_BYTES:
                        raise Permanent("the file is larger than WhatsApp allows")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Retryable(type(error).__name__) from None
        return bytes(content)

    # Templates

    async def templates(self) -> list[dict[str, Any]]:
        """All templates of the business account, with state and category."""
        return [template async for template in self._pages()]

    async def create_template(self, template: dict[str, Any]) -> dict[str, Any]:
        """Submits one template in one language; answers with `id`, `status`, `category`."""
        return await self._call("POST", self._templates(), json=template)

    async def edit_template(self, template_id: str, changes: dict[str, Any]) -> dict[str, Any]:
        """Submits another text of a template that exists."""
        return await self._call("POST", f"/{template_id}", json=changes)

    async def delete_template(self, name: str, template_id: str | None = None) -> None:
        """Deletes a template in all languages, or only the one with this id."""
        only = {"hsm_id": template_id} if template_id else {}
        await self._call("DELETE", self._templates(), params={"name": name, **only})

    async def _pages(self) -> AsyncIterator[dict[str, Any]]:
        query = {"fields": _FIELDS, "limit": "100"}
        while True:
            answer = await self._call("GET", self._templates(), params=query)
            page = answer.get("data", [])
            for template in page:
                yield template
            paging = answer.get("paging", {})
            after = paging.get("cursors", {}).get("after")
            if not (page and after and paging.get("next")):
                return
            query["after"] = after

    def _templates(self) -> str:
        if not self._business:
            raise ChannelDown("WHATSAPP_BUSINESS_ID is not set: templates need it")
        return f"/{self._business}/message_templates"

    # HTTP

    def _http(self) -> httpx.AsyncClient:
        if self._client is None:
            self._client = httpx.AsyncClient(**self._options)
        return self._client

    async def _call(self, method: str, path: str, **request: Any) -> dict[str, Any]:
        try:
            response = await self._http().request(method, path, **request)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Retryable(type(error).__name__) from None
        answer = _json(response)
        if not response.is_success or "error" in answer:
            raise _refusal(response)
        if not answer:
            raise Retryable("an answer that cannot be read")
        return answer


def _json(response: httpx.Response) -> dict[str, Any]:
    try:
        answer = response.json()
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _refusal(response: httpx.Response) -> GraphError:
    error = _json(response).get("error")
    said = error if isinstance(error, dict) else {}
    code, subcode = said.get("code"), said.get("error_subcode")
    return GraphError(
        response.status_code,
        code if isinstance(code, int) else None,
        subcode if isinstance(subcode, int) else None,
        _seconds(response.headers.get("Retry-After")),
        said.get("is_transient") is True,
        str(said.get("error_user_msg") or ""),
    )


def _seconds(text: str | None) -> float | None:
    try:
        seconds = float(text or "")
    except ValueError:
        return None
    return min(seconds, 3600.0) if seconds > 0 else None


def _text(answer: dict[str, Any], name: str) -> str:
    value = answer.get(name)
    if not isinstance(value, str) or not value:
        raise Retryable(f"an answer without {name}")
    return value
