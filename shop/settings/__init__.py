"""Django's settings, all from one typed `Environment`."""

import sys
from pathlib import Path
from typing import Any

import dj_database_url
import pghistory
from django.utils.csp import CSP

from shop.settings.accounts import *  # noqa: F403  every rule of sign-in with its reason
from shop.settings.cache import cache_settings
from shop.settings.env import ConfigurationError, Environment, read_environment
from shop.settings.logging import logging_config
from shop.settings.mail import mailers
from shop.settings.oscar import *  # noqa: F403  every OSCAR_* with its reason
from shop.settings.storage import origins, storages

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = BASE_DIR / "var"

try:
    ENV: Environment = read_environment()
except ConfigurationError as error:
    sys.exit(f"configuration: {error}")

DEBUG = False
SECRET_KEY = ENV.SECRET_KEY
SECRET_KEY_FALLBACKS = [ENV.SECRET_KEY_PREVIOUS] if ENV.SECRET_KEY_PREVIOUS else []
ALLOWED_HOSTS = [host.strip() for host in ENV.ALLOWED_HOSTS.split(",") if host.strip()]
BASE_URL = ENV.BASE_URL
SITE_ID = 1
ROOT_URLCONF = "shop.urls"
WSGI_APPLICATION = "shop.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
TEST_RUNNER = "django.test.runner.DiscoverRunner"

INSTALLED_APPS = [
    "modeltranslation",
    "shop.identity.accounts.admin_site.ShopAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sites",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "shop.platform.database.apps.DatabaseConfig",
    "shop.identity.accounts",
    "shop.platform.limits",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.headless",
    "licensing",
    "shop.commerce.markets",
    "shop.identity.notices",
    "shop.identity.mail_choices",
    "catalog.apps.CatalogConfig",
    "shop.commerce.pricing",
    "shop.commerce.inventory",
    "shop.commerce.vouchers",
    "shop.commerce.business",
    "shop.commerce.duties",
    "shop.commerce.promotions",
    "shop.commerce.giftcards",
    "shop.finance.payments",
    "shop.finance.ledger",
    "shop.finance.royalties",
    "shop.finance.invoices",
    "shop.orders",
    "shop.orders.casework",
    "shop.orders.returns",
    "shop.commerce.listing",
    "shop.commerce.page_store",
    "shop.commerce.restock",
    "shop.imports",
    "shop.identity.onboarding",
    "shop.identity.staff",
    "shop.identity.team",
    "shop.commerce.fulfillment",
    "shop.commerce.content",
    "shop.commerce.legal",
    "shop.api",
    "shop.web",
    # Demonstration data: never in production, whose image is built without the package.
    *(["shop.demo"] if not ENV.production and (BASE_DIR / "shop" / "demo").is_dir() else []),
    "shop.oscar.config.Shop",
    "shop.oscar.checkout.apps.CheckoutConfig",
    "oscar.apps.address.apps.AddressConfig",
    "oscar.apps.catalogue.reviews.apps.CatalogueReviewsConfig",
    "oscar.apps.communication.apps.CommunicationConfig",
    "shop.oscar.partner.apps.PartnerConfig",
    "shop.oscar.basket.apps.BasketConfig",
    "oscar.apps.offer.apps.OfferConfig",
    "shop.oscar.order.apps.OrderConfig",
    "shop.oscar.customer.apps.CustomerConfig",
    "shop.oscar.search.apps.SearchConfig",
    "oscar.apps.voucher.apps.VoucherConfig",
    "oscar.apps.wishlists.apps.WishlistsConfig",
    "shop.oscar.dashboard.apps.DashboardConfig",
    "shop.oscar.dashboard.users.apps.UsersDashboardConfig",
    "shop.oscar.dashboard.orders.apps.OrdersDashboardConfig",
    "shop.oscar.dashboard.catalogue.apps.CatalogueDashboardConfig",
    "widget_tweaks",
    "haystack",
    "treebeard",
    "django_tables2",
    "phonenumber_field",
    "procrastinate.contrib.django",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_structlog",
    "storages",
]

