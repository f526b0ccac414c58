"""Products that may not be sold or seen are absent from lists, searches and pages of the API."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from catalog.models import Approval, Embargo, Product, ProductVersion
from licensing.models import Licensee
from licensing.rules.channels import Channel
from licensing.services import place_hold
from tests.api.reading import assert_problem, get, skus
from tools.testing.factories.catalog import CLOSED_BORDERS, SINCE, RightsWorld

pytestmark = pytest.mark.usefixtures("without_agreements")

FAR = datetime(2099, 1, 1, tzinfo=UTC)
CHANNELS = [Channel.VENUE]


def embargo(world: RightsWorld, product: Product) -> None:
    Embargo.objects.create(product=product, lifts_at=FAR)


def hide(world: RightsWorld, product: Product) -> None:
    Product.objects.filter(pk=product.pk).update(is_public=False)


def withdraw(world: RightsWorld, product: Product) -> None:
    Approval.objects.update(withdrawn_at=SINCE)


def unrelease(world: RightsWorld, product: Product) -> None:
    ProductVersion.objects.update(status="DRAFT")


def hold(world: RightsWorld, product: Product) -> None:
    place_hold(kind="LEGAL", reason="r", at=SINCE, mark=world.mark)


def suspend_licensee(world: RightsWorld, product: Product) -> None:
    Licensee.objects.filter(pk=world.licensee.pk).update(status="suspended")


def embargo_and_recall(world: RightsWorld, product: Product) -> None:
    embargo(world, product)
    place_hold(kind="RECALL", reason="r", at=SINCE, product_id=product.pk)


def unapprove_and_recall(world: RightsWorld, product: Product) -> None:
    Approval.objects.update(decided_at=FAR)
    place_hold(kind="RECALL", reason="r", at=SINCE, product_id=product.pk)


DENIALS = [
    embargo,
    hide,
    withdraw,
    unrelease,
    hold,
    suspend_licensee,
    embargo_and_recall,
    unapprove_and_recall,
]


@pytest.mark.parametrize("deny", DENIALS)
def test_denied_goods_are_not_found_by_any_question(
    world: RightsWorld, client: Client, deny: Callable[..., None]
) -> None:
    product = world.product(sku="TEE", title="Secret shirt", sizes=["S"])
    assert skus(client) == ["TEE"]
    deny(world, product)
    world.refresh(product)
    for question in ({}, {"q": "secret"}, {"q": "TEE"}, {"q": "TEE-S"}, {"kind": "pin"}):
        assert skus(client, **question) == []
    for sku in ("TEE", "TEE-S"):
        answer = get(client, f"{sku}/", market="fr")
        assert_problem(answer, 404, "not_found")
        assert "Secret" not in answer.content.decode()


def test_goods_no_license_covers_are_not_found(world: RightsWorld, client: Client) -> None:
    world.product(sku="A", title="Secret", agreement=world.agreement(active=False))
    assert skus(client) == []
    assert_problem(get(client, "A/", market="fr"), 404, "not_found")


def test_goods_never_sold_in_the_market_have_no_title_there(
    world: RightsWorld, client: Client
) -> None:
    world.product(
        sku="A", title="Secret", agreement=world.agreement(exclude=["FR", "DE"], **CLOSED_BORDERS)
    )
    assert skus(client) == []
    assert skus(client, territory="DE") == []
    for territory in ("FR", "DE"):
        answer = get(client, "A/", market="fr", territory=territory)
        assert_problem(answer, 404, "not_sold_in_country")
        assert "Secret" not in answer.text
    assert skus(client, market="us") == ["A"]


def test_lists_follow_the_ship_to_and_not_the_market(world: RightsWorld, client: Client) -> None:
    world.product(sku="A", agreement=world.agreement(include=["DE"]))
    assert skus(client, market="fr") == []
    assert skus(client, market="fr", territory="DE") == ["A"]
    assert skus(client, market="de") == ["A"]


def test_neither_country_of_the_network_nor_language_decides(
    world: RightsWorld, client: Client
) -> None:
    world.product(sku="A", agreement=world.agreement(include=["FR"]))
    answer = client.get(
        "/api/v1/products/?market=fr",
        headers={"Accept-Language": "de-DE", "X-Forwarded-For": "5.9.0.1", "CF-IPCountry": "DE"},
    )
    assert [row["sku"] for row in answer.json()["results"]] == ["A"]


def test_a_channel_is_not_claimed_by_the_client(world: RightsWorld, client: Client) -> None:
    world.product(sku="A", agreement=world.agreement(include=["FR"], channels=CHANNELS))
    assert skus(client) == []
    answer = get(client, market="fr", channel="VENUE")
    assert_problem(answer, 400, "unknown_parameter", "channel")
