"""The append-only log of what happened, and which messages were queued for an order."""

from django.db import models
from django.db.models.functions import Now


class DomainEvent(models.Model):
    """Something that happened, in order; a log to read from, not a queue."""

    position = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=60)
    subject = models.CharField(max_length=100, db_index=True)
    data = models.JSONField(default=dict)
    at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return f"{self.position} {self.name} {self.subject}"


class Confirmation(models.Model):
    """The one confirmation of an order; its row is the promise, `sent_at` the keeping of it."""

    order = models.OneToOneField(
        "order.Order", on_delete=models.PROTECT, related_name="confirmation", primary_key=True
    )
    queued_at = models.DateTimeField(db_default=Now(), editable=False)
    sent_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"confirmation of {self.order_id}"
