"""Stored responses to writes, so that a repeated request is executed once."""

from django.db import models


class IdempotentAnswer(models.Model):
    """The response to a write that was sent with an `Idempotency-Key`.

    The row is written in the transaction of the write itself: either both exist, or neither does.
    Clients repeat a request within minutes; rows are deleted after `idempotency.KEPT_HOURS`.
    """

    scope = models.CharField(
        max_length=64, help_text="SHA-256 of method, path and credential of the request."
    )
    key = models.CharField(max_length=64, help_text="SHA-256 of the Idempotency-Key.")
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of the request body.")
    status = models.PositiveSmallIntegerField(null=True)
    body = models.JSONField(null=True)
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "key"], name="one_answer_for_each_key"),
        ]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.status}"
