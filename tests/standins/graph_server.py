"""A stand-in of Meta's Graph API over real HTTP, on loopback.

    async with GraphServer() as graph:
        channel = ...(graph.token, graph.number, base=graph.url)
        graph.hand = lambda headers, body: channel.handle_webhook(headers, body)   # or graph.hook = "http://..."
        graph.types("PMEGP")                              # a person writes
        graph.fail("messages", refused(131056))           # its next call meets this (`graph_wire.py`)
        graph.receipt(graph.sent[-1].wamid, "read")       # in any order, as often as wanted

It refuses what Meta refuses (`graph_rules.py`), knows since when a person may not be written to freely (its clock is
`now`), and delivers each webhook request until it is answered with 200.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web

from tests.standins.graph_people import GraphPeople
from tests.standins.graph_rules import MIMES, Json, Refused, bad, check_message, check_parameters, check_replies
from tests.standins.graph_wire import BUSINESS, NUMBER, Call, Fault, Sent

WINDOW = dt.timedelta(hours=24)


@dataclass
class GraphServer(GraphPeople):
    token: str = "EAAGstandin0123456789"
    verify_token: str = "verify-me"
    number: str = NUMBER
    business: str = BUSINESS
    calls: list[Call] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    files: dict[str, tuple[str, str, bytes]] = field(default_factory=dict)
    templates: dict[tuple[str, str], Json] = field(default_factory=dict)
    stopped: set[str] = field(default_factory=set)
    url: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._faults: dict[str, list[Fault]] = defaultdict(list)

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=20 * 2**20)
        app.router.add_get("/files/{media}", self._routed("file", self._file))
        app.router.add_post("/v23.0/{number}/messages", self._routed("messages", self._messages))
        app.router.add_post("/v23.0/{number}/media", self._routed("media", self._upload))
        app.router.add_get("/v23.0/{business}/message_templates", self._routed("templates", self._list_templates))
        app.router.add_post("/v23.0/{business}/message_templates", self._routed("templates", self._create_template))
        app.router.add_delete("/v23.0/{business}/message_templates", self._routed("templates", self._delete_template))
        app.router.add_get("/v23.0/{node}", self._routed("node", self._node))
        app.router.add_post("/v23.0/{node}", self._routed("templates", self._edit_template))
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.host = f"http://{host}:{port}"
        self.url = f"{self.host}/v23.0"
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._end_posting()
        await self._runner.cleanup()

    def fail(self, call: str, *faults: Fault) -> None:
        """The next calls (`messages`, `media`, `file`, `templates`, `node`) meet these."""
        self._faults[call] += faults

    def holds(self, mime: str, content: bytes) -> str:
        """A file that a person sent; its id."""
        media = str(900_000_000 + next(self._ids))
        self.files[media] = ("", mime, content)
        return media

    def approves(self, name: str, language: str, places: int = 0, *, category: str = "UTILITY") -> None:
        """There is an approved template."""
        body = " ".join(["Namaskar"] + [f"{{{{{n}}}}}" for n in range(1, places + 1)])
        template = {"name": name, "language": language, "status": "APPROVED", "category": category}
        components = [{"type": "BODY", "text": body}]
        self.templates[name, language] = {"id": str(next(self._ids) + 500), **template, "components": components}

    # The server

    def _routed(self, name: str, work: Callable[[web.Request], Awaitable[Any]]) -> Any:
        async def handle(http: web.Request) -> web.StreamResponse:
            fault = self._faults[name].pop(0) if self._faults[name] else None
            form = http.content_type == "multipart/form-data"  # whose parts are read as they come
            raw = b"" if form else await http.read()
            try:
                if http.headers.get("Authorization") != f"Bearer {self.token}":
                    raise Refused(190, "Invalid OAuth access token", 401)
                if fault is not None:
                    await self._meet(fault, http, work)
                answer = await work(http)
                response: web.StreamResponse = (
                    web.Response(body=answer) if isinstance(answer, bytes) else web.json_response(answer)
                )
            except Refused as no:
                headers = fault.headers if fault else None
                response = web.json_response(no.answer(), status=no.status, headers=headers)
            except (KeyError, TypeError, AttributeError, ValueError) as broken:
                response = web.json_response(Refused(100, f"Invalid parameter {broken!r}").answer(), status=400)
            self.calls.append(Call(http.method, http.path, raw, response.status))
            return response

        return handle

    async def _meet(self, fault: Fault, http: web.Request, work: Callable[[web.Request], Awaitable[Any]]) -> None:
        if fault.refusal is not None:
            raise fault.refusal
        if fault.taken:
            await work(http)
        if fault.cut:
            assert http.transport is not None
            http.transport.abort()
        if fault.slow:
            await asyncio.sleep(fault.slow)
            return
        await asyncio.sleep(fault.silence)
        raise _page(fault.status)

    async def _messages(self, http: web.Request) -> Json:
        self._ours(http)
        body = await http.json()
        if body.get("status") == "read":
            typing = body.get("typing_indicator", {"type": "text"})
            if not str(body.get("message_id")).startswith("wamid.") or typing != {"type": "text"}:
                raise bad("message_id")
            self.seen.append(body["message_id"])
            return {"success": True}
        check_message(body, self.files)
        person = str(body.get("to") or body["recipient"])
        if body["type"] == "template":
            self._check_template(body["template"], person)
        elif self.now() - self.wrote.get(person, dt.datetime.min.replace(tzinfo=dt.UTC)) > WINDOW:
            raise Refused(131047, "Re-engagement message")
        message = Sent(self._wamid(), person, body)
        self.sent.append(message)
        await self._tell_early(message)
        who = {"wa_id": person} if "to" in body else {"user_id": person}
        answer = {"messages": [{"id": message.wamid}]}
        return {"messaging_product": "whatsapp", "contacts": [{"input": person, **who}], **answer}

    def _check_template(self, called: Json, person: str) -> None:
        template = self.templates.get((called["name"], called["language"]["code"]))
        if template is None:
            raise Refused(132001, "Template name does not exist in the translation", 404)
        refusals = {"PAUSED": (132015, "Template is paused"), "DISABLED": (132016, "Template is disabled")}
        if template["status"] != "APPROVED":
            raise Refused(*refusals.get(template["status"], (132001, "Template is not approved")))
        if template["category"] == "MARKETING" and person in self.stopped:
            raise Refused(131050, "User has stopped marketing messages")
        text = next(part["text"] for part in template["components"] if part["type"] == "BODY")
        check_parameters(called, text.count("{{"))
        replies = [one for part in template["components"] for one in part.get("buttons", ())]
        check_replies(called, sum(one["type"] == "QUICK_REPLY" for one in replies))

    async def _upload(self, http: web.Request) -> Json:
        self._ours(http)
        form = await http.post()
        file = form["file"]
        if form.get("messaging_product") != "whatsapp" or not isinstance(file, web.FileField):
            raise Refused(100, "messaging_product and file are needed")
        if file.content_type not in MIMES or form.get("type", file.content_type) != file.content_type:
            raise Refused(100, "Param file must be a file with one of the following types: ...")
        media = str(800_000_000 + next(self._ids))
        self.files[media] = (file.filename, file.content_type, file.file.read())
        return {"id": media}

    async def _node(self, http: web.Request) -> Json:
        node = http.match_info["node"]
        if node == self.number:
            return {"id": node, "verified_name": "Udyog Sathi", "quality_rating": "GREEN"}
        if node not in self.files:
            raise Refused(100, "Unsupported get request. Object does not exist", subcode=33)
        _, mime, content = self.files[node]
        digest = hashlib.sha256(content).hexdigest()
        basis = {"id": node, "messaging_product": "whatsapp", "mime_type": mime, "sha256": digest}
        return {**basis, "url": f"{self.host}/files/{node}", "file_size": str(len(content))}

    async def _file(self, http: web.Request) -> bytes:
        try:
            return self.files[http.match_info["media"]][2]
        except KeyError:
            raise Refused(100, "The address has expired", 404) from None

    async def _list_templates(self, http: web.Request) -> Json:
        self._account(http)
        size, after = int(http.query.get("limit", "25")), int(http.query.get("after", "0"))
        name = http.query.get("name")
        found = [template for template in self.templates.values() if name in (None, template["name"])]
        paging = {"cursors": {"before": str(after), "after": str(after + size)}}
        more = {"next": f"{self.url}/next"} if after + size < len(found) else {}
        names = len({template["name"] for template in found})
        counts = {"total_count": len(found), "message_template_count": names, "message_template_limit": 250}
        summary = {"summary": {**counts, "are_translations_complete": True}} if "summary" in http.query else {}
        return {"data": found[after : after + size], "paging": paging | more, **summary}

    async def _create_template(self, http: web.Request) -> Json:
        self._account(http)
        body = await http.json()
        name, language = body["name"], body["language"]
        if (
            not name.replace("_", "").isalnum()
            or name != name.lower()
            or body["category"] not in ("UTILITY", "MARKETING")
        ):
            raise Refused(100, "name or category")
        if (name, language) in self.templates:
            raise Refused(100, "Content in this language already exists", subcode=2388024)
        template = {**body, "id": str(next(self._ids) + 500), "status": "PENDING"}
        self.templates[name, language] = template
        return {"id": template["id"], "status": "PENDING", "category": body["category"]}

    async def _edit_template(self, http: web.Request) -> Json:
        template = next((t for t in self.templates.values() if t["id"] == http.match_info["node"]), None)
        if template is None:
            raise Refused(100, "Object does not exist", subcode=33)
        template |= {**await http.json(), "status": "PENDING"}
        return {"success": True}

    async def _delete_template(self, http: web.Request) -> Json:
        self._account(http)
        name, only = http.query["name"], http.query.get("hsm_id")
        gone = [key for key, template in self.templates.items() if key[0] == name and only in (None, template["id"])]
        if not gone:
            raise Refused(100, "Template does not exist", 404, subcode=2593002)
        for key in gone:
            del self.templates[key]
        return {"success": True}

    def _ours(self, http: web.Request) -> None:
        if http.match_info["number"] != self.number:
            raise Refused(100, "Unsupported post request. Object does not exist", subcode=33)

    def _account(self, http: web.Request) -> None:
        if http.match_info["business"] != self.business:
            raise Refused(100, "Unsupported request. Object does not exist", subcode=33)


def _page(status: int) -> web.HTTPException:
    page = web.HTTPBadGateway(text="<html>502 Bad Gateway</html>", content_type="text/html")
    page.set_status(status)
    return page
