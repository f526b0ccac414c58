"""Whatever is typed into addresses, forms and the API, no page breaks and no control is stored."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from shop.accounts.models import User
from tests.dashboard.conftest import signed_in
from tests.factories.catalog import Shop

# A zero byte, invisible characters, full width, spaces and dashes that only look like ours.
ODD = "\x00Ａ\u200b\u200eＢ\ufeff１２\u00a0\u2013\u3000x\u2028"
LONG = "w" * 10_000
SURROGATE = "\\ud800"
DEEP = "[" * 100_000 + "]" * 100_000
NUMBERS = {"int": str(10**30), "uuid": "00000000-0000-0000-0000-000000000000"}
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u200b\u200e\ufeff\u2028]")
QUERY_NAMES = (
    *("q", "page", "sku", "market", "territory", "country", "postcode", "state", "language"),
    *("delivery", "format", "show", "to", "against", "picture", "mark", "code", "kind", "on"),
    *("cursor", "limit", "min", "max", "sort", "in_stock", "games", "sport", "noc", "color"),
    *("answer", "next", "licensee", "stage", "set", "v", "table", "channel", "parent", "o"),
)
QUERIES = [
    "&".join(f"{name}={quote(text)}" for name in QUERY_NAMES) for text in (ODD, LONG[:300])
] + ["&".join(f"{name}=%ED%A0%80%FF" for name in QUERY_NAMES)]


def patterns(
    resolver: URLResolver, path: str = "", space: str = ""
) -> Iterator[tuple[str, URLPattern, str]]:
    """Yield the route, the pattern and the namespace of every address."""
    for pattern in resolver.url_patterns:
        route = path + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, route, pattern.namespace or space)
        else:
            yield route, pattern, space


def filled(route: str, text: str) -> str:
    """Return the address of a route with a text in every part that takes one."""

    def value(match: re.Match[str]) -> str:
        kind = match[1].rpartition(":")[0]
        return NUMBERS.get(kind, quote(text, safe=""))

    plain = re.sub(r"<([^>]+)>", value, route)
    plain = re.sub(r"\(\?P<.*?\)(?=/|\$|\\|-|$)", quote(text, safe=""), plain)
    return "/" + plain.replace("^", "").replace("$", "").replace("\\Z", "").replace("\\", "")


def client_for(shop: Shop, path: str) -> tuple[Client, str]:
    """Return who opens an area, and the prefix of its addresses."""
    bare = ("admin", "dashboard", "licensee", "rights", "api", "_allauth", "pictures", "webhooks")
    area = path.strip("/").split("/")[0]
    if area == "licensee":
        role = User.LicenseeRole.OWNER
        return signed_in(role=User.Role.LICENSEE, licensee=shop.licensee, licensee_role=role), ""
    if area in {"admin", "dashboard", "rights"}:
        return signed_in(role=User.Role.STAFF, is_staff=True, is_superuser=True), ""
    return Client(), "" if area in bare else "/en-fr"


AREAS = ("admin", "dashboard", "licensee", "rights", "api", "_allauth", "")


def routes_of(area: str) -> list[str]:
    found = [route for route, _, _ in patterns(get_resolver())]
    own = [route for route in found if route.split("/")[0].strip("^") == area]
    others = [route for route in found if route.split("/")[0].strip("^") not in AREAS]
    return [route for route in (own if area else others) if "media" not in route]


@pytest.mark.parametrize("area", AREAS)
def test_no_address_breaks_by_what_stands_in_it(shop: Shop, area: str) -> None:
    client, prefix = client_for(shop, area)
    client.raise_request_exception = False
    routes = routes_of(area)
    assert routes
    broken = []
    for route in routes:
        for text, query in ((ODD, QUERIES[0]), (LONG[:300], QUERIES[1]), ("x", QUERIES[2])):
            path = f"{prefix}{filled(route, text)}"
            answer = client.get(f"{path}?{query}")
            if answer.status_code >= 500:
                broken.append((path[:80], query[:30], answer.status_code))
    assert broken == []
