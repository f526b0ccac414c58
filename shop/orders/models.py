"""Log of domain events, messages to buyers, limits and held orders."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower, Now

CANCELLED_BY_BUYER = "order.cancelled_by_buyer"  # the event that tells it from other ends

# The event of a paid order, or a part of it, that was cancelled until packing began.
CANCELLED_BEFORE_PACKING = "order.items_cancelled"


class DomainEvent(models.Model):
    """An event of the domain in order; a log to read, not a queue."""

    position = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=60)
    subject = models.CharField(max_length=100, db_index=True)
    data = models.JSONField(default=dict)
    at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return f"{self.position} {self.name} {self.subject}"


class OutgoingMessage(models.Model):
    """A mail to the buyer of an order, sent once; recorded in the transaction of its reason.

    `key` names what the message is about, such as "order:7" or "shipment:3"; `payload` holds what
    the mail needs beside the order as it is when the mail is sent. The recipient is the order's.
    """

    class Kind(models.TextChoices):
        """The mails about an order, in the order in which a buyer may get them."""

        PAYMENT_REMINDER = "PAYMENT_REMINDER", "Payment reminder"
        LATE_REFUSAL = "LATE_REFUSAL", "Payment declined"
        CONFIRMATION = "CONFIRMATION", "Confirmation"
        CANCELLATION = "CANCELLATION", "Cancellation"
        SHIPMENT = "SHIPMENT", "Shipment"
        REFUND = "REFUND", "Refund of the whole order"
        ITEMS_CANCELLED = "ITEMS_CANCELLED", "Cancellation before packing"
        DELIVERY_CHANGED = "DELIVERY_CHANGED", "Change of address or delivery"
        DELIVERED = "DELIVERED", "Parcel delivered"
        READY = "READY", "Ready to collect"
        ORDER_LINK = "ORDER_LINK", "Link to the order"
        RETURN = "RETURN", "Return"

    kind = models.CharField(max_length=20, choices=Kind)
    order = models.ForeignKey("order.Order", on_delete=models.PROTECT, related_name="messages")
    key = models.CharField(max_length=100)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("kind", "key", name="a_message_is_recorded_once"),
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=(
                        "PAYMENT_REMINDER",
                        "LATE_REFUSAL",
                        "CONFIRMATION",
                        "CANCELLATION",
                        "SHIPMENT",
                        "REFUND",
                        "ITEMS_CANCELLED",
                        "DELIVERY_CHANGED",
                        "DELIVERED",
                        "READY",
                        "ORDER_LINK",
                        "RETURN",
                    )
                )
                & ~models.Q(key=""),
                name="a_message_has_a_kind_and_a_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class PersonKind(models.TextChoices):
    """Attributes that identify a person; each is stored as a keyed hash only."""

    ACCOUNT = "ACCOUNT", "Account"
    EMAIL = "EMAIL", "Email"
    ADDRESS = "ADDRESS", "Address"
    CARD = "CARD", "Card"


class PersonCount(models.Model):
    """Units of a limited product that a person has in unpaid and paid orders."""

    product = models.ForeignKey("catalogue.Product", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=PersonKind)
    person = models.CharField(max_length=64)
    units = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "product", "kind", "person", name="a_person_is_counted_once_for_a_product"
            )
        ]

    def __str__(self) -> str:
        return f"{self.units} of {self.product_id} by {self.kind}"


class DefaultLimit(models.Model):
    """The only row with the default limit of units of an article per person."""

    units = models.PositiveSmallIntegerField(null=True, blank=True)
    changed_at = models.DateTimeField(db_default=Now(), editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(pk=1), name="there_is_one_default_limit"),
            models.CheckConstraint(
                condition=models.Q(units__isnull=True) | models.Q(units__gte=1),
                name="a_default_limit_lets_a_person_buy",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.units or 'no'} units"


class CountedUnits(models.Model):
    """Units that an order added to a person's count, and the limit at that time."""

    order = models.ForeignKey("order.Order", on_delete=models.PROTECT, related_name="counted_units")
    product = models.ForeignKey("catalogue.Product", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=PersonKind)
    person = models.CharField(max_length=64)
    units = models.PositiveIntegerField()
    limit = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "order", "product", "kind", name="an_order_is_counted_once_for_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.units} of {self.product_id} in {self.order_id}"


class UnpaidHolder(models.Model):
    """A keyed hash that identifies the client of an unpaid order."""

    class Kind(models.TextChoices):
        """Attributes that are hashed."""

        ACCOUNT = "ACCOUNT", "Account"
        EMAIL = "EMAIL", "Email"
        CLIENT = "CLIENT", "IP address"

    order = models.ForeignKey("order.Order", on_delete=models.CASCADE, related_name="holders")
    kind = models.CharField(max_length=8, choices=Kind)
    person = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("order", "kind", name="an_order_has_one_holder_of_a_kind")
        ]
        indexes: ClassVar = [models.Index(fields=["person", "kind"], name="unpaid_by_person")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.order_id}"


