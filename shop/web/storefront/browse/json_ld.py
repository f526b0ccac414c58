"""schema.org data of a product page; its price is the price on the page."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.files.storage import default_storage

from shop.commerce.fulfillment.services import DeliveryOption
from shop.commerce.listing.product_detail import ProductDetail
from shop.commerce.markets.requests import ShopRequest

SCHEMA_STOCK = {
    "in_stock": "InStock",
    "low": "InStock",
    "preorder": "PreOrder",
    "sold_out": "OutOfStock",
}


def product_data(
    request: ShopRequest, detail: ProductDetail, path: str, delivery: list[DeliveryOption]
) -> dict[str, Any]:
    """Return a Product with one Offer for the market's ship-to."""
    product = detail.product
    images = [image for image in product.pictures if image.widths]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.title,
        "sku": product.sku,
        "description": product.description,
        "url": f"{settings.BASE_URL}{path}",
        "image": [
            urljoin(
                settings.BASE_URL,
                default_storage.url(image.rendition(max(image.widths), "jpg")),
            )
            for image in images
        ],
        "offers": _offer(request, detail, path, delivery),
    }
    if product.material:
        data["material"] = product.material
    if product.gtin:
        data["gtin"] = product.gtin
    return data


def _offer(
    request: ShopRequest, detail: ProductDetail, path: str, delivery: list[DeliveryOption]
) -> dict[str, Any]:
    currency = request.market.currency
    stock = SCHEMA_STOCK[detail.availability]
    data: dict[str, Any] = {
        "@type": "Offer",
        "price": f"{detail.price:.2f}",
        "priceCurrency": currency,
        "availability": f"https://schema.org/{stock}",
        "itemCondition": "https://schema.org/NewCondition",
        "url": f"{settings.BASE_URL}{path}",
    }
    if detail.ships_on:
        data["availabilityStarts"] = detail.ships_on.isoformat()
    if delivery:
        data["shippingDetails"] = {
            "@type": "OfferShippingDetails",
            "shippingDestination": {
                "@type": "DefinedRegion",
                "addressCountry": request.ship_to,
            },
            "shippingRate": {
                "@type": "MonetaryAmount",
                "value": f"{delivery[0].amount:.2f}",
                "currency": currency,
            },
        }
    return data
