"""No typed text breaks an address, a form or the API, and no control character is stored."""

import json
import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import CharField, TextField
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from licensing.models import Holdback
from shop.identity.accounts.models import User
from shop.identity.team.keys import create_key
from shop.identity.tenancy import acting_for
from tests.dashboard.conftest import signed_in
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import RightsHolderFactory, UserFactory

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


def some[Case](cases: tuple[Case, ...], turn: int, number: int) -> tuple[Case, ...]:
    """Return `number` of the cases, by turns, so that each case is used in its turn.

    With EVERY_TEXT, as `make drills` has it, return them all.
    """
    if os.environ.get("EVERY_TEXT"):
        return cases
    return tuple(cases[(turn + step) % len(cases)] for step in range(number))


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


def client_for(world: RightsWorld, path: str) -> tuple[Client, str]:
    """Return who opens an area, and the prefix of its addresses."""
    bare = ("admin", "dashboard", "licensee", "rights", "api", "_allauth", "pictures", "webhooks")
    area = path.strip("/").split("/")[0]
    if area == "licensee":
        role = User.LicenseeRole.OWNER
        return signed_in(role=User.Role.LICENSEE, licensee=world.licensee, licensee_role=role), ""
    if area == "rights":
        ioc = RightsHolderFactory(kind="IOC")
        return signed_in(role=User.Role.RIGHTS, holder=ioc, is_staff=True), ""
    if area in {"admin", "dashboard"}:
        return signed_in(role=User.Role.STAFF, is_staff=True, is_superuser=True), ""
    return Client(), "" if area in bare else "/en-fr"


AREAS = ("admin", "dashboard", "licensee", "rights", "api", "_allauth", "")


def routes_of(area: str) -> list[str]:
    found = [route for route, _, _ in patterns(get_resolver())]
    own = [route for route in found if route.split("/")[0].strip("^") == area]
    others = [route for route in found if route.split("/")[0].strip("^") not in AREAS]
    return [route for route in (own if area else others) if "media" not in route]


@pytest.mark.parametrize("area", AREAS)
def test_no_address_breaks_by_what_stands_in_it(world: RightsWorld, area: str) -> None:
    client, prefix = client_for(world, area)
    client.raise_request_exception = False
    routes = routes_of(area)
    assert routes
    broken = []
    texts = ((ODD, QUERIES[0]), (LONG[:300], QUERIES[1]), ("x", QUERIES[2]))
    for number, route in enumerate(routes):
        for text, query in some(texts, number, 1):
            path = f"{prefix}{filled(route, text)}"
            answer = client.get(f"{path}?{query}")
            if answer.status_code >= 500:
                broken.append((path[:80], query[:30], answer.status_code))
    assert broken == []


