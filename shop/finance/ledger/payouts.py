"""Payouts of Stripe against the ledger, by currency: what each payout took from the balance.

A payout's movements are those since the payout before it, as Stripe's automatic payouts take the
whole available balance; later ones are waiting.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from django.db.models import Case, Max, When

from shop.finance.ledger.models import BalanceTransaction, Journal
from shop.finance.ledger.stripe_reconciliation import BalanceReport, compare_books
from shop.platform.core.money import from_minor

PAYOUTS = frozenset({"payout", "payout_failure"})
CHARGES = frozenset({"charge", "payment"})
MOST = 200


@dataclass(frozen=True, slots=True)
class PayoutRow:
    """A payout and the movements since the one before; `id` is empty for the open balance."""

    id: str
    at: datetime | None
    currency: str
    charges: Decimal
    refunds: Decimal
    other: Decimal
    fees: Decimal
    paid_out: Decimal
    posted: bool

    @property
    def left(self) -> Decimal:
        """Return what the movements added to the balance less what was paid out."""
        return self.charges + self.refunds + self.other - self.fees - self.paid_out


@dataclass(frozen=True, slots=True)
class PayoutStatement:
    """Payouts, the newest first, and the comparison of the ledger with Stripe."""

    rows: Sequence[PayoutRow]
    report: BalanceReport


def read_payouts() -> PayoutStatement:
    """Return the last payouts and the differences between ledger and Stripe, as last fetched.

    Postings since the newest fetched movement are not compared: Stripe's are not known yet.
    """
    newest = BalanceTransaction.objects.aggregate(newest=Max("happened_at"))["newest"]
    at = newest or datetime.min.replace(tzinfo=UTC)
    posted = set(Journal.objects.filter(kind=Journal.Kind.PAYOUT).values_list("key", flat=True))
    rows: list[PayoutRow] = []
    open_sums: dict[str, dict[str, int]] = {}
    # Stripe's times have whole seconds: a payout comes after the movements of its second.
    is_payout = Case(When(type__in=PAYOUTS, then=1), default=0)
    for movement in BalanceTransaction.objects.order_by("happened_at", is_payout, "pk"):
        sums = open_sums.setdefault(movement.currency, _zero())
        sums["fees"] += movement.fee
        if movement.type in PAYOUTS:
            key = f"payout:{movement.pk}"
            rows.append(_row(movement, movement.currency, sums, posted=key in posted))
            open_sums[movement.currency] = _zero()
        elif movement.type in CHARGES:
            sums["charges"] += movement.amount
        elif "refund" in movement.type:
            sums["refunds"] += movement.amount
        else:
            sums["other"] += movement.amount
    waiting = [
        _row(None, currency, sums, posted=True)
        for currency, sums in sorted(open_sums.items())
        if any(sums.values())
    ]
    return PayoutStatement([*waiting, *reversed(rows[-MOST:])], compare_books(at, at))


def _zero() -> dict[str, int]:
    return dict.fromkeys(("charges", "refunds", "other", "fees"), 0)


def _row(
    payout: BalanceTransaction | None, currency: str, sums: dict[str, int], *, posted: bool
) -> PayoutRow:
    amounts = {name: from_minor(minor, currency) for name, minor in sums.items()}
    return PayoutRow(
        id=payout.source or payout.pk if payout else "",
        at=payout.happened_at if payout else None,
        currency=currency,
        paid_out=from_minor(-payout.amount, currency) if payout else from_minor(0, currency),
        posted=posted,
        **amounts,
    )
