"""Reset of a lost second factor: two members of staff, a waiting period, mails to the owner.

One member opens the request with the evidence, another one approves it. The mail about the approval
has a link for the owner to cancel it. After the waiting period the factors are removed, all
sessions end, and receivers of `factors_were_reset` revoke other credentials of the account.
"""

from datetime import timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from django.urls import reverse
from structlog import get_logger

from shop.identity.accounts.account_mails import MAILS, build_account_mail
from shop.identity.accounts.addresses import verified_addresses
from shop.identity.accounts.errors import FactorResetRefused
from shop.identity.accounts.models import FactorReset, User
from shop.identity.accounts.sessions import end_sessions
from shop.platform.database.clock import TransactionTimestamp, database_now
from shop.platform.database.jobs import queue_job

OPEN, APPROVE = "accounts.add_factorreset", "accounts.approve_factorreset"
CANCEL = "accounts.change_factorreset"
SALT = "shop.accounts.factor_resets"
PLANNED = "factors_reset_planned"
LEAST_EVIDENCE = 10  # characters; "ok" is no evidence

log = get_logger("shop.security")
# Sent with `account` and `by_id` in the transaction that removes the factors.
factors_were_reset = Signal()


@transaction.atomic
def open_reset(*, account: User, by: User, evidence: str) -> FactorReset:
    """Open a request for an account. Raises `FactorResetRefused`."""
    _check_person(account, by, OPEN)
    User.objects.select_for_update(no_key=True).get(pk=account.pk)
    if not Authenticator.objects.filter(user=account).exists():
        raise FactorResetRefused(reason="no_factor")
    if len(evidence.strip()) < LEAST_EVIDENCE:
        raise FactorResetRefused(reason="no_evidence")
    if _pending().filter(account=account).exists():
        raise FactorResetRefused(reason="pending")
    reset = FactorReset.objects.create(account=account, opened_by=by, evidence=evidence.strip())
    log.info("factor_reset.opened", reset=str(reset.public_id), user=account.pk, by=by.pk)
    return reset


@transaction.atomic
def approve_reset(*, public_id: UUID, by: User) -> FactorReset:
    """Approve a colleague's request; the waiting period begins. Raises `FactorResetRefused`."""
    reset = _locked(public_id)
    _check_person(reset.account, by, APPROVE)
    if reset.state != "open":
        raise FactorResetRefused(reason="ended")
    if by.pk == reset.opened_by_id:
        raise FactorResetRefused(reason="same_person")
    reset.approved_by, reset.approved_at = by, database_now()
    reset.due_at = reset.approved_at + timedelta(seconds=settings.ENV.FACTOR_RESET_WAIT_S)
    reset.save(update_fields=["approved_by", "approved_at", "due_at"])
    queue_job("accounts.send_factor_mail", reset_id=reset.pk, mail=PLANNED)
    log.info("factor_reset.approved", reset=str(public_id), user=reset.account_id, by=by.pk)
    return reset


@transaction.atomic
def cancel_reset(*, public_id: UUID, by: User | None) -> FactorReset:
    """Cancel a request; `by` is None for the owner, who holds the link of the mail.

    Raises `FactorResetRefused`.
    """
    reset = _locked(public_id)
    if by is not None:
        _check_person(reset.account, by, CANCEL)
    if reset.state not in {"open", "approved"}:
        raise FactorResetRefused(reason="ended")
    reset.cancelled_by, reset.cancelled_at = by, database_now()
    reset.save(update_fields=["cancelled_by", "cancelled_at"])
    who = by.pk if by else None
    log.info("factor_reset.cancelled", reset=str(public_id), user=reset.account_id, by=who)
    return reset


def carry_out_due_resets() -> int:
    """Carry out the approved requests whose waiting period is over; return how many."""
    due = _pending().filter(due_at__lte=TransactionTimestamp())
    return sum(_carry_out(public_id) for public_id in due.values_list("public_id", flat=True))


@transaction.atomic
def _carry_out(public_id: UUID) -> bool:
    reset = _locked(public_id)
    now = database_now()
    if reset.state != "approved" or reset.due_at is None or reset.due_at > now:
        return False
    Authenticator.objects.filter(user=reset.account).delete()
    end_sessions(user=reset.account, by_id=reset.approved_by_id)
    factors_were_reset.send(FactorReset, account=reset.account, by_id=reset.approved_by_id)
    reset.done_at = now
    reset.save(update_fields=["done_at"])
    queue_job("accounts.send_factor_mail", reset_id=reset.pk, mail="factors_reset")
    log.info("factor_reset.completed", reset=str(public_id), user=reset.account_id)
    return True


def cancel_token(reset: FactorReset) -> str:
    """Return the token of the link by which the owner cancels a request."""
    return Signer(salt=SALT).sign(str(reset.public_id))


def reset_for_token(token: str) -> FactorReset | None:
    """Return the request of a token; None if it is forged."""
    try:
        public_id = Signer(salt=SALT).unsign(token)
    except BadSignature:
        return None
    return FactorReset.objects.filter(public_id=public_id).first()


def recipients(reset: FactorReset) -> list[str]:
    """Return the addresses that are notified: the login and all verified ones."""
    return sorted({reset.account.email, *verified_addresses(reset.account)})


def mail_owner(reset_id: int, mail: str) -> None:
    """Mail the owner about a reset, in the language of their last sign-in.

    A reset that was cancelled meanwhile is not announced.
    """
    reset = FactorReset.objects.select_related("account").get(pk=reset_id)
    if mail == PLANNED and reset.state != "approved":
        return
    path = reverse("factor-reset", args=[cancel_token(reset)])
    due_at = f"{reset.due_at:%Y-%m-%d %H:%M} UTC" if reset.due_at else ""
    context = {"cancel_url": path, "due_at": due_at, "timestamp": reset.done_at}
    kind, language = MAILS[f"accounts/email/{mail}"], reset.account.language
    for address in recipients(reset):
        build_account_mail(kind, address, context, language=language).send()


def _check_person(account: User, by: User, permission: str) -> None:
    """Refuse staff without permission for an account; only superusers decide about superusers."""
    if by.pk == account.pk:
        raise FactorResetRefused(reason="own_account")
    if not (by.is_active and by.is_shop_staff and by.has_perm(permission)):
        raise FactorResetRefused(reason="no_permission")
    if account.is_superuser and not by.is_superuser:
        raise FactorResetRefused(reason="superuser")


def _pending() -> QuerySet[FactorReset]:
    return FactorReset.objects.filter(done_at__isnull=True, cancelled_at__isnull=True)


def _locked(public_id: UUID) -> FactorReset:
    rows = FactorReset.objects.select_for_update(of=("self",)).select_related("account")
    reset: FactorReset = rows.get(public_id=public_id)
    return reset
