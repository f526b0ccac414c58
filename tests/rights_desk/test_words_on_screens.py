"""A walk over the desks' pages: no raw codes, and each field says whether it is required."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client

from licensing.models import Licensee
from shop.oscar.order.models import Order
from shop.oscar.partner.models import StockRecord
from tests.dashboard.conftest import signed_in
from tests.licensee_portal.addresses import addresses_of
from tests.licensee_portal.conftest import licensee, member  # noqa: F401  fixtures
from tests.rights_desk.test_who_may_what import make_addresses, make_people
from tools.testing.factories.catalog import RightsWorld

CODE = re.compile(r"\b[A-Z]{2,}(?:_[A-Z0-9]+)+\b|\b(?:not_sold_in_country|not_available)\b")
HIDDEN = re.compile(r"<(script|style|template)\b.*?</\1>|<!--.*?-->", re.DOTALL)
CONTROL = re.compile(r"<(?:input|select|textarea)\b[^>]*>")
LABEL = re.compile(r'<label for="([^"]+)"[^>]*>(.*?)</label>', re.DOTALL)
FORM = re.compile(r'<form\b[^>]*method="post".*?</form>', re.DOTALL)
MARK = re.compile(r"\((?:required|optional)[^)]*\)")
UNMARKED = re.compile(r'type="(?:hidden|checkbox|radio|image|submit|search)"')


def visible_text(page: str) -> str:
    """Return what a reader sees of a page."""
    return unescape(re.sub(r"<[^>]*>", " ", HIDDEN.sub(" ", page)))


def unmarked_fields(page: str) -> Iterator[str]:
    """Yield controls of forms whose label does not say whether they are required."""
    for form in FORM.findall(page):
        labels = dict(LABEL.findall(form))
        for control in CONTROL.findall(form):
            name = re.search(r'\bid="([^"]+)"', control)
            if UNMARKED.search(control) or name is None:
                continue
            mark = MARK.search(visible_text(labels.get(name[1], "")))
            needed = re.search(r"\srequired\b|aria-required", control)
            if mark is None or (needed and "required" not in mark[0]):
                yield control


def checked(client: Client, paths: dict[str, str]) -> int:
    """Check every page that opens; return how many there were."""
    count = 0
    for name, path in sorted(paths.items()):
        answer = client.get(path)
        if answer.status_code != 200 or not answer.get("Content-Type", "").startswith("text/html"):
            continue
        count += 1
        assert CODE.findall(visible_text(answer.text)) == [], name
        assert list(unmarked_fields(answer.text)) == [], name
    return count


@pytest.mark.parametrize("role", ["ioc", "brand", "licensee"])
def test_pages_of_the_rights_desk(role: str, world: RightsWorld) -> None:
    people, addresses = make_people(world), make_addresses(world)
    asked = "?sku=PIN-1&territory=KP&channel=WEB"
    more = {
        "asked": f"/rights/question/{asked}",
        "mapped": "/rights/where/?kind=product&code=PIN-1",
    }
    assert checked(people[role], addresses | more) > 12


def test_pages_of_the_portal(licensee: Licensee, order: Order) -> None:  # noqa: F811
    assert checked(member(licensee), addresses_of(licensee, order)) > 20


def test_forms_of_the_dashboard(world: RightsWorld) -> None:
    world.product()
    boss = signed_in(role="staff", is_staff=True, is_superuser=True)
    paths = ("stock/takes/", "gift-cards/new/", "markets/fr/", "markets/fr/delivery/new/")
    more = ("markets/", "markets/rates/", "stock/", "catalogue/", "orders/", "")
    record = StockRecord.objects.get(product__upc="PIN-1")
    pages = {path: f"/dashboard/{path}" for path in (*paths, *more, f"stock/{record.pk}/")}
    assert checked(boss, pages) == len(pages)
