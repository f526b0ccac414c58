"""Tags of orders, the block list, answers to disputes, and differences in the books."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower, Now

from shop.orders.models import PersonKind
from shop.platform.core.ids import uuid7


class OrderTag(models.Model):
    """A word that staff attach to an order, such as "vip", to find it again."""

    order = models.ForeignKey("order.Order", on_delete=models.PROTECT, related_name="tags")
    name = models.CharField(max_length=30, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint("order", "name", name="an_order_has_a_tag_once"),
            models.CheckConstraint(
                condition=models.Q(name=Lower("name")) & ~models.Q(name=""),
                name="a_tag_is_in_lower_case",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BlockEntry(models.Model):
    """A person whose paid orders are held for review until a date; the person is a keyed hash."""

    kind = models.CharField(max_length=8, choices=PersonKind)
    person = models.CharField(max_length=64)
    hint = models.CharField(max_length=100)
    reason = models.CharField(max_length=200)
    until = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "kind"], name="block_by_person")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_block_has_a_reason")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.hint}"


class DisputeAnswer(models.Model):
    """Evidence that was sent to Stripe for a dispute; the file itself is at Stripe only."""

    dispute = models.OneToOneField(
        "payments.Dispute", on_delete=models.PROTECT, related_name="answer"
    )
    key = models.UUIDField(unique=True)
    explanation = models.TextField()
    file_name = models.CharField(max_length=200, blank=True)
    file_id = models.CharField(max_length=255, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(explanation=""), name="a_dispute_is_answered_in_words"
            ),
            models.CheckConstraint(
                condition=models.Q(file_name="", file_id="")
                | ~models.Q(file_name="") & ~models.Q(file_id=""),
                name="a_file_of_evidence_is_at_stripe",
            ),
        ]

    def __str__(self) -> str:
        return f"answer to {self.dispute_id}"


class WorkOwner(models.Model):
    """The person who works on an entry of a work list; an entry without a row is free."""

    work = models.CharField(max_length=20)
    row_id = models.CharField(max_length=255)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("work", "row_id", name="an_entry_of_work_has_one_owner")
        ]

    def __str__(self) -> str:
        return f"{self.work} {self.row_id}"


class BuyerRequest(models.Model):
    """A call, letter or message of a buyer or visitor, until staff have answered it.

    Staff record it with its order, or a person sends it on the help page (`by` is null then, and
    `email` is where the answer goes).
    """

    class Reason(models.TextChoices):
        """Reasons of a request."""

        NOT_ARRIVED = "NOT_ARRIVED", "Parcel has not arrived"
        DAMAGED = "DAMAGED", "Item is damaged or wrong"
        CHANGE = "CHANGE", "Change or cancel the order"
        PAYMENT = "PAYMENT", "Payment, refund or invoice"
        OTHER = "OTHER", "Something else"

    order = models.ForeignKey(
        "order.Order", null=True, blank=True, on_delete=models.PROTECT, related_name="requests"
    )
    reason = models.CharField(max_length=12, choices=Reason)
    text = models.TextField()
    name = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(db_default=Now(), editable=False)
    answer = models.TextField(blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(by__isnull=False, order__isnull=False) | ~models.Q(email=""),
                name="a_request_can_be_answered",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, closed_by__isnull=True, answer="")
                | models.Q(closed_at__isnull=False, closed_by__isnull=False) & ~models.Q(answer=""),
                name="a_closed_request_names_its_person",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["opened_at"],
                name="request_open",
                condition=models.Q(closed_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.order_id or self.email}"


class RequestFile(models.Model):
    """A photo or PDF that came with a message, stored privately; staff see it."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    request = models.ForeignKey(BuyerRequest, on_delete=models.PROTECT, related_name="files")
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("request", "sha256", name="a_message_has_a_file_once"),
            models.CheckConstraint(
                condition=models.Q(size__gt=0)
                & (
                    models.Q(content_type__startswith="image/")
                    | models.Q(content_type="application/pdf")
                ),
                name="a_file_of_a_message_is_a_photo_or_pdf",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def path(self) -> str:
        """Return the name of the file in the private storage."""
        return f"requests/{self.request_id}/{self.sha256}"


class BookDifference(models.Model):
    """A difference that a periodic check found, until somebody explains it or it is gone.

    `key` identifies the fact that differs. `detail` is what the last check said.
    """

    class Source(models.TextChoices):
        """Checks that find differences."""

        LEDGER = "ledger", "Ledger and Stripe"
        INVARIANT = "invariant", "Consistency check"
        REFUND = "refund", "Overdue refund"

    class State(models.TextChoices):
        """State of the work on a difference."""

        OPEN = "open", "Open"
        EXPLAINED = "explained", "Explained"
        RESOLVED = "resolved", "Resolved"

    source = models.CharField(max_length=9, choices=Source)
    key = models.CharField(max_length=200)
    detail = models.TextField()
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    note = models.TextField(blank=True, max_length=2000)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    first_found_at = models.DateTimeField()
    last_found_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "source",
                "key",
                condition=~models.Q(state="resolved"),
                name="a_difference_is_listed_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="explained") | ~models.Q(note=""),
                name="an_explained_difference_has_a_note",
            ),
            models.CheckConstraint(
                condition=models.Q(state="resolved", resolved_at__isnull=False)
                | (~models.Q(state="resolved") & models.Q(resolved_at__isnull=True)),
                name="a_resolved_difference_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()}: {self.key}"
