"""`docs/oscar.md` names every app, URL name, template and table of Oscar, and nothing else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import oscar
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from oscar.core.application import OscarConfig

ROOT = Path(settings.BASE_DIR)
OSCAR = Path(oscar.__file__).parent
DOCUMENT = (ROOT / "docs" / "oscar.md").read_text()
# Module of Oscar's own configuration of each app, and the namespace of its URL names.
CONFIGS = {
    "oscar": ("config.py", ""),
    "catalogue": ("apps/catalogue/apps.py", "catalogue:"),
    "reviews": ("apps/catalogue/reviews/apps.py", ""),
    "basket": ("apps/basket/apps.py", "basket:"),
    "checkout": ("apps/checkout/apps.py", "checkout:"),
    "customer": ("apps/customer/apps.py", "customer:"),
    "search": ("apps/search/apps.py", "search:"),
    "offer": ("apps/offer/apps.py", "offer:"),
    "wishlists": ("apps/wishlists/apps.py", "wishlists:"),
    "dashboard": ("apps/dashboard/apps.py", "dashboard:"),
    "orders_dashboard": ("apps/dashboard/orders/apps.py", "dashboard:"),
    "catalogue_dashboard": ("apps/dashboard/catalogue/apps.py", "dashboard:"),
    "users_dashboard": ("apps/dashboard/users/apps.py", "dashboard:"),
}
WITHOUT_PAGES = {"address", "communication", "order", "partner", "voucher"}


def section(title: str) -> str:
    """Return the part of the document below a heading, up to the next one."""
    found = re.search(
        rf"^#+ {re.escape(title)}\n(.*?)(?=^#|\Z)", DOCUMENT, re.MULTILINE | re.DOTALL
    )
    assert found, title
    return found[1]


def first_cells(title: str) -> list[str]:
    """Return the names in the first column of a table."""
    rows = re.findall(r"^\| (.*?) \|", section(title), re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row)]


def installed() -> list[OscarConfig]:
    return [config for config in apps.get_app_configs() if isinstance(config, OscarConfig)]


def oscars_names(label: str) -> set[str]:
    """Return the names of the addresses that Oscar's own configuration of an app has."""
    file, namespace = CONFIGS[label]
    calls = list(ast.walk(ast.parse((OSCAR / file).read_text())))
    return {
        namespace + word.value.value
        for node in calls
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"path", "re_path"}
        for word in node.keywords
        if word.arg == "name" and isinstance(word.value, ast.Constant)
    }


