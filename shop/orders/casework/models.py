"""Tags of orders."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower, Now


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
