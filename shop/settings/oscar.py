"""Every OSCAR_* setting that differs from Oscar's default, each with its reason."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from oscar.defaults import *  # noqa: F403  Oscar's documented way to take its defaults

OSCAR_SHOP_NAME = "Stadium Store"
OSCAR_SHOP_TAGLINE = ""
OSCAR_HOMEPAGE = "/"  # the front page, which leads to the visitor's market
OSCAR_ACCOUNTS_REDIRECT_URL = "/"
OSCAR_DEFAULT_CURRENCY = "EUR"  # the default market's; every row of ours names its own currency
OSCAR_ALLOW_ANON_CHECKOUT = True  # guest checkout is the default
OSCAR_ALLOW_ANON_REVIEWS = False  # reviews come from buyers
OSCAR_BASKET_COOKIE_SECURE = True
OSCAR_RECENTLY_VIEWED_COOKIE_SECURE = True
OSCAR_EAGER_ALERTS = False  # an alert is a job, never part of a save
OSCAR_URL_SCHEMA = "https"
OSCAR_FROM_EMAIL = "orders@store.example"
OSCAR_SEND_REGISTRATION_EMAIL = False  # allauth sends its own
OSCAR_SAVE_SENT_EMAILS_TO_DB = False  # no copies of personal mail in a table
OSCAR_IMAGE_FOLDER = "pictures/"  # names carry a hash, so one folder is enough
OSCAR_DELETE_IMAGE_FILES = False  # variants and versions share pictures
OSCAR_THUMBNAILER = "catalog.pictures.StoredRenditions"  # nothing is scaled in a request
OSCAR_MISSING_IMAGE_URL = "image_not_found.jpg"
OSCAR_HIDDEN_FEATURES = ["reviews", "wishlists"]
OSCAR_MAX_BASKET_QUANTITY_THRESHOLD = 99
OSCAR_SLUG_ALLOW_UNICODE = False
# Only shop.orders changes states; the pipeline lets Oscar's dashboard show them.
OSCAR_ORDER_STATUS_PIPELINE: dict[str, tuple[str, ...]] = {
    "PENDING": (),
    "PAID": (),
    "FULFILLED": (),
    "EXPIRED": (),
    "CANCELLED": (),
    "REFUND_DUE": (),
    "REFUNDED": (),
}
OSCAR_LINE_STATUS_PIPELINE = dict(OSCAR_ORDER_STATUS_PIPELINE)
OSCAR_INITIAL_ORDER_STATUS = "PENDING"
OSCAR_INITIAL_LINE_STATUS = "PENDING"

# The dashboard's menu, by task. Oscar shows an entry to people who may open its page (permissions
# are in shop.oscar.dashboard), and a heading to people who may open one of its pages.
OSCAR_DASHBOARD_DEFAULT_ACCESS_FUNCTION = "shop.web.backoffice.shared.page_access.shows_in_menu"
OSCAR_DASHBOARD_NAVIGATION: list[dict[str, Any]] = [
    {"label": "Overview", "icon": "fas fa-list", "url_name": "dashboard:index"},
    {
        "label": "Orders",
        "icon": "fas fa-shopping-cart",
        "children": [
            {"label": "Orders", "url_name": "dashboard:order-list"},
            {"label": "Work lists", "url_name": "dashboard:work"},
            {"label": "Returns", "url_name": "dashboard:return-list"},
            {"label": "Failed refunds", "url_name": "dashboard:refund-failures"},
            {"label": "Disputes", "url_name": "dashboard:disputes"},
            {"label": "Fraud reviews", "url_name": "dashboard:fraud-reviews"},
            {"label": "Block list", "url_name": "dashboard:blocks"},
        ],
    },
    {
        "label": "Catalog",
        "icon": "fas fa-tag",
        "children": [
            {"label": "Products", "url_name": "dashboard:catalogue-product-list"},
            {"label": "Shop categories", "url_name": "dashboard:shop-categories"},
            {"label": "Compliance", "url_name": "dashboard:compliance"},
            {"label": "Stock", "url_name": "dashboard:stock-list"},
            {"label": "Pick list", "url_name": "dashboard:pick-list"},
            {"label": "Stock-takes", "url_name": "dashboard:stock-takes"},
            {"label": "Locations", "url_name": "dashboard:locations"},
            {"label": "Selling limits", "url_name": "dashboard:selling-limits"},
        ],
    },
    {
        "label": "Markets",
        "icon": "fas fa-globe",
        "children": [
            {"label": "Launch checklist", "url_name": "dashboard:launch"},
            {"label": "Markets", "url_name": "dashboard:markets"},
            {"label": "Prices", "url_name": "dashboard:prices"},
            {"label": "Sellers", "url_name": "dashboard:sellers"},
            {"label": "Legal pages", "url_name": "dashboard:legal-markets"},
            {"label": "Delivery methods", "url_name": "dashboard:delivery-methods"},
            {"label": "Pick-up points", "url_name": "dashboard:pick-up-points"},
            {"label": "Carriers", "url_name": "dashboard:carriers"},
            {"label": "Gift cards for sale", "url_name": "dashboard:gift-card-offers"},
            {"label": "Gift wrap", "url_name": "dashboard:gift-wrap-offers"},
            {"label": "Return policies", "url_name": "dashboard:return-policies"},
            {"label": "Exchange rates", "url_name": "dashboard:exchange-rates"},
            {"label": "Tax rates", "url_name": "dashboard:tax-rates"},
            {"label": "Missing tax rates", "url_name": "dashboard:tax-gaps"},
        ],
    },
    {
        "label": "Marketing",
        "icon": "fas fa-bullhorn",
        "children": [
            {"label": "Content", "url_name": "dashboard:content"},
            {"label": "Promotions", "url_name": "dashboard:promotions"},
            {"label": "Vouchers", "url_name": "dashboard:vouchers"},
            {"label": "Collections", "url_name": "dashboard:collections"},
            {"label": "Customer groups", "url_name": "dashboard:customer-groups"},
            {"label": "Minimum prices", "url_name": "dashboard:minimum-prices"},
            {"label": "Reduction rules", "url_name": "dashboard:reduction-rules"},
        ],
    },
    {
        "label": "Finance",
        "icon": "fas fa-file-invoice",
        "children": [
            {"label": "Invoices", "url_name": "dashboard:invoices"},
            {"label": "Tax report", "url_name": "dashboard:tax-report"},
            {"label": "Report of sellers (DAC7)", "url_name": "dashboard:supplier-report"},
            {"label": "Royalties", "url_name": "dashboard:royalties"},
            {"label": "Payouts", "url_name": "dashboard:payouts"},
            {"label": "Licensee accounts", "url_name": "dashboard:licensee-accounts"},
            {"label": "Differences", "url_name": "dashboard:differences"},
            {"label": "Accounting export", "url_name": "dashboard:bookings"},
            {"label": "Account numbers", "url_name": "dashboard:account-mappings"},
            {"label": "Duty terms", "url_name": "dashboard:duty-terms-list"},
            {"label": "Duty rates", "url_name": "dashboard:duty-rates"},
        ],
    },
    {
        "label": "Customers",
        "icon": "fas fa-users",
        "children": [
            {"label": "Customers", "url_name": "dashboard:users-index"},
            {"label": "Gift cards", "url_name": "dashboard:gift-card-list"},
            {"label": "Second factor resets", "url_name": "dashboard:factor-reset-list"},
        ],
    },
    {
        "label": "System",
        "icon": "fas fa-cogs",
        "children": [
            {"label": "Emails", "url_name": "dashboard:mail-previews"},
            {"label": "Page components", "url_name": "dashboard:components"},
            {"label": "Staff", "url_name": "dashboard:staff"},
            {"label": "Background jobs", "url_name": "dashboard:failed-jobs"},
        ],
    },
]

# Oscar's models have their own URLs; the shop's URLs have slug and SKU.
ABSOLUTE_URL_OVERRIDES: dict[str, Callable[[Any], str]] = {
    "catalogue.product": lambda product: reverse(
        "catalogue:detail", kwargs={"slug": product.slug or "-", "sku": product.top.sku}
    ),
    "catalogue.category": lambda category: reverse(
        "catalogue:category", kwargs={"slug": category.slug}
    ),
}
