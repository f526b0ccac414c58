"""Products for shop staff: stock, prices, movements and shop pages."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from catalog.article_numbers import articles_like
from catalog.models import Product
from shop.commerce.inventory.staff_queries import StockLevel, movements_of, records_of, stock_levels
from shop.commerce.markets.choice import prefix
from shop.commerce.markets.models import Market
from shop.commerce.pricing.models import MarketPrice
from shop.platform.database.clock import database_now
from shop.web.backoffice.dashboard.listing import DashboardSearchForm
from shop.web.pagination import page_of

LAST_MOVEMENTS = 30


def show_list(request: HttpRequest) -> HttpResponse:
    """List products with their units in stock."""
    form = DashboardSearchForm(request.GET)
    page = page_of(request, _find(form.filters.get("q", "")))
    levels = stock_levels([product.pk for product in page])
    rows = [(product, levels.get(product.pk, StockLevel())) for product in page]
    context = {"form": form, "page": page, "rows": rows}
    return render(request, "oscar/dashboard/catalogue/product_list.html", context)


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one product with its variants; a variant is shown with its parent."""
    products = Product.objects.select_related("parent", "licensee", "games", "noc", "sport")
    product = get_object_or_404(products, pk=pk).top
    prices = MarketPrice.objects.filter(
        Q(product=product) | Q(product__parent=product), valid__contains=database_now()
    )
    context = {
        "product": product,
        "records": records_of(product.pk),
        "movements": movements_of(product.pk)[:LAST_MOVEMENTS],
        "prices": prices.select_related("market", "product").order_by(
            "market__position", "product__size_position", "product_id"
        ),
        "shops": [
            (market, prefix(market, market.default_language)) for market in Market.objects.open()
        ],
    }
    return render(request, "oscar/dashboard/catalogue/product_detail.html", context)


def _find(text: str) -> QuerySet[Product]:
    products: QuerySet[Product] = Product.objects.exclude(structure=Product.CHILD)
    if text:
        products = products.filter(
            articles_like(text)
            | Q(pk__in=Product.objects.filter(articles_like(text)).values("parent"))
        )
    return products.select_related("licensee").order_by("-pk")
