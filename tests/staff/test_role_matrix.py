"""Every ready-made role × every area, every page of the dashboard, every model of the admin.

A new page fails here until it is listed with the roles that open it; an administrator opens all.
"""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import RequestFactory
from oscar.core.application import OscarDashboardConfig

from licensing.models import RightsHolder
from shop.identity.accounts.middleware import AREAS
from shop.identity.accounts.models import User
from shop.identity.accounts.role_groups import ROLE_GROUPS
from shop.identity.staff.roles import ROLES, StaffRole, group_names, roles_of
from shop.identity.staff.services import assign_roles
from shop.web.backoffice.shared.page_access import may_open
from tools.testing.factories.models import RightsHolderFactory, UserFactory

SHOP = ["/dashboard/", "/admin/"]
AREAS_OF = {
    "rights": ["/rights/"],
    "brand": ["/rights/"],
    "licensees": [*SHOP, "/licensee/"],
    "administrator": [*SHOP, "/rights/", "/licensee/"],
}
NOBODY: tuple[str, ...] = ()  # administrators alone
PAGES: Mapping[str, tuple[str, ...]] = {
    "index": ("packing", "support", "finance"),
    "work": ("packing", "support", "warehouse", "finance"),
    "work-list": ("packing", "support", "warehouse", "finance"),
    "request": ("support",),
    "request-file": ("support",),
    "order-request": ("support",),
    "mail-*": ("support",),
    "components": NOBODY,
    "search": ("packing", "support", "finance", "warehouse", "catalog", "marketing", "licensees"),
    "order-list": ("packing", "support", "finance"),
    "order-detail": ("packing", "support", "finance"),
    "order-note": ("support",),
    "order-resend": ("support",),
    "order-refund": ("finance",),
    "order-amount-refund": ("finance",),
    "order-goodwill": ("finance",),
    "order-gift-card": ("finance",),
    "order-packing": (
        "packing",
        "support",
    ),
    "order-ship": ("packing",),
    "order-label": ("packing",),
    "order-collection": ("packing", "support"),
    "order-cancel": ("support",),
    "order-delivery": ("support",),
    "parcel-delivered": ("support",),
    "orders-together": ("packing", "support", "finance"),
    "orders-slips": ("packing", "support", "finance"),
    "order-slip": ("packing", "support", "finance"),
    "order-customs": ("packing", "support", "finance"),
    "pick-list": ("packing", "support", "warehouse"),
    "phone-order": ("support",),
    "order-tags": ("support", "finance"),
    "order-mail-resend": ("support",),
    "order-refund-mail-resend": ("support",),
    "refund-failure*": ("finance",),
    "order-return": ("support",),
    "return-list": ("support", "warehouse", "finance"),
    "return-case": ("support", "warehouse", "finance"),
    "return-photo": ("support", "warehouse", "finance"),
    "return-approve": ("support",),
    "return-reject": ("support",),
    "return-cancel": ("support",),
    "return-replace": ("support",),
    "return-receive": ("warehouse",),
    "return-inspect": ("warehouse",),
    "return-refund": ("finance",),
    "return-polic*": ("markets",),
    "dispute*": ("finance",),
    "difference*": ("finance",),
    "licensee-account*": ("finance",),
    "fraud-review*": ("finance",),
    "block*": ("finance",),
    "users-index": ("support",),
    "user-detail": ("support",),
    "gift-card-list": ("support", "finance"),
    "gift-card": ("support", "finance"),
    "gift-card-new": ("finance",),
    "gift-card-disable": ("finance",),
    "gift-card-send": ("finance",),
    "gift-card-offer*": ("markets",),
    "gift-wrap-offer*": ("markets",),
    "tax-gaps": ("finance", "markets"),
    "tax-rate*": ("finance", "markets"),
    "tax-report": ("finance",),
    "royalties": ("finance",),
    "royalty-statement": ("finance",),
    "supplier-*": ("finance",),
    "invoice*": ("packing", "support", "finance"),
    "bookings": ("finance",),
    "payouts": ("finance",),
    "account-mapping*": ("finance",),
    "dut*": ("finance",),
    "exchange-rate*": ("finance", "markets"),
    "catalogue-product*": ("support", "warehouse", "catalog", "marketing", "licensees"),
    "shop-categor*": ("catalog",),
    "compliance*": ("catalog",),
    "selling-limits": ("marketing",),
    "content*": ("marketing",),
    "promotion*": ("marketing",),
    "voucher*": ("marketing",),
    "collection*": ("marketing",),
    "customer-group*": ("marketing",),
    "minimum-price*": ("marketing",),
    "reduction-rule*": ("marketing",),
    "stock-list": ("packing", "support", "warehouse"),
    "stock-record": ("warehouse",),
    "stock-take*": ("warehouse",),
    "locations": ("warehouse", "markets"),
    "location": ("markets",),
    "location-*": ("markets",),
    "launch": ("markets",),
    "market*": ("markets",),
    "delivery-method*": ("markets",),
    "carrier*": ("markets",),
    "pick-up-point*": ("markets",),
    "seller*": ("markets",),
    "price*": ("markets",),
    "legal*": ("markets",),
    "factor-reset": ("support", "operations"),
    "factor-reset-list": ("support", "operations"),
    "factor-reset-new": ("support",),
    "factor-reset-approve": ("operations",),
    "factor-reset-cancel": ("operations",),
    "failed-jobs": ("operations",),
    "staff*": NOBODY,
}
CHANGED_IN_ADMIN = {
    "catalog": {"catalogue.searchsynonym"},
    "marketing": {"vouchers.voucher"},
    "finance": {"markets.taxrate"},
    "markets": {"markets.market", "markets.sellingentity", "markets.taxrate"},
    "licensees": {"sourcing.catalogimport"},
}
UNGUARDED = {"logout"}  # of everybody in the dashboard


