"""A buyer at the checkout page: opens it, types an address, sends it."""

import re
from typing import Any

from django.test import Client

from shop.oscar.basket.middleware import basket_cookie
from shop.oscar.basket.models import Basket

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
CHECKED = re.compile(r'name="delivery" value="([^"]+)" checked')


def send_address(client: Client, basket: Basket, prefix: str, **typed: str) -> Any:
    """Type an address into the checkout and order; a second time when the total follows it."""
    client.cookies.load(dict([basket_cookie(basket)]))
    address = f"/{prefix}/checkout/"
    form = {"name": "Ada Example", "line1": "1 Example Road", "email": "ada@example.org"} | typed
    page = client.post(address, form | {"use_country": "1"})
    assert page.status_code == 200
    shown = dict(HIDDEN.findall(page.text)) | dict.fromkeys(["delivery"], "standard")
    return client.post(address, shown | form)


def posted(form_page: Any, field: str) -> str:
    """Return the value of a field on a page that shows the form again."""
    found = re.search(rf'<input[^>]*name="{field}" value="([^"]*)"', form_page.text)
    return found[1] if found else ""
