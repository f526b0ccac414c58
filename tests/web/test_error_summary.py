"""Every form that was refused begins with a summary: focused, in order, each entry a link."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.dashboard.conftest import signed_in
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import waiting_order
from tools.testing.stripe_harness import Sandbox

TEMPLATES = Path(settings.BASE_DIR) / "templates"
SUMMARIES = (
    "{% error_summary",
    "backoffice/fields.html",
    "rights/parts/asked.html",
    "licensee/parts/error_summary.html",
    "web/parts/review_comment_form.html",
    "web/parts/restock_form.html",
    "oscar/dashboard/stock/form.html",
    "{% element fields",
)
PARTS = {  # fields of a form whose page has the summary
    "licensee/parts/column_field.html",
    "oscar/dashboard/parts/field.html",
    "oscar/dashboard/staff/roles.html",
    "web/parts/address_fields.html",
    "allauth/elements/fields.html",
    "licensee/parts/upload_rows.html",
}


class Page(HTMLParser):
    """The ids of a page in order, and the links of its summary."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.texts: list[str] = []
        self.summaries = 0
        self._depth = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take ids; inside a summary take links."""
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if "error-summary" in str(values.get("class")):
            assert values["tabindex"] == "-1"
            assert "autofocus" in values
            assert values["role"] == "alert"
            self.summaries += 1
            self._depth = 1
        elif self._depth and tag == "div":
            self._depth += 1
        elif self._depth and tag == "a":
            self.links.append(str(values["href"]))

    def handle_endtag(self, tag: str) -> None:
        """Leave the summary."""
        if self._depth and tag == "div":
            self._depth -= 1


def assert_summary(html: str, least: int) -> None:
    page = Page(html)
    assert page.summaries == 1
    assert len(page.links) >= least
    targets = [link.removeprefix("#") for link in page.links]
    places = [page.ids.index(target) for target in targets]
    assert places == sorted(places), targets


def checkout(world: RightsWorld) -> Any:
    client = Client()
    client.post("/en-us/basket/add/", {"sku": world.product().upc, "quantity": "1"})
    return client.post("/en-us/checkout/", {"country": "US", "email": "no", "phone": "no"})


def new_address(_shop: RightsWorld) -> Any:
    client = Client()
    client.force_login(UserFactory())
    return client.post("/en-us/account/addresses/new/", {"country": "US", "phone": "no"})


def sign_up(_shop: RightsWorld) -> Any:
    return Client().post("/en-fr/accounts/signup/", {"email": "no", "password1": "x"})


def voucher(world: RightsWorld) -> Any:
    client = Client()
    client.post("/en-fr/basket/add/", {"sku": world.product().upc, "quantity": "1"})
    return client.post("/en-fr/basket/voucher/", {"code": "NOPE"})


def note(world: RightsWorld) -> Any:
    order = waiting_order(world.product())
    staff = signed_in(role="staff", is_staff=True, is_superuser=True)
    return staff.post(f"/dashboard/orders/{order.number}/note/", {"text": ""})


def gift_card(_shop: RightsWorld) -> Any:
    staff = signed_in(role="staff", is_staff=True, is_superuser=True)
    return staff.post("/dashboard/gift-cards/new/", {"amount": "x"})


def api_key(world: RightsWorld) -> Any:
    owner = signed_in(role="licensee", licensee=world.licensee, licensee_role="owner")
    return owner.post("/licensee/keys/create/", {})


@pytest.mark.parametrize(
    ("send", "least"),
    [
        (checkout, 6),
        (new_address, 5),
        (sign_up, 1),
        (voucher, 1),
        (note, 1),
        (gift_card, 2),
        (api_key, 1),
    ],
)
def test_the_summary_links_to_the_fields_in_their_order(
    world: RightsWorld, stripe: Sandbox, send: Callable[[RightsWorld], Any], least: int
) -> None:
    assert_summary(send(world).text, least)


def test_every_page_with_fields_has_the_summary_and_no_list_of_errors_of_its_own() -> None:
    without, own = [], []
    asked = 0
    for path in sorted(TEMPLATES.rglob("*.html")):
        name, text = str(path.relative_to(TEMPLATES)), path.read_text()
        if name.startswith(("admin/", "oscar/dashboard/parts/search.html")):
            continue
        if "non_field_errors" in text:
            own.append(name)
        has_fields = "form.errors" in text and re.search(r"method=[\"']post", text)
        if name in PARTS or not (has_fields or "field.errors" in text):
            continue
        asked += 1
        if not any(summary in text for summary in SUMMARIES):
            without.append(name)
    assert asked > 10
    assert (own, without) == ([], [])
