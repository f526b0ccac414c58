"""Models of the search: synonyms, known words, and products to index again."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import MD5

from catalog.search.terms import find_keys, read_terms

LONGEST_TERM = 100


class SearchSynonym(models.Model):
    """A group of words that find the same products. Changes take effect with the next search.

    A term such as `kind:pin`, `noc:USA`, `games:LA28`, `sport:football` or `color:navy` stands for
    all products with that fact.
    """

    language = models.CharField(
        max_length=7,
        blank=True,
        choices=settings.LANGUAGES,
        help_text="Language of the pages on which the words count. Leave blank for all.",
    )
    terms = models.TextField(
        help_text=(
            "One word or phrase a line. kind:pin, noc:USA, games:LA28, sport:football and"
            " color:navy stand for all products with that fact."
        )
    )
    ignored = models.BooleanField(
        default=False,
        help_text=(
            "The words say nothing about goods, such as “official”: a search leaves them out when"
            " it has others. Otherwise a search for one of them finds products with any of them."
        ),
    )
    keys = ArrayField(models.TextField(), default=list, editable=False)
    active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["language", "terms"]
        indexes: ClassVar = [GinIndex(fields=["keys"], name="search_synonym_keys")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "language", MD5("terms"), name="a_group_of_synonyms_is_listed_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(terms=""), name="a_group_of_synonyms_has_terms"
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(read_terms(self.terms)[:4])

    def clean(self) -> None:
        """Reject a group that could not find anything."""
        terms = read_terms(self.terms)
        self.terms = "\n".join(terms)  # normalize before comparing with other groups
        least = 1 if self.ignored else 2
        if len(terms) < least or not find_keys(terms, self.language):
            raise ValidationError({"terms": "Enter at least two words or phrases."})
        if any(len(term) > LONGEST_TERM for term in terms):
            raise ValidationError({"terms": f"Enter at most {LONGEST_TERM} characters a line."})
        others = SearchSynonym.objects.filter(language=self.language, terms=self.terms)
        if others.exclude(pk=self.pk).exists():
            message = "This group of words already exists in this language."
            raise ValidationError({"terms": message})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the group with the keys used by queries."""
        self.set_keys()
        super().save(*args, **kwargs)

    def set_keys(self) -> None:
        """Set the fields derived from the terms."""
        terms = read_terms(self.terms)
        self.terms = "\n".join(terms)
        self.keys = find_keys(terms, self.language)


class SearchWord(models.Model):
    """A word of the products, used to correct typing errors.

    `deletions` has the word and every form of it without one letter. Two words that share one of
    them differ by at most two typing errors.
    """

    word = models.CharField(primary_key=True, max_length=60)
    deletions = ArrayField(models.CharField(max_length=60))
    products = models.PositiveIntegerField(default=1)

    class Meta:
        indexes: ClassVar = [GinIndex(fields=["deletions"], name="search_word_deletions")]

    def __str__(self) -> str:
        return str(self.word)


class StaleDocument(models.Model):
    """A top product whose search document is out of date.

    Database triggers add rows and `catalog.search.documents` removes them. There is no foreign key,
    because the product may be deleted meanwhile.
    """

    product_id = models.BigIntegerField(primary_key=True)

    def __str__(self) -> str:
        return str(self.product_id)