def dashboard_pages() -> list[str]:
    """Return the name of every page of the dashboard's apps."""
    configs = [row for row in apps.get_app_configs() if isinstance(row, OscarDashboardConfig)]
    names = {name for config in configs for name in config.permissions_map}
    return sorted(names - UNGUARDED)


def roles_that_open(page: str) -> set[str]:
    """Return the roles that the table names for a page."""
    entries = [roles for entry, roles in PAGES.items() if fnmatchcase(page, entry)]
    assert len(entries) == 1, f"list the page {page} once, with the roles that open it"
    return {*entries[0], "administrator"}


@pytest.fixture
def holder(db: None) -> RightsHolder:
    return RightsHolderFactory()


@pytest.fixture
def people(holder: RightsHolder) -> dict[str, User]:
    """Return a person with each role alone."""
    found = {}
    for role in ROLES:
        user = UserFactory()
        assign_roles(user, [role], holder if role.at_holder else None)
        found[role.code] = User.objects.get(pk=user.pk)
    return found


def test_each_page_opens_for_its_roles_and_no_others(people: dict[str, User]) -> None:
    shop = {code: user for code, user in people.items() if user.is_shop_staff}
    for page in dashboard_pages():
        opened = {code for code, user in shop.items() if may_open(user, page)}
        assert (page, opened) == (page, roles_that_open(page))


def test_each_area_opens_for_its_roles_and_no_others(people: dict[str, User]) -> None:
    for code, user in people.items():
        opened = [area for area, works_there in AREAS.items() if works_there(user)]
        assert (code, opened) == (code, AREAS_OF.get(code, SHOP))


def test_each_model_of_the_admin_is_changed_by_its_roles(
    people: dict[str, User], rf: RequestFactory
) -> None:
    for code in people.keys() - {"administrator"}:
        request: Any = rf.get("/")
        request.user = people[code]
        changed = {
            model._meta.label_lower
            for model, model_admin in admin.site._registry.items()
            if model_admin.has_change_permission(request)
            or model_admin.has_add_permission(request)
            or model_admin.has_delete_permission(request)
        }
        assert (code, changed) == (code, CHANGED_IN_ADMIN.get(code, set()))


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.code)
def test_an_account_has_the_roles_that_it_was_given(role: StaffRole, holder: RightsHolder) -> None:
    user = UserFactory()
    assign_roles(user, [role], holder if role.at_holder else None)
    user = User.objects.get(pk=user.pk)
    assert roles_of(user) == [role]
    assert {group.name for group in user.groups.all()} == group_names([role]) <= set(ROLE_GROUPS)
    assert not user.user_permissions.exists()
