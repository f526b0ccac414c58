"""No token leaves by logs or error reports: every URL pattern is walked, a 500 is captured."""

import json
import re
import threading
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import urlencode

import brotli
import pytest
import sentry_sdk
from django.core.signals import request_started
from django.db import close_old_connections
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from shop.settings.redaction import hide, hide_everywhere
from shop.settings.sentry import sentry_options
from shop.wsgi import application

VALUE = "Sx7q-kLm2_PzR9vT4"
PARAMETER = re.compile(r"<(?:\w+:)?(token|key)>|\(\?P<(token|key)>(?:[^()]|\\.)*\)")
# Parameters that name something public, or something that a signed-in person alone may open.
NO_SECRET = {
    "app_label", "content_type_id", "object_id", "url", "path", "code", "kind", "name", "slug",
    "language", "number", "sku", "public_id", "pk", "line", "line_id", "digest", "width",
    "file_format", "uidb36", "category_slug", "product_slug", "order_number", "rest",
    "place",
}  # fmt: skip
NAMES = re.compile(r"<(?:(\w+):)?(\w+)>")


def routes(patterns: Any, prefix: str = "/") -> Iterator[str]:
    """Return every route of the shop as one text."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern).replace("^", "")
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route


def test_every_token_in_an_address_is_hidden() -> None:
    walked = list(routes(get_resolver().url_patterns))
    secret = [route for route in walked if PARAMETER.search(route)]
    assert len(walked) > 500
    assert len(secret) >= 15
    for route in secret:
        address = PARAMETER.sub(VALUE, route.replace("(?P<uidb36>[0-9A-Za-z]+)", "Mg"))
        for text in (address, f"Not Found: /en-fr{address}", f"GET https://store.example{address}"):
            assert VALUE not in hide(text), route


def test_every_parameter_of_an_address_is_classified() -> None:
    found = [
        match for route in routes(get_resolver().url_patterns) for match in NAMES.finditer(route)
    ]
    unknown = {match[2] for match in found if match[1] != "int"} - NO_SECRET - {"token", "key"}
    assert unknown == set(), "a new parameter: hide it in redaction.py or list it in NO_SECRET"


@pytest.mark.parametrize(
    "text",
    [
        f"/en-fr/search/?q={VALUE}",
        f"https://store.example/en-fr/order/x/?email={VALUE}",
        f"request to /accounts/login/?next=/order/{VALUE}/",
        f"Authorization: Bearer ssk_{VALUE}",
        "mail to anna.k+shop@fans.example failed",
        "gift card ABCD-EFGH-JKLM-NPQR refused",
    ],
)
def test_queries_keys_mails_and_gift_cards_are_hidden(text: str) -> None:
    nested = hide_everywhere({"lines": [{"text": text}]})["lines"][0]["text"]
    for secret in (VALUE, "anna.k", "EFGH"):
        assert secret not in hide(text)
        assert secret not in nested


def test_an_ordinary_sentence_is_kept() -> None:
    text = (
        "order.placed order=100123 market=fr amount=39.90 /en-fr/p/scarf/SCARF-1/ Why? Nobody knows"
    )
    assert hide(text) == text


def test_the_id_of_a_request_is_kept_even_if_a_part_looks_like_a_gift_card() -> None:
    request_id = "5f71c47e-6645-4929-8259-af0ad097c20d"
    assert hide_everywhere({"request_id": request_id}) == {"request_id": request_id}
    assert hide(f"{request_id} ABCD-EFGH-JKLM-NPQR") == f"{request_id} …"


@pytest.fixture
def sentry(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Run a stand-in for Sentry on loopback; return the envelopes that it received."""
    envelopes: list[str] = []

    class StandIn(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            packing = self.headers.get("Content-Encoding")
            if packing == "gzip":
                body = zlib.decompress(body, zlib.MAX_WBITS | 16)
            elif packing == "br":
                body = brotli.decompress(body)
            envelopes.append(body.decode())
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_arguments: Any) -> None:
            """Stay silent."""

    server = HTTPServer(("127.0.0.1", 0), StandIn)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    sentry_sdk.init(**sentry_options(f"http://key@127.0.0.1:{server.server_port}/1"))
    yield envelopes
    sentry_sdk.get_client().close()
    sentry_sdk.init()
    server.shutdown()
    server.server_close()
    thread.join()


PERSON = {
    "email": "anna.kowalska@fans.example",
    "first_name": "Annamaria",
    "last_name": "Kowalskaja",
    "line1": "Rosenstrasse 17b",
    "postcode": "10117",
    "code": "ABCD-EFGH-JKLM-NPQR",
}


@pytest.mark.django_db
def test_the_report_of_a_500_in_checkout_names_no_person(
    sentry: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(form: Any) -> None:
        message = f"refused {PERSON!r} at /order/{VALUE}/\nDETAIL: Failing row ({PERSON['line1']})"
        raise RuntimeError(message)

    monkeypatch.setattr("shop.web.storefront.buying.checkout.CheckoutForm.check", fail)
    token = "c" * 32
    request = RequestFactory().post(
        f"/en-fr/checkout/?back=/order/{VALUE}/",
        urlencode({**PERSON, "country": "FR", "csrfmiddlewaretoken": token}),
        content_type="application/x-www-form-urlencoded",
        HTTP_HOST="testserver",
        HTTP_AUTHORIZATION=f"Bearer ssk_{VALUE}",
        HTTP_COOKIE=f"csrftoken={token}; basket_fr={VALUE}",
    )
    statuses: list[str] = []
    request_started.disconnect(close_old_connections)  # it would end the test's transaction
    application(request.environ, lambda status, _headers, *_rest: statuses.append(status))
    request_started.connect(close_old_connections)
    assert statuses == ["500 Internal Server Error"]
    sentry_sdk.flush(5)
    reports = [text for text in sentry if '"exception"' in text]
    assert len(reports) == 1
    assert "RuntimeError" in reports[0]
    for secret in (*PERSON.values(), VALUE):
        assert secret not in reports[0]
    event = json.loads(reports[0].splitlines()[2])
    assert set(event["request"]) <= {"method", "url"}
