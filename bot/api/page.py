"""The chat page that `GET /` serves, its files, the API's description under /docs, and every answer's security headers.

    app = FastAPI(docs_url=None, redoc_url=None)  # /docs is here, without a CDN
    app.include_router(page.router)
    app.add_middleware(page.SecurityHeaders)

Fonts and Swagger UI come out of the packages `manimgx-fonts` (Noto, under the Open Font License) and `fastapi-swagger`.
They are never imported, only their files are read. Without them the page takes the machine's fonts, and /docs links to
openapi.json.
"""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from fastapi import APIRouter, HTTPException, Request, Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HERE: Final = Path(__file__).resolve().parent / "static"
VERSIONED: Final = ("chat.css", "chat.js", "docs.js", "icon.svg")
FILES: Final[dict[str, tuple[str | None, str]]] = {
    **{name: (None, name) for name in VERSIONED},
    "fonts/noto-sans-bengali.ttf": ("manimgx_fonts", "NotoSansBengali[wght].ttf"),
    "fonts/noto-sans-devanagari.ttf": ("manimgx_fonts", "NotoSansDevanagari[wght].ttf"),
    "docs/swagger-ui.css": ("fastapi_swagger", "resources/swagger-ui.css"),
    "docs/swagger-ui-bundle.js": ("fastapi_swagger", "resources/swagger-ui-bundle.js"),
}
"""What /static serves, and nothing else: name -> (package, or None for our own folder; path in it)."""
TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
}
HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(self), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
YEAR: Final = "public, max-age=31536000, immutable"
MONTH: Final = "public, max-age=2592000"
CHECK: Final = "no-cache"  # kept, but asked about each time

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class Asset:
    """A file as it goes out: read and packed once."""

    body: bytes
    packed: bytes
    media_type: str
    version: str


def _asset(name: str, body: bytes) -> Asset:
    version = hashlib.sha256(body).hexdigest()[:16]
    return Asset(body, gzip.compress(body, mtime=0), TYPES[Path(name).suffix], version)


def _folder(package: str | None) -> Path | None:
    """Where a package's files are; None if it is not installed."""
    if package is None:
        return HERE
    spec = find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None


@cache
def _static(name: str) -> Asset | None:
    """One of `FILES`; None if there is no such file."""
    package, path = FILES[name]
    folder = _folder(package)
    return _asset(name, (folder / path).read_bytes()) if folder and (folder / path).is_file() else None


@cache
def _page(name: str) -> Asset:
    """An HTML page of ours; the addresses of its files carry their versions, so that those can be kept for good."""
    html = (HERE / name).read_text(encoding="utf-8")
    for file in VERSIONED:
        asset = _static(file)
        if asset:
            html = html.replace(f'"static/{file}"', f'"static/{file}?v={asset.version}"')
    return _asset(name, html.encode())


def _respond(request: Request, asset: Asset, keep: str) -> Response:
    """The file; 304 if the browser has it; packed where the browser can unpack it."""
    packed = "gzip" in request.headers.get("accept-encoding", "")
    tag = f'"{asset.version}{"-gz" if packed else ""}"'
    headers = {"ETag": tag, "Cache-Control": keep, "Vary": "Accept-Encoding"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if packed:
        headers["Content-Encoding"] = "gzip"
    return Response(asset.packed if packed else asset.body, media_type=asset.media_type, headers=headers)


@router.api_route("/", methods=["GET", "HEAD"])
def chat(request: Request) -> Response:
    """The chat page."""
    return _respond(request, _page("chat.html"), CHECK)


@router.api_route("/docs", methods=["GET", "HEAD"])
def docs(request: Request) -> Response:
    """Swagger UI on our own API description."""
    return _respond(request, _page("docs.html"), CHECK)


@router.api_route("/static/{name:path}", methods=["GET", "HEAD"])
def static(request: Request, name: str) -> Response:
    """A file of the pages, a font, or a part of Swagger UI."""
    asset = _static(name) if name in FILES else None
    if asset is None:
        raise HTTPException(404, "There is no such file.")
    if request.query_params.get("v") == asset.version:
        return _respond(request, asset, YEAR)
    return _respond(request, asset, CHECK if name in VERSIONED else MONTH)


class SecurityHeaders:
    """Puts `HEADERS` on every HTTP answer; a header that the answer brings itself stays as it is. A redirect within the
    service names its path alone: whatever host a request claims to be for is not told back."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = Headers(scope=scope).get("host", "") if scope["type"] == "http" else ""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if "location" in headers:
                    headers["location"] = _within(headers["location"], host)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def _within(location: str, host: str) -> str:
    """The path of an address on the host that was asked; any other address as it is."""
    parts = urlsplit(location)
    if not parts.netloc or parts.netloc != host:
        return location
    return urlunsplit(("", "", "/" + parts.path.lstrip("/"), parts.query, parts.fragment))
