"""The append-only log of what happened, and which messages were queued for an order."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


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


class RightsCheck(models.Model):
    """One row: the rights revision under which open orders were last looked at."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    revision = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(pk=1), name="there_is_one_rights_check"),
        ]

    def __str__(self) -> str:
        return str(self.revision)


class HeldOrder(models.Model):
    """A paid order that may not be sent until an officer decides: its license was taken away."""

    class Verdict(models.TextChoices):
        """What the officer decided."""

        SHIP = "SHIP", _("Send it")
        REFUND = "REFUND", _("Refund it")

    order = models.OneToOneField(
        "order.Order", on_delete=models.PROTECT, related_name="held", primary_key=True
    )
    reasons = models.JSONField(help_text=_("Reason codes by SKU."))
    held_at = models.DateTimeField(db_default=Now(), editable=False)
    verdict = models.CharField(max_length=6, choices=Verdict, blank=True)
    reference = models.CharField(
        max_length=150, blank=True, help_text=_("Under which the licensor let it be sent.")
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(verdict="", decided_at__isnull=True)
                | (~models.Q(verdict="") & models.Q(decided_at__isnull=False)),
                name="a_verdict_on_a_held_order_has_its_instant",
            ),
            models.CheckConstraint(
                condition=~models.Q(verdict="SHIP") | ~models.Q(reference=""),
                name="a_held_order_is_sent_under_a_reference",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} held"