MIDDLEWARE = [
    "shop.identity.accounts.proxies.TrustedProxyMiddleware",
    "shop.web.cookies.HostCookieMiddleware",
    "shop.web.transport.SecureApiMiddleware",
    "shop.web.transport.BodyLimitMiddleware",
    "shop.web.transport.PrivateResponseMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "shop.web.request_log.RequestLogMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "shop.web.transport.CompressionMiddleware",
    "shop.web.page_store.middleware.PageStoreMiddleware",
    "shop.commerce.markets.middleware.MarketMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "shop.identity.accounts.session_keys.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "shop.web.same_origin.SameOriginMiddleware",
    "shop.web.typed_requests.TypedTextMiddleware",
    "shop.identity.accounts.visitor_middleware.AuthenticationMiddleware",
    "shop.identity.accounts.visitor_middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "shop.identity.accounts.security_log.RateLimitLogMiddleware",
    "shop.identity.accounts.app_limits.AppLimitMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "shop.identity.accounts.middleware.BackOfficeMiddleware",
    "shop.identity.accounts.audit_context.ActingMiddleware",
    "shop.web.throttling.ThrottleMiddleware",
    "shop.oscar.basket.middleware.MarketBasketMiddleware",
    "shop.web.form_answers.FormAnswerMiddleware",
]
if ENV.METRICS_TOKEN:
    MIDDLEWARE.insert(0, "shop.web.metrics.requests.MetricsMiddleware")

FORM_RENDERER = "shop.platform.form_renderer.FormRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "shop.platform.fast_templates.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                ),
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "oscar.core.context_processors.metadata",
                "shop.web.context.storefront",
            ],
        },
    }
]

# --- Database -----------------------------------------------------------------------------------


def _database(url: str) -> dict[str, Any]:
    """Return the settings of a connection: pooled, with time-outs so that no lock blocks it."""
    config: dict[str, Any] = dict(dj_database_url.parse(url))
    config["CONN_MAX_AGE"] = 0
    options = config.setdefault("OPTIONS", {})
    # Django's default refuses every prepared statement. This number allows those that ask to be
    # prepared (shop/platform/database/prepared.py), and no other reaches it.
    options["prepare_threshold"] = 2**31
    if ENV.DATABASE_ROLE == "app":
        options["pool"] = {"min_size": 1, "max_size": ENV.DATABASE_POOL_MAX, "timeout": 10}
        # Bitmaps of 1,000,000 products need 64 MB. Compiling a statement takes longer than it runs.
        # A page reads some rows of many: parallel workers would read far more of them.
        limits = "-c lock_timeout=2s -c statement_timeout=5s -c work_mem=64MB"
        options["options"] = f"{limits} -c jit=off -c max_parallel_workers_per_gather=0"
    return config


DATABASES: dict[str, dict[str, Any]] = {
    "default": _database(
        ENV.DATABASE_OWNER_URL or ENV.DATABASE_URL
        if ENV.DATABASE_ROLE == "owner"
        else ENV.DATABASE_URL
    )
}

# The login of the running shop; migrations grant its permissions.
APP_DATABASE_ROLE = dj_database_url.parse(ENV.DATABASE_URL)["USER"]

# --- Trail of rights ----------------------------------------------------------------------------

# The time of writing, not of the transaction's begin: a day is sealed when no writes are in
# progress, so that no event of it can be added later.
PGHISTORY_CREATED_AT_FUNCTION = "clock_timestamp()"
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)

# --- Cache, sessions ----------------------------------------------------------------------------

CACHES: dict[str, dict[str, Any]] = {"default": cache_settings(ENV.REDIS_URL)}
SESSION_ENGINE = "shop.identity.accounts.sessions"  # the database, with hashed keys and limits
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30

# --- Languages ----------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("fr", "Français"),
    ("de", "Deutsch"),
    ("it", "Italiano"),
    ("es", "Español"),
    ("ja", "日本語"),
    ("ar", "العربية"),
    ("pt", "Português"),
]
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("en",)
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Static files, pictures ---------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# Uploads of licensees are stored apart until their release. On disk `shop.web.pictures` serves them
# to authorized people; with S3 that view redirects to addresses that are signed for five minutes.
PRIVATE_MEDIA_URL = "/pictures/"
STORAGES = storages(ENV, VAR_DIR)
WHITENOISE_MAX_AGE = 31_536_000

# --- Accounts -----------------------------------------------------------------------------------

ACCOUNT_EMAIL_VERIFICATION = "mandatory" if ENV.production else "optional"
ACCOUNT_LOGIN_BY_CODE_REQUIRED = ["password"] if ENV.sends_sign_in_codes else []
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if ENV.production else "http"

# --- Security -----------------------------------------------------------------------------------

STRIPE_ORIGINS = (
    [ENV.STRIPE_API_BASE]
    if ENV.stripe_is_sandbox
    else ["https://js.stripe.com", "https://api.stripe.com", "https://hooks.stripe.com"]
)
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:", *origins(ENV, ENV.S3_BUCKET, ENV.S3_PRIVATE_BUCKET)],
    "connect-src": [CSP.SELF, *origins(ENV, ENV.S3_PRIVATE_BUCKET)],  # files of licensees
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = OSCAR_BASKET_COOKIE_SECURE = ENV.production
OSCAR_RECENTLY_VIEWED_COOKIE_SECURE = ENV.production
OSCAR_URL_SCHEMA = "https" if ENV.production else "http"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True  # pages carry the token in their forms
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "shop.web.errors.csrf_failure"
if ENV.production:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^api/"]
    # No other host of the domain and no unencrypted connection can set or replace these cookies.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True

