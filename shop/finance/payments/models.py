"""Payment attempts, refunds, disputes, customers and events of Stripe."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from shop.platform.core.ids import uuid7

CARD_LIMIT = "person_limit_reached"  # our refusal, beside the decline codes of banks


class PaymentAttempt(models.Model):
    """An attempt to pay one order, identified by the client's idempotency key.

    Key and request hash are stored before anything else, so a repeated request finds its order, and
    another request under the same key is refused.
    """

    class State(models.TextChoices):
        """NEW, then the state of the intent at Stripe."""

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
    # True if the card is first only authorized: payer checks precede the capture.
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
    """A partial refund of a paid order; an order refunded as a whole has none.

    `key` makes it idempotent. A job sends the money: DUE, then SENT, or FAILED if Stripe refuses it
    for good or it comes back. Staff retry a failed one (DUE) or pay by other means (SETTLED). A
    refund made at Stripe itself has no author and no lines.
    """

    class State(models.TextChoices):
        """States of a refund."""

        DUE = "DUE", _("Refund on its way")
        SENT = "SENT", _("Refunded")
        FAILED = "FAILED", "Refund failed"
        SETTLED = "SETTLED", "Refunded by other means"

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    key = models.CharField(max_length=100, unique=True)
    request_hash = models.CharField(max_length=64)
    attempt = models.ForeignKey(PaymentAttempt, on_delete=models.PROTECT, related_name="refunds")
    state = models.CharField(max_length=7, choices=State, default=State.DUE)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    # Part of the refund that goes back to the order's gift card; the rest goes through Stripe.
    gift_card_amount = models.DecimalField(max_digits=12, decimal_places=2, default=0, db_default=0)
    with_delivery = models.BooleanField(default=False)
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Nobody for a refund by the buyer or at the payment provider.",
    )
    # True for a refund that the buyer caused, such as a cancellation.
    by_buyer = models.BooleanField(default=False, db_default=False)
    provider_id = models.CharField(max_length=255, unique=True, null=True, blank=True)
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
                condition=models.Q(state__in=["DUE", "FAILED"], sent_at__isnull=True)
                | models.Q(state__in=["SENT", "SETTLED"], sent_at__isnull=False),
                name="a_refund_is_due_until_it_is_sent",
            ),
            models.CheckConstraint(
                condition=models.Q(by__isnull=False)
                | models.Q(by_buyer=True)
                | models.Q(provider_id__isnull=False),
                name="a_refund_is_made_by_a_person_or_at_the_provider",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} of {self.attempt}"

    @property
    def is_from_provider(self) -> bool:
        """Return whether the refund was made at the payment provider itself."""
        return self.by_id is None and not self.by_buyer

    @property
    def card_amount(self) -> Decimal:
        """Return the part that is refunded by Stripe."""
        return self.amount - self.gift_card_amount


class RefundedLine(models.Model):
    """Refunded units of an order line; `released` if they were never sent and are free again.

    Without units it is a part of the line's price, such as the difference of an exchange.
    """

    refund = models.ForeignKey(Refund, on_delete=models.PROTECT, related_name="lines")
    order_line = models.ForeignKey("order.Line", on_delete=models.PROTECT, related_name="refunds")
    units = models.PositiveIntegerField()
    incl = models.DecimalField(max_digits=12, decimal_places=2)
    excl = models.DecimalField(max_digits=12, decimal_places=2)
    released = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("refund", "order_line", name="a_refund_names_a_line_once"),
            models.CheckConstraint(
                condition=models.Q(units__gt=0) | models.Q(incl__gt=0, released=False),
                name="a_refund_is_of_units_or_of_an_amount",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.units} of line {self.order_line_id}"


class RefundFailure(models.Model):
    """A refund that Stripe refused for good or that came back, until it is settled.

    `refund` is null for the refund of a whole order. `amount` is what Stripe did not pay out; the
    gift card part was credited.
    """

    class Settlement(models.TextChoices):
        """The settlement; empty while the attempt is open."""

        RETRIED = "RETRIED", "Tried again"
        TRANSFER = "TRANSFER", "Paid by bank transfer"
        DISPUTE = "DISPUTE", "Returned to the buyer by a dispute"
        PROVIDER = "PROVIDER", "Refunded at the payment provider"

    attempt = models.ForeignKey(PaymentAttempt, on_delete=models.PROTECT, related_name="failures")
    refund = models.ForeignKey(Refund, null=True, on_delete=models.PROTECT, related_name="failures")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    reason = models.CharField(max_length=60, help_text="Stripe's code, such as charge_disputed.")
    message = models.CharField(max_length=500, blank=True)
    provider_id = models.CharField(max_length=255, unique=True, null=True, blank=True)
    failed_at = models.DateTimeField(db_default=Now(), editable=False)
    settlement = models.CharField(max_length=8, choices=Settlement, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    reference = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "attempt",
                "refund",
                condition=models.Q(settlement=""),
                nulls_distinct=False,
                name="a_refund_has_one_open_failure",
            ),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="a_failure_is_of_money"),
            models.CheckConstraint(
                condition=models.Q(settlement="", settled_at__isnull=True)
                | (~models.Q(settlement="") & models.Q(settled_at__isnull=False)),
                name="a_settled_failure_says_when",
            ),
            models.CheckConstraint(
                condition=~models.Q(settlement="TRANSFER") | ~models.Q(reference=""),
                name="a_bank_transfer_has_a_reference",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason}: {self.amount} of {self.attempt_id}"


class Dispute(models.Model):
    """A dispute of a payment as reported by Stripe; evidence is due before `evidence_due`.

    Its money is posted from Stripe's balance transactions.
    """

    id = models.CharField(primary_key=True, max_length=255)
    attempt = models.ForeignKey(PaymentAttempt, on_delete=models.PROTECT, related_name="disputes")
    status = models.CharField(max_length=30)
    reason = models.CharField(max_length=60, blank=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3)
    opened_at = models.DateTimeField()
    evidence_due = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["evidence_due"],
                name="disputes_open",
                condition=models.Q(closed_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.id}: {self.status}"

    @property
    def status_text(self) -> str:
        """Return Stripe's status in words, such as "needs response"."""
        return self.status.replace("_", " ")

    @property
    def reason_text(self) -> str:
        """Return the bank's reason in words, such as "product not received"."""
        return self.reason.replace("_", " ")


class StripeCustomer(models.Model):
    """The customer at Stripe of a person with an account: our random id and Stripe's id.

    Data that Stripe stores, such as cards, is fetched when needed and not stored here.
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
    """An event of Stripe without personal data; stored before the answer, handled by a job."""

    id = models.CharField(primary_key=True, max_length=255)
    type = models.CharField(max_length=80)
    intent_id = models.CharField(max_length=255, blank=True, db_index=True)
    payload = models.JSONField()
    received_at = models.DateTimeField(db_default=Now(), editable=False)
    handled_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.type} {self.id}"
