"""A question that makes no sense is answered with a problem document naming the parameter."""

import base64

import pytest
from django.test import Client

from tests.api.reading import assert_problem, get
from tests.factories.catalog import Shop


@pytest.mark.parametrize("path", ["", "PIN-1/"])
@pytest.mark.parametrize(
    ("parameter", "value", "code"),
    [
        ("market", "atlantis", "unknown_market"),
        ("market", "FR", "unknown_market"),
        ("market", "f\x00r", "unknown_market"),
        ("territory", "XX", "unknown_territory"),
        ("territory", "FRA", "unknown_territory"),
        ("territory", "\x00\x00", "unknown_territory"),
        ("territory", "US", "not_served"),
        ("territory", "KP", "not_served"),
        ("language", "tlh", "unknown_language"),
    ],
)
def test_what_is_unknown_is_named(
    shop: Shop, client: Client, path: str, parameter: str, value: str, code: str
) -> None:
    shop.product()
    answer = get(client, path, **{"market": "fr", parameter: value})
    assert_problem(answer, 400, code, parameter)


def test_a_territory_that_another_market_serves_is_told_with_that_market(
    shop: Shop, client: Client
) -> None:
    detail = get(client, market="fr", territory="JP").json()["detail"]
    assert "'jp'" in detail


@pytest.mark.parametrize(
    "limit", ["0", "101", "-1", "1.5", "ten", "", " ", "٣", "000000001000", "9" * 5000]
)
def test_a_limit_is_a_number_from_one_to_a_hundred(shop: Shop, client: Client, limit: str) -> None:
    assert_problem(get(client, limit=limit), 400, "invalid_parameter", "limit")


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "%%%",
        "é",
        *(
            base64.urlsafe_b64encode(text).decode()
            for text in (
                b"a:",
                b"a:0",
                b"a:-1",
                b"c:5",
                b"a:x",
                b"\xff\xfe",
                b"a:" + b"9" * 30,
                b"a:1:2",
            )
        ),
    ],
)
def test_a_cursor_made_elsewhere_is_refused(shop: Shop, client: Client, cursor: str) -> None:
    assert_problem(get(client, cursor=cursor), 400, "invalid_parameter", "cursor")


def test_what_a_filter_cannot_mean_finds_nothing_and_breaks_nothing(
    shop: Shop, client: Client
) -> None:
    shop.product()
    for name in ("games", "noc", "sport", "kind", "color", "q"):
        for value in ("nothing", "\x00x", "'", "%", "x" * 3000):
            answer = get(client, market="fr", **{name: value})
            assert answer.status_code == 200
            assert answer.json()["results"] == []


@pytest.mark.parametrize("value", ["abc", "NaN", "-1", "1e400", "Infinity"])
def test_a_price_that_is_none_is_left_out(shop: Shop, client: Client, value: str) -> None:
    shop.product()
    assert len(get(client, market="fr", min=value).json()["results"]) == 1


def test_products_are_only_read(shop: Shop, client: Client) -> None:
    for method in (client.post, client.put, client.patch, client.delete):
        assert_problem(method("/api/v1/products/"), 405, "method_not_allowed")
