"""The answers of an account about optional mails: the newest of a kind counts."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class OptionalMail(models.TextChoices):
    """The kinds of mail that an account gets only if its owner agreed."""

    BASKET_REMINDER = "basket_reminder", _("Basket reminders")


class MailChoice(models.Model):
    """One answer about a kind of optional mail, with its time and place: evidence of a consent."""

    class Place(models.TextChoices):
        """The place where an answer was given."""

        ACCOUNT = "account", "Account page"
        API = "api", "API"
        LINK = "link", "Link in a mail"
        ONE_CLICK = "one_click", "Mail program"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choices"
    )
    kind = models.CharField(max_length=20, choices=OptionalMail)
    wanted = models.BooleanField()
    place = models.CharField(max_length=10, choices=Place)
    language = models.CharField(
        max_length=10, help_text="Language in which the question was asked."
    )
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind__in=OptionalMail.values),
                name="a_mail_choice_is_about_an_optional_mail",
            ),
            models.CheckConstraint(
                condition=~models.Q(place__in=("link", "one_click"), wanted=True),
                name="links_in_mails_only_end_mails",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["user", "kind", "-id"], name="mail_choice_newest")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind} {self.wanted}"
