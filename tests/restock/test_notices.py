"""Back-in-stock alerts: confirmed requests only, oldest first, where the sale is allowed, once."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.models import Product
from licensing.models import Agreement
from shop.commerce.inventory.routing import RequestedUnits
from shop.commerce.inventory.services import receive_stock, reserve
from shop.commerce.markets.models import Market
from shop.commerce.restock.models import RestockNotice
from shop.commerce.restock.services import (
    MOST_QUESTIONS,
    TOLD_PER_UNIT,
    delete_old_notices,
    queue_notices,
    send_notice,
)
from shop.platform.database.clock import database_now
from tools.testing.factories.catalog import EUROPE, RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import empty_order, run_queued_jobs

ASK = "/en-fr/restock/"


@pytest.fixture
def pin(world: RightsWorld) -> Product:
    """Return an article of which nothing is left."""
    return world.product(stock=0)


def ask(client: Client, email: str = "fan@example.org", sku: str = "PIN-1") -> Any:
    """Send the form."""
    return client.post(ASK, {"sku": sku, "email": email}, follow=True)


def receive(article: Product, units: int) -> None:
    """Receive units of an article, and run the scheduled jobs."""
    receive_stock(stock_record=article.stockrecords.get(), quantity=units, reason="delivery")
    queue_notices()
    run_queued_jobs()


def waiting(article: Product, number: int, ship_to: str = "FR", **fields: Any) -> RestockNotice:
    """Return a confirmed request; higher numbers are later."""
    return RestockNotice.objects.create(
        product=article,
        email=f"fan{number}@example.org",
        market=Market.objects.get(code="fr"),
        ship_to_id=ship_to,
        language="fr",
        confirmed_at=database_now() - timedelta(days=9) + timedelta(minutes=number),
        **fields,
    )


def told() -> list[str]:
    """Return the recipients in the order of the mails."""
    return [message.to[0] for message in mail.outbox]


def link_in(text: str, ending: str = "") -> str:
    """Return the path of the notice's page that a mail names."""
    found = re.search(rf"https?://[^/]+(/\S+/restock/[^\s>]+/{ending})", text)
    assert found
    return found[1]


def test_a_fan_says_yes_and_is_told_once(client: Client, pin: Product) -> None:
    page = client.get("/en-fr/p/-/PIN-1/", follow=True).text
    assert "Notify me when it is back in stock" in page
    assert "Check your email" in ask(client).text
    run_queued_jobs()
    (question,) = mail.outbox
    assert question.to == ["fan@example.org"]
    receive(pin, 1)
    assert len(mail.outbox) == 1  # no request is confirmed yet
    path = link_in(question.body)
    assert link_in(str(question.alternatives[0][0]).replace('"', " ")) == path
    client.get(path)  # a mail program that opens links confirms nothing
    assert RestockNotice.objects.get().confirmed_at is None
    client.post(path)
    for _ in range(3):
        queue_notices()
        run_queued_jobs()
    assert len(mail.outbox) == 2
    told_of = mail.outbox[1]
    assert told_of.subject == "Back in stock: Enamel pin"
    assert re.search(r"/en-fr/p/[\w-]+/PIN-1/", told_of.body)
    assert "We have emailed you" in client.get(path).text
    assert told_of.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_one_click_of_a_mail_program_ends_it(pin: Product) -> None:
    waiting(pin, 1)
    receive(pin, 1)
    header = mail.outbox[0].extra_headers["List-Unsubscribe"]
    program = Client(enforce_csrf_checks=True)
    path = link_in(header, "end/")
    assert program.get(path).status_code == 302
    assert RestockNotice.objects.exists()
    said = {"List-Unsubscribe": "One-Click"}
    assert program.post(path, said).status_code == 302
    assert not RestockNotice.objects.exists()
    assert program.post(path, said).status_code == 404


def test_somebody_signed_in_is_asked_only_for_an_address_not_theirs(
    client: Client, pin: Product
) -> None:
    fan = UserFactory(email="own@example.org")
    EmailAddress.objects.create(user=fan, email=fan.email, verified=True, primary=True)
    client.force_login(fan)
    assert 'value="own@example.org"' in client.get("/en-fr/p/-/PIN-1/", follow=True).text
    assert "We will email you when it is back in stock" in ask(client, "Own@example.org").text
    ask(client, "other@example.org")
    run_queued_jobs()
    assert told() == ["other@example.org"]
    receive(pin, 1)
    assert told() == ["other@example.org", "own@example.org"]


def test_who_did_not_ask_is_not_flooded(client: Client, world: RightsWorld) -> None:
    for number in range(MOST_QUESTIONS + 2):
        world.product(sku=f"PIN-{number}", stock=0)
        for _ in range(2):
            ask(client, "victim@example.org", f"PIN-{number}")
    run_queued_jobs()
    assert told() == ["victim@example.org"] * MOST_QUESTIONS


@pytest.mark.parametrize(
    ("email", "status"),
    [
        ("", 422),
        ("not an address", 422),
        ("a" * 250 + "@example.org", 422),
        ("a\x00@b", 422),
        ("ada b@example.org", 422),
    ],
)
def test_a_wrong_address_is_named_and_kept(
    client: Client, pin: Product, email: str, status: int
) -> None:
    answer = ask(client, email)
    assert answer.status_code == status
    assert "field-error" in answer.text
    assert {'href="#restock-email"', 'id="restock-email"'} <= set(
        answer.text.replace(">", " ").split()
    )
    assert not RestockNotice.objects.exists()


@pytest.mark.parametrize("sku", ["", "NONE", "\x00", "x" * 300])
def test_an_unknown_article_is_not_found(client: Client, pin: Product, sku: str) -> None:
    assert ask(client, sku=sku).status_code == 404


