"""Every kind of page keeps the rules of HTML, for visitors, fans and who works here."""

import pytest
from django.test import Client
from django.urls import reverse

from shop.identity.accounts.models import User
from shop.orders.aftersales.order_links import order_token
from tests.dashboard.conftest import signed_in
from tests.surfaces.html_rules import faults_of
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import waiting_order
from tools.testing.stripe_harness import Sandbox

VISITORS = (
    "", "products/", "products/?kind=pin&in_stock=1", "search/?q=pin", "search/?q=zzzz", "games/",
    "sport/", "country/", "country/JPN/", "choose/", "basket/", "checkout/", "p/enamel-pin/TEE/",
    "restock/?sku=TEE-S", "nothing/", "accounts/login/", "accounts/signup/",
    "accounts/password/reset/", "accounts/password/reset/done/", "accounts/inactive/",
    "accounts/confirm-email/x/", "accounts/password/reset/key/1-x/",
)  # fmt: skip
FANS = (
    "account/", "accounts/email/", "accounts/password/change/", "accounts/reauthenticate/",
    "accounts/2fa/", "accounts/sessions/", "accounts/logout/",
)  # fmt: skip
DESKS = (
    "dashboard/", "dashboard/orders/", "dashboard/catalogue/", "dashboard/stock/",
    "dashboard/users/", "dashboard/gift-cards/", "dashboard/gift-cards/new/", "rights/",
    "rights/agreements/", "rights/holds/", "rights/approvals/",
    "rights/marks/", "rights/licensees/", "rights/territories/", "rights/where/",
    "rights/question/", "rights/calendar/", "rights/avails/",
)  # fmt: skip
PORTAL = ("", "catalog/", "catalog/new/", "stock/", "orders/", "agreements/", "imports/", "sales/")


def check(client: Client, address: str) -> None:
    page = client.get(address, follow=True)
    assert page.status_code in {200, 404}, address
    assert faults_of(page.content.decode()) == [], address


@pytest.mark.parametrize("language", ["en-fr", "ja-jp"])
def test_pages_of_visitors(world: RightsWorld, stripe: Sandbox, language: str) -> None:
    tee = world.product(sku="TEE", slug="enamel-pin", sizes=("S", "M"))
    client = Client()
    client.post(f"/{language}/basket/add/", {"sku": "TEE-M"})
    for path in VISITORS:
        check(client, f"/{language}/{path}")
    order = waiting_order(tee.children.get(size="M"))
    for name in ("order", "pay"):
        check(client, f"/{language}/{name}/{order_token(order)}/")


def test_pages_of_fans(world: RightsWorld, client: Client) -> None:
    client.force_login(User.objects.create_user("ida@example.org", "long-jump-over-sand"))
    for path in FANS:
        check(client, f"/en-fr/{path}")


def test_pages_of_desks(world: RightsWorld) -> None:
    world.product(sku="TEE", sizes=("S", "M"))
    client = signed_in(email="staff@example.org", role="staff", is_staff=True, is_superuser=True)
    for path in DESKS:
        check(client, f"/{path}")


def test_pages_of_licensees(world: RightsWorld) -> None:
    licensee = world.product(sku="TEE", sizes=("S", "M")).licensee
    client = signed_in(
        email="owner@example.org", role="licensee", licensee=licensee, licensee_role="owner"
    )
    for path in PORTAL:
        check(client, f"/licensee/{path}")
    assert reverse("licensee:overview") == "/licensee/"


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<div><span><p>x</p></span></div>", "<p> in <span>"),
        ('<i id="a"></i><i id="a"></i>', "stands twice"),
        ("<div><b></div>", "closes"),
        ("<div>", "never closed"),
        ("<table><tr><th>a</th></tr><tr><td>a</td><td>b</td></tr></table>", "several widths"),
        ("<select><option selected>a</option><option selected>b</option></select>", "two selected"),
        ('<label for="x">a</label>', "does not exist"),
        ('<time datetime="2026-11-29T10:00:00.123456+00:00">a</time>', "<time>"),
        ("<button><a href='/'>x</a></button>", "another control"),
        ("<img src='/x'>", "without alt"),
    ],
)
def test_the_rules_see_faults(html: str, fault: str) -> None:
    assert any(fault in found for found in faults_of(html))
