"""What every row of rights tells: who made it and when. Such rows are never deleted."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class Recorded(models.Model):
    """Who made the row and when."""

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True
