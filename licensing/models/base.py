"""Base class of rights records."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class AuthoredModel(models.Model):
    """A row with its author and creation time. Such rows are never deleted."""

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True
