"""The process: it stops at once, stores its state in a file, and answers calls at once."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import stripe

from tools.stripe_sandbox.payouts import DAY_S, missed_payout
from tools.stripe_sandbox.store import Store
from tools.testing.stripe_harness import (
    ROOT,
    WEBHOOK_SECRET,
    Sandbox,
    receiving,
    running_sandbox,
    wait_until,
)

CALLS, THREADS = 100, 4


def create(api: stripe.StripeClient, amount: int = 4990) -> stripe.PaymentIntent:
    """Create a PaymentIntent."""
    return api.v1.payment_intents.create({"amount": amount, "currency": "eur"})


def test_it_stops_at_once_with_connections_open() -> None:
    with running_sandbox() as sandbox:
        create(sandbox.client())
        began = time.monotonic()
        sandbox.process.terminate()
        sandbox.process.wait(10)
    assert time.monotonic() - began < 5


def test_state_and_webhooks_survive_a_restart(tmp_path: Path) -> None:
    state = str(tmp_path / "state.sqlite3")
    with receiving() as receiver:
        hooks = ("--webhook-url", receiver.url, "--webhook-secret", WEBHOOK_SECRET)
        with running_sandbox("--state", state, *hooks, keys=False) as sandbox:
            sandbox.control("POST", "faults", {"action": "webhook_delay", "seconds": 60})
            intent = create(sandbox.client("sk_test_any"))
            sandbox.process.kill()
            sandbox.process.wait(10)
        with running_sandbox("--state", state, *hooks, keys=False) as sandbox:
            again = sandbox.client("sk_test_any").v1.payment_intents.retrieve(intent.id)
            assert again.client_secret == intent.client_secret
            wait_until(lambda: receiver.types() == ["payment_intent.created"])


def test_the_webhooks_of_the_last_start_are_the_only_ones(tmp_path: Path) -> None:
    state = ("--state", str(tmp_path / "state.sqlite3"), "--webhook-secret", WEBHOOK_SECRET)
    with running_sandbox(*state, "--webhook-url", "http://127.0.0.1:9/old/"):
        pass
    with running_sandbox(*state, "--webhook-url", "http://127.0.0.1:9/new/") as sandbox:
        targets = sandbox.control("GET", "webhooks")
    assert targets == [{"url": "http://127.0.0.1:9/new/", "enabled": True}]


def test_webhooks_without_a_secret_are_refused() -> None:
    command = (sys.executable, "-m", "tools.stripe_sandbox", "--webhook-url", "http://127.0.0.1:9/")
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "--webhook-url needs --webhook-secret" in ended.stderr


def test_calls_at_once_create_an_intent_each(sandbox: Sandbox) -> None:
    clients = [sandbox.client() for _ in range(THREADS)]
    with ThreadPoolExecutor(THREADS) as pool:
        jobs = [pool.submit(create, clients[i % THREADS], 100 + i) for i in range(CALLS)]
        identifiers = {job.result().id for job in jobs}
    assert len(identifiers) == CALLS


def test_a_daily_payout_that_was_missed_is_made_at_the_start() -> None:
    store, midnight = Store(), 20_000 * DAY_S
    store.save({"id": "txn_1", "object": "balance_transaction", "created": midnight - 5})
    assert missed_payout(store, midnight + 5)
    assert not missed_payout(store, midnight - 1)  # it is made at midnight
    store.save({"id": "po_1", "object": "payout", "created": midnight})
    assert not missed_payout(store, midnight + 5)
