"""Context of every operation: the sandbox as a whole, and the call that is being answered."""

import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from tools.stripe_sandbox.errors import not_found
from tools.stripe_sandbox.faults import FaultScript
from tools.stripe_sandbox.store import Record, Store

PRIVATE = "_sandbox"
"""Key of the private data of an object, which is never shown."""


@dataclass
class Options:
    """Command-line options of the process; the times can be changed while it runs."""

    port: int = 8400
    state: Path | None = None
    webhook_urls: list[str] = field(default_factory=list)
    webhook_secret: str = ""
    secret_key: str | None = None
    publishable_key: str | None = None
    processing_seconds: float = 5.0
    search_lag: float = 0.0
    webhook_timeout: float = 10.0
    daily_payouts: bool = False


class Deliverer(Protocol):
    """Sends due deliveries in the event loop."""

    def enqueue(self, delivery: Record, delay: float) -> None:
        """Send the delivery after `delay` seconds."""


class Scheduler(Protocol):
    """Ends processing payments and pending refunds when they are due."""

    def watch(self, record: Record) -> None:
        """Call the object's outcome when it is due."""


@dataclass
class Sandbox:
    """The whole sandbox: state, faults and the services of the event loop."""

    options: Options
    store: Store
    faults: FaultScript
    deliverer: Deliverer
    scheduler: Scheduler
    calls: deque[Record] = field(default_factory=lambda: deque(maxlen=2000))


@dataclass
class Call:
    """One call of the API. A change made by the sandbox itself is a call without a request."""

    box: Sandbox
    base_url: str = ""
    request_id: str | None = None
    idempotency_key: str | None = None
    stripe_version: str | None = None
    by_client: bool = False
    path: dict[str, str] = field(default_factory=dict)
    now: int = field(default_factory=lambda: int(time.time()))

    def get(self, kind: str, identifier: str, param: str = "id") -> Record:
        """Return a stored object or raise a 404 about `param`."""
        record = self.box.store.find(kind, identifier)
        if record is None:
            raise not_found(kind, identifier, param)
        return record

    def due(self) -> float:
        """Return when a delayed operation that starts now will end."""
        return time.time() + self.box.options.processing_seconds

    def save(self, record: Record) -> Record:
        """Save a new or changed object."""
        return self.box.store.save(record)


def private(record: Record) -> Record:
    """Return the private data of an object, to read or change."""
    memory: Record = record.setdefault(PRIVATE, {})
    return memory


def public(record: Record) -> Record:
    """Return the object as shown by the API."""
    return {key: value for key, value in record.items() if key != PRIVATE}
