"""Requests for back-in-stock notices."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from shop.platform.core.ids import uuid7


class RestockNotice(models.Model):
    """A request of one address for one article: requested, confirmed, queued, mailed."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    product = models.ForeignKey(
        "catalogue.Product", on_delete=models.CASCADE, related_name="restock_notices"
    )
    email = models.EmailField(_("Email address"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    market = models.ForeignKey("markets.Market", on_delete=models.PROTECT, related_name="+")
    ship_to = models.ForeignKey("licensing.Territory", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=10)
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    queued_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "product",
                "email",
                condition=models.Q(mailed_at__isnull=True),
                name="an_address_waits_once_for_an_article",
            ),
            models.CheckConstraint(
                condition=models.Q(mailed_at__isnull=True) | models.Q(confirmed_at__isnull=False),
                name="only_who_confirmed_is_told",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                "product",
                "confirmed_at",
                condition=models.Q(mailed_at__isnull=True, confirmed_at__isnull=False),
                name="restock_waiting",
            )
        ]

    def __str__(self) -> str:
        return str(self.public_id)
