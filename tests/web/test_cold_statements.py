"""A public page or read that is not stored takes at most three statements."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tools.testing.factories.catalog import RightsWorld

READS = {
    "home": "/en-fr/",
    "list": "/en-fr/products/",
    "filtered list": "/en-fr/products/?kind=mug&color=navy&in_stock=1&min=5",
    "sorted list": "/fr-fr/products/?sort=price",
    "search": "/en-fr/search/?q=mug",
    "product": "/en-fr/p/mug/MUG/",
    "product with variants": "/en-fr/p/tee/TEE/",
    "another language": "/ja-jp/products/",
    "API list": "/api/v1/products/?market=fr",
    "API search": "/api/v1/products/?market=fr&q=mug",
    "API detail": "/api/v1/products/TEE/?market=fr",
}


@pytest.mark.parametrize("address", READS.values(), ids=READS.keys())
def test_a_read_takes_at_most_three_statements(
    world: RightsWorld, client: Client, address: str, django_assert_max_num_queries: Any
) -> None:
    for number in range(2):
        world.product(sku=f"PIN-{number}", kind="pin")
    world.product(sku="MUG", slug="mug", title="Mug", kind="mug", color="navy")
    world.product(sku="TEE", slug="tee", title="Tee", sizes=["S", "M", "L"])
    assert client.get(address).status_code == 200  # the process keeps settings and rights
    with django_assert_max_num_queries(3):
        answer = client.get(address)
    assert answer.status_code == 200


def test_hand_written_statements_are_planned_once(world: RightsWorld, client: Client) -> None:
    world.product(sku="MUG", slug="mug", title="Mug")
    for _ in range(8):
        assert client.get("/api/v1/products/MUG/?market=fr").status_code == 200
    with connection.cursor() as cursor:
        cursor.execute(
            "select max(generic_plans) from pg_prepared_statements"
            " where statement like '%catalogue_product%'"
        )
        (planned_before,) = cursor.fetchone()
    assert planned_before > 0
