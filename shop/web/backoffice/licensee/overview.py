"""The portal's overview: counts with links to their lists."""

from collections.abc import Iterator
from datetime import timedelta

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from shop.commerce.inventory.availability import FREE
from shop.commerce.listing.product_status import ProductStatus, count_statuses, products_of
from shop.identity.accounts.roles import may_keep_stock, may_pack
from shop.identity.tenancy import BY_PRODUCT, own_rows
from shop.orders.aftersales.shipments import lines_to_pack
from shop.orders.denials.document_reminders import documents_ending
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import database_now
from shop.web.backoffice.licensee.access import PortalRequest
from shop.web.backoffice.licensee.menu import entries_for

Number = tuple[str, int, str]
PAPERS = {"audit_valid_until": "audit", "insurance_valid_until": "insurance"}
PAPERS_SOON = timedelta(days=30)
COUNTED = {
    ProductStatus.DRAFT: "Drafts, not submitted yet",
    ProductStatus.SUBMITTED: "Products waiting for approval",
    ProductStatus.REJECTED: "Products rejected",
    ProductStatus.ON_SALE: "Products on sale",
    ProductStatus.DENIED: "Products not on sale",
}


def show(request: PortalRequest) -> HttpResponseBase:
    """Show counts and the parts of the portal that the person may open."""
    parts = [entry for entry in entries_for(request.person) if entry.name != "overview"]
    context = {"parts": parts, "numbers": list(_numbers(request))}
    return render(request, "licensee/overview.html", context)


def _numbers(request: PortalRequest) -> Iterator[Number]:
    at, own = database_now(), products_of(request.licensee)
    catalog = reverse("licensee:catalog")
    for status, count in count_statuses(own, at).items():
        yield COUNTED[status], count, f"{catalog}?state={status}"
    today, company = at.date(), reverse("licensee:company")
    if ending := len(documents_ending(request.licensee, today)):
        yield "Documents ending within 30 days", ending, company
    for name, label in PAPERS.items():
        end = getattr(request.licensee, name)
        if end is not None and end <= at + PAPERS_SOON:
            yield f"Days until the {label} ends", max((end - at).days, 0), company
    if may_pack(request.person):
        orders = lines_to_pack(request.licensee).values("order").distinct().count()
        yield "Orders to pack", orders, reverse("licensee:orders")
    if may_keep_stock(request.person):
        records = own_rows(StockRecord.objects.annotate(free=FREE), request.licensee, *BY_PRODUCT)
        sold_out = records.filter(free__lte=0).count()
        yield "Items sold out", sold_out, f"{reverse('licensee:stock')}?only=sold_out"
