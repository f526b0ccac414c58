"""Models of the catalog: products, their data sheets, approvals, rights and search documents.

The order of the imports matters: Oscar registers only the models that are not defined before.
"""

# ruff: noqa: I001
from catalog.models.product import ONE_ARTICLE_A_GTIN, SKU_PATTERN, Product, ProductImage, Sport
from catalog.models.categories import Category, CategoryAssignment
from oscar.apps.catalogue.models import *  # noqa: F403  the models that stay Oscar's
from oscar.apps.catalogue.models import (
    ProductCategory,
    ProductClass,
)

from catalog.models.datasheet import DataSheet
from catalog.models.approvals import (
    ApprovalCondition,
    ConditionMet,
    ReviewClock,
    ReviewComment,
)
from catalog.models.rights import (
    Approval,
    ComplianceRecord,
    Embargo,
    ProductRights,
    ProductVersion,
)
from catalog.models.search import (
    SearchSynonym,
    SearchWord,
    StaleDocument,
)
from licensing.audit.log import track_changes

track_changes(Approval, ComplianceRecord, Embargo, ProductRights)
# The content hash represents the frozen contents.
track_changes(ProductVersion, exclude=["content", "snapshot"])
track_changes(Product, fields=["is_public", "unmarked", "rights_profile"])

__all__ = [
    "ONE_ARTICLE_A_GTIN",
    "SKU_PATTERN",
    "Approval",
    "ApprovalCondition",
    "Category",
    "CategoryAssignment",
    "ComplianceRecord",
    "ConditionMet",
    "DataSheet",
    "Embargo",
    "Product",
    "ProductCategory",
    "ProductClass",
    "ProductImage",
    "ProductRights",
    "ProductVersion",
    "ReviewClock",
    "ReviewComment",
    "SearchSynonym",
    "SearchWord",
    "Sport",
    "StaleDocument",
]
