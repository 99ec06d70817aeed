"""Errors of the HTTP API as problem documents (RFC 9457): they name the field and what to do."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

MEDIA_TYPE = "application/problem+json"


class ProblemResponse(JSONResponse):
    """A problem document."""

    media_type = MEDIA_TYPE


def problem(
    status: int, title: str, detail: str, headers: dict[str, str] | None = None, **more: Any
) -> ProblemResponse:
    """The document; `type` is about:blank, so `title` says what the status means here."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return ProblemResponse(body, status_code=status, headers=headers)


def install(app: FastAPI) -> None:
    """Lets every error of the application leave it as a problem document."""

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> ProblemResponse:
        errors = [
            {"field": _field(item), "detail": item["msg"].removeprefix("Value error, ")} for item in error.errors()
        ]
        named = "; ".join(f"{item['field']}: {item['detail']}" for item in errors)
        return problem(422, "The request is not valid", named, errors=errors)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> ProblemResponse:
        if isinstance(error.__cause__, UnicodeDecodeError):
            # FastAPI's answer is 400 to these bytes, and 422 to every other body that is no JSON.
            text = "The body is no JSON: send it in UTF-8."
            errors = [{"field": "body", "detail": text}]
            return problem(422, "The request is not valid", f"body: {text}", errors=errors)
        return problem(error.status_code, str(error.detail), str(error.detail), dict(error.headers or {}))

    @app.exception_handler(Exception)
    async def unforeseen(request: Request, error: Exception) -> ProblemResponse:
        return problem(500, "An error on our side", "Please try again in a few minutes.")


def _field(item: dict[str, Any]) -> str:
    """Name of the field; a body that is no JSON has none, only a position."""
    return "body" if item["type"] == "json_invalid" else ".".join(str(part) for part in item["loc"][1:]) or "body"
