"""Rate limits: counted in a shared store, for every anonymous write, by address and visitor."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern

from shop.platform.limits import counting, rates
from shop.platform.limits.counting import count_failures, count_try, delete_old_counts
from shop.platform.limits.errors import TooManyTries
from shop.platform.limits.models import RateCount
from shop.platform.limits.rates import Rate
from shop.settings.cache import cache_settings
from shop.web import throttling
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory

THREE = Rate("three", 3, 60)
API = "/api/v1/baskets/"
# Values for the parts of an address; what they name need not exist: the limit comes first.
PARTS = {
    "int": "1",
    "str": "x",
    "slug": "x",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "path": "x",
    "sku": "x",
}
GROUP = re.compile(r"\(\?P<(\w+)>(?:\[[^\]]*\](?:\{[\d,]+\}|\+)?|[^()])*\)")
GROUPS = {"digest": "a" * 64, "width": "400", "file_format": "avif"}
# No door for anonymous writes: the provider's signature, static files, and the back office, whose
# door sends who is not signed in away before anything is done.
NOT_LIMITED = ("/webhooks/stripe/", "/media/", "/admin/", "/dashboard/", "/rights/", "/licensee/")
pytestmark = pytest.mark.usefixtures("db", "limits")


def test_three_tries_are_counted_and_the_fourth_waits() -> None:
    for _ in range(3):
        count_try(THREE, "192.0.2.1")
    with pytest.raises(TooManyTries) as refusal:
        count_try(THREE, "192.0.2.1")
    assert 55 <= int(str(refusal.value.data["wait"])) <= 60
    count_try(THREE, "192.0.2.2")
    (first, _) = RateCount.objects.order_by("-tries")
    assert first.tries == 4
    assert len(first.key) == 64
    assert "192.0.2.1" not in first.key


def test_a_window_that_is_over_begins_anew_and_old_counters_are_deleted() -> None:
    for _ in range(3):
        count_try(THREE, "a")
    with connection.cursor() as cursor:
        cursor.execute("update limits_ratecount set ends_at = now() - interval '1 second'")
    count_try(THREE, "a")
    assert RateCount.objects.get().tries == 1
    with connection.cursor() as cursor:
        cursor.execute("update limits_ratecount set ends_at = now() - interval '1 second'")
    assert delete_old_counts() == 1


def test_a_right_code_is_not_counted_and_a_wrong_one_is() -> None:
    def wrong() -> None:
        raise TooManyTries(limit="any", wait=1)

    for _ in range(5):
        assert count_failures(lambda: "right", [(THREE, "b")]) == "right"
    assert RateCount.objects.get().tries == 0
    for _ in range(3):
        with pytest.raises(TooManyTries):
            count_failures(wrong, [(THREE, "b")])
    with pytest.raises(TooManyTries) as refusal:
        count_failures(lambda: "right", [(THREE, "b")])
    assert refusal.value.data["limit"] == "three"


def test_while_redis_is_away_the_database_counts(settings: Any) -> None:
    settings.ENV = settings.ENV.with_values({"REDIS_URL": "redis://127.0.0.1:1/0"})
    counting._redis_away_until = 0.0
    try:
        for _ in range(3):
            count_try(THREE, "c")
        with pytest.raises(TooManyTries):
            count_try(THREE, "c")
    finally:
        counting._redis_away_until = 0.0
    assert RateCount.objects.get().tries == 4


def test_counters_and_cache_survive_no_crash_and_are_shared_by_processes() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relpersistence = 'u' and relkind = 'r' order by 1"
        )
        unlogged = [name for (name,) in cursor.fetchall()]
    # Pages are rendered again and bitmaps are written again if a crash empties their tables.
    made_again = ("page_store_", "listing_bitmap", "listing_rightsbitmap", "listing_productchange")
    assert [name for name in unlogged if not name.startswith(made_again)] == [
        "limits_cache",
        "limits_ratecount",
    ]
    assert "Local" not in str(cache_settings(None)["BACKEND"])
    assert settings.CACHES["default"]["LOCATION"] == "limits_cache"
    assert cache.add("code-used", 1, 30)
    assert not cache.add("code-used", 1, 30)
    assert cache.incr("code-used") == 2


def test_every_write_of_somebody_who_is_not_signed_in_is_limited(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rates, "WRITES_OF_ADDRESS", Rate("writes-address", 0, 60))
    client = Client()
    addresses = [f"/{path}" for path in _addresses(get_resolver().url_patterns)]
    # Pages and forms of accounts lie behind a market's prefix; without it they only lead there.
    asked = [
        path if path.startswith(("/api/", "/_allauth/")) else f"/en-fr{path}"
        for path in addresses
        if not path.startswith(NOT_LIMITED)
    ]
    open_ = {
        f"{method} {path}": status
        for path in asked
        for method in ("POST", "PUT", "PATCH", "DELETE")
        if (status := client.generic(method, path).status_code) not in {404, 405, 429}
    }
    limited = [path for path in asked if client.post(path).status_code == 429]
    assert open_ == {}
    assert len(limited) > 60
    for path in (
        "/en-fr/basket/add/",
        "/en-fr/checkout/",
        "/en-fr/restock/",
        API,
        "/en-fr/accounts/",
    ):
        assert any(each.startswith(path) for each in limited), path


def _addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        path = before + _sample(pattern)
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern.url_patterns, path)
        else:
            yield path


def _sample(pattern: URLPattern | URLResolver) -> str:
    """Return an address that a pattern matches."""
    text = str(pattern.pattern)
    if isinstance(pattern.pattern, RegexPattern):
        return GROUP.sub(lambda part: GROUPS.get(part[1], "x"), text).strip("^$").replace("\\", "")
    return re.sub(r"<(?:(\w+):)?\w+>", lambda part: PARTS[part[1] or "str"], text)


def test_a_page_says_in_words_how_long_to_wait(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rates, "WRITES_OF_ADDRESS", Rate("writes-address", 1, 60))
    assert client.post("/en-fr/basket/add/", {"sku": "NONE"}).status_code == 404
    answer = client.post("/en-fr/basket/add/", {"sku": "NONE"})
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 60
    assert "Too many requests" in answer.text
    assert client.get("/en-fr/basket/").status_code == 200


def test_the_api_answers_a_problem_and_other_clients_go_on(
    world: RightsWorld, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(throttling.OF_ADDRESS, "api:baskets", Rate("baskets-address", 2, 60))
    said = {"data": {"market": "fr"}, "content_type": "application/json"}
    answers = [client.post(API, **said) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert answers[2]["Content-Type"] == "application/problem+json"
    assert answers[2].json()["code"] == "too_many_requests"
    assert 0 < int(answers[2]["Retry-After"]) <= 60
    assert client.post(API, **said, REMOTE_ADDR="192.0.2.9").status_code == 201


def test_one_basket_is_limited_from_many_addresses(
    world: RightsWorld, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rates, "WRITES_OF_VISITOR", Rate("writes-visitor", 2, 60))
    said = {"market": "fr"}
    token = client.post(API, said, content_type="application/json").json()["token"]
    answers = [
        client.put(
            f"{API}{token}/voucher/",
            {"code": f"GUESS-{number}"},
            content_type="application/json",
            REMOTE_ADDR=f"192.0.2.{number}",
        ).status_code
        for number in range(4)
    ]
    assert answers == [409, 409, 429, 429]


def test_vouchers_that_do_not_exist_may_be_tried_twenty_times(
    world: RightsWorld, client: Client
) -> None:
    said = {"market": "fr"}
    token = client.post(API, said, content_type="application/json").json()["token"]
    answers = [
        client.put(
            f"{API}{token}/voucher/", {"code": f"NO-{number}"}, content_type="application/json"
        )
        for number in range(25)
    ]
    assert [answer.status_code for answer in answers] == [409] * 20 + [429] * 5
    assert {answer.json()["code"] for answer in answers[20:]} == {"too_many_requests"}
    assert 3000 < int(answers[-1]["Retry-After"]) <= 3600


def test_staff_who_were_let_in_are_not_limited(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rates, "WRITES_OF_ADDRESS", Rate("writes-address", 0, 60))
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    assert client.post("/dashboard/").status_code != 429
    assert client.post("/en-fr/basket/add/").status_code == 429