class FollowedDenial(models.Model):
    """A denial of rights whose effects on orders were applied."""

    denial = models.OneToOneField(
        "licensing.RightsDenial",
        on_delete=models.PROTECT,
        related_name="followed",
        primary_key=True,
    )
    at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return f"denial {self.denial_id} was followed"


class AnnouncedChange(models.Model):
    """A change of rights or of a held order that was announced."""

    source = models.CharField(max_length=20)
    row_id = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("source", "row_id", name="a_change_is_announced_once"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.row_id}"


class HeldOrder(models.Model):
    """A paid order that waits for a decision: ship it, or refund it.

    `denied` has the facts: denied articles with their reasons, or the signs of fraud.
    """

    class Cause(models.TextChoices):
        """Causes of a hold; an order may be held for each of them at once."""

        RIGHTS = "RIGHTS", "Rights taken back"
        FRAUD = "FRAUD", "Fraud review"

    class Decision(models.TextChoices):
        """Decisions; empty while it is pending."""

        SHIP = "SHIP", "Ship anyway"
        REFUND = "REFUND", "Refund"

    order = models.ForeignKey("order.Order", on_delete=models.PROTECT, related_name="holds")
    cause = models.CharField(
        max_length=6, choices=Cause, default=Cause.RIGHTS, db_default=Cause.RIGHTS
    )
    since = models.DateTimeField(db_default=Now(), editable=False)
    denied = models.JSONField(default=list)
    decision = models.CharField(max_length=6, choices=Decision, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reference = models.CharField(max_length=150, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "order",
                "cause",
                condition=models.Q(decision=""),
                name="an_order_is_held_once_for_a_cause",
            ),
            models.CheckConstraint(
                condition=models.Q(cause__in=("RIGHTS", "FRAUD")), name="a_hold_has_a_known_cause"
            ),
            models.CheckConstraint(
                condition=models.Q(decision="")
                | models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="a_decision_about_a_held_order_has_its_person",
            ),
            models.CheckConstraint(
                condition=~models.Q(decision="SHIP", cause="RIGHTS") | ~models.Q(reference=""),
                name="a_held_order_ships_with_a_licensors_reference",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order} is held"

    @property
    def facts(self) -> list[str]:
        """Return the signs of fraud in words; empty for a hold because of rights."""
        return [str(fact["text"]) for fact in self.denied if "text" in fact]


class StaffNote(models.Model):
    """An internal note about an order; deleted when the order's personal data is erased."""

    order = models.ForeignKey("order.Order", on_delete=models.PROTECT, related_name="staff_notes")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(text=""), name="a_staff_note_says_something")
        ]

    def __str__(self) -> str:
        return f"note {self.pk} on {self.order_id}"


class BasketReminder(models.Model):
    """The reminder of an abandoned basket: at most one, sent if its items still sell."""

    basket = models.OneToOneField(
        "basket.Basket", on_delete=models.CASCADE, related_name="reminder", primary_key=True
    )
    queued_at = models.DateTimeField(db_default=Now(), editable=False)
    mailed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"reminder of basket {self.basket_id}"


class GuestReminder(models.Model):
    """A guest's agreement to the reminder of one basket: evidence of a consent.

    `language` is the one in which the question was asked. `ended_at` is when the guest ended it by
    the link in a mail.
    """

    basket = models.OneToOneField(
        "basket.Basket", on_delete=models.CASCADE, related_name="guest_reminder", primary_key=True
    )
    email = models.EmailField()
    language = models.CharField(max_length=10)
    agreed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(email=""), name="an_agreement_of_a_guest_has_an_address"
            )
        ]
        indexes: ClassVar = [models.Index(Lower("email"), name="guest_reminders_by_email")]

    def __str__(self) -> str:
        return f"reminder of a guest's basket {self.basket_id}"


class DeliveryChange(models.Model):
    """A change of the address or delivery method of a paid order, with what it was before.

    Append-only. `by` is null if the buyer made it. The addresses are erased with the order.
    """

    order = models.ForeignKey(
        "order.Order", on_delete=models.PROTECT, related_name="delivery_changes"
    )
    old_address = models.ForeignKey(
        "order.ShippingAddress", on_delete=models.PROTECT, related_name="+"
    )
    new_address = models.ForeignKey(
        "order.ShippingAddress", on_delete=models.PROTECT, related_name="+"
    )
    old_code = models.CharField(max_length=128, blank=True)
    new_code = models.CharField(max_length=128, blank=True)
    old_from = models.DateField(null=True, blank=True)
    old_until = models.DateField(null=True, blank=True)
    refunded = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(refunded__gte=0), name="a_change_of_delivery_never_costs_more"
            )
        ]

    def __str__(self) -> str:
        return f"change {self.pk} of {self.order_id}"
