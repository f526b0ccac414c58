"""Vouchers, and the orders that used them."""

from typing import ClassVar

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models.functions import Now, Upper


class Voucher(models.Model):
    """A code that takes a percentage or an amount off the goods, not off delivery.

    An amount is money of one currency and applies in all markets with that currency.
    """

    code = models.CharField(
        max_length=40, unique=True, help_text="The code that customers enter, in capital letters."
    )
    note = models.CharField(
        max_length=200, blank=True, help_text="Internal description, visible to staff only."
    )
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(
        max_length=3, blank=True, help_text="Currency of the amount and of the minimum order value."
    )
    least_goods = models.DecimalField(
        "minimum order value", max_digits=12, decimal_places=2, default=0
    )
    valid = DateTimeRangeField(help_text="Start (included) and end (excluded).")
    most_uses = models.PositiveIntegerField(
        null=True, blank=True, help_text="Leave blank for no limit."
    )
    uses = models.PositiveIntegerField(default=0, editable=False)
    once_per_person = models.BooleanField(
        default=False, help_text="Customers are identified by email address."
    )

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(code=Upper("code")) & ~models.Q(code=""),
                name="a_voucher_code_is_in_capitals",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    percent__isnull=False, percent__gt=0, percent__lte=100, amount__isnull=True
                )
                | models.Q(percent__isnull=True, amount__isnull=False, amount__gt=0),
                name="a_voucher_takes_a_share_or_an_amount_off",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__isnull=True, least_goods=0) | ~models.Q(currency=""),
                name="a_voucher_names_the_currency_of_its_amounts",
            ),
            models.CheckConstraint(
                condition=models.Q(least_goods__gte=0), name="a_voucher_asks_for_nothing_negative"
            ),
            models.CheckConstraint(
                condition=models.Q(most_uses__isnull=True)
                | models.Q(uses__lte=models.F("most_uses")),
                name="a_voucher_is_not_used_too_often",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def from_text(self) -> str:
        """Return the start in UTC."""
        return f"{self.valid.lower:%Y-%m-%d %H:%M}" if self.valid.lower else ""

    @property
    def until_text(self) -> str:
        """Return the end in UTC."""
        return f"{self.valid.upper:%Y-%m-%d %H:%M}" if self.valid.upper else ""


class VoucherUse(models.Model):
    """A voucher use by an order in force; `person` is a keyed hash if it is limited per person."""

    voucher = models.ForeignKey(Voucher, on_delete=models.PROTECT, related_name="used_by")
    order = models.OneToOneField(
        "order.Order", on_delete=models.PROTECT, related_name="voucher_use"
    )
    person = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "voucher",
                "person",
                condition=~models.Q(person=""),
                name="a_person_uses_a_voucher_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.voucher_id} by {self.order_id}"
