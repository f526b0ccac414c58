"""Categories of the shop, and the product categories whose new products they receive."""

from typing import ClassVar

from django.db import models
from oscar.apps.catalogue.abstract_models import AbstractCategory


class Category(AbstractCategory):
    """A category of the shop; its slug is its address."""

    class Meta(AbstractCategory.Meta):
        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["slug"], name="a_shop_category_has_its_own_address"),
        ]


class CategoryAssignment(models.Model):
    """The shop category in which new products of a product category are placed."""

    rights_category = models.OneToOneField(
        "licensing.ProductCategory", on_delete=models.CASCADE, related_name="shop_assignment"
    )
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="assignments")

    def __str__(self) -> str:
        return f"{self.rights_category}: {self.category}"
