"""Prepaid labels come from the carrier's service; a service that fails is asked again."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from django.core import mail

from shop.orders.returns.labels import LabelUnavailableError
from shop.orders.returns.requests import request_return
from shop.orders.returns.tasks import request_label_job
from tests.returns.conftest import asked, policy, sent_order, work
from tools.testing.factories.catalog import RightsWorld


class Service(BaseHTTPRequestHandler):
    """Answers as the test says, and keeps what it was asked."""

    answers: list[tuple[int, bytes]] = []
    asked: list[dict[str, Any]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append(body | {"token": self.headers["Authorization"]})
        status, text = self.answers.pop(0)
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def service(settings: Any) -> Iterator[type[Service]]:
    server = HTTPServer(("127.0.0.1", 0), Service)
    Thread(target=server.serve_forever, daemon=True).start()
    address = {
        "RETURN_LABELS_URL": f"http://127.0.0.1:{server.server_port}/labels",
        "RETURN_LABELS_TOKEN": "secret",
    }
    settings.ENV = settings.ENV.with_values(address)
    Service.answers, Service.asked = [], []
    yield Service
    server.shutdown()
    server.server_close()


def test_a_label_is_fetched_stored_and_mailed_once(
    world: RightsWorld, service: type[Service]
) -> None:
    order = sent_order(world)
    policy(order, postage="SHOP")
    work()
    case = request_return(asked(order))
    for status, text in [(503, b""), (200, b"<html>"), (200, b'{"carrier": "DHL", "code": ""}')]:
        service.answers.append((status, text))
        with pytest.raises(LabelUnavailableError):
            request_label_job(case_id=case.pk)
    label = {"carrier": "DHL", "code": "QR-7", "url": "https://labels.example/7.pdf"}
    service.answers.append((200, json.dumps(label).encode()))
    mail.outbox.clear()
    work()
    work()
    case.refresh_from_db()
    assert (case.carrier, case.drop_off_code, case.label_url) == ("DHL", "QR-7", label["url"])
    assert service.asked[-1]["token"] == "Bearer secret"
    assert service.asked[-1]["number"] == case.number
    assert ["QR-7" in sent.body for sent in mail.outbox] == [False, True]
