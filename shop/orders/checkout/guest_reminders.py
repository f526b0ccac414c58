"""Agreements of guests to the reminder of their basket: one for each basket, with its evidence.

A guest ticks the box beside the email address of the checkout. The agreement holds for that basket
alone and is deleted with it, or after 30 days. The link in the mail ends all agreements of the
address.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet

from shop.identity.accounts.email_addresses import check_email
from shop.orders.models import GuestReminder
from shop.oscar.basket.models import Basket
from shop.platform.database.clock import TransactionTimestamp, database_now
from shop.platform.database.compiled_reads import CompiledRead

KEPT = timedelta(days=30)  # as a guest's basket is
SALT = "shop.orders.guest_reminders"


def save_guest_choice(*, basket: Basket, email: str, wanted: bool, language: str) -> None:
    """Store that a guest wants the reminder of a basket, or delete an earlier agreement.

    An invalid address is left to the form, which names it.
    """
    if basket.pk is None or basket.owner_id is not None:
        return
    try:
        address = check_email(email)
    except ValidationError:
        return
    if not wanted:
        drop_guest_choice(basket)
        return
    agreement = GuestReminder.objects.filter(basket=basket).first()
    if agreement is None or (agreement.email, agreement.ended_at) != (address, None):
        GuestReminder.objects.update_or_create(
            basket=basket,
            defaults={
                "email": address,
                "language": language,
                "agreed_at": TransactionTimestamp(),
                "ended_at": None,
            },
        )


def drop_guest_choice(basket: Basket) -> None:
    """Delete the agreement of the guest of a basket; repeating it changes nothing."""
    GuestReminder.objects.filter(basket=basket).delete()


def wants_reminder(basket: Basket) -> bool:
    """Return whether the guest of a basket has agreed to its reminder."""
    return basket.pk is not None and bool(_AGREED.rows(basket=basket.pk))


def agreements() -> QuerySet[GuestReminder]:
    """Return the agreements that are in force, of baskets that still belong to guests."""
    return GuestReminder.objects.filter(ended_at__isnull=True, basket__owner__isnull=True)


_AGREED: CompiledRead[Any] = CompiledRead(
    lambda basket: agreements().filter(basket=basket).order_by().values_list("pk", flat=True)
)


def guest_end_link(agreement: GuestReminder, home: str) -> str:
    """Return the address that ends an agreement; `home` is the path of a market."""
    token = Signer(salt=SALT).sign(str(agreement.pk))
    return f"{settings.BASE_URL}{home}mails/{token}/"


def agreement_of(token: str) -> GuestReminder | None:
    """Return the agreement of a link's token; None if it is forged or was deleted."""
    try:
        number = int(Signer(salt=SALT).unsign(token))
    except (BadSignature, ValueError):
        return None
    return GuestReminder.objects.filter(pk=number).first()


def end_agreements(agreement: GuestReminder) -> None:
    """End all agreements of the address of one; repeating it changes nothing."""
    rows = GuestReminder.objects.filter(email__iexact=agreement.email, ended_at__isnull=True)
    rows.update(ended_at=TransactionTimestamp())


def delete_old_agreements() -> int:
    """Delete agreements after the life of a guest's basket; return how many."""
    old = GuestReminder.objects.filter(agreed_at__lt=database_now() - KEPT)
    return old.delete()[0]


def erase_agreements(email: str) -> int:
    """Delete the agreements of an address; return how many."""
    return GuestReminder.objects.filter(email__iexact=email).delete()[0]
