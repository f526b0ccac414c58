"""Invitations of staff, and requests to change roles that wait for a second administrator."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower, Now

from licensing.audit.log import track_changes
from shop.platform.core.ids import uuid7

OPEN_INVITATION = models.Q(accepted_at__isnull=True, withdrawn_at__isnull=True)


class StaffInvitation(models.Model):
    """An invitation to work for the shop or a rights holder; it works once and expires.

    The command that makes the first administrator has no `invited_by`.
    """

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    email = models.EmailField()
    roles = ArrayField(models.CharField(max_length=20))
    holder = models.ForeignKey(
        "licensing.RightsHolder", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField()
    needs_approval = models.BooleanField(default=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"),
                condition=OPEN_INVITATION,
                name="an_address_has_one_open_staff_invitation",
            ),
            models.CheckConstraint(
                condition=models.Q(roles__len__gte=1), name="a_staff_invitation_has_a_role"
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True, approved_at__isnull=True)
                | models.Q(approved_by__isnull=False, approved_at__isnull=False)
                & ~models.Q(approved_by=models.F("invited_by")),
                name="a_staff_invitation_is_approved_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | models.Q(
                    accepted_at__isnull=False, accepted_by__isnull=False, withdrawn_at__isnull=True
                )
                & (models.Q(needs_approval=False) | models.Q(approved_by__isnull=False)),
                name="a_staff_invitation_is_accepted_after_its_approval",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def waits_for_approval(self) -> bool:
        """Return whether a second administrator must approve it before the link works."""
        return self.needs_approval and self.approved_by_id is None


class RoleRequest(models.Model):
    """A request to give an account roles that need the approval of a second administrator."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="role_requests"
    )
    roles = ArrayField(models.CharField(max_length=20))
    holder = models.ForeignKey(
        "licensing.RightsHolder", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField(db_default=Now(), editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    is_approved = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True, decided_at__isnull=True)
                | models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="a_role_request_is_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(is_approved=False)
                | models.Q(decided_by__isnull=False)
                & ~models.Q(decided_by=models.F("requested_by"))
                & ~models.Q(decided_by=models.F("account")),
                name="a_role_request_is_approved_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=~models.Q(requested_by=models.F("account")),
                name="nobody_requests_roles_for_themselves",
            ),
            models.UniqueConstraint(
                "account",
                condition=models.Q(decided_at__isnull=True),
                name="an_account_has_one_open_role_request",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


# Addresses are personal data: the log names people by their ids.
track_changes(StaffInvitation, exclude=["email"])
track_changes(RoleRequest)