@pytest.mark.parametrize("token", ["x", "x:y", "0" * 40])
def test_a_made_up_link_opens_nothing(client: Client, pin: Product, token: str) -> None:
    for path in (f"{ASK}{token}/", f"{ASK}{token}/end/"):
        assert client.post(path).status_code == 404


def test_what_is_there_is_not_waited_for(client: Client, world: RightsWorld) -> None:
    world.product(stock=1)
    assert "This item is in stock." in ask(client).text
    assert not RestockNotice.objects.exists()


def test_what_is_not_for_sale_here_is_not_waited_for(client: Client, world: RightsWorld) -> None:
    world.product(stock=0, agreement=world.agreement(marks=[world.mark], include=["US"]))
    answer = client.post("/en-us/restock/", {"sku": "PIN-1", "email": "fan@example.org"})
    assert answer.status_code == 302
    assert RestockNotice.objects.count() == 1
    answer = ask(client, "other@example.org")
    assert answer.status_code == 404
    assert RestockNotice.objects.count() == 1


def test_a_size_is_waited_for(client: Client, world: RightsWorld) -> None:
    shirt = world.product(sku="SHIRT", sizes=("M", "L"), stock=0)
    large = shirt.children.get(size="L")
    receive_stock(stock_record=large.stockrecords.get(), quantity=1, reason="delivery")
    page = client.get("/en-fr/p/-/SHIRT/", follow=True).text
    assert '<option value="SHIRT-M"' in page
    assert '<option value="SHIRT-L"' not in page
    ask(client, sku="SHIRT-M")
    assert RestockNotice.objects.get().product.size == "M"
    assert ask(client, sku="SHIRT").status_code == 200  # a parent is nothing to wait for
    assert RestockNotice.objects.count() == 1


def test_the_oldest_are_told_and_no_more_than_may_hope(pin: Product) -> None:
    for number in reversed(range(2 * TOLD_PER_UNIT + 1)):
        waiting(pin, number)
    receive(pin, 1)
    assert told() == [f"fan{number}@example.org" for number in range(TOLD_PER_UNIT)]
    queue_notices()
    run_queued_jobs()
    assert len(told()) == TOLD_PER_UNIT
    receive(pin, 1)
    assert len(told()) == 2 * TOLD_PER_UNIT


def test_who_may_not_have_it_is_not_told_and_keeps_nobody_waiting(world: RightsWorld) -> None:
    agreement: Agreement = world.agreement(marks=[world.mark], include=EUROPE)
    pin = world.product(stock=0, agreement=agreement)
    for number in range(2 * TOLD_PER_UNIT):
        waiting(pin, number, ship_to="BR")
    waiting(pin, 99, ship_to="FR")
    receive(pin, 1)
    assert told() == ["fan99@example.org"]


def test_what_is_sold_out_again_is_not_told_of(pin: Product) -> None:
    wish = waiting(pin, 1)
    record = pin.stockrecords.get()
    receive_stock(stock_record=record, quantity=1, reason="delivery")
    assert queue_notices() == 1
    reserve(
        order=empty_order(),
        requested=[RequestedUnits(record.product_id, 1)],
        expires_at=database_now() + timedelta(minutes=9),
    )
    run_queued_jobs()
    assert told() == []
    wish.refresh_from_db()
    assert wish.queued_at is None
    receive(pin, 1)
    assert told() == ["fan1@example.org"]
    send_notice(wish.pk)
    assert len(told()) == 1


def test_addresses_are_forgotten(pin: Product) -> None:
    now = database_now()
    waiting(pin, 1, mailed_at=now - timedelta(days=31))
    waiting(pin, 2, mailed_at=now - timedelta(days=29))
    waiting(pin, 3)
    for number, days in ((4, 8), (5, 6)):
        notice = waiting(pin, number)
        RestockNotice.objects.filter(pk=notice.pk).update(
            confirmed_at=None, asked_at=now - timedelta(days=days)
        )
    assert delete_old_notices() == 2
    left = RestockNotice.objects.order_by("email").values_list("email", flat=True)
    assert list(left) == [f"fan{number}@example.org" for number in (2, 3, 5)]


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(arrivals=st.lists(st.integers(0, 4), min_size=1, max_size=5), wishes=st.integers(0, 12))
def test_never_more_mails_than_hopes_and_nobody_twice(
    world: RightsWorld, arrivals: list[int], wishes: int
) -> None:
    RestockNotice.objects.all().delete()
    mail.outbox.clear()
    sku = f"PIN-{Product.objects.count()}"
    pin = world.product(sku=sku, stock=0)
    for number in range(wishes):
        waiting(pin, number)
    for units in arrivals:
        if units:
            receive(pin, units)
    assert len(told()) == min(wishes, TOLD_PER_UNIT * sum(arrivals))
    assert told() == sorted(set(told()), key=lambda email: int(email[3:-12]))


def test_an_account_lists_and_ends_its_alerts(pin: Product) -> None:
    fan = UserFactory(email="fan7@example.org")
    mine = waiting(pin, 7, user=fan)
    waiting(pin, 8)
    client = Client()
    client.force_login(fan)
    page = "/en-fr/account/mails/"
    assert client.get(page).text.count("Enamel pin") == 2  # with the name of its button
    client.post(f"{page}alerts/", {"alert": str(RestockNotice.objects.latest("pk").public_id)})
    assert RestockNotice.objects.count() == 2  # another person's alert stays
    assert client.post(f"{page}alerts/", {"alert": "x"}).status_code == 404
    client.post(f"{page}alerts/", {"alert": str(mine.public_id)})
    assert [notice.email for notice in RestockNotice.objects.all()] == ["fan8@example.org"]
    assert "You have no back-in-stock alerts" in client.get(page).text
