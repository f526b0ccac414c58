"""One sandbox process for all tests here, emptied before each."""

from collections.abc import Iterator

import pytest
import stripe

from tools.testing.stripe_harness import (
    WEBHOOK_SECRET,
    Receiver,
    Sandbox,
    receiving,
    running_sandbox,
)


@pytest.fixture(scope="session")
def sandbox_process() -> Iterator[Sandbox]:
    """Run one sandbox for the session."""
    with running_sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(sandbox_process: Sandbox) -> Sandbox:
    """Return the sandbox, empty and without webhooks."""
    sandbox_process.control("DELETE", "webhooks")
    sandbox_process.control("POST", "reset")
    return sandbox_process


@pytest.fixture
def api(sandbox: Sandbox) -> stripe.StripeClient:
    """Return the official client for the sandbox."""
    return sandbox.client()


@pytest.fixture
def receiver(sandbox: Sandbox) -> Iterator[Receiver]:
    """Receive the webhooks of the sandbox."""
    with receiving() as listening:
        target = {"url": listening.url, "secret": WEBHOOK_SECRET}
        sandbox.control("POST", "webhooks", target)
        yield listening
        sandbox.control("DELETE", "webhooks")
