"""Invitations and API keys of licensees, used by the portal only."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower, Now

from shop.identity.accounts.models import User
from shop.identity.tenancy import TenantQuerySet
from shop.platform.core.ids import uuid7


class Invitation(models.Model):
    """An invitation to a licensee's team; it works once and expires."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    licensee = models.ForeignKey(
        "licensing.Licensee", on_delete=models.PROTECT, related_name="invitations"
    )
    email = models.EmailField()
    role = models.CharField(max_length=9, choices=User.LicenseeRole)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[TenantQuerySet] = TenantQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "licensee",
                Lower("email"),
                condition=models.Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="an_address_has_one_open_invitation_of_a_licensee",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | models.Q(
                    accepted_at__isnull=False, accepted_by__isnull=False, withdrawn_at__isnull=True
                ),
                name="an_invitation_is_accepted_by_somebody_and_stands_then",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class ApiKey(models.Model):
    """An API key of a licensee; only a hash of the secret is stored."""

    class Scope(models.TextChoices):
        """The uses that a key allows."""

        CATALOG_READ = "catalog:read", "Read products"
        CATALOG_WRITE = "catalog:write", "Upload products"
        ORDERS_READ = "orders:read", "Read orders to pack"
        STOCK_WRITE = "stock:write", "Change stock"

    licensee = models.ForeignKey(
        "licensing.Licensee", on_delete=models.PROTECT, related_name="api_keys"
    )
    name = models.CharField(max_length=80)
    prefix = models.CharField(
        max_length=12, unique=True, help_text="Public part of the key, used to tell keys apart."
    )
    secret_hash = models.CharField(max_length=64)
    scopes = ArrayField(models.CharField(max_length=16, choices=Scope))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    # Days before expiry of the last warning to the owners; empty before the first one.
    warned_days = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[TenantQuerySet] = TenantQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(scopes__len__gte=1), name="a_key_is_for_something"
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__lte=models.F("created_at") + timedelta(days=365)),
                name="a_key_ends_within_a_year",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | models.Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="a_key_is_revoked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.prefix

    @property
    def scope_names(self) -> list[str]:
        """Return the labels of the key's scopes."""
        return [str(self.Scope(scope).label) for scope in self.scopes]
