"""Words that titles and descriptions of licensed goods may not have, and names of athletes."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower

from licensing.models.base import Recorded
from licensing.models.parties import Property
from licensing.rules.guarded_terms import ATHLETE, BANNED, words_of


class GuardedWord(Recorded):
    """A word, some words or a name; it is retired by `active`, never deleted.

    An athlete's name may stand on goods that carry the athlete's own mark: what is granted of it
    and approved by its holder is the athlete's consent.
    """

    class Kind(models.TextChoices):
        """Why it is guarded."""

        BANNED = BANNED, "Banned"
        ATHLETE = ATHLETE, "Athlete's name"

    term = models.CharField(
        max_length=80, help_text="Found as whole words, whatever their case and accents."
    )
    language = models.CharField(
        max_length=7, blank=True, help_text="As en; empty: in every language."
    )
    kind = models.CharField(max_length=7, choices=Kind, default=Kind.BANNED)
    why = models.CharField(max_length=200, help_text="Licensees read it beside the refusal.")
    mark = models.ForeignKey(
        Property,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": Property.Kind.ATHLETE},
        help_text="The athlete's own mark: goods that carry it may say the name.",
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
        """Refuse what holds no word at all: it would never be found."""
        if not words_of(self.term):
            raise ValidationError({"term": "Write at least one word."})
