"""Addresses with Oscar's arguments, which redirect to the page of the product or category.

Hidden products are answered like on their own page, so an id reveals nothing.
"""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from catalog.models import Category, Product
from shop.commerce.markets.requests import ShopRequest
from shop.web.storefront.browse import products


@require_safe
def product(request: ShopRequest, pk: str, **_: str) -> HttpResponse:
    """Redirect to the page of a product that is identified by Oscar's slug and id."""
    sku = Product.objects.filter(pk=pk, is_public=True).values_list("upc", flat=True).first()
    if not sku:
        raise Http404
    return products.product(request, "", sku)


@require_safe
def category(_request: ShopRequest, pk: str, **_: str) -> HttpResponse:
    """Redirect to the page of a category that is identified by Oscar's path and id."""
    category = get_object_or_404(Category.objects.browsable(), pk=pk)
    return redirect("catalogue:category", slug=category.slug, permanent=True)