def mounted(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield each name with the module of its view."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield before + (pattern.name or ""), pattern.callback.__module__
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from mounted(pattern, before + inner)


def test_every_installed_app_of_oscar_has_its_feature() -> None:
    rows = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \| ", section("Installed apps"), re.MULTILINE)
    assert sorted(rows) == sorted((config.name, config.label) for config in installed())


def test_every_app_is_asked_for_its_names() -> None:
    assert {config.label for config in installed()} == set(CONFIGS) | WITHOUT_PAGES
    for label in WITHOUT_PAGES:
        assert not (OSCAR / "apps" / label / "apps.py").read_text().count("name=")


@pytest.mark.parametrize("label", sorted(CONFIGS))
def test_every_name_of_oscar_is_mounted_or_has_its_reason(label: str) -> None:
    names, refused = dict(mounted()), set(first_cells("Not offered"))
    missing = oscars_names(label) - set(names)
    assert missing == oscars_names(label) & refused
    for name in oscars_names(label) - missing:
        assert not names[name].startswith("oscar."), name


def test_no_reason_is_given_for_a_name_that_oscar_does_not_have() -> None:
    cells = re.findall(r"^\| `([^`]+)` \| .* \|$", section("Not offered"), re.MULTILINE)
    assert set(cells) <= set().union(*map(oscars_names, CONFIGS))
    assert len(cells) == len(set(cells))


def test_no_view_of_oscar_is_mounted() -> None:
    assert [name for name, module in mounted() if module.startswith("oscar.")] == []


@pytest.mark.parametrize(
    ("name", "arguments", "path"),
    [
        ("home", {}, "/"),
        ("catalogue:index", {}, "/products/"),
        ("catalogue:detail", {"slug": "pin", "sku": "PIN-1"}, "/p/pin/PIN-1/"),
        ("catalogue:detail", {"product_slug": "pin", "pk": 7}, "/catalogue/pin_7/"),
        ("catalogue:category", {"slug": "pins"}, "/category/pins/"),
        (
            "catalogue:category",
            {"category_slug": "gifts/pins", "pk": 7},
            "/catalogue/category/gifts/pins_7/",
        ),
        ("basket:summary", {}, "/basket/"),
        ("basket:add", {}, "/basket/add/"),
        ("basket:add", {"pk": 7}, "/basket/add/7/"),
        ("checkout:index", {}, "/checkout/"),
        ("checkout:preview", {}, "/checkout/preview/"),
        ("checkout:payment-details", {"token": "t"}, "/pay/t/"),
        ("checkout:thank-you", {"token": "t"}, "/pay/t/return/"),
        ("customer:summary", {}, "/account/"),
        ("customer:order-list", {}, "/account/orders/"),
        ("customer:order", {"order_number": "10-1"}, "/account/orders/10-1/"),
        ("customer:anon-order", {"token": "t"}, "/order/t/"),
        ("customer:address-list", {}, "/account/addresses/"),
        ("customer:login", {}, "/accounts/login/"),
        ("customer:logout", {}, "/accounts/logout/"),
        ("customer:register", {}, "/accounts/signup/"),
        ("password-reset", {}, "/accounts/password/reset/"),
        ("search:search", {}, "/search/"),
        ("dashboard:index", {}, "/dashboard/"),
        ("dashboard:login", {}, "/dashboard/login/"),
        ("dashboard:order-list", {}, "/dashboard/orders/"),
        ("dashboard:order-detail", {"number": "10-1"}, "/dashboard/orders/10-1/"),
        ("dashboard:catalogue-product", {"pk": 7}, "/dashboard/catalogue/products/7/"),
        ("dashboard:user-detail", {"pk": 7}, "/dashboard/users/7/"),
    ],
)
def test_a_name_leads_to_its_address(name: str, arguments: dict[str, str], path: str) -> None:
    assert reverse(name, kwargs=arguments) == path


@pytest.mark.parametrize("name", ["basket", "product", "account-orders", "checkout", "pay"])
def test_the_names_from_before_are_gone(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_every_replaced_template_has_its_reason() -> None:
    ours = ROOT / "templates"
    replaced = [
        str(file.relative_to(ours))
        for file in (ours / "oscar").rglob("*.html")
        if (OSCAR / "templates" / file.relative_to(ours)).exists()
    ]
    assert sorted(first_cells("Templates")) == sorted(replaced)


@pytest.mark.django_db
def test_every_table_is_of_an_installed_model_and_those_of_oscar_have_a_reader_or_a_reason() -> (
    None
):
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name from information_schema.tables"
            " where table_schema = 'public' and table_type = 'BASE TABLE'"
        )
        tables = {name for (name,) in cursor.fetchall()}
    known = {model._meta.db_table for model in models} | {"django_migrations", "limits_cache"}
    known |= {
        "page_store_page",
        "page_store_change",
        "page_store_purge",
        "listing_bitmapchunk",
        "listing_bitmap",
        "listing_rightsbitmap",
        "listing_productchange",
    }  # read and written by their functions alone
    assert {name for name in tables - known if not name.startswith("procrastinate_")} == set()
    of_oscar = {
        model._meta.db_table
        for model in models
        if any(parent.__module__.startswith("oscar.") for parent in model.__mro__)
        or (
            model._meta.auto_created
            and model._meta.auto_created.__module__.startswith(
                ("oscar.", "catalog.", "shop.oscar.")
            )
        )
    } - {"accounts_user"}
    assert set(first_cells("Oscar's tables")) == of_oscar
