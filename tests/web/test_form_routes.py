"""Forms that can be refused, by who may submit them: each redirects to the page with its errors."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.dashboard.conftest import signed_in
from tests.web.test_form_answers import BROWSER, PAGE, addresses
from tools.testing.factories.catalog import RightsWorld
from tools.testing.stripe_harness import Sandbox

REFUSED = {
    "staff": {
        "/dashboard/stock/takes/",
        "/dashboard/gift-cards/new/",
        "/dashboard/factor-resets/new/",
    },
    "licensee": {
        "/licensee/catalog/new/",
        "/licensee/imports/new/",
        "/licensee/team/invite/",
        "/licensee/keys/create/",
    },
    "fan": {
        "/en-fr/account/addresses/new/",
        "/en-fr/accounts/password/change/",
        "/en-fr/accounts/password/reset/",
        "/en-fr/basket/gift-card/",
        "/en-fr/basket/gift-card/balance/",
        "/en-fr/basket/voucher/",
        "/en-fr/checkout/",
        "/en-fr/choose/",
    },
    "anonymous": {
        "/en-fr/accounts/login/",
        "/en-fr/accounts/signup/",
        "/en-fr/accounts/password/reset/",
    },
}
AREAS = {
    "staff": "/dashboard/",
    "licensee": "/licensee/",
    "fan": "/en-fr/",
    "anonymous": "/en-fr/accounts/",
}


@pytest.mark.parametrize("who", REFUSED)
def test_whoever_sends_an_invalid_form_is_redirected_to_what_is_wrong(
    world: RightsWorld, stripe: Sandbox, who: str
) -> None:
    world.product()
    people: dict[str, Callable[[], Client]] = {
        "staff": lambda: signed_in(role="staff", is_staff=True, is_superuser=True),
        "licensee": lambda: signed_in(
            role="licensee", licensee=world.licensee, licensee_role="owner"
        ),
        "fan": signed_in,
        "anonymous": Client,
    }
    client, refused = people[who](), set()
    for address in addresses():
        path = f"/en-fr{address}" if address.startswith("/accounts/") else address
        if not path.startswith(AREAS[who]) or "logout" in path:
            continue
        answer = client.post(path, {"ship_to": "?", "email": "?"}, headers=BROWSER)
        is_page = answer.headers.get("Content-Type", "").startswith("text/html")
        assert not (is_page and answer.status_code in PAGE), path  # scripts are answered with JSON
        if "?answer=" in answer.headers.get("Location", ""):
            refused.add(path)
        if "/login/" in answer.headers.get("Location", "") and who != "anonymous":
            client = people[who]()  # an address ended the session
    assert REFUSED[who] - refused == set()
