"""Every address of the portal × every role × own and another's rows, and every route of the API
for licensees × every scope; one that is not listed here fails.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, get_resolver

from catalog.approvals import decide_stage
from catalog.models import (
    ApprovalCondition,
    ConditionMet,
    Product,
    ProductImage,
    ProductVersion,
    ReviewComment,
)
from catalog.review.conditions import NewCondition
from catalog.review.standing import holders_of
from licensing.models import Agreement, Licensee
from shop.accounts.models import User
from shop.api.urls import urlpatterns as api_patterns
from shop.database.clock import database_now
from shop.forks.order.models import Line, Order
from shop.forks.partner.models import StockRecord
from shop.inventory.models import StockMovement
from shop.notices.models import Notice
from shop.sourcing.services import begin_upload, receive
from shop.team.invitations import invite
from shop.team.keys import create_key
from shop.team.models import ApiKey, Invitation
from shop.tenancy import acting_for
from tests.dashboard.conftest import signed_in
from tests.factories.catalog import Shop
from tests.factories.models import UserFactory
from tests.factories.reviews import waiting
from tests.licensee_portal.conftest import member
from tests.licensee_portal.parcels import send, shared_order
from tests.stripe_sandbox.harness import Sandbox

OPEN, SHUT, GONE, AWAY, UNFIT = 200, 403, 404, 302, 422
ROLES = ("owner", "catalog", "logistics", "finance")
# Who opens the page: owner, catalogue, logistics, finance.
EVERYBODY = (OPEN, OPEN, OPEN, OPEN)
OWNERS = (OPEN, SHUT, SHUT, SHUT)
PACKERS = (OPEN, SHUT, OPEN, SHUT)
CATALOG = (OPEN, OPEN, SHUT, SHUT)
CATALOG_SENDING = (UNFIT, UNFIT, SHUT, SHUT)  # for scripts: a GET sends nothing that fits
MONEY = (OPEN, SHUT, SHUT, OPEN)
CATALOG_STEP = (AWAY, AWAY, SHUT, SHUT)  # a POST does it; a GET leads back to its page
LISTED: Mapping[str, tuple[int, ...]] = {
    "overview": EVERYBODY,
    "catalog": EVERYBODY,
    "product": EVERYBODY,
    "product_preview": EVERYBODY,
    "product_new": CATALOG,
    "product_edit": CATALOG,
    "product_prices": CATALOG,
    "product_stock": CATALOG,
    "product_draft": CATALOG_STEP,
    "product_pictures": CATALOG,
    "product_picture": CATALOG,
    "agreements": EVERYBODY,
    "agreement": EVERYBODY,
    "approvals": EVERYBODY,
    "approval": EVERYBODY,
    "comment": CATALOG,
    "confirm_condition": CATALOG_STEP,
    "submit_version": CATALOG_STEP,
    "next_version": CATALOG_STEP,
    "notices": EVERYBODY,
    "notice": (GONE, GONE, GONE, GONE),  # it is of one person
    "uploads": CATALOG,
    "upload_new": CATALOG,
    "upload_begin": CATALOG_SENDING,
    "upload_template": CATALOG,
    "upload_catalog": CATALOG,
    "upload": CATALOG,
    "upload_piece": CATALOG_SENDING,
    "upload_pictures": CATALOG_SENDING,
    "upload_errors": CATALOG,
    "orders": PACKERS,
    "order": PACKERS,
    "stock": PACKERS,
    "stock_record": PACKERS,
    "sales": MONEY,
    "team": OWNERS,
    "invite": OWNERS,
    "withdraw_invitation": OWNERS,
    "member_role": OWNERS,
    "deactivate": OWNERS,
    "reactivate": OWNERS,
    "keys": OWNERS,
    "create_key": OWNERS,
    "revoke_key": OWNERS,
    "choose": (SHUT, SHUT, SHUT, SHUT),
    "join": EVERYBODY,  # whoever has the link
}
# Addresses of one row: another licensee's does not exist, whether it is read or written.
ABOUT_ROWS = {
    "product",
    "product_preview",
    "product_edit",
    "product_prices",
    "product_stock",
    "product_draft",
    "product_pictures",
    "product_picture",
    "agreement",
    "order",
    "stock_record",
    "withdraw_invitation",
    "member_role",
    "deactivate",
    "reactivate",
    "revoke_key",
    "upload",
    "upload_piece",
    "upload_pictures",
    "upload_errors",
    "approval",
    "comment",
    "confirm_condition",
    "submit_version",
    "next_version",
    "notice",
}
CSV = ("catalog", "upload_catalog", "agreements", "agreement", "orders", "stock", "sales")
# Route of the API for licensees: method and scope.
API: Mapping[str, Mapping[str, str]] = {
    "licensee-products": {"get": "catalog:read"},
    "licensee-orders": {"get": "orders:read"},
    "licensee-uploads": {"post": "catalog:write"},
    "licensee-upload": {"get": "catalog:write"},
    "licensee-upload-rows": {"get": "catalog:write"},
    "licensee-upload-apply": {"post": "catalog:write"},
}
# Routes about an upload: a foreign one does not exist, whoever's key it is.
UPLOADS = {name for name in API if name.startswith("licensee-upload")}
PORTAL_ROUTE, API_ROUTE = "licensee/", "v1/licensee/"


def portal_names() -> list[str]:
    """Return the name of every address of the portal."""
    return [str(one.name) for one in get_resolver("shop.web.licensee.urls").url_patterns]


def api_routes() -> list[URLPattern]:
    """Return every route of the API for licensees."""
    routes = [one for one in api_patterns if isinstance(one, URLPattern)]
    return [one for one in routes if "licensee" in str(one.pattern)]


@pytest.fixture
def order(shop: Shop, stripe: Sandbox, other: Licensee) -> Order:
    """Return a paid order with lines of both licensees."""
    return shared_order(shop, stripe, other)


def rows_of(licensee: Licensee, order: Order) -> dict[str, str]:
    """Return an address of a row of the licensee's own, by name."""
    with acting_for(licensee.pk):
        by = UserFactory(role=User.Role.LICENSEE, licensee=licensee)
        invitation = invite(licensee=licensee, email="ida@example.org", role="owner", by_id=by.pk)
        key, _ = create_key(
            licensee=licensee, name="Secret name", scopes=["catalog:read"], by_id=by.pk
        )
        upload = begin_upload(licensee=licensee, by_id=by.pk, name="articles.csv", size=5)
        upload = receive(upload=upload, offset=0, content=b"a,b\r\n")
    agreement = Agreement.objects.filter(licensee=licensee).latest("pk")
    version, condition = conditioned(licensee, order)
    notice = Notice.objects.create(user=by, code="released", link="/licensee/", key="notice")
    review = f"/licensee/approvals/{version.pk}/"
    record = StockRecord.objects.get(product__licensee=licensee)
    product, picture = record.product, picture_of(record.product)
    one = f"/licensee/catalog/{product.pk}"
    return {
        "product": f"{one}/",
        "product_preview": f"{one}/preview/",
        "product_edit": f"{one}/edit/",
        "product_prices": f"{one}/prices/",
        "product_stock": f"{one}/stock/",
        "product_draft": f"{one}/draft/",
        "product_pictures": f"{one}/pictures/",
        "product_picture": f"{one}/pictures/{picture.pk}/",
        "agreement": f"/licensee/agreements/{agreement.pk}/",
        "order": f"/licensee/orders/{order.number}/",
        "stock_record": f"/licensee/stock/{record.pk}/",
        "withdraw_invitation": f"/licensee/team/invitations/{invitation.pk}/withdraw/",
        "member_role": f"/licensee/team/{by.pk}/role/",
        "deactivate": f"/licensee/team/{by.pk}/deactivate/",
        "reactivate": f"/licensee/team/{by.pk}/reactivate/",
        "revoke_key": f"/licensee/keys/{key.pk}/revoke/",
        "upload": f"/licensee/uploads/{upload.public_id}/",
        "upload_piece": f"/licensee/uploads/{upload.public_id}/piece/",
        "upload_pictures": f"/licensee/uploads/{upload.public_id}/pictures/",
        "upload_errors": f"/licensee/uploads/{upload.public_id}/errors/",
        "approval": review,
        "comment": f"{review}comment/",
        "confirm_condition": f"{review}conditions/{condition.pk}/",
        "submit_version": f"{review}submit/",
        "next_version": f"{review}next/",
        "notice": f"/licensee/notices/{notice.pk}/",
    }


