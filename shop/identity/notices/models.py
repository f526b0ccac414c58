"""Notices: an event for one person, shown on the page until it is read and sent by one mail."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from shop.identity.notices.kinds import Kind


class Notice(models.Model):
    """One event for one person; `code` and `data` make the sentence, `key` identifies the event."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    code = models.CharField(max_length=40)
    data = models.JSONField(default=dict)
    link = models.CharField(max_length=200, help_text="Path within the shop.")
    key = models.CharField(max_length=100)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("user", "key", name="a_person_is_told_of_an_event_once"),
            models.CheckConstraint(
                condition=models.Q(link__startswith="/") & ~models.Q(link__startswith="//"),
                name="a_notice_leads_into_the_shop",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["user", "-id"], name="notices_newest"),
            models.Index(
                fields=["user"], condition=models.Q(read_at__isnull=True), name="notices_unread"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} for {self.user_id}"


class NoticeChoice(models.Model):
    """A person's choice about notices of an optional kind."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_choices"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    wanted = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("user", "kind", name="a_person_chooses_a_kind_of_notice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind} {self.wanted}"
