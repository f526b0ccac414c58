"""Products whose remaining stock may be declared for a sell-off."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from catalog.errors import ProductOutsideAgreement
from catalog.models import Product, ProductRights
from licensing.models import Agreement, SellOffDeclaration
from licensing.services import declare_stock


def products_under(agreement: Agreement) -> QuerySet[Any]:
    """Return the licensee's products that were made under any version of an agreement."""
    made = ProductRights.objects.filter(
        agreement__number=agreement.number, agreement__licensee=agreement.licensee_id
    )
    products: QuerySet[Any] = Product.objects.filter(
        licensee=agreement.licensee_id, pk__in=made.values("version__product")
    )
    return products.order_by("upc")


def declare_product_stock(
    *, agreement: Agreement, product: Product, units: int, by_id: int, at: datetime
) -> SellOffDeclaration:
    """Declare the units of a product that are left when an agreement has ended.

    Raises `ProductOutsideAgreement` and what `declare_stock` raises.
    """
    if not products_under(agreement).filter(pk=product.pk).exists():
        raise ProductOutsideAgreement(f"{product} was not made under {agreement}", field="product")
    return declare_stock(
        agreement=agreement, product_id=product.pk, units=units, by_id=by_id, at=at
    )
