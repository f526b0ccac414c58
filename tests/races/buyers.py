"""Buyers without a browser: the pages' own forms over HTTP, each with cookies of their own."""

import re
from dataclasses import dataclass, field
from threading import Barrier

import requests

ADDRESS = {
    "country": "FR",
    "name": "Ada Example",
    "line1": "1 rue de l'Exemple",
    "postcode": "75001",
    "city": "Paris",
    "email": "ada@example.org",
    "delivery": "standard",
}
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
TIMEOUT_S = 60


@dataclass
class Buyer:
    """One visitor of the shop."""

    shop: str
    session: requests.Session = field(default_factory=requests.Session)

    def fill_basket(
        self, sku: str, *, prefix: str = "en-fr", quantity: int = 1, follow: bool = True
    ) -> int:
        """Open the product and put it into the basket; return the last status."""
        page = self.session.get(f"{self.shop}/{prefix}/p/-/{sku}/", timeout=TIMEOUT_S)
        data = _hidden(page.text) | {"sku": sku, "quantity": str(quantity)}
        return self.post(f"/{prefix}/basket/add/", data, follow=follow).status_code

    def open_checkout(self, *, prefix: str = "en-fr", **changes: str) -> dict[str, str]:
        """Open the checkout and return the form as this buyer would send it."""
        page = self.session.get(f"{self.shop}/{prefix}/checkout/", timeout=TIMEOUT_S)
        return _hidden(page.text) | ADDRESS | changes

    def place(self, form: dict[str, str], barrier: Barrier | None = None) -> requests.Response:
        """Send the form, with all others at once when there is a barrier."""
        if barrier is not None:
            barrier.wait(TIMEOUT_S)
        return self.post("/en-fr/checkout/", form, follow=False)

    def post(self, path: str, data: dict[str, str], *, follow: bool = True) -> requests.Response:
        """Send a form with the headers of a browser that sends it from a page of the shop."""
        return self.session.post(
            f"{self.shop}{path}",
            data=data,
            headers={"Referer": f"{self.shop}/", "Origin": self.shop},
            allow_redirects=follow,
            timeout=TIMEOUT_S,
        )


def _hidden(html: str) -> dict[str, str]:
    return dict(HIDDEN.findall(html))
