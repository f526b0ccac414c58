"""Payment attempts and the events Stripe sent, as they came."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from shop.core.ids import uuid7

CARD_LIMIT = "person_limit_reached"  # our refusal, beside the decline codes of banks


class PaymentAttempt(models.Model):
    """One try to be paid for one order, known to the client by its idempotency key.

    The key and the hash of what was asked are stored before anything else happens, so the same
    request repeated finds its order and another request under the same key is refused.
    """

    class State(models.TextChoices):
        """NEW, then what Stripe says of the intent."""

        NEW = "NEW", _("New")
        CREATED = "CREATED", _("Created at Stripe")
        PROCESSING = "PROCESSING", _("Processing")
        SUCCEEDED = "SUCCEEDED", _("Succeeded")
        CANCELLED = "CANCELLED", _("Cancelled")
        FAILED = "FAILED", _("Failed")

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    idempotency_key = models.CharField(max_length=100, unique=True)
    request_hash = models.CharField(max_length=64)
    order = models.ForeignKey(
        "order.Order", null=True, on_delete=models.PROTECT, related_name="payment_attempts"
    )
    state = models.CharField(max_length=12, choices=State, default=State.NEW)
    amount = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    currency = models.CharField(max_length=3, blank=True)
    intent_id = models.CharField(max_length=255, unique=True, null=True, blank=True)
    # Whether the card is only authorized at first: who pays is known before the money is taken.
    captures_later = models.BooleanField(default=False, db_default=False)
    decline_code = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    settled_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(
        null=True, blank=True, help_text="When the reconciler asked Stripe about it last."
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["asked_at", "created_at"],
                name="attempt_unsettled",
                condition=models.Q(state__in=["CREATED", "PROCESSING"]),
            )
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state="NEW")
                | models.Q(state="CANCELLED")
                | models.Q(amount=0)  # of which nothing was due
                | models.Q(intent_id__isnull=False),
                name="an_attempt_beyond_new_has_an_intent",
            ),
            models.UniqueConstraint(
                "order",
                condition=models.Q(state="SUCCEEDED"),
                name="an_order_is_paid_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id}: {self.state}"


class Refund(models.Model):
    """A part of a paid order that goes back; an order given back whole has none of its own.

    `key` makes it once, whoever asks twice. Its money goes by a job: DUE, then SENT.
    """

    class State(models.TextChoices):
        """Agreed, and given to Stripe."""

        DUE = "DUE", _("Refund on its way")
        SENT = "SENT", _("Refunded")

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    key = models.CharField(max_length=100, unique=True)
    request_hash = models.CharField(max_length=64)
    attempt = models.ForeignKey(PaymentAttempt, on_delete=models.PROTECT, related_name="refunds")
    state = models.CharField(max_length=4, choices=State, default=State.DUE)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    # What of it goes back to the order's gift card; the rest by Stripe.
    gift_card_amount = models.DecimalField(max_digits=12, decimal_places=2, default=0, db_default=0)
    with_delivery = models.BooleanField(default=False)
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="a_refund_is_of_money"),
            models.CheckConstraint(
                condition=models.Q(
                    gift_card_amount__gte=0, gift_card_amount__lte=models.F("amount")
                ),
                name="a_refund_to_a_gift_card_is_a_part_of_it",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="a_refund_says_what_it_is_for"
            ),
            models.CheckConstraint(
                condition=models.Q(state="DUE", sent_at__isnull=True)
                | models.Q(state="SENT", sent_at__isnull=False),
                name="a_refund_is_due_until_it_is_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} of {self.attempt}"

    @property
    def card_amount(self) -> Decimal:
        """What of it goes back by Stripe."""
        return self.amount - self.gift_card_amount


class RefundedLine(models.Model):
    """Units of an order's line in a refund; `released` when they were never sent: free again."""

    refund = models.ForeignKey(Refund, on_delete=models.PROTECT, related_name="lines")
    order_line = models.ForeignKey("order.Line", on_delete=models.PROTECT, related_name="refunds")
    units = models.PositiveIntegerField()
    incl = models.DecimalField(max_digits=12, decimal_places=2)
    excl = models.DecimalField(max_digits=12, decimal_places=2)
    released = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("refund", "order_line", name="a_refund_names_a_line_once"),
            models.CheckConstraint(condition=models.Q(units__gt=0), name="a_refund_is_of_units"),
        ]

    def __str__(self) -> str:
        return f"{self.units} of line {self.order_line_id}"


class StripeCustomer(models.Model):
    """A person with an account, as Stripe knows them: by a random id of ours and one of its own.

    What Stripe keeps for them, such as cards, is asked for when needed and stored nowhere here.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    customer_id = models.CharField(max_length=255, unique=True, null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(customer_id=""), name="a_customer_id_is_known_or_null"
            )
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class StripeEvent(models.Model):
    """An event as Stripe sent it, but for cards; stored before it is answered, handled by a job."""

    id = models.CharField(primary_key=True, max_length=255)
    type = models.CharField(max_length=80)
    intent_id = models.CharField(max_length=255, blank=True, db_index=True)
    payload = models.JSONField()
    received_at = models.DateTimeField(db_default=Now(), editable=False)
    handled_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.type} {self.id}"
