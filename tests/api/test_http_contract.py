"""The HTTP contract of the API: both forms of an address, revalidation, languages."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.api.reading import assert_problem
from tests.api.test_buying import BASKETS, filled, opened, send
from tests.orders.sandbox import Sandbox
from tools.testing.factories.catalog import RightsWorld

PUBLIC = ["/api/v1/markets", "/api/v1/products?market=fr", "/api/v1/products/PIN-1?market=fr"]


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


def document(client: Client) -> Any:
    answer = client.get("/api/v1/schema", headers={"Accept": "application/json"})
    return json.loads(answer.content)


def test_the_documentation_has_no_script_that_the_policy_blocks(
    world: RightsWorld, client: Client
) -> None:
    page = client.get("/api/v1/docs")
    assert page.status_code == 200
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", page.content.decode(), re.DOTALL)
    assert len(scripts) >= 2
    assert all("src=" in attributes and not text.strip() for attributes, text in scripts)


def test_each_address_works_with_and_without_a_slash(world: RightsWorld) -> None:
    for end in ("", "/"):
        answer = send(f"/api/v1/baskets{end}", {"market": "fr"})
        assert answer.status_code == 201
        token = answer.json()["token"]
        answer = send(f"/api/v1/baskets/{token}/lines{end}", {"sku": "PIN-1"})
        assert answer.status_code == 201
        assert send(f"/api/v1/products/PIN-1{end}?market=fr", method="get").status_code == 200
    assert reverse("api:baskets") == "/api/v1/baskets"


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/v1/nothing/", "/api/", "/api/v2/x"])
def test_an_unknown_address_is_a_problem_and_never_a_redirect(
    world: RightsWorld, path: str, method: str
) -> None:
    assert_problem(send(path, {}, method), 404, "not_found")


@pytest.mark.parametrize("path", PUBLIC)
def test_public_answers_are_revalidated_and_name_what_they_depend_on(
    world: RightsWorld, client: Client, path: str
) -> None:
    answer = client.get(path)
    kept = {"If-None-Match": answer.headers["ETag"]}
    again = client.get(path, headers=kept)
    assert (again.status_code, again.content) == (304, b"")
    for one in (answer, again):
        assert "accept-language" in one.headers["Vary"].lower()
    assert answer.headers["Content-Language"] == "en"
    french = client.get(path, headers={"Accept-Language": "fr"})
    assert french.headers["Content-Language"] == "fr"


def test_an_answer_names_its_request(world: RightsWorld, client: Client) -> None:
    first, second = (client.get("/api/v1/markets").headers["X-Request-ID"] for _ in range(2))
    assert len(first) == 36
    assert first != second


def test_files_are_binary_in_the_description(world: RightsWorld, client: Client) -> None:
    schemas = document(client)["components"]["schemas"]
    for name, field in (("SentFileRequest", "file"), ("SentPicturesRequest", "pictures")):
        assert schemas[name]["properties"][field]["format"] == "binary"


def test_a_country_that_is_not_served_is_named_as_it_was_sent(world: RightsWorld) -> None:
    token = opened()["token"]
    answer = send(f"{BASKETS}{token}?country=JP", method="get")
    assert_problem(answer, 400, "not_served", "country")


def test_a_product_with_variants_asks_for_one(world: RightsWorld) -> None:
    world.product(sku="TEE-1", sizes=["S", "M"])
    token = opened()["token"]
    answer = send(f"{BASKETS}{token}/lines", {"sku": "TEE-1"})
    assert_problem(answer, 409, "variant_required")


def test_amounts_have_the_decimals_of_their_currency(world: RightsWorld, client: Client) -> None:
    price = client.get("/api/v1/products/PIN-1?market=jp").json()["price"]
    assert price["currency"] == "JPY"
    assert re.fullmatch(r"\d+", price["amount"])


@pytest.mark.parametrize("language", ["ja", "tlh"])
def test_a_language_of_an_order_is_one_of_its_market(
    world: RightsWorld, stripe: Sandbox, language: str
) -> None:
    from tests.api.test_buying import purchase

    answer = purchase(filled("PIN-1"), language=language)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "#/language"


def test_a_limit_of_tries_names_no_internal_limit(world: RightsWorld, limits: object) -> None:
    token = opened()["token"]
    answers = [send(f"{BASKETS}{token}/voucher", {"code": f"NO-{n}"}, "put") for n in range(21)]
    assert_problem(answers[-1], 429, "too_many_requests")
    assert "limit" not in answers[-1].json()
    assert int(answers[-1].headers["Retry-After"]) > 0
