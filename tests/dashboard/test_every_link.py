"""Every link of the back office opens; nothing is inline, nothing comes from elsewhere."""

from collections.abc import Callable
from copy import deepcopy

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from shop.oscar.order.models import Order
from shop.oscar.partner.models import StockRecord
from tests.dashboard.conftest import copy_of, signed_in
from tests.dashboard.crawling import crawl, refuse_inline_and_foreign
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.giftcards import make_gift_card
from tools.testing.factories.models import UserFactory

type Built = tuple[RightsWorld, Client]


@pytest.fixture(scope="module")
def built(build_once: Callable[..., Built]) -> Built:
    """Build a shop and staff who may do everything, for all tests of the module."""
    return build_once(
        lambda world: (world, signed_in(role="staff", is_staff=True, is_superuser=True))
    )


@pytest.fixture
def world(built: Built, db: None) -> RightsWorld:
    return deepcopy(built[0])


@pytest.fixture
def staff(built: Built, db: None) -> Client:
    return copy_of(built[1])


def test_every_link_of_the_dashboard_and_from_it_to_the_shop_answers(
    staff: Client, order: Order
) -> None:
    UserFactory(email="fan@example.org")
    card = make_gift_card().card
    pages = crawl(staff, "/dashboard/")
    for path in (
        "/dashboard/orders/",
        f"/dashboard/orders/{order.number}/",
        "/dashboard/catalogue/",
        "/dashboard/users/",
        "/dashboard/stock/",
        f"/dashboard/stock/{StockRecord.objects.get(product__upc=order.lines.get().upc).pk}/",
        "/dashboard/stock/takes/",
        "/dashboard/gift-cards/",
        "/dashboard/gift-cards/new/",
        f"/dashboard/gift-cards/{card.public_id}/",
    ):
        assert path in pages
    assert any(path.startswith("/dashboard/catalogue/products/") for path in pages)
    assert any(path.startswith("/dashboard/users/") and path[-2].isdigit() for path in pages)
    refuse_inline_and_foreign(pages)
    found = {link for page in pages.values() for link in page.links if "/p/" in link}
    assert any(link.startswith("/en-fr/p/") for link in found)
    for link in found:
        assert staff.get(link).status_code == 200, link


def test_jquery_is_the_version_that_oscar_asks_for(staff: Client) -> None:
    page = staff.get("/dashboard/").content.decode()
    assert "admin/js/vendor/jquery/jquery.min.js" in page
    found = finders.find("admin/js/vendor/jquery/jquery.min.js")
    assert found
    with open(found, encoding="utf-8") as script:  # noqa: PTH123  finders speak text
        assert "jQuery v3.7.1" in script.read(40)


@pytest.mark.parametrize("index", ["/dashboard/", "/admin/"])
def test_every_page_has_the_policy(staff: Client, index: str) -> None:
    policy = staff.get(index).headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy


@pytest.mark.parametrize(
    "section",
    [
        "offers",
        "reviews",
        "partners",
        "ranges",
        "shipping",
        "pages",
        "comms",
        "reports",
        "orders/1/lines/1",
        "catalogue/categories",
        "catalogue/options",
        "users/alerts",
    ],
)
def test_sections_of_oscar_that_this_shop_does_not_have_are_not_there(
    staff: Client, section: str
) -> None:
    assert staff.get(f"/dashboard/{section}/").status_code == 404
