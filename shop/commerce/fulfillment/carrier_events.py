"""Gateway to the tracking service: events of parcels, received by webhook or fetched.

Carriers report through one service, which is reached through `CarrierAdapter`. The service signs
its notifications; nothing else of the shop knows its format.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from urllib.parse import quote
from urllib.request import Request, urlopen

from django.conf import settings

from shop.commerce.fulfillment.errors import ForgedNotification, TrackingUnavailable
from shop.commerce.fulfillment.models import TrackingEvent
from shop.platform.core.local_time import is_usable
from shop.platform.core.typed_text import clean_text

TIMEOUT_S = 10
MOST_BYTES = 1_000_000
MOST_AGE = timedelta(minutes=5)  # a signed notification cannot be replayed later
Kind = TrackingEvent.Kind
KINDS: Mapping[str, str] = {
    "pre_transit": Kind.ANNOUNCED,
    "accepted": Kind.ACCEPTED,
    "in_transit": Kind.IN_TRANSIT,
    "customs": Kind.CUSTOMS,
    "out_for_delivery": Kind.OUT_FOR_DELIVERY,
    "attempted": Kind.ATTEMPTED,
    "available_for_pickup": Kind.AT_PICKUP,
    "delivered": Kind.DELIVERED,
    "return_to_sender": Kind.RETURNING,
    "exception": Kind.PROBLEM,
}


@dataclass(frozen=True, slots=True)
class CarrierEvent:
    """An event of a parcel; `key` is its id at the carrier, `kind` one of `TrackingEvent.Kind`."""

    key: str
    carrier: str
    tracking_number: str
    kind: str
    occurred_at: datetime
    place: str = ""


class CarrierAdapter(Protocol):
    """A service that reports the events of parcels."""

    def read_notification(self, body: bytes, signature: str, at: datetime) -> list[CarrierEvent]:
        """Return the events of a notification. Raises `ForgedNotification`."""
        ...

    def fetch(self, carrier: str, tracking_number: str) -> list[CarrierEvent]:
        """Return the known events of a parcel. Raises `TrackingUnavailable`."""
        ...


def sign_notification(body: bytes, *, secret: str, at: datetime) -> str:
    """Return the signature of a notification: its time and an HMAC of time and body."""
    seconds = int(at.timestamp())
    digest = hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256)
    return f"t={seconds},v1={digest.hexdigest()}"


@dataclass(frozen=True, slots=True)
class TrackingService:
    """The tracking service over HTTP with JSON."""

    secret: str = ""
    address: str = ""
    token: str = ""

    def read_notification(self, body: bytes, signature: str, at: datetime) -> list[CarrierEvent]:
        """Return the events of a signed notification; unknown kinds are left out."""
        signed_at = _signed_at(signature)
        if not self.secret or signed_at is None or abs(at - signed_at) > MOST_AGE:
            raise ForgedNotification
        expected = sign_notification(body, secret=self.secret, at=signed_at)
        if not hmac.compare_digest(expected.encode(), signature.encode()):
            raise ForgedNotification
        try:
            return _read_events(json.loads(body))
        except ValueError as error:
            raise ForgedNotification(reason="unreadable") from error

    def fetch(self, carrier: str, tracking_number: str) -> list[CarrierEvent]:
        """Return the events that the service knows of a parcel."""
        path = f"/trackings/{quote(carrier, safe='')}/{quote(tracking_number, safe='')}"
        headers = {"Authorization": f"Bearer {self.token}", "User-Agent": "stadium-store"}
        request = Request(self.address + path, headers=headers)  # noqa: S310  checked by the environment
        try:
            with urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310
                return _read_events(json.loads(answer.read(MOST_BYTES)))
        except (OSError, ValueError) as error:
            raise TrackingUnavailable(carrier=carrier, reason=str(error)) from error


def carrier_adapter() -> CarrierAdapter:
    """Return the configured tracking service; without a secret it accepts no notification."""
    env = settings.ENV
    return TrackingService(
        secret=env.TRACKING_WEBHOOK_SECRET or "",
        address=env.TRACKING_API_URL or "",
        token=env.TRACKING_API_TOKEN or "",
    )


def _signed_at(signature: str) -> datetime | None:
    name, _, seconds = signature.partition(",")[0].partition("=")
    if name != "t" or not seconds.isascii() or not seconds.isdigit() or len(seconds) > 12:  # noqa: PLR2004
        return None
    return datetime.fromtimestamp(int(seconds), UTC)


def _read_events(document: Any) -> list[CarrierEvent]:
    """Return the events of a document. Raises `ValueError` if it is not one of the service."""
    if not isinstance(document, dict) or not isinstance(document.get("events"), list):
        raise ValueError("A document of the tracking service has a list of events.")  # noqa: TRY004
    rows: Sequence[Any] = document["events"]
    return [_read_event(row) for row in rows if _is_known(row)]


def _is_known(row: Any) -> bool:
    return isinstance(row, dict) and row.get("status") in KINDS


def _read_event(row: Mapping[str, Any]) -> CarrierEvent:
    texts = {name: row.get(name) for name in ("id", "carrier", "tracking_number", "occurred_at")}
    if not all(isinstance(text, str) and text for text in texts.values()):
        raise ValueError("An event has an id, a carrier, a tracking number and a time.")
    occurred_at = datetime.fromisoformat(str(row["occurred_at"]))
    if occurred_at.tzinfo is None or not is_usable(occurred_at):
        raise ValueError("The time of an event has an offset and a usual year.")
    return CarrierEvent(
        key=str(row["id"])[:100],
        carrier=str(row["carrier"]),
        tracking_number=str(row["tracking_number"]),
        kind=KINDS[row["status"]],
        occurred_at=occurred_at,
        place=clean_text(str(row.get("place") or ""))[:100],
    )
