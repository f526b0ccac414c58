"""Visitors never see each other's parts, and nobody can put anything into a stored page."""

import re
from itertools import product as combinations
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from catalog.models import Product
from shop.commerce.markets.models import Market
from shop.identity.accounts.sessions import end_sessions
from shop.oscar.basket.models import Basket, Line
from shop.oscar.partner.models import StockRecord
from tests.page_store.asking import (
    API_LIST,
    LIST,
    answered,
    ask,
    detail_path,
    fresh,
    source_of,
    text_of,
    warm,
)
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory

COUNT = re.compile(r'class="count[^"]*">(\d+)<')


@pytest.fixture
def pin(committed_world: RightsWorld) -> Product:
    """Return a product that is sold everywhere."""
    return committed_world.product(stock=100)


def units_shown(path: str, client: Client) -> int:
    """Return the number of units in the header."""
    found = COUNT.search(text_of(ask(path, client=client)))
    assert found is not None
    return int(found[1])


def add(client: Client, market: str, units: int) -> None:
    form = {"sku": "PIN-1", "quantity": str(units)}
    assert client.post(f"/en-{market}/basket/add/", form).status_code == 302
    client.get(f"/en-{market}/basket/")  # shows and ends the message
    client.cookies.pop("messages", None)


def stored_pages() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from page_store_page")
        return int(cursor.fetchone()[0])


def test_two_visitors_in_turn_see_their_own_parts(
    committed_world: RightsWorld, pin: Product
) -> None:
    """Two visitors, three markets, two ship-tos and two languages each."""
    visitors = [Client(), Client()]
    places = {"fr": ("FR", "DE"), "de": ("DE", "FR"), "jp": ("JP", "JP")}
    languages = {"fr": ("fr", "en"), "de": ("de", "en"), "jp": ("ja", "en")}
    baskets = {}
    for number, (visitor, market) in enumerate(combinations(visitors, places)):
        add(visitor, market, number + 1)
        baskets[id(visitor), market] = number + 1
    for _ in range(2):  # the second time from the store
        for market, territories in places.items():
            for language, ship_to in combinations(languages[market], territories):
                for path in (f"/{language}-{market}/", f"/{language}-{market}/products/"):
                    for visitor in visitors:
                        visitor.cookies["ship_to"] = ship_to
                        assert units_shown(path, visitor) == baskets[id(visitor), market]
                        assert answered(path, client=visitor) == fresh(path, client=visitor)
                    stranger = Client()
                    stranger.cookies["ship_to"] = ship_to
                    assert units_shown(path, stranger) == 0
                    assert answered(path, client=stranger) == fresh(path, client=stranger)


def test_a_visitor_with_a_basket_gets_stored_pages_with_one_statement(
    committed_world: RightsWorld, pin: Product, django_assert_num_queries: Any
) -> None:
    warm(LIST, detail_path(pin))
    visitor = Client()
    add(visitor, "fr", 3)
    for path in (LIST, detail_path(pin)):
        with django_assert_num_queries(1):
            response = ask(path, client=visitor, **{"Accept-Encoding": "gzip, br"})
        assert response.headers["X-Page-Store"] == "hit"
        assert response.headers["Content-Encoding"] == "gzip"
        assert units_shown(path, visitor) == 3
        assert response.headers["ETag"] != ask(path).headers["ETag"]


def test_a_signed_in_visitor_sees_the_own_basket_and_address(
    committed_world: RightsWorld, pin: Product, django_assert_num_queries: Any
) -> None:
    StockRecord.objects.update(num_in_stock=0)
    visitors = {email: Client() for email in ("a@example.org", "b@example.org")}
    for number, (email, visitor) in enumerate(visitors.items(), 1):
        user = UserFactory(email=email)
        visitor.force_login(user)
        basket = Basket.objects.create(
            owner=user, market=Market.objects.get(code="fr"), ship_to_id="FR", channel="WEB"
        )
        Line.objects.create(
            basket=basket,
            product=pin,
            stockrecord=pin.stockrecords.get(),
            quantity=number,
            line_reference="1",
        )
    for _ in range(2):
        for number, (email, visitor) in enumerate(visitors.items(), 1):
            response = ask(detail_path(pin), client=visitor)
            text = text_of(response)
            assert (200, text) == fresh(detail_path(pin), client=visitor)
            assert f'value="{email}"' in text
            assert units_shown(LIST, visitor) == number
            assert "no-store" in response.headers["Cache-Control"]
        assert "example.org" not in answered(detail_path(pin))[1]
        assert 'value=""' in answered(detail_path(pin))[1]
    with django_assert_num_queries(3):
        assert source_of(LIST, client=visitor) == "hit"


def test_an_ended_session_is_a_guest(committed_world: RightsWorld, pin: Product) -> None:
    warm(LIST)
    visitor, user = Client(), UserFactory()
    visitor.force_login(user)
    end_sessions(user=user, by_id=None)
    assert source_of(LIST, client=visitor) == ""
    assert units_shown(LIST, visitor) == 0


