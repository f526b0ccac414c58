"""Stock Oscar, tuned: cached templates, persistent connections, a fast search, no mails.

It follows Oscar's documentation and adds nothing that would slow it down.
"""

import os
from typing import Any

from oscar.defaults import *  # noqa: F403

DEBUG = False
SECRET_KEY = "of a benchmark on this machine"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "tools.bench.oscar_site.urls"
WSGI_APPLICATION = "tools.bench.oscar_site.wsgi.application"
SITE_ID = 1
USE_TZ = True
LANGUAGE_CODE = "en-gb"
STATIC_URL, MEDIA_URL = "/static/", "/media/"
MEDIA_ROOT = os.environ["OSCAR_MEDIA"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ["OSCAR_DATABASE"],
        "HOST": os.environ["OSCAR_HOST"],
        "USER": os.environ["OSCAR_USER"],
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 600,
    }
}
OSCAR_APPS = (
    "analytics checkout address shipping catalogue catalogue.reviews communication partner basket"
    " payment offer order customer search voucher wishlists dashboard dashboard.reports"
    " dashboard.users dashboard.orders dashboard.catalogue dashboard.offers dashboard.partners"
    " dashboard.pages dashboard.ranges dashboard.reviews dashboard.vouchers"
    " dashboard.communications dashboard.shipping"
)


def _app(name: str) -> str:
    parts = [part.capitalize() for part in name.split(".")]
    if parts[0] == "Dashboard":
        parts.append(parts.pop(0))
    config = "".join(parts)
    return f"oscar.apps.{name}.apps.{config}Config"


INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sites",
    "django.contrib.flatpages",
    "oscar.config.Shop",
    *[_app(name) for name in OSCAR_APPS.split()],
    "widget_tweaks",
    "haystack",
    "treebeard",
    "sorl.thumbnail",
    "django_tables2",
    "rest_framework",
    "oscarapi",
]
MIDDLEWARE = [
    "tools.bench.counting.CountStatements",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Replaces Oscar's middleware where API and pages share a site, see the documentation of the
    # API.
    "oscarapi.middleware.ApiBasketMiddleWare",
    "django.contrib.flatpages.middleware.FlatpageFallbackMiddleware",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,  # cached, because DEBUG is off
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "oscar.apps.search.context_processors.search_form",
                "oscar.apps.checkout.context_processors.checkout",
                "oscar.apps.communication.notifications.context_processors.notifications",
                "oscar.core.context_processors.metadata",
            ],
        },
    }
]
AUTHENTICATION_BACKENDS = [
    "oscar.apps.customer.auth_backends.EmailBackend",
    "django.contrib.auth.backends.ModelBackend",
]
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "tools.bench.oscar_site.search.Engine"}}
REST_FRAMEWORK = {
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "PAGE_SIZE": 20,
}
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}}
OSCAR_ALLOW_ANON_CHECKOUT = True
OSCAR_PRODUCTS_PER_PAGE = 24
OSCAR_DEFAULT_CURRENCY = "EUR"
OSCAR_MAX_BASKET_QUANTITY_THRESHOLD = None
LOGGING = {
    "version": 1,
    "disable_existing_loggers": True,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "ERROR"},
}
