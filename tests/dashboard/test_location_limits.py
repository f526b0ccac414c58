"""A person who is limited to locations sees and packs only what these locations hold."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import URLPattern
from oscar.core.application import OscarDashboardConfig

from shop.commerce.fulfillment.models import PickUpPoint
from shop.commerce.inventory.models import Location
from shop.identity.accounts.models import User
from shop.orders.aftersales.packing_documents import customs_form, packing_lines
from shop.orders.casework.work_lists import WORK_LISTS
from shop.orders.checkout.placement import begin_payment
from shop.orders.models import HeldOrder
from shop.orders.payment.settlement import settle_payment
from shop.orders.returns.models import ReturnCase, ReturnLine
from shop.oscar.order.models import Order
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import database_now
from shop.web.backoffice.shared.location_pages import OPEN
from shop.web.backoffice.shared.page_access import may_open
from tests.dashboard.conftest import signed_in
from tests.orders.sandbox import attempt_of, pay
from tests.staff.test_role_matrix import dashboard_pages
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import StockRecordFactory
from tools.testing.factories.orders import basket_with, request_for, run_queued_jobs
from tools.testing.stripe_harness import Sandbox

BOSS = {"role": "staff", "is_staff": True, "is_superuser": True}


def limit(boss: Client, email: str, *codes: str) -> int:
    """Limit a person to locations on the page of the administrator; return the status."""
    pks = Location.objects.filter(code__in=codes).values_list("pk", flat=True)
    path = f"/dashboard/staff/{User.objects.get(email=email).pk}/locations/"
    return boss.post(path, {"locations": list(pks)}).status_code


@pytest.fixture
def boss(db: None) -> Client:
    return signed_in(email="boss@example.org", **BOSS)


@pytest.fixture
def packer(db: None) -> Client:
    """Return a packer who also works in the warehouse."""
    return signed_in(
        email="packer@example.org", role="staff", is_staff=True, groups=("Packing", "Warehouse")
    )


def test_a_packer_sees_and_packs_only_what_the_own_locations_hold(
    boss: Client, packer: Client, order: Order, stripe: Sandbox
) -> None:
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    line, record = order.lines.get(), StockRecord.objects.get(product__upc="PIN-1-M")
    Location.objects.create(code="KIOSK", name="Kiosk", territory_id="FR")
    case = ReturnCase.objects.create(
        order=order, number="RET-7", kind=ReturnCase.Kind.DAMAGED, email="a@example.org",
        declared_at=database_now(), state=ReturnCase.State.RECEIVED,
    )  # fmt: skip
    ReturnLine.objects.create(case=case, order_line=line, units=1)
    HeldOrder.objects.create(order=order, denied=[])
    counted = SimpleUploadedFile("count.csv", b"sku,counted,location\nPIN-1-M,9,MAIN\n")
    boss.post("/dashboard/stock/takes/", {"name": "Main count", "file": counted})
    lists = {
        "/dashboard/orders/": order.number,
        "/dashboard/work/held/": order.number,
        "/dashboard/work/to-inspect/": order.number,
        "/dashboard/returns/?work=inspect": "RET-7",
        "/dashboard/stock/": "PIN-1-M",
        "/dashboard/stock/takes/": "Main count",
    }
    rows = [
        f"/dashboard/orders/{order.number}/",
        f"/dashboard/orders/{order.number}/packing/",
        f"/dashboard/orders/{order.number}/slip/",
        f"/dashboard/returns/{case.public_id}/",
        f"/dashboard/stock/{record.pk}/",
    ]

    def seen() -> tuple[set[bool], set[int], bool]:
        shown = {text in packer.get(path).text for path, text in lists.items()}
        found = packer.post("/dashboard/search/", {"q": order.number[:8]}, follow=True)
        return shown, {packer.get(path).status_code for path in rows}, order.number in found.text

    everything = ({True}, {200}, True)
    assert seen() == everything
    assert limit(boss, "packer@example.org", "KIOSK") == 302
    assert seen() == ({False}, {404}, False)
    step = {"lines": [line.pk], "step": "start"}
    assert packer.post(rows[1], step).status_code == 404
    recount = SimpleUploadedFile("count.csv", b"sku,counted,location\nPIN-1-M,9,MAIN\n")
    refused = packer.post("/dashboard/stock/takes/", {"name": "x", "file": recount})
    assert (refused.status_code, "MAIN" in refused.text) == (422, True)
    assert limit(boss, "packer@example.org", "KIOSK", "MAIN") == 302
    assert seen() == everything
    HeldOrder.objects.all().delete()
    assert packer.post(rows[1], step).status_code == 302
    line.refresh_from_db()
    assert line.packing_by == User.objects.get(email="packer@example.org")
    assert "PIN-1-M" in packer.get("/dashboard/stock/pick-list/").text
    assert limit(boss, "packer@example.org") == 302
    assert not User.objects.get(email="packer@example.org").location_ids


def dashboard_urls() -> list[Any]:
    """Return the address of every page of the dashboard's apps."""
    configs = [row for row in apps.get_app_configs() if isinstance(row, OscarDashboardConfig)]
    return [
        pattern
        for config in configs
        for pattern in config.get_urls()
        if isinstance(pattern, URLPattern)
    ]


