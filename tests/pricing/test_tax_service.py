"""The tax service decides by postcode; a failure falls back to our rates or stops the sale."""

from collections.abc import Iterator
from decimal import Decimal
from threading import Thread
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from shop.commerce.markets.models import TaxRate
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.destination import destination_at, with_tax_answer
from shop.orders.checkout.placement import begin_payment
from shop.orders.errors import TaxUnavailable
from tools.tax_stand_in.service import TaxStandIn
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import ADDRESS, basket_with, destination, request_for
from tools.testing.stripe_harness import Sandbox

US = {"market": "us", "territory": "US"}
PLACE = {"region": "NY", "address": ADDRESS | {"postcode": "10001", "state": "NY"}}


@pytest.fixture
def service(settings: Any) -> Iterator[TaxStandIn]:
    """Run the stand-in on loopback and configure it."""
    stand_in = TaxStandIn(rates={"10001": "0.08875"}, delay_s=0.3)
    server = stand_in.server()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    values = {
        "TAX_SERVICE_URL": f"http://127.0.0.1:{server.server_port}",
        "TAX_SERVICE_TOKEN": stand_in.token,
        "TAX_SERVICE_TIMEOUT_S": 0.1,
    }
    settings.ENV = settings.ENV.with_values(values)
    cache.clear()
    yield stand_in
    cache.clear()
    server.shutdown()
    thread.join()


def test_an_order_is_taxed_as_the_service_says_and_keeps_its_answer(
    world: RightsWorld, stripe: Sandbox, service: TaxStandIn, client: Client
) -> None:
    product = world.product()
    client.post("/en-us/basket/add/", {"sku": product.sku, "quantity": 1})
    form = {"country": "US", "state": "NY", "postcode": "10001", "update_total": "1"}
    page = client.post("/en-us/checkout/", form).text
    basket = basket_with(product, **US)
    quoted = with_tax_answer(
        destination_at(
            basket.market,
            country="US",
            postcode="10001",
            state="NY",
            at=destination("us", "US").at,
            channel="WEB",
        ),
        "10001",
    )
    answer = quoted.tax_answer
    assert answer is not None
    assert answer.rates["standard"] == Decimal("0.08875")
    quote = quote_basket(basket, quoted)
    assert quote.tax == sum((line.total.tax for line in quote.lines), quote.shipping.tax)
    assert f"{quote.total_incl}" in page
    changes = {"expected_minor": quote.total_minor, **PLACE}
    order = begin_payment(request_for(basket, **US, **changes)).order
    assert order.lines.get().tax_rate == Decimal("0.08875")
    evidence = order.snapshot["taxation"]["service"]
    assert (evidence["reference"], evidence["rates"]["shipping"]) == ("tax-1", "0.08875")
    assert [asked["postcode"] for asked in service.asked] == ["10001"]


@pytest.mark.parametrize("mode", ["fail", "slow", "nonsense", "incomplete"])
def test_a_service_that_fails_is_replaced_by_our_rates(
    world: RightsWorld, stripe: Sandbox, service: TaxStandIn, mode: str
) -> None:
    service.mode = mode
    basket = basket_with(world.product(), **US)
    order = begin_payment(request_for(basket, **US, **PLACE)).order
    assert order.lines.get().tax_rate == Decimal("0.04")
    assert order.snapshot["taxation"]["service"] == {"failed": True}
    begin_payment(request_for(basket, **US, **PLACE))
    assert len(service.asked) == 1


def test_without_rates_of_our_own_nothing_is_sold_until_the_service_answers(
    world: RightsWorld, stripe: Sandbox, service: TaxStandIn, client: Client
) -> None:
    service.mode = "fail"
    product = world.product()
    basket = basket_with(product, **US)
    TaxRate.objects.filter(territory="US").delete()
    with pytest.raises(TaxUnavailable):
        begin_payment(request_for(basket, **US, expected_minor=2500, **PLACE))
    new = client.post("/api/v1/baskets/", {"market": "us"}, "application/json").json()
    address = f"/api/v1/baskets/{new['token']}/"
    client.post(f"{address}lines/", {"sku": product.sku, "quantity": 1}, "application/json")
    shown = client.get(address, {"postcode": "10001", "state": "NY"}).json()
    assert shown["tax_status"] == "temporarily_unavailable"
    purchase = {
        "email": "ada@example.org",
        "country": "US",
        "name": "Ada Lovelace",
        "line1": "1 Main Street",
        "city": "New York",
        "state": "NY",
        "postcode": "10001",
        "delivery": "standard",
        "expected_minor": 2500,
    }
    answer = client.post(
        f"{address}payment/",
        purchase,
        "application/json",
        headers={"Idempotency-Key": "tax-service-key-1"},
    )
    assert (answer.status_code, answer.json()["code"]) == (503, "tax_unavailable")
    assert int(answer["Retry-After"]) > 0
