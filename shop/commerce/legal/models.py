"""Versions of legal pages, by market, language and kind.

A published version is never changed, deleted or published for the past (trigger), so that the
versions that a buyer accepted are those in force when the order was placed.
"""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class LegalTextQuerySet(models.QuerySet["LegalText"]):
    """Chainable reads of legal texts."""

    def in_force(self, at: datetime) -> "LegalTextQuerySet":
        """Return the version of each market, language and kind that applies at an instant."""
        published = self.filter(published_at__isnull=False, valid_from__lte=at)
        return published.order_by(
            "market_id", "language", "kind", "-valid_from", "-version"
        ).distinct("market_id", "language", "kind")


class LegalText(models.Model):
    """A version of a legal page: a draft until it is published, then in force from `valid_from`.

    `seller` is the company it was written for. `is_ready_made` marks a text that came with the
    shop and that nobody has checked.
    """

    class Kind(models.TextChoices):
        """Pages that every market has."""

        IMPRINT = "imprint", _("Imprint")
        TERMS = "terms", _("Terms of sale")
        PRIVACY = "privacy", _("Privacy")
        WITHDRAWAL = "withdrawal", _("Right of withdrawal")
        DELIVERY = "delivery", _("Delivery and returns")
        PAYMENT = "payment", _("Payment")
        ACCESSIBILITY = "accessibility", _("Accessibility")
        COOKIES = "cookies", _("Cookies")
        CONTACT = "contact", _("Contact")
        HELP = "help", _("Help")

    market = models.ForeignKey(
        "markets.Market", on_delete=models.PROTECT, related_name="legal_texts"
    )
    seller = models.ForeignKey("markets.SellingEntity", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind)
    language = models.CharField(max_length=5)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    body = models.TextField(help_text="Markdown.")
    is_ready_made = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    valid_from = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = LegalTextQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "market", "language", "kind", "version", name="a_legal_version_is_one_text"
            ),
            models.UniqueConstraint(
                "market",
                "language",
                "kind",
                condition=models.Q(published_at__isnull=True),
                name="a_legal_page_has_one_draft",
            ),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True)
                | models.Q(valid_from__gte=models.F("published_at")),
                name="a_legal_text_is_not_published_for_the_past",
            ),
            models.CheckConstraint(
                condition=~models.Q(title="") & ~models.Q(body=""),
                name="a_legal_text_has_title_and_body",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.language} {self.version}"