def picture_of(product: Product) -> ProductImage:
    """Return a picture of a draft of the product."""
    number = 1 + product.versions.count()
    version = ProductVersion.objects.create(product=product, number=number, content_hash="0" * 64)
    digest = f"{product.pk:064x}"
    return ProductImage.every.create(
        product=product, version=version, published=False, source_sha256=digest
    )


def conditioned(licensee: Licensee, order: Order) -> tuple[ProductVersion, ApprovalCondition]:
    """Return a version of the licensee's that waits, approved at a stage on a condition."""
    bought = order.lines.values("product")
    product = Product.objects.get(pk__in=bought, licensee=licensee)
    version = waiting(product)
    decide_stage(
        version=version,
        holder=holders_of(version)[0],
        stage="DESIGN",
        verdict="APPROVED",
        by_id=UserFactory().pk,
        at=database_now(),
        attached=[NewCondition("Secret condition", before_release=True)],
    )
    return version, ApprovalCondition.objects.get(approval__version=version)


def addresses_of(licensee: Licensee, order: Order) -> dict[str, str]:
    """Return an address for every name."""
    from shop.team.invitations import invitation_token

    rows = rows_of(licensee, order)
    with acting_for(licensee.pk):
        token = invitation_token(Invitation.objects.get())
    return rows | {
        "overview": "/licensee/",
        "catalog": "/licensee/catalog/",
        "product_new": "/licensee/catalog/new/",
        "agreements": "/licensee/agreements/",
        "approvals": "/licensee/approvals/",
        "notices": "/licensee/notices/",
        "orders": "/licensee/orders/",
        "uploads": "/licensee/uploads/",
        "upload_new": "/licensee/uploads/new/",
        "upload_begin": "/licensee/uploads/begin/",
        "upload_template": "/licensee/uploads/template/",
        "upload_catalog": "/licensee/uploads/catalog/",
        "stock": "/licensee/stock/",
        "sales": "/licensee/sales/",
        "team": "/licensee/team/",
        "invite": "/licensee/team/invite/",
        "keys": "/licensee/keys/",
        "create_key": "/licensee/keys/create/",
        "choose": "/licensee/choose/",
        "join": f"/licensee/join/{token}/",
    }


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


