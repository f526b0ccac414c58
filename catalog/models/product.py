"""The product and its pictures; its versions and approvals are in `catalog.models.rights`."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Coalesce, LPad
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.abstract_models import AbstractProduct, AbstractProductImage

from catalog.querysets import ProductQuerySet
from licensing.fields import IntMultiRangeField
from shop.platform.core.ids import uuid7

SKU_PATTERN = r"[A-Za-z0-9._-]{1,64}"
ONE_ARTICLE_A_GTIN = "a_gtin_in_any_form_is_on_one_article"


class Sport(models.Model):
    """A sport, used to browse products."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    season = models.CharField(max_length=1, choices=[("S", _("Summer")), ("W", _("Winter"))])

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return str(self.name)


class Product(AbstractProduct):
    """A sellable article or the parent of its variants; `upc` is its SKU.

    Rights belong to the top product: variants of one parent share its profile and release.
    `released` and `released_territories` are compiled from approvals and embargoes by
    `catalog.services.compile_releases`; both are empty if the product is not released.
    """

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    gtin = models.CharField(max_length=14, blank=True, validators=[RegexValidator(r"^\d{8,14}$")])
    kind = models.SlugField(blank=True, db_index=True)
    games = models.ForeignKey(
        "licensing.GamesEdition", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    noc = models.ForeignKey(
        "licensing.NOC", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sport = models.ForeignKey(Sport, null=True, blank=True, on_delete=models.PROTECT)
    licensee = models.ForeignKey(
        "licensing.Licensee", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    rights_category = models.ForeignKey(
        "licensing.ProductCategory",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    rights_profile = models.ForeignKey(
        "licensing.RightsProfile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unmarked = models.BooleanField(
        default=False, help_text=_("Brand staff have confirmed that this product carries no mark.")
    )
    color = models.SlugField(max_length=20, blank=True)
    size = models.CharField(max_length=20, blank=True)
    size_position = models.PositiveSmallIntegerField(default=0)
    tax_class = models.CharField(max_length=16, default="standard")
    origin = models.CharField(max_length=2, blank=True, help_text=_("ISO 3166 alpha-2."))
    hs_code = models.CharField(max_length=10, blank=True)
    weight_g = models.PositiveIntegerField(default=0)
    limit_per_person = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="Units that one person may have of it and its variants, over all orders.",
    )
    material = models.CharField(max_length=200, blank=True)
    manufacturer = models.TextField(
        blank=True, help_text=_("Name, postal address and email or web address (GPSR Art. 19).")
    )
    released = DateTimeRangeField(null=True, blank=True, editable=False)
    released_territories = IntMultiRangeField(null=True, blank=True, editable=False)
    on_sale_from = models.DateTimeField(null=True, blank=True)
    search_document = SearchVectorField(null=True, editable=False)

    objects: ClassVar[Any] = ProductQuerySet.as_manager()

    class Meta(AbstractProduct.Meta):
        abstract = False
        indexes: ClassVar = [
            GinIndex(fields=["search_document"], name="product_search_document"),
            models.Index(Coalesce("parent", "id"), name="product_articles"),
            # Colors and sizes that few articles have are found by these two alone.
            models.Index(
                fields=["color", "size"],
                include=["parent", "id", "structure"],
                name="product_colors",
                condition=models.Q(is_public=True) & ~models.Q(color=""),
            ),
            models.Index(
                fields=["size"],
                include=["parent", "id", "structure"],
                name="product_sizes",
                condition=models.Q(is_public=True) & ~models.Q(size=""),
            ),
            models.Index(
                fields=["-id"],
                # Lists and counts need only this index, not the wide rows.
                include=[
                    "released",
                    "released_territories",
                    "rights_profile",
                    "games",
                    "noc",
                    "sport",
                    "kind",
                    "color",
                ],
                name="product_listed_newest",
                condition=models.Q(is_public=True) & ~models.Q(structure="child"),
            ),
            # Products of a kind, and of a kind and team, without reading others.
            models.Index(
                fields=["kind", "noc", "-id"],
                include=["released", "released_territories", "rights_profile", "games", "sport"],
                name="product_listed_by_kind",
                condition=models.Q(is_public=True) & ~models.Q(structure="child"),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                LPad("gtin", 14, models.Value("0")),
                condition=~models.Q(gtin=""),
                name=ONE_ARTICLE_A_GTIN,
                violation_error_message=_("Another product already has this GTIN."),
            ),
            models.CheckConstraint(
                condition=~models.Q(structure="child")
                | models.Q(rights_profile__isnull=True, released__isnull=True),
                name="a_variant_has_its_parents_rights",
            ),
            models.CheckConstraint(
                condition=models.Q(origin="") | models.Q(origin__regex=r"^[A-Z]{2}$"),
                name="an_origin_is_an_iso_code",
            ),
            models.CheckConstraint(
                condition=models.Q(limit_per_person__isnull=True)
                | models.Q(limit_per_person__gte=1) & ~models.Q(structure="child"),
                name="a_limit_per_person_is_of_a_top_product",
            ),
        ]

    @property
    def sku(self) -> str:
        """The stock keeping unit, unique in the shop."""
        return str(self.upc)

    @property
    def top(self) -> "Product":
        """The product with rights, pictures and texts: the parent of a variant, or itself."""
        return self.parent if self.is_child else self

    @property
    def pictures(self) -> "list[ProductImage]":
        """The pictures that may be shown, prefetched by lists or read on first use."""
        if not hasattr(self, "read_pictures"):
            self.read_pictures = list(self.images.all())
        return self.read_pictures

    @property
    def gtin_or_sku(self) -> str:
        """The GTIN, or the SKU if there is none, to show to buyers."""
        return self.gtin or self.sku


class ApprovedImages(models.Manager["ProductImage"]):
    """Manager of pictures that may be shown."""

    def get_queryset(self) -> models.QuerySet["ProductImage"]:
        """Exclude pictures of unreleased versions and withdrawn pictures."""
        return super().get_queryset().filter(approved=True, published=True)


class ProductImage(AbstractProductImage):
    """A picture with its stored renditions, named `<stem>-<width>.<format>`.

    The default manager, also used by `product.images`, excludes pictures that may not be shown. A
    picture of a `version` is in private storage until the version is released.
    """

    class State(models.TextChoices):
        """State of the renditions."""

        WAITING = "WAITING", "Being prepared"
        READY = "READY", "Ready"
        REFUSED = "REFUSED", "Refused"

    version = models.ForeignKey(
        "catalogue.ProductVersion",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="pictures",
    )
    state = models.CharField(
        max_length=8, choices=State, default=State.READY, db_default=State.READY
    )
    refusal = models.CharField(
        max_length=32, blank=True, default="", db_default="", help_text="Code of why it is refused."
    )
    warnings = ArrayField(models.CharField(max_length=32), default=list, db_default=[], blank=True)
    source_name = models.CharField(max_length=255, blank=True, default="", db_default="")
    source_sha256 = models.CharField(
        max_length=64, blank=True, default="", db_default="", db_index=True
    )
    perceptual_hash = models.BigIntegerField(null=True, blank=True)
    focal_x = models.FloatField(default=0.5, db_default=0.5)
    focal_y = models.FloatField(default=0.5, db_default=0.5)
    published = models.BooleanField(default=True, db_default=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    stem = models.CharField(
        max_length=200,
        db_index=True,
        help_text=_("File name in storage, without width and format."),
    )
    widths = ArrayField(models.PositiveIntegerField(), default=list)
    formats = ArrayField(models.CharField(max_length=5), default=list)
    alt = models.CharField(max_length=250, blank=True)
    approved = models.BooleanField(default=True)

    objects: ClassVar[Any] = ApprovedImages()
    every: ClassVar[Any] = models.Manager()

    class Meta(AbstractProductImage.Meta):
        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(
                "version", "product", "display_order", name="a_place_in_a_version_is_taken_once"
            ),
            models.CheckConstraint(
                condition=models.Q(version__isnull=True) | ~models.Q(source_sha256=""),
                name="a_picture_of_a_version_has_its_source",
            ),
            models.CheckConstraint(
                condition=models.Q(state="REFUSED") ^ models.Q(refusal=""),
                name="a_refused_picture_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(published=False) | models.Q(state="READY"),
                name="only_a_ready_picture_is_published",
            ),
            models.CheckConstraint(
                condition=models.Q(focal_x__gte=0, focal_x__lte=1, focal_y__gte=0, focal_y__lte=1),
                name="a_focal_point_lies_in_the_picture",
            ),
        ]

    def rendition(self, width: int, file_format: str) -> str:
        """Return the storage name of one rendition."""
        return f"{self.stem}-{width}.{file_format}"