def is_refused(pattern: URLPattern, request: HttpRequest) -> bool:
    """Return whether a page refuses a person before it looks for its row."""
    try:
        pattern.callback(request, **dict.fromkeys(pattern.pattern.converters, "1"))
    except PermissionDenied:
        return True
    return False


def test_all_other_pages_and_areas_are_closed(
    boss: Client, packer: Client, rf: RequestFactory
) -> None:
    Location.objects.create(code="KIOSK", name="Kiosk", territory_id="FR")
    person = User.objects.get(email="packer@example.org")
    person.user_permissions.set(Permission.objects.all())
    assert limit(boss, person.email, "KIOSK") == 302
    person = User.objects.get(pk=person.pk)
    pages = dashboard_pages()
    assert {page for page in pages if may_open(person, page)} == OPEN - {"logout"}
    assert OPEN - {"logout"} <= set(pages)
    request = rf.get("/dashboard/")
    request.user = person
    closed = [row for row in dashboard_urls() if row.name not in OPEN | {"index"}]
    opened = [row.name for row in closed if not is_refused(row, request)]
    assert set(opened) <= {"login"}, opened
    assert packer.get("/dashboard/")["Location"] == "/dashboard/orders/"
    for area in ("/admin/", "/rights/", "/licensee/"):
        assert (area, packer.get(area).status_code) == (area, 403)
    assert packer.get(f"/dashboard/staff/{person.pk}/").status_code == 403
    menu = packer.get("/dashboard/orders/").text
    assert 'href="/dashboard/stock/"' in menu
    assert 'href="/dashboard/invoices/"' not in menu
    assert {work.code for work in WORK_LISTS if work.at} == {
        "to-approve",
        "to-inspect",
        "held",
        "to-hand-over",
    }


def test_only_shop_staff_without_the_administrator_role_are_limited(boss: Client) -> None:
    Location.objects.create(code="KIOSK", name="Kiosk", territory_id="FR")
    signed_in(email="other@example.org", **BOSS)
    assert limit(boss, "other@example.org", "KIOSK") == 422
    assert limit(boss, "boss@example.org", "KIOSK") == 422
    assert User.objects.get(email="other@example.org").locations.count() == 0


def test_an_order_that_locations_share_is_shown_to_each_in_part(
    boss: Client, packer: Client, world: RightsWorld, stripe: Sandbox
) -> None:
    kiosk = Location.objects.create(code="KIOSK", name="Kiosk", territory_id="FR", rank=9)
    split, whole = world.product(sku="PIN-SPLIT", stock=2), world.product(sku="PIN-WHOLE")
    StockRecordFactory(product=split, location=kiosk, num_in_stock=1)
    basket = basket_with(split, whole, quantity=3)
    order = begin_payment(request_for(basket)).order
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    order.refresh_from_db()
    page = f"/dashboard/orders/{order.number}/"
    paths = [page, f"{page}packing/", f"{page}slip/", f"{page}customs/"]
    assert limit(boss, "packer@example.org", "KIOSK") == 302
    for path in paths:
        shown = packer.get(path).text
        assert (path, "PIN-WHOLE" in shown, "Payment attempts" in shown) == (path, False, False)
    assert "1 × PIN-SPLIT" in packer.get(paths[1]).text
    assert customs_form(order, {kiosk.pk}).lines[0].units == 1
    assert [line.units for line in packing_lines(order, {kiosk.pk})] == [1]
    assert limit(boss, "packer@example.org", "MAIN") == 302
    assert "2 × PIN-SPLIT" in packer.get(paths[1]).text
    assert "PIN-WHOLE" in packer.get(page).text
    shipping = f"{page}ship/"
    parcel = {"carrier": "ups", "tracking_number": "1Z999AA10123456784"}
    line = order.lines.get(upc="PIN-WHOLE")
    shown = packer.get(shipping).text
    assert ("PIN-WHOLE" in shown, "PIN-SPLIT" in shown) == (True, False)  # a line ships whole
    shared = parcel | {"lines": [order.lines.get(upc="PIN-SPLIT").pk]}
    assert packer.post(shipping, shared).status_code == 422
    nameless = packer.post(shipping, parcel | {"lines": [line.pk], "tracking_number": ""})
    assert "Enter the tracking number" in nameless.text
    assert packer.post(shipping, parcel | {"lines": [line.pk]}).status_code == 302
    line.refresh_from_db()
    assert line.shipped.shipment.sent_by.email == "packer@example.org"
    PickUpPoint.objects.create(
        code="KIOSK", market=order.market, name="Kiosk", line1="1 rue", territory_id="FR",
        opening_hours="daily", location=kiosk,
    )  # fmt: skip
    Order.objects.filter(pk=order.pk).update(shipping_code="pickup-kiosk")
    assert limit(boss, "packer@example.org", "KIOSK") == 302
    assert "PIN-WHOLE" in packer.get(page).text  # collected there, so that all of it is handed over
    assert "3 × Enamel pin" in packer.get(f"{page}collection/").text
