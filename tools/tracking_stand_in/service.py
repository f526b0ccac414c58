"""The events of the stand-in, its answers and its signed notifications."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote
from urllib.request import Request, urlopen

from shop.commerce.fulfillment.carrier_events import sign_notification

TIMEOUT_S = 10


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel at the tracking service."""

    carrier: str
    number: str


@dataclass
class TrackingStandIn:
    """Events by parcel; `status` other than 200 makes it fail."""

    secret: str
    token: str = "stand-in"  # noqa: S105  of the stand-in only
    status: int = 200
    events: dict[Parcel, list[dict[str, str]]] = field(default_factory=dict)

    def report(
        self, parcel: Parcel, status: str, occurred_at: datetime, *, key: str = "", place: str = ""
    ) -> dict[str, str]:
        """Add an event of a parcel and return it."""
        known = self.events.setdefault(parcel, [])
        event = {
            "id": key or f"{parcel.number}-{len(known) + 1}",
            "carrier": parcel.carrier,
            "tracking_number": parcel.number,
            "status": status,
            "occurred_at": occurred_at.isoformat(),
            "place": place,
        }
        known.append(event)
        return event

    def notification(self, *events: dict[str, str]) -> tuple[bytes, str]:
        """Return the body and the signature of a notification about events."""
        body = json.dumps({"events": events}).encode()
        return body, sign_notification(body, secret=self.secret, at=datetime.now(UTC))

    def notify(self, address: str, *events: dict[str, str]) -> int:
        """Send a notification to a webhook and return the status of the answer."""
        body, signature = self.notification(*events)
        headers = {"Content-Type": "application/json", "Tracking-Signature": signature}
        with urlopen(Request(address, body, headers), timeout=TIMEOUT_S) as answer:
            return int(answer.status)

    def server(self, port: int = 0) -> ThreadingHTTPServer:
        """Return an HTTP server on loopback that answers for the stand-in."""
        return ThreadingHTTPServer(("127.0.0.1", port), handler_for(self))


def handler_for(service: TrackingStandIn) -> type[BaseHTTPRequestHandler]:
    """Return a request handler of a stand-in."""

    class Handler(BaseHTTPRequestHandler):
        """Answer `GET /trackings/CARRIER/NUMBER` with the events of the parcel."""

        def do_GET(self) -> None:
            """Answer with events, or with the status of a failure."""
            parts = [unquote(part) for part in self.path.strip("/").split("/")]
            allowed = self.headers["Authorization"] == f"Bearer {service.token}"
            status = service.status if allowed else 401
            events = service.events.get(Parcel(parts[1], parts[2]), []) if len(parts) == 3 else []  # noqa: PLR2004
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps({"events": events}).encode())

        def log_message(self, *_: object) -> None:
            """Log nothing."""

    return Handler
