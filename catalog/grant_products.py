"""The products of a licensee that a grant would cover."""

from django.db.models import Exists, OuterRef, QuerySet

from catalog.models import Product, ProductRights
from licensing.models import Grant, Property


def products_of_grant(grant: Grant, mark: Property) -> QuerySet[Product]:
    """Return the licensee's products with a mark, in the categories of a grant."""
    carried = ProductRights.objects.filter(version__product=OuterRef("pk"), property=mark)
    covered = Grant.objects.filter(
        pk=grant.pk, categories__contains_number=OuterRef("rights_category__number")
    )
    products: QuerySet[Product] = Product.objects.filter(
        Exists(carried), Exists(covered), parent=None, licensee=grant.licensee_id
    )
    return products
