"""Codes, numbers and addresses are understood on pages and in the API however they were typed."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from catalog.article_numbers import find_article
from catalog.models import Product
from shop.commerce.restock.models import RestockNotice
from shop.identity.accounts.models import User
from shop.identity.team.models import Invitation
from shop.identity.tenancy import acting_for
from tests.dashboard.conftest import signed_in
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.giftcards import make_gift_card
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import waiting_order
from tools.testing.factories.vouchers import make_voucher
from tools.testing.stripe_harness import Sandbox

BASKETS = "/api/v1/baskets/"
# Ways in which a code with dashes arrives: other dashes, full width, copied marks, odd spaces.
FORMS = {
    "en dashes": lambda code: code.replace("-", "\u2013"),
    "non-breaking hyphens": lambda code: code.replace("-", "\u2011").lower(),
    "minus signs and spaces": lambda code: f" {code.replace('-', ' \u2212 ')}\u00a0",
    "full width": lambda code: "".join(
        chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in code
    ),
    "marks of copying": lambda code: f"\u202a\u200e{code}\u200b\ufeff\u202c",
    "zero bytes": lambda code: f"{code[:3]}\x00{code[3:]}",
}
each_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)


@pytest.fixture(scope="module")
def built(build_once: Callable[..., Any]) -> tuple[RightsWorld, Product]:
    """Build a shop that sells a pin and a cap, for all tests of the module."""

    def build(world: RightsWorld) -> tuple[RightsWorld, Product]:
        world.product(sku="CAP-2", title="Woven cap")
        return world, world.product(sku="PIN-1", title="Enamel pin")

    return build_once(build)


@pytest.fixture
def world(built: tuple[RightsWorld, Product], db: None) -> RightsWorld:
    return deepcopy(built[0])


@pytest.fixture
def pin(built: tuple[RightsWorld, Product], db: None) -> Product:
    return deepcopy(built[1])


def send(path: str, body: Any, method: str = "post", **headers: str) -> Any:
    call = getattr(Client(), method)
    return call(path, body, content_type="application/json", headers=headers)


@each_form
def test_a_gift_card_and_a_voucher_on_the_page(pin: Product, client: Client, form: Any) -> None:
    make_voucher("TEN-PER-CENT", percent=10)
    card = make_gift_card()
    client.post("/en-fr/basket/add/", {"sku": form(pin.upc)})
    page = client.post("/en-fr/basket/voucher/", {"code": form("TEN-PER-CENT")}, follow=True)
    assert page.status_code == 200
    assert "TEN-PER-CENT" in page.text
    page = client.post("/en-fr/basket/gift-card/", {"card": form(card.code)}, follow=True)
    assert page.status_code == 200
    assert f"•••• {card.card.last4}" in page.text


@each_form
def test_a_gift_card_and_a_voucher_in_the_api(pin: Product, form: Any) -> None:
    make_voucher("TEN-PER-CENT", percent=10)
    card = make_gift_card()
    basket = send(BASKETS, {"market": "fr", "territory": form("fr")}).json()
    lines = f"{BASKETS}{basket['token']}/lines/"
    answer = send(lines, {"sku": form(pin.upc), "quantity": 1})
    assert answer.status_code == 201, answer.content
    voucher = f"{BASKETS}{basket['token']}/voucher/"
    answer = send(voucher, {"code": form("TEN-PER-CENT")}, "put")
    assert answer.status_code == 200, answer.content
    assert answer.json()["voucher"]["code"] == "TEN-PER-CENT"
    paid = f"{BASKETS}{basket['token']}/gift-card/"
    answer = send(paid, {"code": form(card.code)}, "put")
    assert answer.status_code == 200, answer.content
    assert answer.json()["gift_card"]["last4"] == card.card.last4


@each_form
def test_an_article_is_found_by_number_and_gtin(pin: Product, form: Any) -> None:
    Product.objects.filter(pk=pin.pk).update(gtin="036000291452")
    assert find_article(form("PIN-1")) == pin
    assert find_article(form("pin-1")) == pin
    assert find_article(form("0036000291452")) == pin
    assert find_article(form("PIN-2")) is None


STAFF_SEARCHES = {
    "/dashboard/catalogue/": "PIN-1",
    "/dashboard/stock/": "PIN-1",
    "/licensee/catalog/": "PIN-1",
    "/licensee/stock/": "PIN-1",
}


@pytest.mark.parametrize(
    "typed", ["ｐｉｎ－１", "PIN\u20131", "\u200ePIN-1\u200b", "0036000291452"]
)
@pytest.mark.parametrize("address", STAFF_SEARCHES)
def test_desks_find_an_article(world: RightsWorld, pin: Product, address: str, typed: str) -> None:
    Product.objects.filter(pk=pin.pk).update(gtin="036000291452")
    if address.startswith("/licensee"):
        client = signed_in(
            role=User.Role.LICENSEE,
            licensee=world.licensee,
            licensee_role=User.LicenseeRole.OWNER,
        )
    else:
        client = signed_in(role=User.Role.STAFF, is_staff=True, is_superuser=True)
    page = client.get(address, {"q": typed}).text
    assert "Enamel pin" in page
    assert "Woven cap" not in page


@pytest.mark.parametrize("typed", ["{}", "ｍｓ{}", " {} ", "\u200e{}\u200b", "{0}"])
def test_the_dashboard_finds_an_order(pin: Product, stripe: Sandbox, typed: str) -> None:
    order = waiting_order(pin)
    number = order.number
    client = signed_in(role=User.Role.STAFF, is_staff=True, is_superuser=True)
    text = typed.format(number.removeprefix("MS") if "ｍｓ" in typed else number)
    assert number in client.get("/dashboard/orders/", {"q": text.replace("-", "\u2013")}).text


REFUSED = ["fan@[10.0.0.1]", "jørgen@example.no", "fan@example", "@example.org"]
READ = [
    "Ｆａｎ＠example.org",
    " fan@EXAMPLE.org\u200b",
    "fan@example\u3002org",
    "\u202afan@example.org",
]


def invite(typed: str, world: RightsWorld) -> bool:
    owner = signed_in(
        role=User.Role.LICENSEE, licensee=world.licensee, licensee_role=User.LicenseeRole.OWNER
    )
    owner.post("/licensee/team/invite/", {"email": typed, "role": "catalog"})
    with acting_for(world.licensee.pk):
        return Invitation.objects.filter(email="fan@example.org").exists()


def wait_for_stock(typed: str, world: RightsWorld) -> bool:
    product = world.product(sku="GONE-1", stock=0)
    Client().post("/en-fr/restock/", {"sku": product.upc, "email": typed})
    return RestockNotice.objects.filter(email="fan@example.org").exists()


def sign_up(typed: str, world: RightsWorld) -> bool:
    Client().post(
        "/en-fr/accounts/signup/", {"email": typed, "password1": "Velodrome-Otter-41-quay"}
    )
    return User.objects.filter(email="fan@example.org").exists()


def reset(typed: str, world: RightsWorld) -> bool:
    UserFactory(email="fan@example.org")
    Client().post("/en-fr/accounts/password/reset/", {"email": typed})
    return any(sent.to == ["fan@example.org"] for sent in mail.outbox)


PLACES = [invite, wait_for_stock, sign_up, reset]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("typed", READ)
def test_an_email_address_is_read_alike_everywhere(
    world: RightsWorld, place: Any, typed: str
) -> None:
    assert place(typed, world)


@pytest.mark.parametrize("place", [invite, wait_for_stock, sign_up])
@pytest.mark.parametrize("typed", REFUSED)
def test_an_address_that_cannot_get_mail_is_refused_everywhere(
    world: RightsWorld, place: Any, typed: str
) -> None:
    place(typed, world)
    assert not User.objects.filter(email__in=REFUSED).exists()
    assert not RestockNotice.objects.exists()
    with acting_for(world.licensee.pk):
        assert not Invitation.objects.exists()
