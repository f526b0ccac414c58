"""Stripe's events of the sandbox, posted to the shop's webhook as Stripe would post them."""

import hashlib
import hmac
import json
import time

from django.test import Client

from shop.finance.payments.models import StripeEvent
from tools.testing.factories.orders import run_queued_jobs
from tools.testing.stripe_harness import WEBHOOK_SECRET, Sandbox


def deliver_events(stripe: Sandbox, *prefixes: str) -> int:
    """Post the events that the shop has not heard, oldest first, and do their jobs."""
    events = [event.to_dict() for event in stripe.client().v1.events.list({"limit": 100}).data]
    known = set(StripeEvent.objects.values_list("id", flat=True))
    wanted = [event for event in reversed(events) if event["type"].startswith(prefixes)]
    posted = 0
    for event in wanted:
        if event["id"] in known:
            continue
        payload = json.dumps(event).encode()
        at = int(time.time())
        digest = hmac.new(WEBHOOK_SECRET.encode(), f"{at}.".encode() + payload, hashlib.sha256)
        signed = {"Stripe-Signature": f"t={at},v1={digest.hexdigest()}"}
        url = "/webhooks/stripe/"
        answer = Client().post(url, payload, content_type="application/json", headers=signed)
        assert answer.status_code == 200
        posted += 1
    run_queued_jobs()
    run_queued_jobs()  # what those queued, such as mails
    return posted
