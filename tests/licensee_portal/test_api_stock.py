"""Counts that a licensee's own system sends: set in the books, all or none, its own alone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from licensing.models import Licensee
from shop.commerce.inventory.models import Location, ReceivedCount, StockMovement
from shop.commerce.inventory.services import adjust_stock
from shop.identity.tenancy import acting_for
from shop.oscar.partner.models import StockRecord
from tests.licensee_portal.test_keys import bearer, key_of
from tools.testing.factories.catalog import RightsWorld

STOCK = "/api/v1/licensee/stock/"


@pytest.fixture
def article(world: RightsWorld) -> StockRecord:
    """Return the stock of an article of the licensee's."""
    world.product(sku="PIN-1", stock=10)
    return StockRecord.objects.get(product__upc="PIN-1")


@pytest.fixture
def send(client: Client, licensee: Licensee) -> Callable[..., Any]:
    """Return what sends counts with a key of the licensee's."""
    key = bearer(key_of(licensee, "stock:write"))

    def post(*counts: Any, body: Any = None, headers: Any = None, once: str = "") -> Any:
        headers = (headers or key) | ({"Idempotency-Key": once} if once else {})
        sent = {"counts": counts} if body is None else body
        return client.post(STOCK, sent, content_type="application/json", headers=headers)

    return post


def count(sku: str = "PIN-1", counted: Any = 12, location: str = "MAIN") -> dict[str, Any]:
    return {"sku": sku, "location": location, "counted": counted}


def pointed(error: dict[str, str]) -> tuple[int, str]:
    """Return row (from 1) and field that a JSON pointer names."""
    _root, _counts, position, field = error["pointer"].split("/")
    return int(position) + 1, field


def adjustments() -> list[StockMovement]:
    return list(StockMovement.objects.filter(kind="ADJUSTED").order_by("pk"))


def units(record: StockRecord) -> int:
    record.refresh_from_db()
    return record.num_in_stock


def test_counted_units_are_set_and_booked_as_an_adjustment(
    send: Any, article: StockRecord, licensee: Licensee
) -> None:
    answer = send(count(counted=12))
    booked = {"sku": "PIN-1", "location": "MAIN", "before": 10, "counted": 12, "change": 2}
    assert (answer.status_code, answer.json()) == (200, {"counts": [booked]})
    (movement,) = adjustments()
    assert (movement.in_stock, movement.by.licensee) == (2, licensee)
    assert movement.reason.startswith("counted by ERP")
    assert send(count(counted=12)).json()["counts"][0]["change"] == 0
    assert send(count(counted=0)).json()["counts"][0]["change"] == -12
    assert units(article) == 0
    assert len(adjustments()) == 2


def test_a_key_that_came_before_books_nothing_again_whatever_was_sold_since(
    send: Any, article: StockRecord, licensee: Licensee
) -> None:
    first = send(count(counted=10), once="count-1")
    adjust_stock(stock_record=article, change=-3, reason="broken", by_id=adjuster(licensee))
    again = send(count(counted=10), once="count-1")
    assert (again.status_code, again.json()) == (200, first.json())
    assert units(article) == 7
    clash = send(count(counted=9), once="count-1")
    assert (clash.status_code, clash.json()["code"]) == (409, "idempotency_clash")
    assert send(count(counted=9), once="count-2").json()["counts"][0]["change"] == 2


def adjuster(licensee: Licensee) -> int:
    with acting_for(licensee.pk):
        return int(licensee.api_keys.first().created_by_id)


def test_a_refused_count_leaves_its_key_free(send: Any, article: StockRecord) -> None:
    assert send(count(sku="NONE"), once="count-1").status_code == 422
    assert send(count(counted=11), once="count-1").status_code == 200
    assert units(article) == 11
    assert send(count(), once="x" * 81).status_code == 400


