"""A total without its tax never looks final; the API asks for a state that decides the tax."""

from typing import Any

import pytest

from shop.oscar.order.models import Order
from tests.api.reading import assert_problem
from tests.api.test_buying import ADDRESS, BASKETS, filled, send
from tools.testing.factories.catalog import RightsWorld
from tools.testing.stripe_harness import Sandbox

US = ADDRESS | {"country": "US", "line1": "1 Main St", "city": "Los Angeles", "postcode": "90012"}


def quoted(basket: Any, **place: str) -> Any:
    query = "&".join(f"{name}={value}" for name, value in place.items())
    return send(f"{BASKETS}{basket['token']}/?{query}", method="get")


def test_a_quote_without_its_state_is_not_final(world: RightsWorld) -> None:
    world.product(sku="PIN-1")
    basket = filled("PIN-1", market="us")
    assert (basket["tax"], basket["tax_known"], basket["tax_status"]) == (
        None,
        False,
        "needs_address",
    )
    assert basket["total"] == "27.00"
    for state in ("CA", "ca", "California", "US-CA"):
        known = quoted(basket, state=state, postcode="90012").json()
        assert (known["tax_known"], known["tax_status"]) == (True, "calculated"), state
        assert float(known["tax"]) > 0
        assert float(known["total"]) == 27 + float(known["tax"])
    assert filled("PIN-1")["tax_status"] == "calculated"


@pytest.mark.parametrize(
    ("place", "parameter"),
    [
        ({"state": "XX"}, "state"),
        ({"state": "CA", "postcode": "80202"}, "postcode"),
        ({"postcode": "8020"}, "postcode"),
        ({"country": "XX"}, "country"),
    ],
)
def test_a_place_that_cannot_be_is_refused_at_its_parameter(
    world: RightsWorld, place: dict[str, str], parameter: str
) -> None:
    world.product(sku="PIN-1")
    answer = quoted(filled("PIN-1", market="us"), **place)
    assert answer.status_code == 400
    assert answer.json()["parameter"] == parameter
    assert answer.json()["errors"][0]["parameter"] == parameter


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({}, "#/state"),
        ({"state": ""}, "#/state"),
        ({"state": "XX"}, "#/state"),
        ({"state": "CA", "postcode": "80202"}, "#/postcode"),
    ],
)
def test_a_purchase_without_the_state_that_decides_its_tax_is_refused_there(
    world: RightsWorld, stripe: Sandbox, changes: dict[str, str], pointer: str
) -> None:
    world.product(sku="PIN-1")
    basket = filled("PIN-1", market="us")
    said = US | {"expected_minor": basket["total_minor"], **changes}
    path = f"{BASKETS}{basket['token']}/payment/"
    answer = send(path, said, **{"Idempotency-Key": "a-key"})
    assert answer.status_code == 400
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert not Order.objects.exists()


def test_the_total_without_tax_is_never_what_is_paid(world: RightsWorld, stripe: Sandbox) -> None:
    world.product(sku="PIN-1")
    basket = filled("PIN-1", market="us")
    said = US | {"expected_minor": basket["total_minor"], "state": "CA"}
    path = f"{BASKETS}{basket['token']}/payment/"
    answer = send(path, said, **{"Idempotency-Key": "a-key"})
    assert_problem(answer, 409, "quote_changed")
    assert answer.json()["actual"] > basket["total_minor"]


@pytest.mark.parametrize(("country", "postcode"), [("FR", "98000"), ("FR", "97500")])
def test_a_postcode_of_another_markets_territory_names_that_market(
    world: RightsWorld, country: str, postcode: str
) -> None:
    world.product(sku="PIN-1")
    basket = filled("PIN-1", market="fr")
    quote = quoted(basket, country=country, postcode=postcode)
    assert_problem(quote, 400, "not_served", "postcode")
    place = {"country": country, "postcode": postcode, "city": "Monaco"}
    said = ADDRESS | place | {"expected_minor": basket["total_minor"]}
    path = f"{BASKETS}{basket['token']}/payment/"
    order = send(path, said, **{"Idempotency-Key": "a-key"})
    assert_problem(order, 400, "not_served", "postcode")
    assert [error["pointer"] for error in order.json()["errors"]] == ["#/postcode"]
    assert "int" in order.json()["detail"]
    assert not Order.objects.exists()
