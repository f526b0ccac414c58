"""Logs carry a request id and nothing by which a person could be found or an order be opened."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from django.test import Client

from shop.settings.logging import logging_config


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[io.StringIO]:
    """Capture the log lines of the shop, at the levels used outside tests."""
    before = structlog.get_config()
    config = logging_config("json")
    structlog.configure(**before)  # `capture_logs` changes the list that kept loggers have
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    formatter = config["formatters"]["events"]
    handler.setFormatter(
        formatter["()"](
            processors=formatter["processors"], foreign_pre_chain=formatter["foreign_pre_chain"]
        )
    )
    loggers = [logging.getLogger(name) for name in ("django.request", "django_structlog")]
    for logger in loggers:
        caplog.set_level("WARNING", logger=logger.name)
        logger.addHandler(handler)
    yield stream
    for logger in loggers:
        logger.removeHandler(handler)


@pytest.mark.django_db
def test_a_line_has_a_request_id_but_no_address_and_no_token(
    client: Client, lines: io.StringIO
) -> None:
    client.get("/en-fr/order/not-a-real-token/", REMOTE_ADDR="203.0.113.9")
    client.get("/en-fr/pay/not-a-real-token/return/", REMOTE_ADDR="203.0.113.9")
    client.get("/api/v1/orders/not-a-real-token/", REMOTE_ADDR="203.0.113.9")
    client.get("/api/v1/baskets/not-a-real-token/", REMOTE_ADDR="203.0.113.9")
    written = [json.loads(line) for line in lines.getvalue().splitlines()]
    finished = [line for line in written if line["event"] == "request_finished"]
    assert len(finished) == 4
    assert all(line["request_id"] for line in finished)
    assert "/en-fr/order/…/" in finished[0]["request"]
    assert "/en-fr/pay/…/return/" in finished[1]["request"]
    assert "/api/v1/orders/…/" in finished[2]["request"]
    assert "/api/v1/baskets/…/" in finished[3]["request"]
    assert "not-a-real-token" not in lines.getvalue()
    assert "203.0.113.9" not in lines.getvalue()
