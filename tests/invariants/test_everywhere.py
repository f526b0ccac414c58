"""I4 to I6, I14, I16: every surface says the same, at once, to the instant, and tells no secret."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from catalog.embargoes import place_embargo
from catalog.models import Product
from catalog.services import decide_products
from licensing.models import Agreement
from licensing.services import lift_hold, place_hold, revoke_agreement, suspend_agreement
from shop.core.periods import Period
from shop.database.clock import clock_now, database_now
from shop.forks.order.models import Order
from tests.edge_cases.everywhere import Asked
from tests.factories.catalog import CLOSED_BORDERS, Shop
from tests.factories.models import PropertyFactory

TICK, DAY = timedelta(microseconds=1), timedelta(days=1)
TITLE = "Golden secret"
Change = Callable[[Shop, Product, Agreement], object]


def nothing(shop: Shop, product: Product, agreement: Agreement) -> None:
    """Leave it as it is."""


def recall(shop: Shop, product: Product, agreement: Agreement) -> None:
    place_hold(kind="RECALL", reason="r", at=database_now(), product_id=product.pk)


def held_and_released(shop: Shop, product: Product, agreement: Agreement) -> None:
    placed = place_hold(kind="LEGAL", reason="r", at=clock_now(), mark=shop.mark)
    lift_hold(hold=placed, at=clock_now())


def suspend(shop: Shop, product: Product, agreement: Agreement) -> None:
    _stop(suspend_agreement, shop, agreement)


def revoke(shop: Shop, product: Product, agreement: Agreement) -> None:
    _stop(revoke_agreement, shop, agreement)


def _stop(service: Any, shop: Shop, agreement: Agreement) -> None:
    # Begun with this transaction, whose instant the pages of a test are asked at.
    now = database_now()
    service(agreement=agreement, by_id=shop.officer_id, reason="r", at=now, effective_at=now)


CHANGES: list[Change] = [nothing, recall, held_and_released, suspend, revoke]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize(("market", "territory"), [("fr", "FR"), ("jp", "JP"), ("us", "US")])
def test_i04_every_surface_gives_the_answer_of_the_gate(
    shop: Shop, change: Change, market: str, territory: str
) -> None:
    agreement = shop.agreement(include=["FR", "JP"], **CLOSED_BORDERS)
    product = shop.product(agreement=agreement)
    change(shop, product, agreement)
    asked = Asked(product, market, territory)
    answers = {
        "gate": asked.decision().allowed,
        "page": asked.on_page(),
        "lists, search, API list": asked.in_list(),
        "API": asked.in_api().get("price") is not None,
        "basket": asked.in_basket(),
        "placement": isinstance(asked.placed(), Order),
    }
    assert len(set(answers.values())) == 1, answers


def test_i05_what_was_never_granted_there_has_no_page_and_what_ended_keeps_one(
    shop: Shop,
) -> None:
    elsewhere = PropertyFactory(holder=shop.holder)
    japan = shop.agreement(marks=[elsewhere], include=["JP"], **CLOSED_BORDERS)
    never = shop.product(sku="NEVER", agreement=japan, marks=[elsewhere])
    ended = shop.product(sku="ENDED")
    _stop(revoke_agreement, shop, Agreement.objects.get(grants__granted_properties=shop.mark))
    client = Client()
    hidden = client.get(f"/en-fr/p/{never.slug}/NEVER/")
    assert hidden.status_code == 404 or "Not sold in France" in hidden.text
    page = client.get(f"/en-fr/p/{ended.slug}/ENDED/")
    assert page.status_code == 200
    assert "No longer available" in page.text
    for answer in (hidden, page):
        assert "basket/add" not in answer.text
        assert "EUR" not in main_part(answer.text)
        assert answer.status_code == 404 or "noindex" in answer.text + str(answer.headers)


def main_part(page: str) -> str:
    """Return what stands between header and footer, without the offers of other products."""
    found = re.search(r"<main.*?</main>", page, re.DOTALL)
    return found[0] if found else ""


def test_i06_the_next_request_after_a_denial_knows_of_it(shop: Shop) -> None:
    product = shop.product()
    client = Client()
    addresses = (
        f"/en-fr/p/{product.slug}/{product.upc}/",
        "/en-fr/products/",
        f"/en-fr/search/?q={product.upc}",
        f"/api/v1/products/{product.upc}/?market=fr",
        "/api/v1/products/?market=fr",
    )
    before = {address: client.get(address) for address in addresses}
    place_hold(kind="RECALL", reason="r", at=database_now(), product_id=product.pk)
    for address, first in before.items():
        assert product.upc in first.text, address
        kept: Any = {}
        if first.headers.get("ETag"):
            kept["HTTP_IF_NONE_MATCH"] = first.headers["ETag"]
        after = client.get(address, **kept)
        assert after.status_code != 304, address
        offered = "basket/add" in after.text or '"amount":' in after.text
        assert not offered, address


@pytest.mark.parametrize("address", ["/en-fr/", "/en-fr/products/", "/api/v1/products/?market=fr"])
def test_i06_nobody_may_keep_an_answer_for_longer_than_a_minute(shop: Shop, address: str) -> None:
    shop.product()
    said = Client().get(address).headers.get("Cache-Control", "no-store")
    ages = [int(found) for found in re.findall(r"(?:s-maxage|max-age)=(\d+)", said)]
    assert ages or "no-store" in said or "no-cache" in said or "private" in said, said
    assert all(age <= 60 for age in ages), said


def test_i14_a_window_holds_its_first_instant_and_not_its_last(shop: Shop) -> None:
    start, end = database_now() - 9 * DAY, database_now() + 9 * DAY
    product = shop.product(agreement=shop.agreement(window=Period(start, end)))
    for at, sold in ((start - TICK, False), (start, True), (end - TICK, True), (end, False)):
        assert decide_products([product], "FR", "WEB", at)[product.pk].allowed == sold
        listed = Product.objects.sellable_in("FR", "WEB", at).filter(pk=product.pk)
        assert listed.exists() == sold


SECRETS = (
    "/en-fr/",
    "/en-fr/products/",
    "/en-fr/products/?kind=badge",
    "/en-fr/search/?q=golden",
    "/sitemap-en-fr-1.xml",
    "/api/v1/products/?market=fr",
    "/api/v1/products/?market=fr&kind=badge",
)
# What differs from one request to the next whatever is for sale.
ONCE = re.compile(r"nonce[-=]\"?[\w+/=-]+|csrfmiddlewaretoken\" value=\"\w+|name=\"csrf[^>]*>")


@pytest.mark.parametrize("address", SECRETS)
def test_i16_no_count_no_facet_and_no_title_tells_of_an_embargoed_article(
    shop: Shop, address: str
) -> None:
    shop.product(sku="OPEN", title="Plain pin", slug="plain", kind="badge")
    client = Client()
    without = ONCE.sub("", client.get(address).text)
    secret = shop.product(sku="SECRET", title=TITLE, slug="golden", kind="badge")
    assert ONCE.sub("", client.get(address).text) != without  # it would be told
    place_embargo(product=secret, lifts_at=database_now() + DAY)
    assert ONCE.sub("", client.get(address).text) == without
