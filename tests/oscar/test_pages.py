"""Pages that Oscar's names and arguments lead to: products, categories, basket, back office."""

from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from oscar.apps.dashboard.menu import get_nodes
from oscar.core.application import OscarDashboardConfig

from catalog.models import Category
from shop.identity.accounts.models import User
from shop.oscar.basket.models import Line
from tests.dashboard.conftest import staff_with
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import PropertyFactory, UserFactory


def test_oscars_address_of_a_product_leads_to_its_page(world: RightsWorld, client: Client) -> None:
    product = world.product()
    answer = client.get(f"/en-fr/catalogue/any-slug_{product.pk}/")
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"/en-fr/p/{product.slug}/PIN-1/"


@pytest.mark.parametrize("pk", ["0", "999999", "9" * 18])
def test_an_unknown_number_is_not_found(world: RightsWorld, client: Client, pk: str) -> None:
    assert client.get(f"/en-fr/catalogue/x_{pk}/").status_code == 404
    assert client.get(f"/en-fr/catalogue/category/x_{pk}/").status_code == 404
    assert client.post(f"/en-fr/basket/add/{pk}/").status_code == 404


def test_a_number_reveals_nothing_of_what_may_not_be_seen(
    world: RightsWorld, client: Client
) -> None:
    hidden = world.product(sku="SECRET", approved=False)
    assert client.get(f"/en-fr/catalogue/x_{hidden.pk}/").status_code == 404
    mark = PropertyFactory(holder=world.holder)
    japan = world.agreement(marks=[mark], include=["JP"])
    elsewhere = world.product(sku="JAPAN", marks=[mark], agreement=japan)
    by_number = client.get(f"/en-fr/catalogue/x_{elsewhere.pk}/")
    by_sku = client.get(f"/en-fr/p/{elsewhere.slug}/JAPAN/")
    assert (by_number.status_code, by_sku.status_code) == (404, 404)


def test_oscars_address_of_a_category_leads_to_its_page(world: RightsWorld, client: Client) -> None:
    shelf = Category.add_root(name="Pins", slug="pins")
    answer = client.get(f"/en-fr/catalogue/category/gifts/pins_{shelf.pk}/")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/en-fr/category/pins/"
    assert shelf.get_absolute_url() == "/category/pins/"


def test_oscars_form_puts_an_article_into_the_basket(world: RightsWorld, client: Client) -> None:
    product = world.product()
    answer = client.post(f"/en-fr/basket/add/{product.pk}/", {"quantity": "2"})
    assert answer.headers["Location"] == "/en-fr/basket/"
    line = Line.objects.get()
    assert (line.product, line.quantity) == (product, 2)


def test_oscars_form_names_a_variant_as_the_child(world: RightsWorld, client: Client) -> None:
    cap = world.product(sku="CAP", sizes=["S", "M"])
    medium = cap.children.get(size="M")
    client.post(f"/en-fr/basket/add/{cap.pk}/", {"quantity": "1", "child_id": str(medium.pk)})
    assert Line.objects.get().product == medium
    for wrong in ("x", "-1", "9" * 30):
        answer = client.post(f"/en-fr/basket/add/{cap.pk}/", {"child_id": wrong})
        assert answer.status_code == 404, wrong


def test_the_list_of_orders_has_oscars_address(world: RightsWorld, client: Client) -> None:
    assert client.get("/en-fr/account/orders/").status_code == 302
    client.force_login(UserFactory())
    assert client.get("/en-fr/account/orders/").status_code == 200


def test_the_steps_of_oscars_checkout_lead_to_the_one_page(client: Client, db: None) -> None:
    for step in ("shipping-address", "shipping-method", "payment-method", "preview"):
        answer = client.get(f"/en-fr/checkout/{step}/")
        assert (answer.status_code, answer.headers["Location"]) == (302, "/en-fr/checkout/")


# Permission of a page, with the headings and entries of the menu that it opens.
MENU = {
    "order.view_order": [
        ("Overview", []),
        ("Orders", ["Orders", "Work lists"]),
        ("Finance", ["Invoices"]),
    ],
    "payments.add_refund": [("Orders", ["Work lists", "Failed refunds", "Fraud reviews"])],
    "catalogue.view_product": [("Catalog", ["Products"])],
    "catalogue.view_category": [("Catalog", ["Shop categories"])],
    "catalogue.view_compliancerecord": [("Catalog", ["Compliance"])],
    "partner.view_stockrecord": [("Catalog", ["Stock", "Pick list"])],
    "markets.view_market": [("Markets", ["Launch checklist", "Markets"])],
    "royalties.add_fxrate": [("Markets", ["Exchange rates"])],
    "accounts.view_user": [("Customers", ["Customers"])],
    "procrastinate.change_procrastinatejob": [("System", ["Background jobs"])],
}


def shown(user: Any) -> list[tuple[str, list[str]]]:
    return [(node.label, [child.label for child in node.children]) for node in get_nodes(user)]


@pytest.mark.parametrize("permission", MENU)
def test_the_menu_shows_the_pages_that_a_permission_opens(db: None, permission: str) -> None:
    client = staff_with(permission)
    user = User.objects.get(pk=client.session["_auth_user_id"])
    assert shown(user) == MENU[permission]


def test_nobody_sees_a_heading_without_pages(db: None) -> None:
    assert shown(UserFactory(is_staff=True)) == []
    everything = shown(UserFactory(is_superuser=True, is_staff=True))
    assert [label for label, _ in everything] == [
        "Overview",
        "Orders",
        "Catalog",
        "Markets",
        "Marketing",
        "Finance",
        "Customers",
        "System",
    ]


def test_every_page_of_the_dashboard_has_a_permission_of_its_own(db: None) -> None:
    for config in apps.get_app_configs():
        if isinstance(config, OscarDashboardConfig):
            names = {url.name for url in config.get_urls() if getattr(url, "name", None)}
            assert names - {"login"} == set(config.permissions_map)
            assert config.default_permissions == ["is_superuser"]
            for name, permissions in config.permissions_map.items():
                assert permissions or name == "logout"


def test_the_menu_is_on_the_page_in_groups(world: RightsWorld) -> None:
    page = staff_with("order.view_order", "payments.view_dispute").get("/dashboard/orders/")
    body = page.content.decode()
    assert "<details open>" in body
    assert '<a href="/dashboard/orders/" aria-current="page">Orders</a>' in body
    assert '<a href="/dashboard/disputes/">Disputes</a>' in body
    assert "Gift cards</a>" not in body


def test_oscars_sign_in_of_the_dashboard_leads_to_its_first_page(world: RightsWorld) -> None:
    assert "/accounts/login/" in Client().get("/dashboard/login/").headers["Location"]
    assert staff_with("order.view_order").get("/dashboard/login/").headers["Location"] == (
        "/dashboard/"
    )
    other = staff_with("catalogue.view_product").get("/dashboard/login/")
    assert other.headers["Location"] == "/dashboard/catalogue/"
    assert staff_with().get("/dashboard/login/").status_code == 403
