"""Journals and entries. Triggers enforce that a journal sums to zero and is never changed."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class Account(models.TextChoices):
    """Accounts; each has one balance per currency."""

    STRIPE = "STRIPE", "Balance at Stripe"
    SALES = "SALES", "Goods sold, net"
    SHIPPING = "SHIPPING", "Delivery sold, net"
    DUTY = "DUTY", "Customs duty charged"
    TAX = "TAX", "Tax to pay"
    OWED = "OWED", "Owed to buyers"
    FEES = "FEES", "Fees of Stripe"
    DISPUTES = "DISPUTES", "Taken by disputes"
    BANK = "BANK", "Paid out to our bank"
    GIFT_CARDS = "GIFT_CARDS", "Gift cards not used yet"
    GOODWILL = "GOODWILL", "Given as goodwill"
    UNREFUNDED = "UNREFUNDED", "Failed refunds, owed to buyers"


class Journal(models.Model):
    """One movement of money; its entries sum to zero in one currency.

    `key` identifies the movement, so it is never posted twice.
    """

    class Kind(models.TextChoices):
        """Kinds of movements."""

        CHARGE = "CHARGE", "Order paid"
        LATE_CHARGE = "LATE_CHARGE", "Paid after the order was given up"
        REFUND_AGREED = "REFUND_AGREED", "Refund agreed"
        REFUND = "REFUND", "Refund sent"
        FEE = "FEE", "Fee of Stripe"
        REFUND_FAILED = "REFUND_FAILED", "Refund that came back"
        REFUND_UNSENT = "REFUND_UNSENT", "Refund refused by Stripe"
        REFUND_RETRY = "REFUND_RETRY", "Failed refund tried again"
        REFUND_OTHER = "REFUND_OTHER", "Refunded by other means"
        DISPUTE = "DISPUTE", "Dispute"
        PAYOUT = "PAYOUT", "Paid out"
        GIFT_ISSUED = "GIFT_ISSUED", "Gift card issued"
        GIFT_ENDED = "GIFT_ENDED", "Gift card disabled"

    key = models.CharField(max_length=300, unique=True)
    kind = models.CharField(max_length=13, choices=Kind)
    currency = models.CharField(max_length=3)
    order = models.ForeignKey(
        "order.Order", null=True, on_delete=models.PROTECT, related_name="journals"
    )
    written_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return self.key


class Entry(models.Model):
    """An amount in minor units: positive is a debit, negative a credit."""

    journal = models.ForeignKey(Journal, on_delete=models.PROTECT, related_name="entries")
    account = models.CharField(max_length=10, choices=Account)
    amount = models.BigIntegerField()

    class Meta:
        verbose_name_plural = "entries"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(amount=0), name="an_entry_is_of_some_amount"
            ),
            models.UniqueConstraint("journal", "account", name="a_journal_names_an_account_once"),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.amount}"


class BalanceTransaction(models.Model):
    """A balance transaction of Stripe, stored as received; amounts in minor units."""

    id = models.CharField(primary_key=True, max_length=255)
    type = models.CharField(max_length=60)
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField()
    fee = models.BigIntegerField()
    source = models.CharField(max_length=255, blank=True)
    intent_id = models.CharField(max_length=255, blank=True, db_index=True)
    happened_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.type} {self.id}"