def test_every_problem_is_told_at_once_and_nothing_is_booked(
    send: Any, article: StockRecord
) -> None:
    StockRecord.objects.filter(pk=article.pk).update(num_allocated=2, num_held=1)
    Location.objects.create(code="SHUT", name="Shut", territory_id="FR", active=False)
    answer = send(
        count(counted=9),
        count(counted=9),
        count(sku="NONE"),
        count(location="MOON"),
        count(location="SHUT"),
        count(counted=-1, location=""),
        {"sku": "PIN-1"},
        "PIN-1",
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "counts_refused")
    found = [pointed(error) for error in answer.json()["errors"]]
    assert found == [
        (2, "sku"),
        (3, "sku"),
        (4, "location"),
        (5, "location"),
        (6, "location"),
        (6, "counted"),
        (7, "location"),
        (7, "counted"),
        (8, "sku"),
        (8, "location"),
        (8, "counted"),
    ]
    below = send(count(counted=2)).json()["errors"]
    assert below[0]["detail"].startswith(
        "The count must be at least 3, because these units are reserved"
    )
    assert units(article) == 10
    assert adjustments() == []


@pytest.mark.parametrize("wrong", [True, 1.5, "12", None, 10**8, -1, [], {}])
def test_what_is_counted_is_a_whole_number(send: Any, article: StockRecord, wrong: Any) -> None:
    answer = send(count(counted=wrong))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "#/counts/0/counted"


@pytest.mark.parametrize("wrong", ["", "\x00", "\ud800", "x" * 65, 7, None])
def test_a_number_that_cannot_be_one_is_refused(
    send: Any, article: StockRecord, wrong: Any
) -> None:
    assert send(count(sku=wrong)).json()["errors"][0]["pointer"] == "#/counts/0/sku"
    assert send(count(location=wrong)).json()["errors"][0]["pointer"] == "#/counts/0/location"


@pytest.mark.parametrize("body", [[], {}, {"counts": []}, {"counts": {}}, {"counts": [{}] * 501}])
def test_a_body_without_counts_is_refused(send: Any, body: Any) -> None:
    answer = send(body=body)
    assert answer.status_code == 400
    assert [error["pointer"] for error in answer.json()["errors"]] == ["#/counts"]


def test_an_article_of_several_lots_is_counted_as_one_shelf(
    send: Any, article: StockRecord
) -> None:
    lot = StockRecord.objects.get(pk=article.pk)
    lot.pk, lot.ships_on, lot.num_in_stock = None, "2026-01-01", 5
    lot.arrived_at = "2026-01-01T00:00:00Z"
    lot.save()
    announced = StockRecord.objects.get(pk=article.pk)
    announced.pk, announced.ships_on, announced.num_in_stock = None, "2030-01-01", 100
    announced.save()
    answer = send(count(counted=3)).json()["counts"][0]
    assert (answer["before"], answer["change"]) == (15, -12)
    assert units(article) + units(lot) == 3
    assert units(announced) == 100


def test_another_licensees_articles_do_not_exist(
    send: Any, article: StockRecord, other: Licensee, world: RightsWorld
) -> None:
    world.product(sku="RIVAL-1", stock=5, agreement=world.agreement(licensee=other))
    foreign = send(count(sku="RIVAL-1")).json()
    unknown = send(count(sku="NONE-1")).json()
    assert foreign == unknown
    theirs = bearer(key_of(other, "stock:write"))
    assert send(count(), headers=theirs).status_code == 422
    named = {"counts": [count()], "licensee": article.product.licensee_id, "licensee_id": 1}
    assert send(body=named, headers=theirs).status_code == 400
    assert send(count(counted=11), once="one").status_code == 200
    assert send(count(sku="RIVAL-1", counted=6), headers=theirs, once="one").status_code == 200
    for licensee in (article.product.licensee, other):
        with acting_for(licensee.pk):
            (received,) = ReceivedCount.objects.all()
            assert received.licensee == licensee
    assert sorted(one.in_stock for one in adjustments()) == [1, 1]


def test_the_scope_of_a_key_is_asked(send: Any, article: StockRecord, licensee: Licensee) -> None:
    headers = bearer(key_of(licensee, "catalog:read", "catalog:write", "orders:read"))
    assert send(count(), headers=headers).status_code == 403
    assert send(count(), headers={"X-None": "1"}).status_code == 401
    assert units(article) == 10
