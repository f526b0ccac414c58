"""Terms that Oscar's offers lack: market, buyers, budget, uses, minimum prices and reduction rules.

An offer of Oscar has the name, the period, the priority and, by its range, condition and benefit,
what it gives for which products.
"""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class CustomerGroup(models.Model):
    """Customers for whom promotions may be reserved, such as members of a fan club."""

    name = models.CharField(max_length=80, unique=True)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="customer_groups"
    )

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class PromotionTerms(models.Model):
    """The terms of an offer: its market, who may use it, and with what it combines.

    An offer without terms is not applied. Terms and what the offer gives do not change once it has
    begun, because prices shown in the past are computed from them.
    """

    offer = models.OneToOneField(
        "offer.ConditionalOffer", on_delete=models.PROTECT, related_name="terms"
    )
    market = models.ForeignKey("markets.Market", on_delete=models.PROTECT, related_name="+")
    titles = models.JSONField(
        default=dict, help_text="Title that customers see, by language; English is required."
    )
    licensee = models.ForeignKey(
        "licensing.Licensee", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    group = models.ForeignKey(
        CustomerGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="terms"
    )
    first_order = models.BooleanField(default=False)
    stacking_group = models.SlugField(
        max_length=40,
        blank=True,
        help_text="Promotions that do not combine with others combine within the same group.",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    changed_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "promotion"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(titles__has_key="en"), name="a_promotion_has_an_english_title"
            )
        ]

    def __str__(self) -> str:
        return str(self.offer)


class PromotionBudget(models.Model):
    """The uses and the amount that an offer may give, checked by the statement that takes a use."""

    offer = models.OneToOneField(
        "offer.ConditionalOffer", on_delete=models.PROTECT, related_name="budget"
    )
    most_uses = models.PositiveIntegerField(null=True, blank=True)
    uses = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    most_amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    spent = models.DecimalField(
        max_digits=12, decimal_places=2, default=0, db_default=0, editable=False
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(most_uses__isnull=True)
                | models.Q(uses__lte=models.F("most_uses")),
                name="a_promotion_is_not_used_too_often",
            ),
            models.CheckConstraint(
                condition=models.Q(spent__gte=0)
                & (
                    models.Q(most_amount__isnull=True)
                    | models.Q(spent__lte=models.F("most_amount"))
                ),
                name="a_promotion_gives_no_more_than_its_budget",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uses} uses of {self.offer_id}"


class PromotionUse(models.Model):
    """A use of an offer by an order in force; `person` is a keyed hash of a one-time code."""

    offer = models.ForeignKey(
        "offer.ConditionalOffer", on_delete=models.PROTECT, related_name="uses"
    )
    order = models.ForeignKey("order.Order", on_delete=models.PROTECT, related_name="promotions")
    voucher = models.ForeignKey(
        "voucher.Voucher", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    person = models.CharField(max_length=64, blank=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("order", "offer", name="an_order_uses_a_promotion_once"),
            models.UniqueConstraint(
                "voucher",
                "offer",
                "person",
                condition=~models.Q(person=""),
                name="a_person_uses_a_promotion_code_once",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gte=0), name="a_promotion_gives_nothing_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} by {self.order_id}"


class MinimumPrice(models.Model):
    """The lowest price that an agreement allows for a licensee's goods in a market.

    Without a category it applies to all goods of the licensee. Discounts stop at this price; it is
    compared as the market shows prices.
    """

    agreement = models.ForeignKey(
        "licensing.Agreement", on_delete=models.PROTECT, related_name="minimum_prices"
    )
    market = models.ForeignKey("markets.Market", on_delete=models.PROTECT, related_name="+")
    category = models.ForeignKey(
        "licensing.ProductCategory",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0), name="a_minimum_price_is_positive"
            ),
            models.UniqueConstraint(
                "agreement",
                "market",
                "category",
                nulls_distinct=False,
                name="an_agreement_has_one_minimum_price_for_a_category",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement} in {self.market_id}: {self.amount}"

    @property
    def category_text(self) -> str:
        """Return the category, or that the price applies to all goods."""
        category: Any = self.category
        return str(category) if category else "All goods"


class ReductionRule(models.Model):
    """The price with which a market compares its reductions, if it is not the rule of its home."""

    market = models.OneToOneField(
        "markets.Market", on_delete=models.PROTECT, related_name="reduction_rule"
    )
    lowest_of_days = models.PositiveSmallIntegerField(
        help_text="Compare with the lowest price of so many days before the reduction; 0 compares"
        " with the regular price."
    )

    def __str__(self) -> str:
        return f"{self.market_id}: {self.lowest_of_days} days"


class GiftOptions(models.Model):
    """An order that is a gift: a message to enclose, no prices in the parcel, gift wrap."""

    order = models.OneToOneField(
        "order.Order", on_delete=models.PROTECT, related_name="gift_options"
    )
    message = models.CharField(max_length=300, blank=True)
    hides_prices = models.BooleanField(default=False)
    wrapped = models.BooleanField(default=False, db_default=False)

    class Meta:
        verbose_name_plural = "gift options"

    def __str__(self) -> str:
        return f"gift {self.order_id}"


class GiftWrapOffer(models.Model):
    """The gift wrap of a market: its price for an order, as the market shows prices."""

    market = models.OneToOneField(
        "markets.Market", on_delete=models.PROTECT, related_name="gift_wrap_offer"
    )
    price = models.DecimalField(max_digits=9, decimal_places=2)
    is_offered = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(price__gte=0), name="gift_wrap_costs_nothing_or_more"
            )
        ]

    def __str__(self) -> str:
        return f"Gift wrap of {self.market_id}"
