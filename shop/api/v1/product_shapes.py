"""Serializers of products."""

from typing import Any

from rest_framework import serializers

from catalog.pictures import PREFERENCE
from licensing.rules.reasons import PUBLIC_WORDINGS
from shop.api.v1.shapes import Amount, page_shape

AVAILABILITIES = ["in_stock", "low", "preorder", "sold_out", "unavailable"]
PICTURE_FORMATS = list(PREFERENCE)
SHIPS_ON = "First shipping day of a pre-order; null for anything else."


REDUCTION = "Announced reduction of the price; null without one."


class PriceSerializer(serializers.Serializer[Any]):
    """A price as the market shows it."""

    amount = Amount("Amount in the currency's own decimals.")
    currency = serializers.CharField(help_text="ISO 4217 code.")
    includes_tax = serializers.BooleanField(help_text="Whether tax is part of the amount.")


class ReductionSerializer(serializers.Serializer[Any]):
    """A price reduction that may be announced."""

    prior_amount = Amount("Price that the reduction is compared with.")
    lowest_of_days = serializers.IntegerField(
        help_text="Days before the reduction of which it is the lowest price; 0: the regular one."
    )
    percent = serializers.IntegerField(help_text="Reduction in percent, rounded down.")


class ImageSerializer(serializers.Serializer[Any]):
    """A picture, stored in every one of its widths in every one of its formats."""

    alt = serializers.CharField(help_text="Alternative text.")
    width = serializers.IntegerField(help_text="Width of the original in pixels.")
    height = serializers.IntegerField(help_text="Height of the original in pixels.")
    url_template = serializers.CharField(
        help_text="Address of a file: replace {width} and {format}. A file never changes."
    )
    widths = serializers.ListField(
        child=serializers.IntegerField(), help_text="Widths of the files in pixels."
    )
    formats = serializers.ListField(
        child=serializers.ChoiceField(choices=PICTURE_FORMATS),
        help_text="Formats of the files, the smallest first.",
    )


class ProductRowSerializer(serializers.Serializer[Any]):
    """A product in a list."""

    sku = serializers.CharField(help_text="SKU of the product.")
    title = serializers.CharField(help_text="Title in the language of the answer.")
    url = serializers.URLField(help_text="Address of the product's page; apps may open it.")
    kind = serializers.CharField(help_text="Kind of item, such as tee.")
    games = serializers.CharField(allow_null=True, help_text="Games edition, such as MICO2026.")
    noc = serializers.CharField(allow_null=True, help_text="National committee, IOC code.")
    sport = serializers.CharField(allow_null=True, help_text="Sport, such as swimming.")
    price = PriceSerializer(help_text="Lowest price among its variants.")
    reduction = ReductionSerializer(allow_null=True, help_text=REDUCTION)
    availability = serializers.ChoiceField(
        choices=AVAILABILITIES, help_text="Whether it can be bought now."
    )
    ships_on = serializers.DateField(allow_null=True, help_text=SHIPS_ON)
    images = ImageSerializer(many=True, help_text="Pictures, the main one first.")


class VariantSerializer(serializers.Serializer[Any]):
    """An item that can be added to a basket."""

    sku = serializers.CharField(help_text="SKU to add to a basket.")
    size = serializers.CharField(allow_blank=True, help_text="Size; empty without one.")
    color = serializers.CharField(allow_blank=True, help_text="Color; empty without one.")
    price = PriceSerializer(allow_null=True, help_text="Price; null if it has none here.")
    reduction = ReductionSerializer(allow_null=True, help_text=REDUCTION)
    availability = serializers.ChoiceField(
        choices=AVAILABILITIES, help_text="Whether it can be bought now."
    )
    ships_on = serializers.DateField(allow_null=True, help_text=SHIPS_ON)


class ProductSerializer(ProductRowSerializer):
    """A product with its variants."""

    price = PriceSerializer(allow_null=True, help_text="Lowest price; null if it has none here.")
    description = serializers.CharField(help_text="Description as HTML without scripts.")
    licensee = serializers.CharField(allow_null=True, help_text="Legal name of its licensee.")
    origin = serializers.CharField(help_text="Country of origin, ISO 3166-1 alpha-2.")
    material = serializers.CharField(help_text="Material.")
    territory = serializers.CharField(help_text="Destination that the response applies to.")
    unavailable_code = serializers.ChoiceField(
        choices=PUBLIC_WORDINGS,
        allow_null=True,
        help_text="Why it cannot be sold to the territory; null if it can.",
    )
    available_from = serializers.DateTimeField(
        allow_null=True, help_text="Start of sale, if announced."
    )
    variants = VariantSerializer(many=True, help_text="Items to choose from.")


ProductListSerializer = page_shape(ProductRowSerializer, "ProductList")