def test_every_role_opens_what_is_its_work(licensee: Licensee, order: Order) -> None:
    addresses = addresses_of(licensee, order)
    people = {role: member(licensee, role) for role in ROLES}
    seen = {
        name: tuple(people[role].get(addresses[name]).status_code for role in ROLES)
        for name in LISTED
    }
    assert seen == dict(LISTED)


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


def test_another_licensees_rows_are_on_no_page(
    licensee: Licensee, other: Licensee, order: Order
) -> None:
    rows_of(other, order)
    own = addresses_of(licensee, order)
    send(order, other, tracking_number="RIVAL-TRACK")
    for role in ROLES:
        person = member(licensee, role)
        for name in LISTED:
            answer: Any = person.get(own[name])
            if answer.streaming:
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
    for name in ABOUT_ROWS - {"order"}:
        assert staff.get(addresses[name]).status_code == GONE, name
    staff.post("/licensee/choose/", {"licensee": other.code})
    for name, allowed in LISTED.items():
        assert staff.get(addresses[name]).status_code in {OPEN, *allowed} - {SHUT}, name


@pytest.mark.parametrize("role", ["rights", "brand", "fan"])
def test_nobody_else_gets_in(licensee: Licensee, order: Order, role: str) -> None:
    addresses = addresses_of(licensee, order)
    person, stranger = signed_in(role=role), Client()
    for name in set(LISTED) - {"join"}:
        for method in ("get", "post"):
            assert getattr(person, method)(addresses[name]).status_code == SHUT, name
            assert getattr(stranger, method)(addresses[name]).status_code == AWAY, name


def upload_of(licensee: Licensee) -> str:
    """Return the id of an upload of a licensee."""
    by = UserFactory(role=User.Role.LICENSEE, licensee=licensee).pk
    with acting_for(licensee.pk):
        made = begin_upload(licensee=licensee, by_id=by, name="theirs.csv", size=1)
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
        foreign_upload = upload_of(other if whose == licensee else licensee)
        for scope, key in keys_of(whose):
            for route in api_routes():
                for method, needed in API[str(route.name)].items():
                    address = f"/api/{route.pattern}".replace("<uuid:public_id>", foreign_upload)
                    answer = getattr(client, method)(
                        address,
                        {"licensee": foreign, "licensee_id": 1},
                        headers={"Authorization": f"Bearer {key}"},
                    )
                    tried += 1
                    assert foreign not in answer.text
                    if route.name in UPLOADS:
                        assert answer.status_code in ({400, GONE} if scope == needed else {SHUT})
                        continue
                    assert answer.status_code == (OPEN if scope == needed else SHUT)
                    assert (own in answer.text) == (scope == needed)
    assert tried == 2 * len(ApiKey.Scope.values) * sum(map(len, API.values()))


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
