"""Daily exchange rates and royalty accruals; append-only.

Rows of rights are referenced without a constraint, whose check would lock them: a sale must not
delay a revocation. They are never deleted.
"""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from shop.finance.royalties.arithmetic import LineAmounts


class FxRate(models.Model):
    """The amount of `quote` for one unit of `base` on a day, and its source."""

    day = models.DateField()
    base = models.CharField(max_length=3)
    quote = models.CharField(max_length=3)
    rate = models.DecimalField(max_digits=18, decimal_places=8)
    source = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "day", "base", "quote", name="a_day_has_one_exchange_rate_for_a_pair"
            ),
            models.CheckConstraint(
                condition=models.Q(rate__gt=0), name="an_exchange_rate_is_positive"
            ),
            models.CheckConstraint(
                condition=~models.Q(base=models.F("quote")),
                name="an_exchange_rate_is_between_two_currencies",
            ),
            models.CheckConstraint(
                condition=~models.Q(source=""), name="an_exchange_rate_has_a_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.base}/{self.quote} {self.rate}"


class RoyaltyAccrual(models.Model):
    """Royalty of a line under one agreement, in the currency of the sale.

    A reversal takes back what is left of an accrual, or the share of refunded units, at the same
    rates. Without a stored exchange rate `settled` is null; a `RoyaltyConversion` completes it.
    """

    class Kind(models.TextChoices):
        """A sale, or its reversal."""

        SALE = "SALE", "Sale"
        REVERSAL = "REVERSAL", "Reversal"

    kind = models.CharField(max_length=8, choices=Kind, default=Kind.SALE)
    reverses = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversals"
    )
    refund = models.ForeignKey(
        "payments.Refund", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    order_line = models.ForeignKey(
        "order.Line", on_delete=models.PROTECT, related_name="royalty_accruals"
    )
    agreement = models.ForeignKey(
        "licensing.Agreement", on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    grant = models.ForeignKey(
        "licensing.Grant", on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    licensor = models.ForeignKey(
        "licensing.RightsHolder", on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    rate = models.DecimalField(max_digits=6, decimal_places=5)
    currency = models.CharField(max_length=3, help_text="Of the sale.")
    gross = models.DecimalField(max_digits=12, decimal_places=2)
    tax = models.DecimalField(max_digits=12, decimal_places=2)
    shipping = models.DecimalField(max_digits=12, decimal_places=2)
    discounts = models.DecimalField(max_digits=12, decimal_places=2)
    net = models.DecimalField(max_digits=12, decimal_places=2)
    earned = models.DecimalField(max_digits=12, decimal_places=2)
    marketing_fund = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    common_fund = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    settled_in = models.CharField(max_length=3, help_text="The agreement's currency.")
    fx_day = models.DateField(help_text="The day of the sale, in UTC.")
    fx_rate = models.DecimalField(max_digits=18, decimal_places=8, null=True, blank=True)
    fx_source = models.CharField(max_length=120, blank=True)
    settled = models.DecimalField(
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="What was earned, in the agreement's currency.",
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "order_line",
                "agreement",
                condition=models.Q(kind="SALE"),
                name="a_line_earns_once_under_an_agreement",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="SALE", reverses__isnull=True)
                | models.Q(kind="REVERSAL", reverses__isnull=False),
                name="a_reversal_names_what_it_takes_back",
            ),
            models.UniqueConstraint(
                "reverses",
                "refund",
                condition=models.Q(kind="REVERSAL"),
                nulls_distinct=False,
                name="a_refund_takes_an_accrual_back_once",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    net=models.F("gross")
                    - models.F("tax")
                    - models.F("shipping")
                    - models.F("discounts")
                ),
                name="net_is_gross_without_its_deductions",
            ),
            models.CheckConstraint(
                condition=models.Q(fx_rate__isnull=True, settled__isnull=True)
                | models.Q(fx_rate__isnull=False, settled__isnull=False),
                name="what_is_settled_has_an_exchange_rate",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="REVERSAL") | models.Q(earned__gte=0),
                name="a_sale_earns_nothing_below_zero",
            ),
        ]

    def __str__(self) -> str:
        return f"line {self.order_line_id}: {self.earned} {self.currency}"

    @property
    def amounts(self) -> LineAmounts:
        """Return gross amount and deductions."""
        return LineAmounts(self.gross, self.tax, self.shipping, self.discounts)


class RoyaltyConversion(models.Model):
    """The exchange rate of an accrual that was written before the rate was known."""

    accrual = models.OneToOneField(
        RoyaltyAccrual, on_delete=models.PROTECT, related_name="conversion"
    )
    fx_rate = models.DecimalField(max_digits=18, decimal_places=8)
    fx_source = models.CharField(max_length=120)
    settled = models.DecimalField(max_digits=14, decimal_places=2)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return f"{self.accrual}: {self.settled}"
