"""Django's admin shows everything it has and changes only what no service keeps in order."""

import re
from functools import cache, partial
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from licensing.models import Agreement, Territory
from shop.commerce.markets.models import Market, SellingEntity, TaxRate
from shop.commerce.vouchers.models import Voucher
from shop.identity.accounts.admin_site import EDITABLE, SERVED
from shop.identity.accounts.models import User
from shop.oscar.order.models import Order
from shop.oscar.partner.models import StockRecord
from tests.dashboard.conftest import signed_in
from tests.dashboard.crawling import Page, crawl, refuse_inline_and_foreign
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory


def test_every_link_of_the_admin_answers(
    staff: Client, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer: Any = staff.get("/admin/order/order/")
    with_sidebar = Page(answer.text)
    # The sidebar repeats the links of the index on each of six hundred pages; even without it,
    # each page asks anew which models the person may see.
    monkeypatch.setattr(admin.site, "enable_nav_sidebar", False)
    seen = cache(partial(admin.site.get_app_list, answer.wsgi_request))
    monkeypatch.setattr(
        admin.site, "get_app_list", lambda _, app_label=None: seen(app_label=app_label)
    )
    pages = crawl(staff, "/admin/")
    assert len(with_sidebar.links) > len(pages["/admin/order/order/"].links) + 60
    refuse_inline_and_foreign({"with the sidebar": with_sidebar})
    assert f"/admin/order/order/{order.pk}/change/" in pages
    assert "/admin/licensing/agreement/" in pages
    assert len(pages) > 100
    refuse_inline_and_foreign(pages)


def test_only_what_is_named_can_be_changed(staff: Client, rf: Any) -> None:
    request = rf.get("/admin/")
    request.user = User.objects.get(email="staff@example.org")
    open_models = {
        model._meta.label_lower
        for model, shown in admin.site._registry.items()
        if shown.has_add_permission(request) or shown.has_change_permission(request)
    }
    assert {"sourcing.catalogimport"} == SERVED
    assert (
        open_models - SERVED
        == EDITABLE
        == {
            "accounts.user",
            "catalogue.searchsynonym",
            "licensing.guardedword",
            "licensing.labelissue",
            "licensing.productcategory",
            "markets.market",
            "markets.sellingentity",
            "markets.taxrate",
            "vouchers.voucher",
        }
    )


def test_secrets_are_not_shown(staff: Client) -> None:
    for page in ("mfa/authenticator", "usersessions/usersession", "payment/bankcard"):
        assert staff.get(f"/admin/{page}/").status_code == 404


@pytest.mark.parametrize("action", ["change", "delete"])
def test_rights_orders_and_stock_are_not_changed(staff: Client, order: Order, action: str) -> None:
    agreement, record = Agreement.objects.get(), StockRecord.objects.first()
    assert record is not None
    for path in (
        f"licensing/agreement/{agreement.pk}",
        f"order/order/{order.pk}",
        f"order/line/{order.lines.get().pk}",
        f"partner/stockrecord/{record.pk}",
        f"catalogue/product/{record.product_id}",
    ):
        sent = {"status": "SUSPENDED", "num_in_stock": "999", "title": "Other", "post": "yes"}
        assert staff.post(f"/admin/{path}/{action}/", sent).status_code == 403, path
    assert Agreement.objects.get().status == agreement.status
    assert StockRecord.objects.get(pk=record.pk).num_in_stock == record.num_in_stock


@pytest.mark.parametrize(
    "path",
    [
        "licensing/agreement/add",
        "licensing/grant/add",
        "licensing/territory/add",
        "order/order/add",
        "order/paymentevent/add",
        "partner/stockrecord/add",
        "catalogue/product/add",
    ],
)
def test_nothing_is_added_past_the_services(staff: Client, path: str) -> None:
    assert staff.get(f"/admin/{path}/").status_code == 403
    assert staff.post(f"/admin/{path}/", {"number": "A-9"}).status_code == 403


def test_actions_on_many_rows_are_not_offered(staff: Client, order: Order) -> None:
    sent = {"action": "delete_selected", "_selected_action": [order.pk], "post": "yes"}
    staff.post("/admin/order/order/", sent)
    assert Order.objects.filter(pk=order.pk).exists()


def market_form(**changes: Any) -> dict[str, Any]:
    fields = {
        "code": "ch",
        "name": "Switzerland",
        "currency": "CHF",
        "languages": "de,fr",
        "prices_include_tax": "on",
        "home": "CH",
        "ship_to": ["CH", "LI"],
        "selling_entity": SellingEntity.objects.first().pk,  # type: ignore[union-attr]
        "position": "9",
    }
    return fields | changes


def test_a_market_is_added(staff: Client) -> None:
    assert staff.post("/admin/markets/market/add/", market_form()).status_code == 302
    market = Market.objects.get(code="ch")
    assert (market.currency, market.languages, market.is_default) == ("CHF", ["de", "fr"], False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "C-H"},
        {"code": "fr"},
        {"currency": "XYZ"},
        {"currency": "KWD"},
        {"languages": "de,tlh"},
        {"languages": "de,de"},
        {"languages": ""},
        {"home": "AT"},
        {"ship_to": []},
    ],
)
def test_a_market_that_is_wrong_is_not_saved(staff: Client, wrong: dict[str, Any]) -> None:
    before = Market.objects.count()
    response = staff.post("/admin/markets/market/add/", market_form(**wrong))
    assert response.status_code == 200
    assert b"errorlist" in response.content
    assert Market.objects.count() == before


