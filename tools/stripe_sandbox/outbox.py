"""Deliveries: one per event and webhook target, with all attempts, altered by the fault script."""

import random
import time

from tools.stripe_sandbox.context import Sandbox
from tools.stripe_sandbox.faults import Action
from tools.stripe_sandbox.ids import new_id
from tools.stripe_sandbox.store import Record

PENDING, HELD, DELIVERED, FAILED, LOST = "pending", "held", "delivered", "failed", "lost"
WAITING = (PENDING, HELD)


def send_event(box: Sandbox, event: Record) -> None:
    """Create the deliveries of an event and hand them to the deliverer."""
    for target in box.store.every("webhook_target"):
        if target["enabled"]:
            for status, delay in _plan(box, event["type"]):
                _create(box, event, target["url"], status, delay)


def _plan(box: Sandbox, event_type: str) -> list[tuple[str, float]]:
    """Return status and delay of each copy to send: one, unless a fault rule applies."""
    copies = [(PENDING, 0.0)]
    for rule in box.faults.for_event(event_type):
        match rule.action:
            case Action.WEBHOOK_LOSE:
                return [(LOST, 0.0)]
            case Action.WEBHOOK_HOLD:
                copies = [(HELD, delay) for _, delay in copies]
            case Action.WEBHOOK_DUPLICATE:
                copies.append((copies[0][0], rule.dice.random() * rule.seconds))
            case Action.WEBHOOK_DELAY:
                copies = [(status, delay + rule.seconds) for status, delay in copies]
            case Action.WEBHOOK_SHUFFLE:
                copies = [_scattered(copy, rule.dice, rule.seconds) for copy in copies]
    return copies


def _scattered(copy: tuple[str, float], dice: random.Random, seconds: float) -> tuple[str, float]:
    """Return the copy moved to a random time within `seconds`, so that order is lost."""
    return copy[0], copy[1] + dice.random() * seconds


def _create(box: Sandbox, event: Record, url: str, status: str, delay: float) -> None:
    delivery: Record = {
        "id": new_id("whd"),
        "object": "delivery",
        "event": event["id"],
        "type": event["type"],
        "subject": event["data"]["object"].get("id"),
        "url": url,
        "status": status,
        "created": time.time(),
        "attempts": [],
    }
    box.store.save(delivery)
    if status in WAITING:
        event["pending_webhooks"] += 1
    if status == PENDING:
        box.deliverer.enqueue(delivery, delay)


def release_held(box: Sandbox) -> list[Record]:
    """Send the held deliveries, and return them."""
    held = [delivery for delivery in box.store.every("delivery") if delivery["status"] == HELD]
    for delivery in held:
        delivery["status"] = PENDING
        box.store.save(delivery)
        box.deliverer.enqueue(delivery, 0.0)
    return held
