"""A public read without the middlewares of a visitor has the answer that it has with them."""

from collections.abc import Callable, Iterator
from itertools import product as combinations
from typing import Any

import pytest
from django.conf import settings
from django.core.signing import Signer
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings

from shop.platform.core.visitor_state import leaves_out_visitor
from shop.web.page_store.public_reads import is_anonymous_api_read
from tests.page_store.asking import store_off, text_of
from tools.testing.factories.catalog import RightsWorld

LIST, MARKETS, DETAIL = "/api/v1/products/", "/api/v1/markets/", "/api/v1/products/PIN-1/"
PATHS = (
    f"{LIST}?market=fr",
    f"{LIST}?market=fr&q=%20pin%E2%80%8B&limit=1",
    f"{LIST}?market=atlantis",
    f"{LIST}?market=fr&unknown=1",
    f"{LIST}?market=fr&cursor=forged&language=fr",
    f"{LIST}?market=f%00r",
    LIST.rstrip("/"),
    MARKETS,
    f"{DETAIL}?market=fr&territory=US",
    f"{DETAIL}?market=fr",
    "/api/v1/products/NO-SUCH/?market=fr",
    "/api/v1/nothing/",
)
ASKED: tuple[dict[str, str], ...] = (
    {},
    {"Accept-Language": "ja", "Accept-Encoding": "gzip", "Accept": "application/json; indent=2"},
    {"If-None-Match": "*"},
    {"Cookie": f"csrftoken=short; messages={Signer().sign('x')}; basket_fr=forged; ship_to=US"},
    {"Cookie": "sessionid=forged"},
    {"Authorization": "Bearer forged"},
    {"X-Session-Token": "forged"},
    {"Accept": "text/html", "Sec-Fetch-Mode": "navigate"},
    {"Host": "elsewhere.example"},
)
METHODS = ("get", "head", "post")
STORE = "shop.web.page_store.middleware.PageStoreMiddleware"
seen: list[bool] = []


def with_visitor(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., Any]:
    """Let a request through all middlewares; note whether it would have left some out."""

    def middleware(request: HttpRequest) -> HttpResponse:
        seen.append(leaves_out_visitor(request))
        request.leaves_out_visitor = False  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


@pytest.fixture
def clients(world: RightsWorld) -> Iterator[tuple[Client, Client]]:
    """Return a client of the shop, and one whose requests go through every middleware."""
    agreement = world.agreement()
    for number in (1, 2):
        world.product(sku=f"PIN-{number}", agreement=agreement)
    chain = list(settings.MIDDLEWARE)
    chain.insert(chain.index(STORE) + 1, f"{__name__}.with_visitor")
    with store_off():
        ours, all_of_it = Client(), Client()
        with override_settings(MIDDLEWARE=chain):
            all_of_it.handler.load_middleware()
        seen.clear()
        yield ours, all_of_it


def facts_of(answer: Any) -> tuple[Any, ...]:
    """Return everything that the client gets but what differs for each request."""
    headers = {name: value for name, value in answer.items() if name != "X-Request-ID"}
    if "Accept-Encoding" in answer.wsgi_request.headers:  # compression adds a random length
        headers["ETag"] = headers.get("ETag", "").removeprefix("W/")
        for name in ("Content-Encoding", "Content-Length"):
            headers.pop(name, None)
    cookies = {name: cookie["max-age"] for name, cookie in answer.cookies.items()}
    return answer.status_code, headers, cookies, text_of(answer)


def test_a_public_read_has_the_same_answer(clients: tuple[Client, Client]) -> None:
    ours, all_of_it = clients
    statuses = set()
    for path, headers, method in combinations(PATHS, ASKED, METHODS):
        if method != "get" and headers:
            continue
        answers = []
        for client in (ours, all_of_it):
            client.cookies.clear()
            client.raise_request_exception = False
            answers.append(facts_of(getattr(client, method)(path, headers=headers)))
        assert answers[0] == answers[1], (method, path, headers)
        statuses.add(answers[0][0])
    assert statuses == {200, 304, 400, 404, 405, 406}
    assert {True, False} == set(seen)


def test_a_database_that_fails_has_the_same_answer(clients: tuple[Client, Client]) -> None:
    def fail(*_: Any) -> Any:
        raise OperationalError

    answers = []
    for client in clients:
        client.raise_request_exception = False
        with connection.execute_wrapper(fail):
            answers.append(facts_of(client.get(PATHS[0])))
    assert answers[0] == answers[1]
    assert answers[0][0] == 503


@pytest.mark.parametrize(
    ("method", "path", "sent", "expected"),
    [
        ("get", LIST, {}, True),
        ("head", DETAIL, {}, True),
        ("post", LIST, {}, False),
        ("get", "/api/v1/baskets/x/", {}, False),
        ("get", "/api/v1/licensee/products/", {}, False),
        ("get", "/en-fr/products/", {}, False),
        ("get", LIST, {"Authorization": "Bearer x"}, False),
        ("get", LIST, {"X-Session-Token": "x"}, False),
        ("get", LIST, {"Cookie": "sessionid=x"}, False),
    ],
)
def test_only_a_public_read_that_names_nobody_leaves_the_visitor_out(
    rf: Any, method: str, path: str, sent: dict[str, str], *, expected: bool
) -> None:
    assert is_anonymous_api_read(getattr(rf, method)(path, headers=sent)) is expected
