"""Words not allowed in titles and descriptions of licensed goods, and athletes' names."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower

from licensing.models.base import AuthoredModel
from licensing.models.parties import Property
from licensing.rules.guarded_terms import ATHLETE, BANNED, split_words


class GuardedWord(AuthoredModel):
    """A word, phrase or name. Unset `active` to retire it; rows are never deleted.

    An athlete's name is allowed for goods that carry the athlete's own mark. Such goods are sold
    while a consent of the athlete covers the sale (`licensing.models.athletes`).
    """

    class Kind(models.TextChoices):
        """The reason why the term is guarded."""

        BANNED = BANNED, "Banned"
        ATHLETE = ATHLETE, "Athlete's name"

    term = models.CharField(
        max_length=80, help_text="Matches whole words, ignoring case and accents."
    )
    language = models.CharField(
        max_length=7,
        blank=True,
        help_text="Language code, such as en. Leave blank for every language.",
    )
    kind = models.CharField(max_length=7, choices=Kind, default=Kind.BANNED)
    why = models.CharField(max_length=200, help_text="Shown to licensees with the error.")
    mark = models.ForeignKey(
        Property,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": Property.Kind.ATHLETE},
        help_text="The athlete's own mark. Goods that carry it may use the name.",
    )
    active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["term"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("term"), "language", name="a_word_is_guarded_once_in_a_language"
            ),
            models.CheckConstraint(
                condition=models.Q(mark__isnull=True) | models.Q(kind=ATHLETE),
                name="only_an_athletes_name_has_a_mark",
            ),
            models.CheckConstraint(condition=~models.Q(term=""), name="a_guarded_word_says_one"),
        ]

    def __str__(self) -> str:
        return self.term

    def clean(self) -> None:
        """Reject a term without letters or digits, because it would never match."""
        if not split_words(self.term):
            raise ValidationError({"term": "Enter at least one word."})
