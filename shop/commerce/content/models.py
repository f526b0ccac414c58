"""Pieces of content and their versions.

A version holds everything that visitors see, with place, market, language and schedule. A published
version is never changed (trigger), so that each can be shown and restored later. Publication moves
the item's pointer, which raises the revision under which processes keep content.
"""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from catalog.pictures import PictureValues

MOST_PRODUCTS = 24
MOST_LINKS = 12


class ContentItem(models.Model):
    """A piece of content in a place of the storefront; `published` is the version that is used."""

    class Place(models.TextChoices):
        """Places of the storefront."""

        HERO = "hero", "Front page: hero banner"
        PRODUCTS = "products", "Front page: product row"
        TILES = "tiles", "Front page: tiles"
        ANNOUNCEMENT = "announcement", "Announcement bar"
        HEADER = "header", "Header menu"
        FOOTER = "footer", "Footer column"

    place = models.CharField(max_length=12, choices=Place, editable=False)
    name = models.CharField(max_length=80, unique=True)
    published = models.OneToOneField(
        "content.ContentVersion",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="published_of",
    )

    class Meta:
        permissions: ClassVar = [("publish_content", "Can publish content")]

    def __str__(self) -> str:
        return self.name


class ContentVersion(models.Model):
    """A version of an item: a draft until `published_at` is set.

    A market or language of None or "" means every one. The window is half open.
    """

    class Source(models.TextChoices):
        """Products of a row, or tiles."""

        NEWEST = "newest", "Newest products"
        CATEGORY = "category", "Category"
        COLLECTION = "collection", "Collection"
        GAMES = "games", "Games"
        SPORT = "sport", "Sport"
        COUNTRY = "noc", "Country"
        KIND = "kind", "Kind of product"

    item = models.ForeignKey(ContentItem, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(editable=False)
    market = models.ForeignKey(
        "markets.Market", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    language = models.CharField(max_length=5, blank=True)
    position = models.PositiveSmallIntegerField(default=100)
    shown_from = models.DateTimeField(null=True, blank=True)
    shown_until = models.DateTimeField(null=True, blank=True)
    title = models.CharField(max_length=120, blank=True)
    text = models.CharField(max_length=400, blank=True)
    link = models.CharField(max_length=300, blank=True)
    link_label = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=12, choices=Source, blank=True)
    codes = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    amount = models.PositiveSmallIntegerField(default=8)
    links = models.JSONField(default=list, blank=True)
    picture_stem = models.CharField(max_length=200, blank=True, editable=False)
    picture_alt = models.CharField(max_length=200, blank=True)
    picture_width = models.PositiveIntegerField(default=0, editable=False)
    picture_height = models.PositiveIntegerField(default=0, editable=False)
    picture_widths = ArrayField(models.PositiveIntegerField(), default=list, editable=False)
    picture_formats = ArrayField(models.CharField(max_length=4), default=list, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering: ClassVar = ["item", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint("item", "number", name="a_content_version_has_its_number"),
            models.UniqueConstraint(
                "item",
                condition=models.Q(published_at__isnull=True),
                name="a_content_item_has_one_draft",
            ),
            models.CheckConstraint(
                condition=models.Q(shown_from__isnull=True)
                | models.Q(shown_until__isnull=True)
                | models.Q(shown_until__gt=models.F("shown_from")),
                name="content_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(picture_stem="") | ~models.Q(picture_alt=""),
                name="a_picture_of_content_has_a_description",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gte=1, amount__lte=MOST_PRODUCTS),
                name="content_shows_a_number_of_products",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.number}"

    @property
    def picture(self) -> PictureValues | None:
        """The picture of a banner, centered."""
        if not self.picture_stem:
            return None
        return PictureValues(
            stem=self.picture_stem,
            alt=self.picture_alt,
            width=self.picture_width,
            height=self.picture_height,
            widths=tuple(self.picture_widths),
            formats=tuple(self.picture_formats),
            focal_x=0.5,
            focal_y=0.5,
            published=True,
        )


# Fields that a restored version takes over.
COPIED = (
    "market_id",
    "language",
    "position",
    "shown_from",
    "shown_until",
    "title",
    "text",
    "link",
    "link_label",
    "source",
    "codes",
    "amount",
    "links",
    "picture_stem",
    "picture_alt",
    "picture_width",
    "picture_height",
    "picture_widths",
    "picture_formats",
)


def content_of(version: ContentVersion) -> dict[str, Any]:
    """Return what a version shows, and where and when."""
    return {name: getattr(version, name) for name in COPIED}
