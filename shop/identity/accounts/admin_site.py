"""Django's admin of this shop: all models are readable, only those in `EDITABLE` can be changed.

A save here bypasses the services that keep orders, stock, payments and rights consistent, so every
model that a library or an app registers is read-only until it is added here.
"""

from typing import Any

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.db.models.base import ModelBase
from django.urls import URLPattern, URLResolver, path
from django.views.generic import RedirectView

# Models that are guarded by their own constraints only.
EDITABLE = frozenset(
    {
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
# Models whose admin pages save by services only.
SERVED = frozenset({"sourcing.catalogimport"})
# Parts of Oscar and Django that this shop does not use, and tables whose rows are secrets.
HIDDEN_APPS = frozenset(
    {
        "basket",
        "communication",
        "offer",
        "procrastinate",
        "reviews",
        "sites",
        "voucher",
        "wishlists",
    }
)
HIDDEN_MODELS = frozenset({"mfa.authenticator", "usersessions.usersession"})


class ReadOnly:
    """Shows rows and changes none, whatever permissions a person has."""

    actions = None
    view_on_site = False

    def _never(self, *_: object, **__: object) -> bool:
        return False

    has_add_permission = has_change_permission = has_delete_permission = _never

    def get_urls(self) -> list[Any]:
        """Omit treebeard's address for moving categories."""
        urls: list[Any] = super().get_urls()  # type: ignore[misc]
        return [url for url in urls if str(url.pattern) != "move/"]


class ShopAdminSite(admin.AdminSite):
    """The admin site; allauth handles sign-in and passwords."""

    site_header = site_title = "Stadium Store"
    index_title = "Reference data and records"

    def register(
        self,
        model_or_iterable: Any,
        admin_class: type[admin.ModelAdmin] | None = None,
        **options: Any,
    ) -> None:
        """Register models as read-only, or as editable where that is allowed."""
        is_single = isinstance(model_or_iterable, ModelBase)
        for model in [model_or_iterable] if is_single else model_or_iterable:
            label = model._meta.label_lower  # noqa: SLF001  Django's documented interface
            if label.partition(".")[0] in HIDDEN_APPS or label in HIDDEN_MODELS:
                continue
            chosen = admin_class or admin.ModelAdmin
            if label not in EDITABLE | SERVED:
                chosen = type(chosen.__name__, (ReadOnly, chosen), {})
            super().register(model, chosen, **options)

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Redirect password changes to the account pages, which notify the owner by mail."""
        change = RedirectView.as_view(pattern_name="account_change_password")
        return [path("password_change/", change), *super().get_urls()]


class ShopAdminConfig(AdminConfig):
    """Replaces Django's admin site by the shop's."""

    default_site = "shop.identity.accounts.admin_site.ShopAdminSite"
