"""Staff make gift cards, see every movement, and end one; each by its permission."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from shop.commerce.giftcards.codes import normalize_gift_card_code
from shop.commerce.giftcards.models import GiftCard
from shop.identity.accounts.models import User
from shop.orders.checkout.placement import begin_payment
from tests.dashboard.conftest import signed_in
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.giftcards import basket_paid_by, make_gift_card
from tools.testing.factories.orders import request_for, run_queued_jobs
from tools.testing.stripe_harness import Sandbox

LIST, NEW = "/dashboard/gift-cards/", "/dashboard/gift-cards/new/"


def said(client: Client, **changes: str) -> dict[str, str]:
    """Open the form; return what a clerk would send of it."""
    key = re.search(r'name="key" value="([0-9a-f-]+)"', client.get(NEW).text)
    assert key
    return {
        "key": key[1],
        "amount": "25.00",
        "currency": "EUR",
        "purpose": "GOODWILL",
        "reason": "A late parcel.",
        "language": "en",
    } | changes


def test_the_code_is_shown_once_to_who_makes_a_card_without_a_recipient(staff: Client) -> None:
    form = said(staff)
    made = staff.post(NEW, form)
    code = next(word for word in re.findall(r"<code>([^<]+)</code>", made.text))
    assert normalize_gift_card_code(code)
    assert "no-store" in made.headers["Cache-Control"]
    again = staff.post(NEW, form, follow=True)
    assert code not in again.text
    assert "€25.00" in again.text
    card = GiftCard.objects.get()
    assert code not in staff.get(f"{LIST}{card.public_id}/").text
    assert f"•••• {card.last4}" in staff.get(LIST, {"q": card.last4.lower()}).text
    assert "No gift cards found." in staff.get(LIST, {"q": code}).text


def test_the_code_of_a_card_with_a_recipient_is_mailed_and_not_shown(
    staff: Client, mailoutbox: list[object]
) -> None:
    page = staff.post(NEW, said(staff, recipient="fan@example.org"), follow=True)
    assert "not emailed yet" in page.text
    assert "<code>" not in page.text
    run_queued_jobs()
    assert len(mailoutbox) == 1
    card = GiftCard.objects.get()
    assert "mailed <time" in staff.get(f"{LIST}{card.public_id}/").text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"amount": ""}, "This field is required."),
        ({"amount": "0"}, "Enter an amount greater than 0."),
        ({"amount": "many"}, "Enter a number."),
        ({"amount": "10.50", "currency": "JPY"}, "JPY has 0 decimal places"),
        ({"currency": "XTS"}, "Select a valid choice."),
        ({"reason": ""}, "This field is required."),
        ({"valid_until": "2020-01-01"}, "Enter a date in the future."),
        ({"valid_until": "9999-12-31"}, "Enter a date between 1900 and 2199."),
        ({"valid_until": "soon"}, "Enter a valid date."),
        ({"recipient": "nobody"}, "Enter an email address such as name@example.org."),
        ({"key": "x"}, "This form has expired."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    staff: Client, changes: dict[str, str], sentence: str
) -> None:
    answer = staff.post(NEW, said(staff, **changes))
    assert answer.status_code == 422
    assert sentence in answer.text
    if "reason" not in changes:
        assert "A late parcel." in answer.text
    assert not GiftCard.objects.exists()


def test_every_movement_is_shown_with_its_order_and_the_end_with_its_reason(
    staff: Client, world: RightsWorld, stripe: Sandbox
) -> None:
    card = make_gift_card().card
    basket = basket_paid_by(card, world.product())
    order = begin_payment(request_for(basket)).order
    page = staff.get(f"{LIST}{card.public_id}/").text
    assert f"/dashboard/orders/{order.number}/" in page
    assert "-€15.00" in page
    assert f"{LIST}{card.public_id}/" in staff.get(f"/dashboard/orders/{order.number}/").text
    nothing = staff.post(f"{LIST}{card.public_id}/disable/", {"reason": ""})
    assert nothing.status_code == 422
    for _ in range(2):
        ended = staff.post(f"{LIST}{card.public_id}/disable/", {"reason": "Lost."}, follow=True)
    assert "This card can no longer be used." in ended.text
    assert "Lost." in ended.text
    assert "Disabled" in staff.get(LIST).text


@pytest.mark.parametrize(
    ("permission", "opens"),
    [
        ("view_giftcard", {"list", "card"}),
        ("add_giftcard", {"new"}),
        ("change_giftcard", {"disable"}),
        ("view_order", set()),
    ],
)
def test_each_page_asks_its_permission(
    world: RightsWorld, permission: str, opens: set[str]
) -> None:
    card = make_gift_card().card
    clerk = signed_in(email="clerk@example.org", role=User.Role.STAFF, is_staff=True)
    user = User.objects.get(email="clerk@example.org")
    user.user_permissions.add(Permission.objects.get(codename=permission))
    pages = {
        "list": LIST,
        "new": NEW,
        "card": f"{LIST}{card.public_id}/",
        "disable": f"{LIST}{card.public_id}/disable/",
    }
    assert {name for name, page in pages.items() if clerk.get(page).status_code == 200} == opens


def test_a_list_of_cards_asks_as_much_for_many_as_for_one(
    staff: Client, world: RightsWorld, django_assert_max_num_queries: object
) -> None:
    make_gift_card()
    counts = []
    for _ in range(2):
        with django_assert_max_num_queries(12) as asked:  # type: ignore[operator]
            assert staff.get(LIST).status_code == 200
        counts.append(len(asked))
        for _ in range(3):
            make_gift_card()
    assert counts[0] == counts[1]