class Forms(HTMLParser):
    """The forms of a page: method, address and fields with what a person would type replaced."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, dict[str, str]]] = []
        self.select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            method = given.get("method", "get").lower()
            self.found.append((method, given.get("action", ""), {}))
        if not self.found:
            return
        fields, name = self.found[-1][2], given.get("name", "")
        if tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            if given.get("value") and not fields.get(self.select):
                fields[self.select] = given["value"]
        elif name and (tag == "textarea" or given.get("type", "text") in TYPED):
            fields[name] = ""
        elif name and given.get("type") != "file":
            fields.setdefault(name, given.get("value", "on"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""


TYPED = {"text", "search", "email", "tel", "number", "url", "password", "date", "datetime-local"}
VALUES = {
    "odd": ODD,
    "several lines": f"{ODD}\r\n{ODD}",
    "long": LONG,
    "number": "１２\u200b",
    "big number": "9" * 40,
    "email": "ｆａｎ\u200b＠example.org",
    "code": "\u200eＰＩＮ\u20131\x00",
}
PAGES = {
    "": [
        *("/en-fr/", "/en-fr/search/?q=pin", "/en-fr/checkout/", "/en-fr/basket/"),
        *("/en-fr/restock/?sku=PIN-1", "/en-fr/accounts/signup/", "/en-fr/accounts/login/"),
        "/en-fr/accounts/password/reset/",
    ],
    "dashboard": [
        *("/dashboard/orders/", "/dashboard/catalogue/", "/dashboard/users/", "/dashboard/stock/"),
        *("/dashboard/locations/new/", "/dashboard/content/new/announcement/"),
        *("/dashboard/stock/takes/", "/dashboard/gift-cards/", "/dashboard/gift-cards/new/"),
    ],
    "licensee": [
        *("/licensee/catalog/", "/licensee/approvals/", "/licensee/agreements/"),
        *("/licensee/stock/", "/licensee/orders/", "/licensee/imports/new/"),
        *("/licensee/team/invite/", "/licensee/keys/create/", "/licensee/catalog/new/"),
    ],
    "rights": [
        *("/rights/agreements/", "/rights/agreements/draft/", "/rights/approvals/"),
        *("/rights/holds/place/", "/rights/marks/", "/rights/question/", "/rights/where/"),
        *("/rights/territories/define/", "/rights/consents/record/", "/rights/policy/switch/"),
        "/rights/policy/athletes/switch/",
        *("/rights/avails/", "/rights/calendar/", "/rights/succession/"),
    ],
    "admin": [
        *("/admin/vouchers/voucher/add/", "/admin/accounts/user/add/"),
        *("/admin/markets/market/add/",),
        *("/admin/licensing/guardedword/add/", "/admin/licensing/labelissue/add/"),
        *("/admin/vouchers/voucher/", "/admin/accounts/user/", "/admin/sourcing/catalogimport/"),
    ],
}


NOT_TYPED = {"sessions", "procrastinate", "admin", "mfa"}


def stored_texts() -> Iterator[tuple[str, str]]:
    """Yield every text that is in the database of what people type, with its column."""
    tables = set(connection.introspection.table_names())
    for model in apps.get_models():
        if model._meta.db_table not in tables or model._meta.app_label in NOT_TYPED:
            continue
        names = [
            field.name
            for field in model._meta.fields
            if isinstance(field, CharField | TextField) and field.name not in {"password", "body"}
        ]
        for row in model._default_manager.values_list(*names) if names else ():
            for name, text in zip(names, row, strict=True):
                if isinstance(text, str):
                    yield f"{model._meta.label}.{name}", text


@pytest.mark.parametrize("area", PAGES)
def test_no_form_breaks_by_what_is_typed_and_no_control_is_kept(
    world: RightsWorld, area: str
) -> None:
    product = world.product(sku="PIN-1")
    client, _ = client_for(world, area)
    client.raise_request_exception = False
    if not area:
        client.post("/en-fr/basket/add/", {"sku": product.upc})
    broken, sent = [], 0
    for page in PAGES[area]:
        answer = client.get(page, follow=True)
        assert answer.status_code == 200, page
        for method, action, fields in Forms(answer.text).found:
            target = action or page
            ends_session = "logout" in target or fields.get("action") == "end_all_sessions"
            if ends_session or "/i18n/" in target:
                continue
            for name, text in some(tuple(VALUES.items()), sent, 2):
                filled_in = {field: value or text for field, value in fields.items()}
                status = getattr(client, method)(target, filled_in).status_code
                sent += 1
                if status >= 500:
                    broken.append((page, target, name, status))
    assert sent > 10
    assert broken == []
    assert [place for place, text in stored_texts() if FORBIDDEN.search(text)] == []


def test_joiners_that_scripts_and_emoji_need_are_kept(world: RightsWorld) -> None:
    persian, family = "کتاب\u200cها", "👩\u200d👩\u200d👧"
    client, _ = client_for(world, "rights")
    reason = f"{persian} {family}\x00\u200b\r\nline\u00a0two"
    client.post("/rights/holds/place/", {"kind": "LEGAL", "reason": reason, "sku": ""})

    kept = Holdback.objects.get().reason
    assert kept.replace("\r\n", "\n") == f"{persian} {family}\nline\u00a0two"


BODIES = {
    "odd": ODD,
    "long": LONG,
    "surrogate": "\ud800x",
    "number": 10**400,
    "fraction": 1e308,
    "list": [[ODD]],
    "object": {ODD: {"\ud800": ODD}},
}
FIELDS = (
    *("market", "territory", "sku", "quantity", "code", "email", "country", "name", "line1"),
    *("line2", "city", "state", "postcode", "phone", "delivery", "language", "expected_minor"),
    *("ships_on", "expected_to_pay_minor", "counts", "password", "login", "credential", "key"),
)


def operations() -> Iterator[tuple[str, str]]:
    """Yield method and address of every write of the API, with a basket that exists."""
    basket = Client().post("/api/v1/baskets/", {"market": "fr"}, "application/json").json()
    for route in routes_of("api"):
        path = filled(route.replace("<str:token>", basket["token"]), "x")
        for method in ("post", "put", "patch", "delete"):
            yield method, path
    for name in ("login", "signup", "password/request", "email/verify", "2fa/authenticate"):
        yield "post", f"/_allauth/app/v1/auth/{name}"


def test_no_body_of_the_api_breaks_it(world: RightsWorld) -> None:
    world.product()
    client = Client(raise_request_exception=False)
    headers = {"Authorization": "Bearer x.y", "Idempotency-Key": "a" * 20}
    broken, sent = [], 0
    for method, path in operations():
        bodies = {name: json.dumps(dict.fromkeys(FIELDS, value)) for name, value in BODIES.items()}
        bodies |= {"deep": DEEP, "no JSON": "\x00{", "numbers": "[1]"}
        for name, body in some(tuple(bodies.items()), sent, 4):
            answer = client.generic(method, path, body, "application/json", headers=headers)
            sent += 1
            if answer.status_code >= 500 and answer.status_code != 503:
                broken.append((method, path, name, answer.status_code))
    assert sent > 120
    assert broken == []


def test_a_key_sends_odd_counts_and_file_names(world: RightsWorld) -> None:
    owner = UserFactory(
        role=User.Role.LICENSEE, licensee=world.licensee, licensee_role=User.LicenseeRole.OWNER
    )
    with acting_for(world.licensee.pk):
        scopes = ["stock:write", "catalog:write"]
        _, secret = create_key(licensee=world.licensee, name="n", scopes=scopes, by_id=owner.pk)
    client = Client(raise_request_exception=False)
    headers = {"Authorization": f"Bearer {secret}"}
    for value in BODIES.values():
        count = {"sku": value, "location": value, "counted": value}
        body = json.dumps({"counts": [count, value]})
        address = "/api/v1/licensee/stock/"
        answer = client.post(address, body, "application/json", headers=headers)
        assert 400 <= answer.status_code < 500, answer.content
    file = SimpleUploadedFile("a\x00\u200eｂ\u202egnp.csv", b"licensee_sku\nA-1\n")
    answer = client.post("/api/v1/licensee/uploads/", {"file": file}, headers=headers)
    assert answer.status_code == 202, answer.content
    assert not FORBIDDEN.search(answer.json()["name"])
