"""API keys: shown once, stored as a hash, limited to their scopes, invalid when revoked."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from licensing.models import Licensee
from shop.identity.accounts.models import User
from shop.identity.team.errors import KeyRefused
from shop.identity.team.keys import create_key, key_for_text
from shop.identity.team.models import ApiKey
from shop.identity.tenancy import acting_for
from shop.platform.database.clock import database_now
from shop.platform.limits import rates
from shop.platform.limits.rates import Rate
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory

PRODUCTS, ORDERS = "/api/v1/licensee/products/", "/api/v1/licensee/orders/"


def key_of(licensee: Licensee, *scopes: str) -> str:
    """Return the text of a new key."""
    by = UserFactory(role="licensee", licensee=licensee).pk
    with acting_for(licensee.pk):
        _, text = create_key(
            licensee=licensee, name="ERP", scopes=scopes or ApiKey.Scope.values, by_id=by
        )
    return text


def bearer(text: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {text}"}


def test_an_owner_makes_a_key_that_is_shown_once(owner: Client, client: Client) -> None:
    page = owner.post(
        "/licensee/keys/create/", {"name": "ERP", "scopes": ["catalog:read"], "days": "90"}
    ).text
    text = re.findall(r"ssk_\w+", page)[0]
    assert client.get(PRODUCTS, headers=bearer(text)).status_code == 200
    listed = owner.get("/licensee/keys/").text
    assert text.split("_")[2] in listed
    assert text.split("_")[3] not in listed


def test_only_a_hash_is_kept(licensee: Licensee) -> None:
    secret = key_of(licensee).split("_")[3]
    with acting_for(licensee.pk):
        (row,) = ApiKey.objects.values()
    assert secret not in str(row)
    assert len(secret) == 64


def test_a_revoked_key_is_refused_from_the_next_request_on(
    owner: Client, licensee: Licensee, client: Client
) -> None:
    text = key_of(licensee)
    assert client.get(PRODUCTS, headers=bearer(text)).status_code == 200
    with acting_for(licensee.pk):
        pk = ApiKey.objects.get().pk
    owner.post(f"/licensee/keys/{pk}/revoke/")
    answer = client.get(PRODUCTS, headers=bearer(text))
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer nonsense",
        "Bearer ssk_1_aa_bb",
        "Bearer ssk_99999999999999999999_aa_bb",
        "Bearer ssk_-1_aa_bb",
        "Bearer ssk_1 or true_aa_bb",
        "Basic dXNlcjpwYXNz",
        "Bearer ssk_\u0661_aa_bb",
    ],
)
def test_anything_but_a_key_is_refused_with_a_problem_document(
    licensee: Licensee, client: Client, header: str
) -> None:
    key_of(licensee)
    for path in (PRODUCTS, ORDERS):
        answer = client.get(path, headers={"Authorization": header} if header else {})
        assert answer.status_code == 401
        assert answer.json()["status"] == 401


def test_a_key_that_names_another_licensee_is_no_key(licensee: Licensee, other: Licensee) -> None:
    _, _, prefix, secret = key_of(licensee).split("_")
    assert key_for_text(f"ssk_{licensee.pk}_{prefix}_{secret}") is not None
    assert key_for_text(f"ssk_{other.pk}_{prefix}_{secret}") is None
    assert key_for_text(f"ssk_{licensee.pk}_{prefix}_{'0' * 64}") is None


def test_a_key_opens_what_its_scopes_say(licensee: Licensee, client: Client) -> None:
    text = key_of(licensee, "orders:read")
    assert client.get(ORDERS, headers=bearer(text)).status_code == 200
    refused = client.get(PRODUCTS, headers=bearer(text))
    assert (refused.status_code, "catalog:read" in refused.json()["detail"]) == (403, True)


def test_a_session_of_the_website_opens_nothing_in_the_api(owner: Client) -> None:
    assert owner.get(PRODUCTS).status_code == 401


@pytest.mark.parametrize(
    ("scopes", "reason"), [([], "no_scope"), (["catalog:read", "everything"], "unknown_scope")]
)
def test_a_key_is_for_something_that_exists(
    licensee: Licensee, scopes: list[str], reason: str
) -> None:
    with acting_for(licensee.pk), pytest.raises(KeyRefused) as refused:
        create_key(licensee=licensee, name="ERP", scopes=scopes, by_id=1)
    assert refused.value.data["reason"] == reason


def test_its_last_use_is_noted(licensee: Licensee, client: Client) -> None:
    client.get(PRODUCTS, headers=bearer(key_of(licensee)))
    with acting_for(licensee.pk):
        assert ApiKey.objects.get().last_used_at is not None


def test_a_key_asks_so_often_and_no_more(
    licensee: Licensee, client: Client, limits: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rates, "REQUESTS_OF_KEY", Rate("requests-key", 3, 60))
    headers = bearer(key_of(licensee))
    answers = [client.get(PRODUCTS, headers=headers) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60


def test_products_come_in_pages_with_their_state(
    world: RightsWorld, licensee: Licensee, client: Client
) -> None:
    for number in range(3):
        world.product(sku=f"PIN-{number}", approved=number != 1)
    headers = bearer(key_of(licensee))
    first = client.get(PRODUCTS, {"limit": 2}, headers=headers).json()
    assert [row["sku"] for row in first["results"]] == ["PIN-2", "PIN-1"]
    assert [row["state"] for row in first["results"]] == ["on_sale", "denied"]
    assert first["results"][1]["reasons"] == ["NOT_APPROVED"]
    assert "fr" in first["results"][0]["markets"]
    second = client.get(first["next"], headers=headers).json()
    assert [row["sku"] for row in second["results"]] == ["PIN-0"]
    back = client.get(second["previous"], headers=headers).json()
    assert [row["sku"] for row in back["results"]] == ["PIN-2", "PIN-1"]
    for bad in ({"limit": "0"}, {"limit": "x"}, {"cursor": "x"}):
        assert client.get(PRODUCTS, bad, headers=headers).status_code == 400


def test_a_key_ends_when_it_was_chosen_to_and_within_a_year(
    licensee: Licensee, client: Client, owner: Client
) -> None:
    form = {"name": "ERP", "scopes": ["catalog:read"], "days": "30"}
    page = owner.post("/licensee/keys/create/", form).text
    text = re.findall(r"ssk_\w+", page)[0]
    with acting_for(licensee.pk):
        key = ApiKey.objects.get()
        assert (key.expires_at - key.created_at).days == 30
        with pytest.raises(IntegrityError), transaction.atomic():
            ApiKey.objects.update(expires_at=key.created_at + timedelta(days=366))
        assert client.get(PRODUCTS, headers=bearer(text)).status_code == 200
        ApiKey.objects.update(expires_at=database_now())
    assert client.get(PRODUCTS, headers=bearer(text)).status_code == 401
    refused = owner.post("/licensee/keys/create/", form | {"days": "400"})
    assert refused.status_code == 422


@pytest.mark.parametrize("status", ["suspended", "terminated"])
def test_keys_of_a_stopped_licensee_are_refused(
    licensee: Licensee, client: Client, status: str
) -> None:
    text = key_of(licensee)
    Licensee.objects.filter(pk=licensee.pk).update(status=status)
    assert client.get(PRODUCTS, headers=bearer(text)).status_code == 401


def test_a_key_is_refused_once_its_maker_was_deactivated(
    licensee: Licensee, client: Client
) -> None:
    text = key_of(licensee)
    with acting_for(licensee.pk):
        maker = ApiKey.objects.get().created_by
    User.objects.filter(pk=maker.pk).update(is_active=False)
    assert client.get(PRODUCTS, headers=bearer(text)).status_code == 401


def test_a_rotated_key_works_for_seven_more_days_beside_the_new_one(
    licensee: Licensee, client: Client, owner: Client
) -> None:
    old = key_of(licensee)
    with acting_for(licensee.pk):
        pk = ApiKey.objects.get().pk
    page = owner.post(f"/licensee/keys/{pk}/rotate/").text
    new = re.findall(r"ssk_\w+", page)[0]
    for text in (old, new):
        assert client.get(PRODUCTS, headers=bearer(text)).status_code == 200
    with acting_for(licensee.pk):
        left = ApiKey.objects.get(pk=pk).expires_at - database_now()
    assert timedelta(days=6) < left <= timedelta(days=7)
