"""Payment attempts and the events Stripe sent, as they came."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from shop.core.ids import uuid7


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

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state="NEW")
                | models.Q(state="CANCELLED")
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
