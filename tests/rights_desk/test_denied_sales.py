"""Officers and licensees see the attempts to buy that rights did not allow."""

from datetime import timedelta

import pytest
from django.test import Client

from catalog.models import Product
from licensing.models import DeniedSale
from shop.identity.accounts.models import User
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import signed_in
from tools.testing.factories.catalog import CLOSED_BORDERS, EUROPE, RightsWorld
from tools.testing.factories.models import LicenseeFactory, RightsHolderFactory

PAGE = "/rights/denied-sales/"


@pytest.fixture
def ioc(world: RightsWorld) -> Client:
    return signed_in(role=User.Role.RIGHTS, holder=RightsHolderFactory(kind="IOC"), is_staff=True)


def denied(product: Product, times: int = 1, *, territory: str = "JP", days: int = 1) -> None:
    """Log attempts as the storefront does."""
    at = database_now() - timedelta(days=days)
    DeniedSale.objects.bulk_create(
        DeniedSale(
            product_id=product.pk,
            territory=territory,
            channel="WEB",
            market="jp",
            reason="TERRITORY",
            at=at,
            hour=at.replace(minute=0, second=0, microsecond=0),
        )
        for _ in range(times)
    )


def rows_of(client: Client, **asked: str) -> list[str]:
    answer = client.get(PAGE, {"format": "csv", **asked})
    _, *rows = b"".join(answer.streaming_content).decode().splitlines()
    return rows


def test_a_refused_attempt_of_a_fan_is_in_the_report(
    world: RightsWorld, ioc: Client, client: Client
) -> None:
    world.product(agreement=world.agreement(include=["US"], **CLOSED_BORDERS))
    client.post("/en-fr/basket/add/", {"sku": "PIN-1", "quantity": "1"})
    (row,) = rows_of(ioc)
    assert row.startswith("PIN-1,Enamel pin,FR,Web shop,fr,")
    assert "Check PIN-1 for FR" in ioc.get(PAGE).content.decode()


@pytest.mark.parametrize("key", [{}, {"Idempotency-Key": "9d2f1c3e-a"}])
def test_a_refused_attempt_of_an_app_is_in_the_report(
    world: RightsWorld, ioc: Client, client: Client, key: dict[str, str]
) -> None:
    world.product(agreement=world.agreement(include=["US"], **CLOSED_BORDERS))
    basket = client.post("/api/v1/baskets/", {"market": "fr"}, "application/json").json()
    lines = f"/api/v1/baskets/{basket['token']}/lines/"
    answer = client.post(lines, {"sku": "PIN-1"}, "application/json", headers=key)
    assert answer.json()["code"] == "not_sellable"
    (row,) = rows_of(ioc)
    assert row.startswith("PIN-1,Enamel pin,FR,App,fr,")


def test_attempts_are_counted_and_valued_at_the_price_of_their_market(
    world: RightsWorld, ioc: Client
) -> None:
    often, once = world.product(), world.product(sku="PIN-2")
    variant = world.product(sku="TEE-1", sizes=["S"]).children.get()
    denied(once)
    denied(often, 3)
    denied(variant, 2)
    first, second, third = rows_of(ioc)
    assert first.startswith("PIN-1,")
    assert ",3," in first
    assert first.endswith((",9000.00,JPY", ",9000,JPY"))
    assert second.startswith("TEE-1-S,")
    assert second.split(",")[-2].startswith("6000")
    assert third.startswith("PIN-2,")


def test_the_period_is_chosen_and_an_unknown_one_is_the_usual(
    world: RightsWorld, ioc: Client
) -> None:
    denied(world.product(), days=60)
    assert rows_of(ioc) == rows_of(ioc, days="7") == rows_of(ioc, days="never") == []
    assert len(rows_of(ioc, days="90")) == 1


def test_the_check_opens_with_the_product_and_the_country(world: RightsWorld, ioc: Client) -> None:
    denied(world.product(agreement=world.agreement(include=EUROPE)))
    answer = ioc.get("/rights/question/", {"sku": "PIN-1", "territory": "JP", "channel": "WEB"})
    assert answer.status_code == 200
    assert "sku=PIN-1&amp;territory=JP&amp;channel=WEB" in ioc.get(PAGE).content.decode()


def test_a_party_sees_the_products_of_its_marks_or_its_own(world: RightsWorld) -> None:
    denied(world.product())
    own = {
        "licensee": signed_in(
            role=User.Role.LICENSEE, licensee=world.licensee, licensee_role="owner"
        ),
        "holder": signed_in(role=User.Role.RIGHTS, holder=world.holder, is_staff=True),
    }
    others = {
        "licensee": signed_in(
            role=User.Role.LICENSEE, licensee=LicenseeFactory(), licensee_role="owner"
        ),
        "holder": signed_in(role=User.Role.RIGHTS, holder=RightsHolderFactory(), is_staff=True),
    }
    assert {name: len(rows_of(client)) for name, client in own.items()} == dict.fromkeys(own, 1)
    assert [rows_of(client) for client in others.values()] == [[], []]
