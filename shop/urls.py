"""Every address of the shop: storefront, accounts, back office, API, webhook, probes."""

from typing import Any

from allauth.headless.constants import Client
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path

from shop.finance.payments.webhook import stripe_webhook
from shop.identity.accounts.app_views import AppSessionsView
from shop.web import app_links, health, media, pictures, security_contact
from shop.web.backoffice.dashboard import staff_join
from shop.web.backoffice.licensee.old_addresses import ADMIN, PORTAL, redirect_import
from shop.web.backoffice.shared.on_use import views_of
from shop.web.storefront.buying import devices
from shop.web.tracking_webhook import tracking_webhook

(metrics,) = views_of("shop.web.metrics", "views")  # its library takes 1 MB
(filters,) = views_of("shop.web.backoffice.shared", "saved_filters")
SHOP: Any = apps.get_app_config("oscar")

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path(".well-known/security.txt", security_contact.show, name="security-contact"),
    path(
        ".well-known/apple-app-site-association",
        app_links.apple_app_site_association,
        name="apple-app-site-association",
    ),
    path(".well-known/assetlinks.json", app_links.assetlinks, name="assetlinks"),
    path("webhooks/stripe/", stripe_webhook, name="stripe-webhook"),
    path("webhooks/tracking/", tracking_webhook, name="tracking-webhook"),
    path("api/", include("shop.api.urls")),
    path("admin/sourcing/upload/", redirect_import, {"prefix": ADMIN}, name="old-admin-imports"),
    path(
        "admin/sourcing/upload/<path:rest>",
        redirect_import,
        {"prefix": ADMIN},
        name="old-admin-import",
    ),
    path("admin/", admin.site.urls),
    path("rights/", include("shop.web.backoffice.rights.urls")),
    path("staff/join/<str:token>/", staff_join.join, name="staff-join"),
    path("staff/filters/", filters.save, name="save-filter"),
    path("staff/filters/<int:pk>/remove/", filters.remove, name="remove-filter"),
    path("licensee/uploads/", redirect_import, {"prefix": PORTAL}, name="old-imports"),
    path("licensee/uploads/<path:rest>", redirect_import, {"prefix": PORTAL}, name="old-import"),
    path("licensee/", include("shop.web.backoffice.licensee.urls")),
    # In place of allauth's page, whose list deletes what has ended while it is read.
    path("accounts/sessions/", devices.show, name="usersessions_list"),
    path("accounts/", include("allauth.urls")),
    path(
        "_allauth/app/v1/auth/sessions",
        AppSessionsView.as_api_view(client=Client.APP),
        name="app-sessions",
    ),
    path("_allauth/", include("allauth.headless.urls")),
    re_path(
        r"^pictures/(?P<digest>[0-9a-f]{64})-(?P<width>\d{1,5})\.(?P<file_format>avif|webp|jpg)$",
        pictures.show,
        name="private-picture",
    ),
    path("", include("shop.web.urls")),
    path("", include(SHOP.urls[0])),
    *(
        # With S3 the pictures have addresses there; without it the shop serves its own folder.
        [] if settings.ENV.S3_BUCKET else [re_path(r"^media/(?P<path>.+)$", media.show)]
    ),
]

handler404 = "shop.web.errors.not_found"
handler403 = "shop.web.errors.forbidden"
handler400 = "shop.web.errors.bad_request"
handler500 = "shop.web.errors.server_error"
