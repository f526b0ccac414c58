"""Delivery of webhooks: signed as Stripe signs, retried with growing pauses until answered 2xx."""

import asyncio
import hashlib
import hmac
import json
import time

import aiohttp

from tools.stripe_sandbox.context import Options, public
from tools.stripe_sandbox.outbox import DELIVERED, FAILED, PENDING
from tools.stripe_sandbox.store import Record, Store

FIRST_PAUSE, LONGEST_PAUSE, MAX_ATTEMPTS = 0.5, 64.0, 13
"""Pauses double from 0.5 s up to 64 s; after 13 attempts, some 6 minutes, the event is given up."""

PARALLEL = 16
HTTP_OK = range(200, 300)


def signature(secret: str, payload: bytes, at: int) -> str:
    """Return the Stripe-Signature header of a payload."""
    digest = hmac.new(secret.encode(), f"{at}.".encode() + payload, hashlib.sha256)
    return f"t={at},v1={digest.hexdigest()}"


class WebhookSender:
    """Delivers the contents of the outbox."""

    def __init__(self, store: Store, options: Options) -> None:
        self._store = store
        self._options = options
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(PARALLEL)
        self._session: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        """Open the client and schedule the deliveries left by an earlier process."""
        timeout = aiohttp.ClientTimeout(total=self._options.webhook_timeout)
        self._session = aiohttp.ClientSession(timeout=timeout)
        for delivery in list(self._store.every("delivery")):
            if delivery["status"] == PENDING:
                self.enqueue(delivery, 0.0)

    async def stop(self) -> None:
        """Stop sending; pending deliveries stay pending."""
        for task in self._tasks:
            task.cancel()
        if self._session:
            await self._session.close()

    def enqueue(self, delivery: Record, delay: float) -> None:
        """Send the delivery after `delay` seconds."""
        task = asyncio.get_running_loop().create_task(self._deliver(delivery, delay))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, delivery: Record, delay: float) -> None:
        """Retry until it is answered, its target is disabled, or the attempts are used up."""
        await asyncio.sleep(delay)
        while delivery["status"] == PENDING and self._is_known(delivery):
            target = self._store.find("webhook_target", delivery["url"])
            if target is None or not target["enabled"]:
                delivery["status"] = FAILED
            else:
                async with self._slots:
                    await self._attempt(delivery, target)
            if not self._is_known(delivery):
                return
            self._store.save(delivery)
            self._store.commit()
            if delivery["status"] == PENDING:
                await asyncio.sleep(pause_after(len(delivery["attempts"])))

    def _is_known(self, delivery: Record) -> bool:
        """Return whether the delivery still exists: a reset deletes pending ones."""
        return self._store.find("delivery", delivery["id"]) is delivery

    async def _attempt(self, delivery: Record, target: Record) -> None:
        """Send once and record the outcome."""
        event = self._store.find("event", delivery["event"])
        if event is None or self._session is None:
            delivery["status"] = FAILED
            return
        started = time.time()
        payload = json.dumps(public(event)).encode()
        outcome = await self._post(self._session, target, payload)
        if not self._is_known(delivery):
            return
        delivery["attempts"].append(
            {"at": started, "seconds": round(time.time() - started, 4), "outcome": outcome}
        )
        if outcome in HTTP_OK:
            delivery["status"] = DELIVERED
            event["pending_webhooks"] = max(0, event["pending_webhooks"] - 1)
            self._store.save(event)
        elif len(delivery["attempts"]) >= MAX_ATTEMPTS:
            delivery["status"] = FAILED

    async def _post(
        self, session: aiohttp.ClientSession, target: Record, payload: bytes
    ) -> int | str:
        """Return the status of the response, or the name of the error without one."""
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Stripe-Signature": signature(target["secret"], payload, int(time.time())),
            "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        }
        try:
            async with session.post(
                target["url"], data=payload, headers=headers, allow_redirects=False
            ) as answer:
                await answer.read()
                return answer.status
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            return type(error).__name__


def pause_after(attempts: int) -> float:
    """Return the seconds to wait after a number of failed attempts."""
    return min(FIRST_PAUSE * 2.0 ** (attempts - 1), LONGEST_PAUSE)


def set_target(store: Store, url: str, secret: str | None, *, enabled: bool) -> Record:
    """Add or change a webhook target; without a secret it keeps the current one."""
    known = store.find("webhook_target", url)
    target: Record = {
        "object": "webhook_target",
        "id": url,
        "url": url,
        "secret": secret if secret is not None else (known or {}).get("secret", ""),
        "enabled": enabled,
    }
    return store.save(target)
