"""The answers of the stand-in: a label for each key, or a chosen failure."""

import json
from base64 import b64encode
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODES = ("ok", "fail", "nonsense")
PDF = b"%PDF-1.4\n% a label of the stand-in\n%%EOF\n"


@dataclass
class LabelStandIn:
    """Labels by key; `mode` decides how it answers."""

    token: str = "stand-in"  # noqa: S105  of the stand-in only
    mode: str = "ok"
    carrier: str = "dhl"
    labels: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)

    def answer(self, request: dict[str, Any]) -> tuple[int, bytes]:
        """Return status and body of the answer to a request."""
        self.asked.append(request)
        if self.mode == "fail":
            return 503, b"{}"
        number = self.labels.setdefault(str(request["key"]), f"JD{len(self.labels) + 1:08}")
        label = "no pdf" if self.mode == "nonsense" else b64encode(PDF).decode()
        body = {"carrier": self.carrier, "tracking_number": number, "label": label}
        return 200, json.dumps(body).encode()

    def server(self, port: int = 0) -> ThreadingHTTPServer:
        """Return an HTTP server on loopback that answers for the stand-in."""
        return ThreadingHTTPServer(("127.0.0.1", port), handler_for(self))


def handler_for(service: LabelStandIn) -> type[BaseHTTPRequestHandler]:
    """Return a request handler of a stand-in."""

    class Handler(BaseHTTPRequestHandler):
        """Answer a POST with a label."""

        def do_POST(self) -> None:
            """Answer with a label, or fail as the mode says."""
            body = self.rfile.read(int(self.headers["Content-Length"]))
            allowed = self.headers["Authorization"] == f"Bearer {service.token}"
            status, answer = service.answer(json.loads(body)) if allowed else (401, b"{}")
            self.send_response(status)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Log nothing."""

    return Handler
