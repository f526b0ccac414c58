"""Erasure of an account at its owner's request; accounting records stay without the account.

Orders keep their evidence of rights, prices and tax. Names and addresses on them are erased by
`shop.privacy.retention` at the end of their legal retention.
"""

from allauth.usersessions.models import UserSession
from django.apps import apps
from django.db import transaction
from structlog import get_logger

from shop.finance.payments.customers import remove_card, saved_cards
from shop.finance.payments.errors import CardNotFound
from shop.finance.payments.models import StripeCustomer
from shop.identity.accounts.account_mails import AccountMail, build_account_mail
from shop.identity.accounts.models import FactorReset, User
from shop.identity.accounts.sessions import end_sessions
from shop.orders.checkout.guest_reminders import erase_agreements
from shop.oscar.order.models import Order, OrderState
from shop.platform.database.clock import database_now
from shop.platform.database.jobs import queue_job
from shop.privacy.errors import AccountNotErasable
from shop.privacy.mails import ERASED
from shop.privacy.registry import PERSONAL, WithAccount

log = get_logger("shop.security")
UNFINISHED = (OrderState.PENDING, OrderState.PAID, OrderState.REFUND_DUE)
CARDS = "payments.stripecustomer"


def check_erasable(user: User) -> None:
    """Raise `AccountNotErasable` for staff, and while orders are unfinished."""
    if user.needs_second_factor:
        raise AccountNotErasable(reason="works_here")
    orders = Order.objects.filter(user=user, status__in=UNFINISHED).order_by("number")
    numbers = list(orders.values_list("number", flat=True))
    if numbers:
        raise AccountNotErasable(reason="open_orders", orders=numbers)


@transaction.atomic
def erase_account(*, user: User) -> None:
    """Erase a customer's account, end its sessions and mail its owner.

    Raises `AccountNotErasable`.
    """
    locked = User.objects.select_for_update().get(pk=user.pk)
    check_erasable(locked)
    email, language = locked.email, locked.language
    for session in UserSession.objects.filter(user=locked):
        session.end()
    has_cards = StripeCustomer.objects.filter(user=locked).exists()
    for label, personal in PERSONAL.items():
        if personal.with_account == WithAccount.DELETE and not (label == CARDS and has_cards):
            rows = apps.get_model(label)._default_manager  # noqa: SLF001  documented
            rows.filter(**{personal.owner: locked.pk}, **_only_open(label)).delete()
    if has_cards:  # the job needs the row to find the cards at Stripe
        queue_job("privacy.forget_cards", user_id=locked.pk)
    FactorReset.objects.filter(
        account=locked, done_at__isnull=True, cancelled_at__isnull=True
    ).update(cancelled_at=database_now())
    erase_agreements(locked.email)
    locked.email = f"erased-{locked.pk}@erased.invalid"
    locked.first_name = locked.last_name = ""
    locked.is_active = False
    locked.erased_at = database_now()
    locked.set_unusable_password()
    locked.save()
    end_sessions(user=locked, by_id=locked.pk)
    log.info("account.erased", user=locked.pk)
    transaction.on_commit(lambda: _tell(ERASED, email, language), robust=True)


def forget_cards(user_id: int) -> None:
    """Delete the saved cards of an erased account at Stripe."""
    for card in saved_cards(user_id):
        try:
            remove_card(user_id, card.id)
        except CardNotFound:
            continue
    StripeCustomer.objects.filter(user_id=user_id).delete()


def _only_open(label: str) -> dict[str, object]:
    """Return a filter of the rows to delete: ordered baskets stay with their orders."""
    return {"order__isnull": True} if label == "basket.basket" else {}


def _tell(mail: AccountMail, email: str, language: str) -> None:
    build_account_mail(mail, email, {"home_url": "/"}, language=language).send()
