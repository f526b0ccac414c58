"""Staff make cards: the code is known once, the money is in the books, mistakes are refused."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.db.models import Sum
from procrastinate.contrib.django.models import ProcrastinateJob

from shop.commerce.giftcards.codes import (
    format_gift_card_code,
    hashes_of,
    new_seed,
    normalize_gift_card_code,
)
from shop.commerce.giftcards.errors import GiftCardNotIssued, GiftCardRefused
from shop.commerce.giftcards.models import GiftCard, GiftCardMovement
from shop.commerce.giftcards.redemption import find_gift_card
from shop.commerce.giftcards.services import disable_gift_card
from shop.commerce.giftcards.tasks import send
from shop.finance.ledger.models import Entry
from shop.orders.invariants.registry import check_invariants
from shop.platform.database.clock import database_now
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.giftcards import balance, make_gift_card
from tools.testing.factories.orders import run_queued_jobs

KEY = UUID("0197a1b2-0000-7000-8000-000000000001")


@pytest.fixture
def world(shared_world: RightsWorld) -> RightsWorld:
    """Return a copy of the maker that the module builds once."""
    return shared_world


class ChangedMindError(Exception):
    pass


def broken() -> list[str]:
    return [f"{one.name}: {one.detail}" for one in check_invariants() if not one.holds]


def books() -> Mapping[str, int]:
    rows = Entry.objects.values_list("account").annotate(total=Sum("amount"))
    return {account: total for account, total in rows if total}


def everything_stored() -> str:
    """Return every row of the tables that a card touches, as text."""
    tables = ["giftcards_giftcard", "giftcards_giftcardmovement", "procrastinate_jobs"]
    rows = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"select t::text from {table} t")
            rows += [row for (row,) in cursor.fetchall()]
    return "\n".join(rows)


@pytest.mark.parametrize(
    ("amount", "currency", "purpose", "entries"),
    [
        ("25.00", "EUR", "GOODWILL", {"GOODWILL": 2500, "GIFT_CARDS": -2500}),
        ("1500", "JPY", "GOODWILL", {"GOODWILL": 1500, "GIFT_CARDS": -1500}),
        ("80.01", "AED", "PAID", {"BANK": 8001, "GIFT_CARDS": -8001}),
    ],
)
def test_a_card_is_owed_to_its_holder_from_the_day_it_is_made(
    world: RightsWorld, amount: str, currency: str, purpose: str, entries: dict[str, int]
) -> None:
    made = make_gift_card(amount, currency, purpose=purpose)
    assert books() == entries
    assert balance(made.card) == made.card.issued == Decimal(amount)
    assert broken() == []


def test_a_code_has_98_bits_and_is_stored_nowhere(world: RightsWorld) -> None:
    made = make_gift_card()
    code = normalize_gift_card_code(made.code)
    assert len(code) == 20
    assert 30**20 > 2**98
    assert made.card.last4 == code[-4:]
    stored = everything_stored()
    assert code not in stored
    assert made.code not in stored
    assert made.card.code_hash == hashes_of(code)[0]
    assert find_gift_card(f" {made.code.lower()} ", "EUR", database_now()) == made.card


def test_a_mailed_code_is_in_no_job_and_its_seed_is_erased_with_the_mail(
    world: RightsWorld,
) -> None:
    made = make_gift_card(recipient="fan@example.org", language="de")
    assert made.code == ""
    assert made.card.seed
    job = ProcrastinateJob.objects.get(task_name="giftcards.send")
    assert job.args == {"card_id": made.card.pk}
    run_queued_jobs()
    (sent,) = mail.outbox
    assert sent.to == ["fan@example.org"]
    assert "Geschenkkarte" in sent.subject
    code = next(word for word in sent.body.split() if normalize_gift_card_code(word))
    assert code in str(sent.alternatives[0][0])
    assert "15,00" in sent.body
    assert find_gift_card(code, "EUR", database_now()) == made.card
    made.card.refresh_from_db()
    assert (made.card.seed, made.card.mailed_at is None) == ("", False)
    assert normalize_gift_card_code(code) not in everything_stored()
    send(card_id=made.card.pk)
    assert len(mail.outbox) == 1


def test_a_mail_that_is_tried_again_brings_the_same_code(
    world: RightsWorld,
) -> None:
    made = make_gift_card(recipient="fan@example.org")

    def mail_and_die() -> None:
        with transaction.atomic():
            send(card_id=made.card.pk)
            raise ChangedMindError

    with pytest.raises(ChangedMindError):
        mail_and_die()
    send(card_id=made.card.pk)
    first, second = (str(sent.body) for sent in mail.outbox)
    assert first == second


def test_codes_hold_when_the_secret_is_changed(world: RightsWorld, settings: Any) -> None:
    made, mailed = make_gift_card(), make_gift_card(recipient="fan@example.org")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-secret-of-more-than-fifty-letters-for-tests-alone"
    assert find_gift_card(made.code, "EUR", database_now()) == made.card
    send(card_id=mailed.card.pk)
    code = next(word for word in mail.outbox[0].body.split() if normalize_gift_card_code(word))
    assert find_gift_card(code, "EUR", database_now()) == mailed.card
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(GiftCardRefused):
        find_gift_card(made.code, "EUR", database_now())


def test_the_same_form_makes_one_card_and_another_under_its_key_none(world: RightsWorld) -> None:
    first, again = make_gift_card(key=KEY), make_gift_card(key=KEY)
    assert (first.card, again.code) == (again.card, "")
    with pytest.raises(GiftCardNotIssued) as refusal:
        make_gift_card("16.00", key=KEY)
    assert refusal.value.data["reason"] == "key_used"
    assert GiftCard.objects.count() == 1
    assert books() == {"GOODWILL": 1500, "GIFT_CARDS": -1500}


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"amount": "0"}, "no_amount"),
        ({"amount": "-5"}, "no_amount"),
        ({"amount": "10.50", "currency": "JPY"}, "other_digits"),
        ({"amount": "10.505"}, "other_digits"),
        ({"currency": "XTS"}, "other_currency"),
        ({"reason": "  "}, "no_reason"),
        ({"valid_until": timedelta(days=-1)}, "in_the_past"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_reason(
    world: RightsWorld, fields: dict[str, Any], reason: str
) -> None:
    if "valid_until" in fields:
        fields = {"valid_until": database_now() + fields["valid_until"]}
    with pytest.raises(GiftCardNotIssued) as refusal:
        make_gift_card(**fields)
    assert refusal.value.data["reason"] == reason
    assert not GiftCard.objects.exists()
    assert books() == {}


@pytest.mark.parametrize(
    "change",
    [
        {"balance": Decimal(-1)},
        {"balance": Decimal("15.01")},
        {"issued": Decimal(0), "balance": Decimal(0)},
        {"reason": ""},
        {"seed": new_seed()},
        {"disabled_at": "2026-01-01T00:00:00Z"},
    ],
)
def test_the_database_refuses_a_card_that_makes_no_sense(
    world: RightsWorld, change: dict[str, Any]
) -> None:
    card = make_gift_card().card
    with pytest.raises(IntegrityError), transaction.atomic():
        GiftCard.objects.filter(pk=card.pk).update(**change)


@pytest.mark.parametrize(("kind", "amount"), [("ISSUED", -1), ("TAKEN", -1), ("DISABLED", 1)])
def test_the_database_refuses_a_movement_that_makes_no_sense(
    world: RightsWorld, kind: str, amount: int
) -> None:
    card = make_gift_card().card
    with pytest.raises(IntegrityError), transaction.atomic():
        GiftCardMovement.objects.create(gift_card=card, kind=kind, amount=amount)


def test_a_disabled_card_is_owed_no_longer_and_a_second_click_changes_nothing(
    world: RightsWorld,
) -> None:
    made = make_gift_card()
    for _ in range(2):
        disable_gift_card(card=made.card, reason="Lost.", by_id=made.card.issued_by_id)
    assert books() == {}
    assert balance(made.card) == 0
    assert [move.amount for move in made.card.movements.order_by("pk")] == [15, -15]
    with pytest.raises(GiftCardRefused):
        find_gift_card(made.code, "EUR", database_now())
    assert broken() == []


def test_a_disabled_card_that_was_not_mailed_yet_is_not_mailed(world: RightsWorld) -> None:
    made = make_gift_card(recipient="fan@example.org")
    disable_gift_card(card=made.card, reason="Wrong address.", by_id=made.card.issued_by_id)
    run_queued_jobs()
    assert mail.outbox == []


@pytest.mark.parametrize("text", ["", "\x00", "x" * 400, "🥇", "' or 1=1 --", "2345", "٢" * 19])
def test_no_text_is_taken_for_a_code(world: RightsWorld, text: str) -> None:
    assert normalize_gift_card_code(text) == ""


def test_digits_of_other_scripts_are_read_as_digits() -> None:
    assert normalize_gift_card_code("٢" * 20) == normalize_gift_card_code("２" * 20) == "2" * 20


def test_a_code_is_shown_in_groups(world: RightsWorld) -> None:
    assert format_gift_card_code("23456789ABCDEFGHJKMN") == "2345-6789-ABCD-EFGH-JKMN"
