"""An answer that is given again before Django is the answer that Django gives."""

import logging
from itertools import product as combinations
from typing import Any

import pytest
from django.db import connection

from shop.web.metrics import requests as metrics
from tests.page_store.asking import API_LIST, API_MARKETS, App, api_path, fresh
from tools.testing.factories.catalog import RightsWorld

ASKED = (
    {},
    {"HTTP_ACCEPT_ENCODING": "gzip"},
    {"HTTP_ACCEPT_ENCODING": "gzip, deflate, br", "HTTP_ACCEPT_LANGUAGE": "fr"},
    {"HTTP_X_REQUEST_ID": "of-the-proxy", "HTTP_USER_AGENT": "App", "HTTP_IF_NONE_MATCH": "*"},
)
LOGGER = "django_structlog.middlewares.request"


def test_headers_body_and_log_are_those_of_django(
    committed_world: RightsWorld, caplog: pytest.LogCaptureFixture
) -> None:
    paths = (f"{API_LIST}&q=caf%C3%A9", API_MARKETS, api_path(committed_world.product()))
    for path, asked in combinations(paths, ASKED):
        App().ask(path, **asked)  # fills the store
        app, answers, events = App(), [], []
        for _ in range(2):
            caplog.clear()
            with caplog.at_level(logging.INFO, logger=LOGGER):
                status, headers, body = app.ask(path, **asked)
            number = headers.pop("X-Request-ID")
            answers.append((status, headers, body))
            events.append([_fields(record, number) for record in caplog.records])
        assert app.reached_django == 1, (path, asked)
        assert answers[0] == answers[1]
        assert events[0] == events[1]
        assert [event["event"] for event in events[1]] == ["request_started", "request_finished"]
        assert answers[1][1]["X-Page-Store"] == "hit"


def _fields(record: logging.LogRecord, number: str) -> dict[str, Any]:
    """Return the fields of an event; the id of each request is another one."""
    fields = dict(record.msg)  # type: ignore[call-overload]
    assert fields.pop("request_id") == number
    return {name: fields[name] for name in sorted(fields.keys() - {"timestamp"})}


@pytest.mark.parametrize(
    "other",
    [
        {"HTTP_AUTHORIZATION": "Bearer x"},
        {"HTTP_COOKIE": "sessionid=x"},
        {"HTTP_HOST": "elsewhere.example"},
        {"HTTP_ACCEPT": "text/html"},
        {"HTTP_RANGE": "bytes=0-1"},
        {"REQUEST_METHOD": "HEAD"},
        {"REQUEST_METHOD": "POST"},
        {"wsgi.url_scheme": "https"},
    ],
)
def test_another_request_is_answered_by_django(
    committed_world: RightsWorld, other: dict[str, str]
) -> None:
    app = App()
    for _ in range(3):
        app.ask(API_MARKETS)
    assert app.reached_django == 2
    app.ask(API_MARKETS, **other)
    assert app.reached_django == 3


def test_a_proxy_decides_about_https_only_for_its_own_requests(
    committed_world: RightsWorld, settings: Any
) -> None:
    settings.ENV = settings.ENV.with_values({"TRUSTED_PROXIES": "10.0.0.1"})
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    app, claim = App(), {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_FOR": "192.0.2.7"}
    answers = [app.ask(API_MARKETS, REMOTE_ADDR="10.0.0.1", **claim)[0] for _ in range(3)]
    assert answers == ["200 OK"] * 3
    assert app.reached_django == 2
    assert app.ask(API_MARKETS, REMOTE_ADDR="10.0.0.2", **claim)[0] == "403 Forbidden"


def test_a_failed_store_and_its_switch_leave_answers_to_django(
    committed_world: RightsWorld, settings: Any
) -> None:
    committed_world.product()
    app, right = App(), fresh(API_LIST)
    for _ in range(3):
        assert app.answered(API_LIST) == right
    with connection.cursor() as cursor:
        cursor.execute("drop function page_store_read")
    assert app.answered(API_LIST) == right
    assert app.reached_django == 3
    settings.ENV = settings.ENV.with_values({"PAGE_STORE": "off"})
    assert app.answered(API_LIST) == right
    assert app.reached_django == 4


def test_a_repeated_answer_is_counted_as_a_stored_page(
    committed_world: RightsWorld, settings: Any
) -> None:
    settings.ENV = settings.ENV.with_values({"METRICS_TOKEN": "x" * 32})
    counted = metrics.REQUESTS.labels(metrics.STORED, "GET", "200")._value
    app, before = App(), counted.get()
    for _ in range(4):
        app.ask(API_MARKETS)
    assert app.reached_django == 2
    assert counted.get() == before + 2
