"""Every address of the portal × every role × own and another's rows, and every route of the API
for licensees × every scope; one that is not listed here fails.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, get_resolver

from catalog.models import (
    ConditionMet,
    ProductVersion,
    ReviewComment,
)
from licensing.models import Licensee
from shop.api.urls import urlpatterns as api_patterns
from shop.commerce.inventory.models import StockMovement
from shop.identity.accounts.models import User
from shop.identity.team.keys import create_key
from shop.identity.team.models import ApiKey, Invitation
from shop.identity.tenancy import acting_for
from shop.imports.services import begin_import
from shop.oscar.order.models import Line, Order
from tests.dashboard.conftest import signed_in
from tests.licensee_portal.addresses import (
    ABOUT_ROWS,
    API,
    API_ROUTE,
    AWAY,
    CSV,
    GONE,
    LISTED,
    OPEN,
    ROLES,
    SHUT,
    STOCK,
    UNFIT,
    UPLOADS,
    addresses_of,
    rows_of,
)
from tests.licensee_portal.conftest import member
from tests.licensee_portal.parcels import send, shared_order, shop_products
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import LicenseeFactory, UserFactory
from tools.testing.stripe_harness import Sandbox


def portal_names() -> list[str]:
    """Return the name of every address of the portal."""
    return [str(one.name) for one in get_resolver("shop.web.backoffice.licensee.urls").url_patterns]


def api_routes() -> list[URLPattern]:
    """Return every route of the API for licensees."""
    routes = [one for one in api_patterns if isinstance(one, URLPattern)]
    return [one for one in routes if "licensee" in str(one.pattern)]


type Built = tuple[RightsWorld, Licensee]


@pytest.fixture(scope="module")
def built(build_once: Callable[..., Built]) -> Built:
    """Build a shop with a product of each of two licensees, for all tests of the module."""

    def build(world: RightsWorld) -> Built:
        other = LicenseeFactory(legal_name="Rival Ltd")
        shop_products(world, other)
        return world, other

    return build_once(build)


@pytest.fixture
def world(built: Built, db: None) -> RightsWorld:
    return deepcopy(built[0])


@pytest.fixture
def other(built: Built, db: None) -> Licensee:
    return deepcopy(built[1])


@pytest.fixture
def order(world: RightsWorld, stripe: Sandbox, other: Licensee) -> Order:
    """Return a paid order with lines of both licensees."""
    return shared_order(world, stripe, other)


def test_every_address_of_the_portal_is_listed() -> None:
    assert sorted(portal_names()) == sorted(LISTED)


def test_every_route_of_the_api_for_licensees_is_listed_with_its_scope() -> None:
    found: dict[str, dict[str, str]] = {}
    for route in api_routes():
        assert str(route.pattern).startswith(API_ROUTE)
        view: Any = route.callback.view_class  # type: ignore[attr-defined]
        found[str(route.name)] = {
            method: str(getattr(view, method).scope)
            for method in ("get", "post", "put", "patch", "delete")
            if hasattr(view, method)
        }
    assert found == API


def test_what_a_role_may_not_open_it_may_not_send(licensee: Licensee, order: Order) -> None:
    addresses = addresses_of(licensee, order)
    tried = 0
    for index, role in enumerate(ROLES):
        person = member(licensee, role)
        for name, allowed in LISTED.items():
            if allowed[index] == SHUT:
                tried += 1
                assert person.post(addresses[name]).status_code in {403, 405}, (role, name)
    assert tried > 25


def test_rows_of_another_licensee_do_not_exist_for_any_role(
    licensee: Licensee, other: Licensee, order: Order
) -> None:
    rows = rows_of(other, order)
    rows["order"] = f"/licensee/orders/{_order_of_another(order)}/"
    rows["order_packing"] = f"{rows['order']}packing/"
    rows["order_label"] = f"{rows['order']}label/"
    assert set(rows) == ABOUT_ROWS
    before = written()
    for role in ROLES:
        person = member(licensee, role)
        for name, address in rows.items():
            wanted = {LISTED[name][ROLES.index(role)]} - {OPEN, UNFIT, AWAY} or {GONE}
            assert {person.get(address).status_code} == wanted, (role, name)
            sent = person.post(address, {"role": "finance", "change": 1, "reason": "r"})
            assert sent.status_code in wanted | {405}, (role, name)
    assert written() == before


def test_every_role_opens_what_is_its_work_and_sees_no_row_of_another_licensee(
    licensee: Licensee, other: Licensee, order: Order
) -> None:
    rows_of(other, order)
    own = addresses_of(licensee, order)
    send(order, other, tracking_number="RIVAL-TRACK")
    for role in ROLES:
        person = member(licensee, role)
        for name, allowed in LISTED.items():
            answer: Any = person.get(own[name])
            assert answer.status_code == allowed[ROLES.index(role)], (role, name)
            if answer.streaming or answer["Content-Type"] == "application/pdf":
                continue
            shown = answer.text
            for secret in ("RIVAL-1", "Rival", "RIVAL-TRACK"):
                assert secret not in shown, (role, name, secret)
        for name in CSV:
            if LISTED[name][ROLES.index(role)] == OPEN:
                answer = person.get(own[name], {"format": "csv"})
                table = b"".join(answer.streaming_content).decode()
                assert "ival" not in table, (role, name)


def test_foreign_keys_in_bodies_reach_no_other_licensees_rows(
    licensee: Licensee, other: Licensee, order: Order, owner: Client
) -> None:
    own = Line.objects.get(order=order, upc="OWN-1").pk
    foreign = Line.objects.get(order=order, upc="RIVAL-1").pk
    before = written()
    parcel = {"carrier": "dhl", "tracking_number": "1"}
    for lines in ([foreign], [own, foreign]):
        answer = owner.post(f"/licensee/orders/{order.number}/", parcel | {"lines": lines})
        assert answer.status_code == 422
    for name in ("licensee", "licensee_id", "tenant", "portal_licensee"):
        owner.post(
            "/licensee/team/invite/",
            {"email": f"{name}@example.org", "role": "owner", name: other.pk},
        )
        owner.post(
            "/licensee/keys/create/", {"name": name, "scopes": "catalog:read", name: other.pk}
        )
        assert "ival" not in owner.get("/licensee/catalog/", {name: other.pk}).text
    assert written() == before  # of the other licensee's


def test_staff_work_for_the_licensee_they_chose_and_no_other(
    licensee: Licensee, other: Licensee, order: Order, staff: Client
) -> None:
    addresses = addresses_of(other, order)
    for name in set(LISTED) - {"choose", "join"}:
        assert staff.get(addresses[name]).status_code == AWAY, name
    staff.post("/licensee/choose/", {"licensee": licensee.code})
    for name in ABOUT_ROWS - {"order", "order_packing", "order_label"}:
        assert staff.get(addresses[name]).status_code == GONE, name
    staff.post("/licensee/choose/", {"licensee": other.code})
    for name, allowed in LISTED.items():
        assert staff.get(addresses[name]).status_code in {OPEN, *allowed} - {SHUT}, name


@pytest.mark.parametrize("role", ["rights", "brand", "fan", "stranger"])
def test_nobody_else_gets_in(licensee: Licensee, order: Order, role: str) -> None:
    addresses = addresses_of(licensee, order)
    is_stranger = role == "stranger"
    person = Client() if is_stranger else signed_in(role=role)
    for name in set(LISTED) - {"join"}:
        for method in ("get", "post"):
            answer = getattr(person, method)(addresses[name])
            assert answer.status_code == (AWAY if is_stranger else SHUT), (method, name)


def import_of(licensee: Licensee) -> str:
    """Return the id of an upload of a licensee."""
    by = UserFactory(role=User.Role.LICENSEE, licensee=licensee).pk
    with acting_for(licensee.pk):
        made = begin_import(licensee=licensee, by_id=by, name="theirs.csv", size=1)
    return str(made.public_id)


def keys_of(licensee: Licensee) -> Iterator[tuple[str, str]]:
    """Yield each scope with a key that has it alone."""
    by = UserFactory(role=User.Role.LICENSEE, licensee=licensee).pk
    for scope in ApiKey.Scope.values:
        with acting_for(licensee.pk):
            yield scope, create_key(licensee=licensee, name="k", scopes=[scope], by_id=by)[1]


def test_each_route_opens_to_its_scope_and_shows_its_licensees_rows_alone(
    licensee: Licensee, other: Licensee, order: Order, client: Client
) -> None:
    cache.clear()
    tried = 0
    for whose, own, foreign in ((licensee, "OWN-1", "RIVAL-1"), (other, "RIVAL-1", "OWN-1")):
        foreign_import = import_of(other if whose == licensee else licensee)
        for scope, key in keys_of(whose):
            for route in api_routes():
                for method, needed in API[str(route.name)].items():
                    address = f"/api/{route.pattern}".replace("<uuid:public_id>", foreign_import)
                    answer = getattr(client, method)(
                        address,
                        {"licensee": foreign, "licensee_id": 1},
                        headers={"Authorization": f"Bearer {key}"},
                        **({"content_type": "application/json"} if route.name == STOCK else {}),
                    )
                    tried += 1
                    assert foreign not in answer.text
                    assert foreign_import not in answer.text
                    if method == "get":  # whose rows are meant is not for the client to say
                        assert answer.json()["code"] == "unknown_parameter"
                        answer = client.get(address, headers={"Authorization": f"Bearer {key}"})
                        assert foreign not in answer.text
                        assert foreign_import not in answer.text
                    if scope != needed:
                        assert answer.status_code == SHUT
                    elif (route.name, method) == ("licensee-uploads", "get"):
                        assert answer.status_code == OPEN
                    elif route.name in UPLOADS or route.name == STOCK:
                        assert answer.status_code in {400, GONE}
                    else:
                        assert answer.status_code == OPEN
                        assert own in answer.text
    forms_of_address = 2  # with and without a slash at the end
    methods = sum(map(len, API.values()))
    assert tried == 2 * forms_of_address * len(ApiKey.Scope.values) * methods


def written() -> dict[str, int]:
    """Return how much there is of what a foreign hand could have written for the other licensee."""
    other = Licensee.objects.get(legal_name="Rival Ltd")
    with acting_for(other.pk):
        return {
            "invitations": Invitation.objects.filter(withdrawn_at__isnull=True).count(),
            "keys": ApiKey.objects.filter(revoked_at__isnull=True).count(),
            "people": User.objects.filter(licensee=other, is_active=True).count(),
            "owners": User.objects.filter(licensee=other, licensee_role="owner").count(),
            "movements": StockMovement.objects.filter(
                stock_record__product__licensee=other
            ).count(),
            "versions": ProductVersion.objects.filter(product__licensee=other).count(),
            "comments": ReviewComment.objects.count(),
            "confirmed": ConditionMet.objects.count(),
            "parcels": Line.objects.filter(product__licensee=other, shipped__isnull=False).count(),
        }


def _order_of_another(order: Order) -> str:
    """Return the number of an order in which the first licensee has nothing."""
    alone = Order.objects.get(pk=order.pk)
    alone.pk, alone.number = None, "RIVALS-OWN"
    alone.public_id = Order._meta.get_field("public_id").get_default()
    alone.shipping_address = None
    alone.save()
    line = Line.objects.get(order=order, upc="RIVAL-1")
    line.pk, line.order = None, alone
    line.save()
    return str(alone.number)
