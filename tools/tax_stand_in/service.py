"""The answers of the stand-in: rates by postcode, or a failure that is chosen."""

import json
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODES = ("ok", "fail", "slow", "nonsense", "incomplete")


@dataclass
class TaxStandIn:
    """Rates by postcode, with `rate` for all others; `mode` decides how it answers."""

    rate: str = "0.07"
    rates: dict[str, str] = field(default_factory=dict)
    token: str = "stand-in"  # noqa: S105  of the stand-in only
    mode: str = "ok"
    delay_s: float = 5.0
    asked: list[dict[str, Any]] = field(default_factory=list)

    def answer(self, request: dict[str, Any]) -> tuple[int, bytes]:
        """Return status and body of the answer to a request."""
        self.asked.append(request)
        if self.mode == "fail":
            return 503, b"{}"
        if self.mode == "slow":
            time.sleep(self.delay_s)
        if self.mode == "nonsense":
            return 200, b'{"id": "tax-0", "rates": {"standard": "eleven"}}'
        rate = self.rates.get(str(request["postcode"]), self.rate)
        rates = dict.fromkeys(request["classes"], rate)
        if self.mode == "incomplete":
            rates.pop("shipping")
        return 200, json.dumps({"id": f"tax-{len(self.asked)}", "rates": rates}).encode()

    def server(self, port: int = 0) -> ThreadingHTTPServer:
        """Return an HTTP server on loopback that answers for the stand-in."""
        return ThreadingHTTPServer(("127.0.0.1", port), handler_for(self))


def handler_for(service: TaxStandIn) -> type[BaseHTTPRequestHandler]:
    """Return a request handler of a stand-in."""

    class Handler(BaseHTTPRequestHandler):
        """Answer a POST with the rates of a place."""

        def do_POST(self) -> None:
            """Answer with rates, or as the mode says."""
            body = self.rfile.read(int(self.headers["Content-Length"]))
            allowed = self.headers["Authorization"] == f"Bearer {service.token}"
            status, answer = service.answer(json.loads(body)) if allowed else (401, b"{}")
            self.send_response(status)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Log nothing."""

    return Handler
