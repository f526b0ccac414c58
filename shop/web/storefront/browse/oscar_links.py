"""Addresses with Oscar's arguments: they lead to the page of the product or category.

What may not be seen here is answered as its own page answers it, so a number reveals nothing.
"""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from catalog.models import Category, Product
from shop.commerce.markets.requests import ShopRequest
from shop.web.storefront.browse import products


@require_safe
def product(request: ShopRequest, pk: str, **_: str) -> HttpResponse:
    """Lead to the page of a product that is named by Oscar's slug and number."""
    sku = Product.objects.filter(pk=pk, is_public=True).values_list("upc", flat=True).first()
    if not sku:
        raise Http404
    return products.product(request, "", sku)


@require_safe
def category(_request: ShopRequest, pk: str, **_: str) -> HttpResponse:
    """Lead to the page of a category that is named by Oscar's path and number."""
    category = get_object_or_404(Category.objects.browsable(), pk=pk)
    return redirect("catalogue:category", slug=category.slug, permanent=True)