# --- Mail, background work, API, search, logs ---------------------------------------------------

MAILERS = mailers(ENV.EMAIL_URL, BASE_DIR)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.DEFAULT_FROM_EMAIL

PROCRASTINATE_IMPORT_PATHS = [
    "catalog.periodic",
    "catalog.media.tasks",
    "shop.identity.accounts.periodic",
    "shop.api.periodic",
    "shop.orders.cron",
    "shop.orders.payment.tasks",
    "shop.orders.returns.tasks",
    "shop.privacy.periodic",
    "shop.commerce.giftcards.tasks",
    "shop.commerce.inventory.periodic",
    "shop.platform.limits.periodic",
    "shop.identity.notices.periodic",
    "shop.commerce.pricing.periodic",
    "shop.finance.royalties.periodic",
    "shop.finance.invoices.periodic",
    "shop.commerce.listing.periodic",
    "shop.commerce.page_store.periodic",
    "shop.commerce.restock.periodic",
    "shop.imports.tasks",
    "shop.imports.retention",
    "shop.identity.team.periodic",
]
PROCRASTINATE_ON_APP_READY = "shop.platform.database.worker_connections.use_autocommit"
PROCRASTINATE_WORKER_DEFAULTS: dict[str, Any] = {
    "update_heartbeat_interval": ENV.WORKER_STALLED_AFTER_S / 4,
    "stalled_worker_timeout": ENV.WORKER_STALLED_AFTER_S,
}

HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}
HAYSTACK_SIGNAL_PROCESSOR = "haystack.signals.BaseSignalProcessor"

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["shop.api.renderers.AmountRenderer"],
    "DEFAULT_PARSER_CLASSES": ["shop.api.parsers.BoundedJSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_SCHEMA_CLASS": "shop.api.schema.operations.OperationSchema",
    "EXCEPTION_HANDLER": "shop.api.errors.problem_response",
    "UNAUTHENTICATED_USER": None,
    "NUM_PROXIES": 0,  # `TrustedProxyMiddleware` has set REMOTE_ADDR to the client
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Stadium Store API",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    # A file is sent as bytes and returned as an address: two types of one field.
    "COMPONENT_SPLIT_REQUEST": True,
    # The API's PATCH takes a complete body: its required fields are those of the other methods.
    "COMPONENT_SPLIT_PATCH": False,
    "PREPROCESSING_HOOKS": ["shop.api.schema.document.without_slashes"],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "shop.api.schema.document.complete",
    ],
    "ENUM_NAME_OVERRIDES": {
        "Availability": "shop.api.v1.product_shapes.AVAILABILITIES",
        "DeclineCode": "shop.finance.payments.decline_codes.DECLINE_CODES",
        "DeliveryState": "shop.orders.aftersales.delivery_states.GroupState",
        "DenialReason": "shop.api.v1.licensee.DENIAL_REASONS",
        "GiftCardReason": "shop.commerce.giftcards.errors.GIFT_CARD_REASONS",
        "IntentStatus": "shop.api.v1.payments.INTENT_STATUSES",
        "Language": "shop.api.v1.basket_shapes.LANGUAGES",
        "OrderStanding": "shop.orders.aftersales.order_status.OrderStatus",
        "OrderStatus": "shop.oscar.order.models.OrderState",
        "ParcelEventKind": "shop.commerce.fulfillment.models.PARCEL_EVENT_KINDS",
        "PaymentState": "shop.api.v1.orders.PAYMENT_STATES",
        "PictureFormat": "shop.api.v1.product_shapes.PICTURE_FORMATS",
        "ProblemCode": "shop.api.problem_shapes.PROBLEM_CODES",
        "ProblemLevel": "shop.api.v1.upload_shapes.LEVELS",
        "ProductState": "shop.commerce.listing.product_status.ProductStatus",
        "RowOutcome": "shop.api.v1.upload_shapes.OUTCOMES",
        "TaxStatus": "shop.api.v1.basket_shapes.TAX_STATUSES",
        "UnavailableCode": "licensing.rules.reasons.PUBLIC_WORDINGS",
        "UploadState": "shop.api.v1.upload_shapes.STATES",
        "VoucherReason": "shop.commerce.vouchers.errors.VOUCHER_REASONS",
    },
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

LOGGING_CONFIG = "logging.config.dictConfig"
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
LOGGING = logging_config(ENV.LOG_FORMAT)
if ENV.SENTRY_DSN:
    import sentry_sdk

    from shop.settings.sentry import sentry_options

    sentry_sdk.init(**sentry_options(ENV.SENTRY_DSN))
