"""The address book: addresses are checked as at checkout and seen by their owner only."""

from typing import Any

import pytest
from django.test import Client
from oscar.apps.address.models import UserAddress

from shop.identity.accounts.models import User
from shop.oscar.order.models import Order
from tests.web.test_unpaid_order_pages import FRENCH, HIDDEN
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.stripe_harness import Sandbox

BOOK = "/en-fr/account/addresses/"
HOME = {name: FRENCH[name] for name in ("country", "name", "line1", "postcode", "city")}
WORK = HOME | {"line1": "2 avenue du Travail", "phone": "01 42 68 53 00"}


@pytest.fixture
def fan(world: RightsWorld) -> User:
    return UserFactory(email="fan@example.org")


@pytest.fixture
def client(fan: User) -> Client:
    signed_in = Client()
    signed_in.force_login(fan)
    return signed_in


def saved(fan: User) -> list[UserAddress]:
    return list(UserAddress.objects.filter(user=fan).order_by("pk"))


def fields(html: str) -> dict[str, str]:
    form = html.split('class="checkout-form', 1)[1].split("</form>", 1)[0]
    return dict(HIDDEN.findall(form))


def test_an_address_is_added_changed_made_the_first_and_deleted(client: Client, fan: User) -> None:
    assert "No addresses saved yet." in client.get(BOOK).text
    for address in (HOME, WORK, HOME | {"postcode": " f-75001 "}):
        assert client.post(f"{BOOK}new/", address)["Location"] == BOOK
    home, work = saved(fan)
    assert (home.postcode, home.is_default_for_shipping) == ("75001", True)
    assert (str(work.phone_number), work.is_default_for_shipping) == ("+33142685300", False)
    client.post(f"{BOOK}{work.pk}/", WORK | {"city": "Lyon", "postcode": "69001"})
    client.post(f"{BOOK}{work.pk}/act/", {"default": "1"})
    home, work = saved(fan)
    assert (work.line4, work.is_default_for_shipping) == ("Lyon", True)
    assert not home.is_default_for_shipping
    client.post(f"{BOOK}{home.pk}/act/", {"delete": "1"})
    assert saved(fan) == [work]


def test_what_the_checkout_refuses_is_refused(client: Client, fan: User) -> None:
    wrong = {"country": "US", "name": "Ada", "line1": "1 Main St", "city": "Denver"}
    answer = client.post(f"{BOOK}new/", wrong | {"state": "CA", "postcode": "80202"})
    assert answer.status_code == 422
    assert "This ZIP code is not in California." in answer.text
    assert 'value="Denver"' in answer.text
    assert client.post(f"{BOOK}new/", HOME | {"country": "XX"}).status_code == 422
    assert saved(fan) == []


def test_a_change_that_makes_two_alike_and_a_full_book_are_refused(
    client: Client, fan: User
) -> None:
    for number in range(20):
        client.post(f"{BOOK}new/", HOME | {"line1": f"{number} rue"})
    first = saved(fan)[0]
    answer = client.post(f"{BOOK}{first.pk}/", HOME | {"line1": "1 rue"})
    assert (answer.status_code, "already saved this address" in answer.text) == (422, True)
    answer = client.post(f"{BOOK}new/", HOME)
    assert (answer.status_code, "at most 20 addresses" in answer.text) == (422, True)
    assert len(saved(fan)) == 20


def test_another_persons_address_does_not_exist(client: Client, fan: User) -> None:
    client.post(f"{BOOK}new/", HOME)
    address = saved(fan)[0]
    other = Client()
    other.force_login(UserFactory())
    assert other.get(f"{BOOK}{address.pk}/").status_code == 404
    assert other.post(f"{BOOK}{address.pk}/", WORK).status_code == 404
    for action in ("delete", "default"):
        assert other.post(f"{BOOK}{address.pk}/act/", {action: "1"}).status_code == 404
    for path in (BOOK, f"{BOOK}new/", f"{BOOK}{address.pk}/"):
        assert "/accounts/login/" in Client().get(path)["Location"]
    assert saved(fan) == [address]


def test_the_checkout_begins_with_the_default_and_offers_the_others(
    client: Client, fan: User, world: RightsWorld, stripe: Sandbox
) -> None:
    client.post(f"{BOOK}new/", HOME)
    client.post(f"{BOOK}new/", WORK | {"city": "Lyon", "postcode": "69001"})
    client.post("/en-fr/basket/add/", {"sku": world.product().upc, "quantity": "1"})
    page = client.get("/en-fr/checkout/").text
    assert 'value="1 rue de l&#x27;Exemple"' in page
    assert "You do not need an account" not in page
    work = saved(fan)[1]
    sent = {"saved": str(work.pk), "use_address": "1", "country": "FR", "email": "new@example.org"}
    page = client.post("/en-fr/checkout/", sent).text
    assert 'value="2 avenue du Travail"' in page
    assert 'value="Lyon"' in page
    assert 'value="new@example.org"' in page
    stranger = UserAddress.objects.create(
        user=UserFactory(), first_name="Secret", line1="Hidden 1", country_id="FR"
    )
    page = client.post("/en-fr/checkout/", sent | {"saved": str(stranger.pk)}).text
    assert "Hidden 1" not in page


@pytest.mark.parametrize(("asked", "kept"), [({"save_address": "1"}, 1), ({}, 0)])
def test_an_order_saves_its_address_when_its_buyer_asks(
    client: Client, fan: User, world: RightsWorld, stripe: Sandbox, asked: dict[str, str], kept: int
) -> None:
    client.post("/en-fr/basket/add/", {"sku": world.product().upc, "quantity": "1"})
    page = client.get("/en-fr/checkout/").text
    answer: Any = client.post("/en-fr/checkout/", fields(page) | FRENCH | asked)
    assert "/pay/" in answer["Location"]
    assert Order.objects.count() == 1
    assert len(saved(fan)) == kept


def test_a_guest_is_told_that_no_account_is_needed_and_saves_nothing(
    world: RightsWorld, stripe: Sandbox
) -> None:
    client = Client()
    client.post("/en-fr/basket/add/", {"sku": world.product().upc, "quantity": "1"})
    page = client.get("/en-fr/checkout/").text
    assert "You do not need an account" in page
    assert "Save this address" not in page
    client.post("/en-fr/checkout/", fields(page) | FRENCH | {"save_address": "1"})
    assert Order.objects.count() == 1
    assert not UserAddress.objects.exists()
