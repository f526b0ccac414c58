"""A question that makes no sense is answered with a problem document naming the parameter."""

import base64
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from rest_framework.exceptions import ValidationError

from catalog.models import Product
from shop.api.bodies import refuse_unknown
from shop.api.pagination import make_cursor
from shop.api.v1.order_returns import NewReturnSerializer
from shop.api.v1.stock import CountsSerializer
from tests.api.reading import assert_problem, get
from tools.testing.factories.catalog import RightsWorld


@pytest.fixture(scope="module")
def shared_shop(
    build_once: Callable[..., RightsWorld],
) -> RightsWorld:
    """Build a shop that sells PIN-1, for all tests of the module."""

    def build(world: RightsWorld) -> RightsWorld:
        world.product(sku="PIN-1")
        return world

    return build_once(build)


@pytest.fixture
def world(shared_world: RightsWorld) -> RightsWorld:
    """Return a copy of the maker of that shop."""
    return shared_world


@pytest.mark.parametrize("path", ["", "PIN-1/"])
@pytest.mark.parametrize(
    ("parameter", "value", "code"),
    [
        ("market", "atlantis", "unknown_market"),
        ("market", "FR", "unknown_market"),
        ("market", "f\x00r", "invalid_parameter"),
        ("territory", "XX", "unknown_territory"),
        ("territory", "FRA", "unknown_territory"),
        ("territory", "\x00\x00", "invalid_parameter"),
        ("territory", "US", "not_served"),
        ("territory", "KP", "not_served"),
        ("language", "tlh", "unknown_language"),
    ],
)
def test_what_is_unknown_is_named(
    world: RightsWorld, client: Client, path: str, parameter: str, value: str, code: str
) -> None:
    answer = get(client, path, **{"market": "fr", parameter: value})
    assert_problem(answer, 400, code, parameter)


def test_a_territory_that_another_market_serves_is_told_with_that_market(
    world: RightsWorld, client: Client
) -> None:
    detail = get(client, market="fr", territory="JP").json()["detail"]
    assert detail == "Market fr does not deliver to this country. Use market jp."


@pytest.mark.parametrize(
    "limit", ["0", "101", "-1", "1.5", "ten", "", " ", "٣", "000000001000", "9" * 5000]
)
def test_a_limit_is_a_number_from_one_to_a_hundred(
    world: RightsWorld, client: Client, limit: str
) -> None:
    assert_problem(get(client, limit=limit), 400, "invalid_parameter", "limit")


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "%%%",
        "é",
        "a" * 34,
        "a" * 5000,
        base64.urlsafe_b64encode(b"a:5").decode(),
        make_cursor("a", 5, "/api/v1/licensee/orders"),
        "",
    ],
)
def test_a_cursor_made_elsewhere_is_refused(
    world: RightsWorld, client: Client, cursor: str
) -> None:
    assert_problem(get(client, cursor=cursor), 400, "invalid_parameter", "cursor")


def test_a_cursor_shows_no_number_of_a_row(world: RightsWorld, client: Client) -> None:
    for number in (2, 3):
        world.product(sku=f"PIN-{number}")
    following = get(client, market="fr", limit="1").json()["next"]
    cursor = parse_qs(urlsplit(following).query)["cursor"][0]
    number = Product.objects.get(upc="PIN-3").pk
    raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    assert not raw.isascii()  # sealed: no text, so no number in digits
    assert number.to_bytes(8, "big") not in raw
    assert [row["sku"] for row in client.get(following).json()["results"]] == ["PIN-2"]


def test_what_a_filter_cannot_mean_finds_nothing_and_breaks_nothing(
    world: RightsWorld, client: Client
) -> None:
    for name in ("games", "noc", "sport", "kind", "color", "q"):
        for value in ("nothing", "'", "%", "x" * 3000):
            answer = get(client, market="fr", **{name: value})
            assert answer.status_code == 200
            assert answer.json()["results"] == []


@pytest.mark.parametrize("value", ["abc", "NaN", "-1", "1e400", "Infinity"])
def test_a_price_limit_is_an_amount(world: RightsWorld, client: Client, value: str) -> None:
    for name in ("min", "max"):
        answer = get(client, market="fr", **{name: value})
        assert_problem(answer, 400, "invalid_parameter", name)


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("in_stock", "maybe", "invalid_parameter"),
        ("q", "a\x00b", "invalid_parameter"),
        ("noc", "\x00", "invalid_parameter"),
        ("colour", "red", "unknown_parameter"),
        ("sort", "price", "unknown_parameter"),
        ("Limit", "5", "unknown_parameter"),
    ],
)
def test_a_parameter_without_meaning_is_refused(
    world: RightsWorld, client: Client, name: str, value: str, code: str
) -> None:
    answer = get(client, market="fr", **{name: value})
    assert_problem(answer, 400, code, name)
    assert answer.json()["errors"] == [
        {"parameter": name, "code": code, "detail": answer.json()["detail"]}
    ]


def test_a_parameter_sent_twice_is_refused(world: RightsWorld, client: Client) -> None:
    answer = client.get("/api/v1/products/?market=fr&market=us")
    assert_problem(answer, 400, "invalid_parameter", "market")


def test_products_are_only_read(world: RightsWorld, client: Client) -> None:
    for method in (client.post, client.put, client.patch, client.delete):
        assert_problem(method("/api/v1/products/"), 405, "method_not_allowed")


def test_a_member_that_a_body_does_not_have_is_named_beside_other_faults(
    world: RightsWorld, client: Client
) -> None:
    baskets = "/api/v1/baskets"
    made = client.post(baskets, {"market": "fr"}, content_type="application/json").json()
    lines = f"{baskets}/{made['token']}/lines"
    answer = client.post(
        lines,
        {"sku": "PIN-1", "quantity": 0, "qty": 3, "is/staff": True},
        content_type="application/json",
    )
    assert answer.status_code == 400
    errors = {error["pointer"]: error["code"] for error in answer.json()["errors"]}
    assert errors == {
        "#/qty": "unknown_field",
        "#/is~1staff": "unknown_field",
        "#/quantity": "min_value",
    }
    refused = client.post(
        f"{baskets}?language=de", {"market": "fr", "x": 1}, content_type="application/json"
    )
    assert refused.json()["errors"] == [
        {"pointer": "#/x", "code": "unknown_field", "detail": "Dieses Feld gibt es nicht."}
    ]


def test_members_of_nested_bodies_are_known_too() -> None:
    for serializer, body, pointers in (
        (CountsSerializer, {"counts": [{"sku": "A"}, {"skew": "B"}]}, ["counts"]),
        (NewReturnSerializer, {"lines": [{"sku": "A", "color": "B"}]}, ["lines"]),
    ):
        with pytest.raises(ValidationError) as refused:
            refuse_unknown(serializer, body)
        assert list(refused.value.detail) == pointers
