"""Gift cards, the offers of markets, ordered gift cards and movements (append-only)."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from shop.platform.core.ids import uuid7


class GiftCard(models.Model):
    """Credit of one currency for the bearer of a code; `balance` is the sum of its movements.

    Only a keyed hash and the last letters of the code are stored. `seed` is erased once the code
    was mailed; `key` makes a request idempotent.
    """

    class Purpose(models.TextChoices):
        """Purposes; each is charged to its own account."""

        GOODWILL = "GOODWILL", "Goodwill (given by the shop)"
        PAID = "PAID", "Sold (paid by bank transfer)"
        BOUGHT = "BOUGHT", "Bought in the store"

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    key = models.UUIDField(unique=True, editable=False)
    request_hash = models.CharField(max_length=64, editable=False)
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    last4 = models.CharField(max_length=4, editable=False)
    seed = models.CharField(max_length=32, blank=True, default="", db_default="", editable=False)
    currency = models.CharField(max_length=3)
    issued = models.DecimalField(max_digits=12, decimal_places=2)
    balance = models.DecimalField(max_digits=12, decimal_places=2)
    valid_until = models.DateTimeField(null=True, blank=True)
    purpose = models.CharField(max_length=8, choices=Purpose)
    reason = models.CharField(max_length=200)
    # The person of the staff; empty for a card that a buyer has ordered.
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField(db_default=Now(), editable=False)
    recipient = models.EmailField(blank=True)
    language = models.CharField(max_length=5, default="en")
    mailed_at = models.DateTimeField(null=True, blank=True)
    disabled_at = models.DateTimeField(null=True, blank=True)
    disabled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    disabled_for = models.CharField(max_length=200, blank=True, default="", db_default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(balance__gte=0, balance__lte=models.F("issued")),
                name="a_gift_card_has_at_most_what_was_issued",
            ),
            models.CheckConstraint(
                condition=models.Q(issued__gt=0), name="a_gift_card_is_of_some_money"
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="a_gift_card_says_what_it_is_for"
            ),
            models.CheckConstraint(
                condition=models.Q(seed="") | models.Q(mailed_at__isnull=True),
                name="a_mailed_gift_card_keeps_no_seed",
            ),
            models.CheckConstraint(
                condition=models.Q(seed="") | ~models.Q(recipient=""),
                name="a_seed_is_kept_for_a_mail",
            ),
            models.CheckConstraint(
                condition=models.Q(disabled_at__isnull=True, disabled_by__isnull=True)
                | models.Q(disabled_at__isnull=False)
                & (models.Q(disabled_by__isnull=False) | models.Q(purpose="BOUGHT"))
                & ~models.Q(disabled_for=""),
                name="a_disabled_gift_card_says_who_and_why",
            ),
            models.CheckConstraint(
                condition=models.Q(issued_by__isnull=False) | models.Q(purpose="BOUGHT"),
                name="a_gift_card_is_issued_by_staff_or_bought",
            ),
        ]

    def __str__(self) -> str:
        return f"•••• {self.last4}"


class GiftCardMovement(models.Model):
    """A change of a card's balance; append-only."""

    class Kind(models.TextChoices):
        """Reasons of a change of the balance."""

        ISSUED = "ISSUED", "Issued"
        TAKEN = "TAKEN", "Used for an order"
        GIVEN_BACK = "GIVEN_BACK", "Returned from an unpaid order"
        REFUNDED = "REFUNDED", "Refunded"
        DISABLED = "DISABLED", "Disabled"

    gift_card = models.ForeignKey(GiftCard, on_delete=models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=10, choices=Kind)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    order = models.ForeignKey(
        "order.Order",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="gift_card_movements",
    )
    key = models.CharField(max_length=100, unique=True, null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["ISSUED", "GIVEN_BACK", "REFUNDED"], amount__gt=0)
                | models.Q(kind__in=["TAKEN", "DISABLED"], amount__lt=0),
                name="a_gift_card_moves_the_way_its_kind_says",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["ISSUED", "DISABLED"], order__isnull=True)
                | models.Q(kind__in=["TAKEN", "GIVEN_BACK", "REFUNDED"], order__isnull=False),
                name="a_gift_card_pays_an_order_that_is_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount} of {self.gift_card_id}"


class GiftCardOffer(models.Model):
    """The gift cards that a market sells: suggested amounts, and the limits of others."""

    market = models.OneToOneField(
        "markets.Market", on_delete=models.PROTECT, related_name="gift_card_offer"
    )
    amounts = models.CharField(max_length=200)
    least = models.DecimalField(max_digits=9, decimal_places=2)
    most = models.DecimalField(max_digits=9, decimal_places=2)
    is_offered = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(least__gt=0, most__gte=models.F("least")),
                name="a_gift_card_offer_has_a_range",
            ),
            models.CheckConstraint(
                condition=~models.Q(amounts=""), name="a_gift_card_offer_suggests_amounts"
            ),
        ]

    def __str__(self) -> str:
        return f"Gift cards of {self.market_id}"

    @property
    def choices(self) -> list[Decimal]:
        """Return the suggested amounts, in the order in which staff typed them."""
        return [Decimal(part) for part in self.amounts.replace(",", " ").split()]


class OrderedGiftCard(models.Model):
    """A gift card in an order: issued when the order is paid, mailed at `send_at`.

    `send_at` is null for a card that is mailed as soon as it is paid. A withdrawn card was refunded
    before anything of it was used, or never issued because its payment came too late.
    """

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    order = models.ForeignKey(
        "order.Order", on_delete=models.PROTECT, related_name="ordered_gift_cards"
    )
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    recipient = models.EmailField(blank=True)
    sender_name = models.CharField(max_length=60, blank=True)
    message = models.CharField(max_length=300, blank=True)
    send_at = models.DateTimeField(null=True, blank=True)
    gift_card = models.OneToOneField(
        GiftCard, null=True, blank=True, on_delete=models.PROTECT, related_name="ordered"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0), name="an_ordered_gift_card_is_of_some_money"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["send_at"],
                name="ordered_gift_cards_to_send",
                condition=models.Q(withdrawn_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.amount} in {self.order_id}"