def test_the_basket_of_a_guest_is_joined_at_the_first_page_after_signing_in(
    committed_world: RightsWorld, pin: Product
) -> None:
    warm(LIST)
    visitor = Client()
    add(visitor, "fr", 3)
    visitor.force_login(UserFactory())
    assert source_of(LIST, client=visitor) == ""
    assert source_of(LIST, client=visitor) == "hit"
    assert units_shown(LIST, visitor) == 3


def test_a_page_of_the_store_has_no_cookie_token_or_nonce(
    committed_world: RightsWorld, pin: Product
) -> None:
    for path in (LIST, detail_path(pin), "/en-fr/", "/en-fr/search/?q=enamel"):
        for _ in range(2):
            response = ask(path)
            assert not response.cookies
            text = text_of(response)
            assert "csrfmiddlewaretoken" not in text
            assert "nonce" not in text + response.headers["Content-Security-Policy"]


def test_a_pending_message_is_shown_once_and_to_its_visitor_only(
    committed_world: RightsWorld, pin: Product
) -> None:
    warm(detail_path(pin))
    visitor = Client()
    visitor.post("/en-fr/basket/add/", {"sku": "PIN-1", "quantity": "1000"})
    visitor.post("/en-fr/basket/add/", {"sku": "PIN-1", "quantity": "1"})
    pending = "messages" in visitor.cookies
    text = text_of(ask(detail_path(pin), client=visitor))
    assert ('role="status">' in text) == pending
    assert 'class="container messages"' not in text_of(ask(detail_path(pin)))


HEADERS = [
    {"Host": "localhost"},
    {"Host": "127.0.0.1:9999"},
    {"X-Forwarded-Host": "evil.example"},
    {"X-Forwarded-Proto": "https"},
    {"X-Forwarded-For": "1.2.3.4"},
    {"Forwarded": "host=evil.example"},
    {"X-Original-URL": "/en-fr/evil/"},
    {"X-Http-Method-Override": "POST"},
    {"Accept-Language": "ja"},
    {"User-Agent": "evil"},
    {"Cookie": "csrftoken=evil; market=ja-jp; basket_fr=evil; other=evil"},
    {"Referer": "https://evil.example"},
]


def test_no_header_changes_what_others_are_shown(
    committed_world: RightsWorld, pin: Product
) -> None:
    paths = (LIST, detail_path(pin), f"{API_LIST}&language=en")
    right = {path: fresh(path) for path in paths}
    assert "evil" not in "".join(text for _, text in right.values())
    for headers in HEADERS:
        with connection.cursor() as cursor:
            cursor.execute("delete from page_store_page")
        for path in paths:
            assert ask(path, **headers).status_code == 200
        assert {path: answered(path) for path in paths} == right, headers


def test_an_unknown_host_is_refused_by_stored_pages_too(
    committed_world: RightsWorld, pin: Product
) -> None:
    warm(LIST)
    assert ask(LIST, Host="evil.example").status_code == 400


def test_only_known_parameters_in_one_order_enter_a_key(
    committed_world: RightsWorld, pin: Product
) -> None:
    right = fresh(LIST)
    for number in range(10):
        status, text = answered(f"{LIST}?utm_source={number}&evil={number}")
        assert (status, text) == right
        assert "evil" not in text
    assert stored_pages() == 1
    ask(f"{LIST}?sort=price&kind=pin&color=red")
    ask(f"{LIST}?color=red&evil=1&kind=pin&sort=price&sort=-price&min=")
    assert stored_pages() == 2
    assert source_of(f"{LIST}?kind=pin&color=red&sort=price") == "hit"


NOT_STORED = [
    f"{API_LIST}&evil=1",
    f"{API_LIST}&market=de",
    f"{API_LIST}&limit=x",
    f"{API_LIST}&language=xx",
    "/api/v1/products/?market=evil",
    "/api/v1/products/NONE-1/",
    "/en-fr/p/x/NONE-1/",
    "/en-fr/games/NONE/",
    "/xx-fr/products/",
    f"{LIST}?{'&'.join(f'color={number}' for number in range(300))}",
    f"{LIST}?q={'x' * 3000}",
    "/en-fr/p/other-slug/PIN-1/",
    "/en-fr/basket/",
]


def test_what_is_refused_or_private_is_not_stored(
    committed_world: RightsWorld, pin: Product
) -> None:
    for path in NOT_STORED:
        for _ in range(2):
            assert answered(path) == fresh(path)
        assert stored_pages() == 0, path


def test_a_ship_to_that_is_not_served_shows_the_home_of_the_market(
    committed_world: RightsWorld, pin: Product
) -> None:
    for ship_to in ("XX", "fr", "FR; evil", "", "EVIL", "US"):
        visitor = Client()
        visitor.cookies["ship_to"] = ship_to
        for _ in range(2):
            assert answered(LIST, client=visitor) == fresh(LIST, client=visitor), ship_to
    assert answered(LIST) == fresh(LIST)


def test_a_credential_is_never_answered_from_the_store(
    committed_world: RightsWorld, pin: Product
) -> None:
    warm(API_LIST)
    assert source_of(API_LIST, Authorization="Bearer x") == ""
    assert source_of(API_LIST, **{"X-Session-Token": "x"}) == ""
