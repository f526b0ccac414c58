"""Rows of products with price, availability and pictures, as the shop's API gives them.

The API of Oscar lists only links and titles; a shop that shows its products writes this view.
"""

from typing import Any

from oscar.core.loading import get_class, get_model
from oscarapi.serializers.product import (  # type: ignore[import-not-found]
    ProductImageSerializer,
    ProductLinkSerializer,
)
from rest_framework import generics, serializers

Product: Any = get_model("catalogue", "Product")
Selector: Any = get_class("partner.strategy", "Selector")


class RowSerializer(ProductLinkSerializer):
    """A product in a list."""

    images = ProductImageSerializer(many=True)
    price = serializers.SerializerMethodField()
    availability = serializers.SerializerMethodField()

    class Meta(ProductLinkSerializer.Meta):
        fields = ("url", "id", "upc", "title", "slug", "price", "availability", "images")

    def _info(self, product: Any) -> Any:
        strategy = Selector().strategy(request=self.context["request"])
        if product.is_parent:
            return strategy.fetch_for_parent(product)
        return strategy.fetch_for_product(product)

    def get_price(self, product: Any) -> dict[str, str]:
        """Return the price with its currency."""
        price = self._info(product).price
        return {"currency": price.currency, "amount": str(price.incl_tax)} if price.exists else {}

    def get_availability(self, product: Any) -> str:
        """Return the availability."""
        return str(self._info(product).availability.code)


class Rows(generics.ListAPIView):
    """A page of products."""

    serializer_class = RowSerializer
    queryset = (
        Product.objects.browsable().prefetch_related("images", "stockrecords").order_by("-id")
    )