def test_what_prices_rest_on_stays_as_it_is(staff: Client) -> None:
    market = Market.objects.get(code="fr")
    path = f"/admin/markets/market/{market.pk}/change/"
    changes = {"currency": "USD", "name": "La France", "languages": "fr", "home": "FR"}
    changes |= {"ship_to": ["FR"], "selling_entity": market.selling_entity_id, "position": "0"}
    assert staff.post(path, {**changes, "code": "xx"}).status_code == 302
    market.refresh_from_db()
    assert (market.name, market.code, market.currency) == ("La France", "fr", "EUR")
    assert (
        staff.post(f"/admin/markets/market/{market.pk}/delete/", {"post": "yes"}).status_code == 403
    )


def test_tax_rates_of_one_place_do_not_overlap(staff: Client) -> None:
    rate = TaxRate.objects.get(territory_id="FR", region="", tax_class="standard")
    sent = {"territory": "FR", "region": "", "tax_class": "standard", "rate": "0.21"}
    sent |= {"valid_0_0": "2030-01-01", "valid_0_1": "00:00:00"}
    response = staff.post("/admin/markets/taxrate/add/", {**sent, "valid_0": "2030-01-01 00:00"})
    assert response.status_code == 200
    assert list(TaxRate.objects.filter(territory_id="FR", region="", tax_class="standard")) == [
        rate
    ]


def test_a_new_account_has_no_password_and_small_letters(staff: Client) -> None:
    sent = {"email": "New@Example.org", "role": "fan", "is_active": "on", "password": "guessed"}
    assert staff.post("/admin/accounts/user/add/", sent).status_code == 302
    user = User.objects.get(email="new@example.org")
    assert not user.has_usable_password()
    assert not user.is_staff


def test_an_account_that_cannot_be_is_refused(staff: Client) -> None:
    UserFactory(email="fan@example.org")
    for wrong in ({"email": "FAN@example.org"}, {"role": "licensee"}, {"email": ""}):
        sent = {"email": "x@example.org", "role": "fan"} | wrong
        assert staff.post("/admin/accounts/user/add/", sent).status_code == 200, wrong
    assert not User.objects.filter(email="x@example.org").exists()


def test_accounts_are_never_deleted_and_keep_their_address(staff: Client) -> None:
    fan = UserFactory(email="fan@example.org")
    path = f"/admin/accounts/user/{fan.pk}"
    assert staff.post(f"{path}/delete/", {"post": "yes"}).status_code == 403
    assert (
        staff.post(f"{path}/change/", {"email": "other@example.org", "role": "fan"}).status_code
        == 302
    )
    fan.refresh_from_db()
    assert (fan.email, fan.is_active) == ("fan@example.org", False)


def test_nobody_raises_their_own_powers(world: RightsWorld) -> None:
    clerk = signed_in(email="clerk@example.org", role="staff", is_staff=True)
    user = User.objects.get(email="clerk@example.org")
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["view_user", "change_user", "add_user"])
    )
    raised = {"role": "rights", "is_staff": "on", "is_superuser": "on", "is_active": "on"}
    assert clerk.post(f"/admin/accounts/user/{user.pk}/change/", raised).status_code == 302
    user.refresh_from_db()
    assert (user.role, user.is_superuser) == ("staff", False)
    boss = UserFactory(role="staff", is_staff=True, is_superuser=True)
    assert clerk.post(f"/admin/accounts/user/{boss.pk}/change/", {}).status_code == 403
    clerk.post("/admin/accounts/user/add/", {"email": "friend@example.org", **raised})
    friend = User.objects.get(email="friend@example.org")
    assert (friend.role, friend.is_staff, friend.is_superuser) == ("fan", False, False)


def test_a_password_is_changed_on_the_account_pages(staff: Client) -> None:
    response = staff.get("/admin/password_change/")
    assert response.headers["Location"] == "/accounts/password/change/"


def test_territories_are_read_only(staff: Client) -> None:
    path = "/admin/licensing/territory/FR/change/"
    assert staff.get(path).status_code == 200
    assert staff.post(path, {"served": ""}).status_code == 403
    assert Territory.objects.get(pk="FR").served


def test_staff_make_a_voucher_and_wrong_ones_are_refused_at_their_fields(
    world: RightsWorld, staff: Client
) -> None:
    address = reverse("admin:vouchers_voucher_add")
    said = {
        "code": "games 26",
        "percent": "20",
        "least_goods": "0",
        "valid_0": "2026-01-01 00:00:00",
        "valid_1": "",
    }
    wrong = staff.post(address, {**said, "amount": "5"})
    assert "Enter a percentage or an amount, not both." in wrong.text
    assert "An amount needs its currency." in wrong.text
    answer = staff.post(address, said)
    assert answer.status_code == 302, answer.text
    assert Voucher.objects.get().code == "GAMES26"


def test_names_of_models_are_in_sentence_case() -> None:
    with override("en"):
        names = [
            str(name)
            for model in admin.site._registry
            for name in (model._meta.verbose_name, model._meta.verbose_name_plural)
        ]
    assert [name for name in names if re.search(r" [A-Z][a-z]", name)] == []
