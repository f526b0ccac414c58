"""One client tries to reserve the whole stock of an article through the API.

A live shop with its limits in force. The client orders under ever new emails and delivery addresses
and pays nothing. The drill fails if the client reserves more than its share, if it is never
refused, if another buyer is refused, or if fewer orders were tried than the minimum.
"""

import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from tools.drills.buying import ADDRESS
from tools.drills.revocation import SKU
from tools.drills.running import stocked_template
from tools.testing.live_shop import LiveShop, live_shop

SHARE = 100  # reserved units of one client that `shop.orders.checkout.unpaid_caps` allows
# as many units per order as the default limit per person allows
STOCK, UNITS_AN_ORDER, LEAST_TRIED = 443, 20, 10
TIMEOUT_S = 30


@dataclass
class HoardingReport:
    """Responses to the client, and the units reserved at the end."""

    answers: Counter[str] = field(default_factory=Counter)
    held: int = 0
    others: Counter[str] = field(default_factory=Counter)

    @property
    def faults(self) -> list[str]:
        """Return the faults; too few observations are a fault."""
        faults = []
        if self.answers.total() < LEAST_TRIED:
            faults.append(f"only {self.answers.total()} orders were tried")
        if not 0 < self.held <= SHARE:
            faults.append(f"the client holds {self.held} units, its share is {SHARE}")
        if not self.answers["too_many_unpaid"]:
            faults.append("the client was never refused")
        if set(self.others) != {"ordered"}:
            faults.append(f"the other buyer was answered {dict(self.others)}")
        return faults


def main() -> int:
    """Run the drill and print the result."""
    with tempfile.TemporaryDirectory() as folder:
        hoard = hoard_stock(Path(folder), stocked_template())
    print(
        f"one client, {hoard.answers.total()} orders of {UNITS_AN_ORDER}: {dict(hoard.answers)}, "
        f"{hoard.held} of {STOCK} units held; another buyer: {dict(hoard.others)}"
    )
    for fault in hoard.faults:
        print(f"FAULT {fault}")
    return 1 if hoard.faults else 0


def hoard_stock(folder: Path, template: str) -> HoardingReport:
    """Run a shop of its own and hoard its stock."""
    hoard = HoardingReport()
    extra = {"LIMITS_FACTOR": "1", "TRUSTED_PROXIES": "127.0.0.1"}
    with live_shop(folder, template, name="drill_hoarding", with_worker=False, **extra) as shop:
        shop.leave_in_stock(SKU, STOCK)
        for number in range(LEAST_TRIED + 2):
            hoard.answers[_order(shop, "192.0.2.66", f"h{number}", UNITS_AN_ORDER)] += 1
        rows = shop.query("select coalesce(sum(num_held), 0)::int from partner_stockrecord")
        hoard.held = int(rows[0][0])
        for number in range(5):
            hoard.others[_order(shop, f"198.51.100.{number}", f"fan{number}", 2)] += 1
    return hoard


def _order(shop: LiveShop, client: str, name: str, units: int) -> str:
    """Order units under a new email; return "ordered" or the code of the refusal."""
    headers = {"X-Forwarded-For": client, "Idempotency-Key": f"hoarding-drill-{name}"}
    baskets = f"{shop.url}/api/v1/baskets/"

    def post(address: str, body: dict[str, Any]) -> requests.Response:
        return requests.post(address, json=body, headers=headers, timeout=TIMEOUT_S)

    made = post(baskets, {"market": "fr"})
    if not made.ok:
        return str(made.json().get("code"))
    basket = f"{baskets}{made.json()['token']}/"
    filled = post(f"{basket}lines/", {"sku": SKU, "quantity": units})
    if not filled.ok:
        return str(filled.json().get("code"))
    quote = filled.json()
    person = {"email": f"{name}@example.org", "line1": f"{name} rue de l'Exemple"}
    body = ADDRESS | person | {"expected_minor": quote["total_minor"]}
    placed = post(f"{basket}payment/", body)
    return "ordered" if placed.ok else str(placed.json().get("code"))
