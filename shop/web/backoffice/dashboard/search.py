"""The dashboard's page of the search: orders, customers, items, gift cards and vouchers.

The other sections, and how the text is kept, are those of all desks (`desk_search`).
"""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from catalog.article_numbers import articles_like
from catalog.models import Product
from shop.commerce.giftcards.codes import normalize_gift_card_code
from shop.orders.aftersales.location_scope import orders_at
from shop.orders.aftersales.staff_queries import find_orders
from shop.orders.casework.search import find_gift_cards, find_people, find_vouchers
from shop.platform.core.typed_text import compact_code
from shop.web.backoffice.dashboard.listing import with_status_summaries
from shop.web.backoffice.shared.desk_search import (
    BESIDE_ORDERS,
    KEPT,
    MOST,
    keep_text,
    kept_text,
    search,
)
from shop.web.backoffice.shared.page_access import may_open
from shop.web.pagination import page_of


def show(request: HttpRequest) -> HttpResponse:
    """Keep a text and search for it; a whole order number opens the order."""
    if request.method == "POST":
        return _keep(request)
    text = kept_text(request)
    if not text:
        return render(request, "oscar/dashboard/search.html", {"searched": ""})
    found = _find(request, text)
    orders = found.get("orders", ())
    code = compact_code(text)
    if len(orders) == 1 and compact_code(orders[0][0].number) == code:
        request.session[KEPT] = ""
        return redirect("dashboard:order-detail", number=orders[0][0].number)
    user: Any = request.user
    found["sections"] = search(BESIDE_ORDERS, user, text)
    context = {"searched": text, "most": MOST, "nothing": not any(map(len, found.values()))}
    return render(request, "oscar/dashboard/search.html", context | found)


def _keep(request: HttpRequest) -> HttpResponse:
    """Keep a text for the page of results; the code of a gift card opens the card."""
    text = keep_text(request)
    if normalize_gift_card_code(text):
        card = find_gift_cards(text).first() if may_open(request.user, "gift-card-list") else None
        if card is not None:
            return redirect("dashboard:gift-card", public_id=card.public_id)
    return redirect("dashboard:search")


def _find(request: HttpRequest, text: str) -> dict[str, Any]:
    """Return the rows of each section that the person may see."""
    user: Any = request.user
    found: dict[str, Any] = {}
    if may_open(user, "order-list"):
        page = page_of(request, orders_at(find_orders(text=text), user.location_ids))
        found |= {"page": page, "orders": with_status_summaries(page)}
    if may_open(user, "users-index"):
        found["people"] = list(find_people(text).annotate(placed=Count("orders"))[:MOST])
    if may_open(user, "catalogue-product-list"):
        like = articles_like(text) | Q(upc__icontains=text)
        products = Product.objects.filter(like).select_related("parent", "licensee")
        found["products"] = list(products.order_by("-pk")[:MOST])
    if may_open(user, "gift-card-list"):
        found["cards"] = list(find_gift_cards(text)[:MOST])
    if user.has_perm("vouchers.view_voucher") and not user.location_ids:
        found["vouchers"] = list(find_vouchers(text)[:MOST])
    return found
