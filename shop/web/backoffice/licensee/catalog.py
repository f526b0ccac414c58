"""The licensee's products, their status and reasons why they are not on sale."""

from collections.abc import Iterator
from datetime import datetime

from django import forms
from django.db.models import Count, Q, QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import render

from catalog.article_numbers import articles_like
from catalog.models import Product
from catalog.querysets import ProductQuerySet, pictures
from shop.commerce.listing.product_status import (
    NO_DELIVERY,
    NO_PRICE,
    ProductStatus,
    StatusDetail,
    product_statuses,
    products_of,
    with_status,
)
from shop.identity.accounts.roles import may_edit_catalog
from shop.platform.database.clock import database_now
from shop.web.backoffice.licensee.access import PortalRequest
from shop.web.backoffice.licensee.listing import PortalSearch
from shop.web.backoffice.shared.exports import as_csv
from shop.web.backoffice.shared.texts import SENTENCES
from shop.web.pagination import page_of
from shop.web.storefront.browse.labels import value_label

CSV_BATCH = 500
MISSING = {
    NO_PRICE: "It has no price in at least one market.",
    NO_DELIVERY: "At least one market cannot deliver it yet.",
}
COLUMNS = ("SKU", "Title", "Kind", "Variants", "State", "On sale in", "Why not elsewhere")


class CatalogSearch(PortalSearch):
    """Products by words, state and kind."""

    state = forms.ChoiceField(required=False, choices=[("", "Any state"), *ProductStatus.choices])
    kind = forms.ChoiceField(required=False)

    def __init__(self, data: object, kinds: list[str]) -> None:
        super().__init__(data)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", "Any kind"),
            *((kind, value_label("kind", kind)) for kind in kinds),
        ]


def show(request: PortalRequest) -> HttpResponseBase:
    """List products; as CSV with `format=csv`."""
    at, own = database_now(), products_of(request.licensee)
    kinds = list(own.order_by("kind").values_list("kind", flat=True).distinct())
    form = CatalogSearch(request.GET, kinds)
    products = _find(own, form, at)
    if request.GET.get("format") == "csv":
        return as_csv("catalog", COLUMNS, list(_exported(products, at)))
    page = page_of(request, products.select_related("games").prefetch_related(pictures()))
    statuses = product_statuses(list(page), at)
    rows = [(product, statuses[product.pk], why(statuses[product.pk])) for product in page]
    context = {"form": form, "page": page, "rows": rows}
    context["may_edit"] = may_edit_catalog(request.person)
    return render(request, "licensee/catalog.html", context)


def why(detail: StatusDetail) -> list[str]:
    """Return the reasons why a product is not on sale, or not everywhere."""
    sentences = (
        [f"Comment from the rights holder: {detail.rejection_comment}"]
        if detail.rejection_comment
        else []
    )
    return sentences + [(SENTENCES | MISSING)[reason] for reason in detail.reasons]


def _find(own: ProductQuerySet, form: CatalogSearch, at: datetime) -> QuerySet[Product]:
    filters = form.filters
    if text := filters.get("q"):
        variants = Product.objects.filter(articles_like(text)).values("parent")
        own = own.filter(articles_like(text) | Q(pk__in=variants))
    if filters.get("kind"):
        own = own.filter(kind=filters["kind"])
    if filters.get("state"):
        own = with_status(own, ProductStatus(filters["state"]), at)
    return own.annotate(variants=Count("children")).order_by("-pk")


def _exported(listed_products: QuerySet[Product], at: datetime) -> Iterator[tuple[object, ...]]:
    products = list(listed_products)
    for start in range(0, len(products), CSV_BATCH):
        batch = products[start : start + CSV_BATCH]
        statuses = product_statuses(batch, at)
        for product in batch:
            detail = statuses[product.pk]
            yield (
                product.sku,
                product.title,
                product.kind,
                product.variants,
                detail.status.label,
                ", ".join(market.name for market in detail.markets),
                " ".join(why(detail)),
            )
