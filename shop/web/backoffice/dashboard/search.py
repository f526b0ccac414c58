"""One search over orders, customers, items, gift cards and vouchers.

The form is sent by POST and the text is kept in the session, so that personal data appear neither
in an address nor in a log. Each section is shown to people who may open its list.
"""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from catalog.article_numbers import articles_like
from catalog.models import Product
from shop.commerce.giftcards.codes import normalize_gift_card_code
from shop.orders.aftersales.staff_queries import find_orders
from shop.orders.casework.search import find_gift_cards, find_people, find_vouchers
from shop.platform.core.typed_text import compact_code, plain_text
from shop.web.backoffice.dashboard.access import may_open
from shop.web.backoffice.dashboard.listing import with_status_summaries
from shop.web.pagination import page_of

KEPT = "dashboard_search"
LONGEST = 100
MOST = 20  # rows of a section; orders have pages


def show(request: HttpRequest) -> HttpResponse:
    """Keep a text and search for it; a whole order number opens the order."""
    if request.method == "POST":
        return _keep(request, plain_text(request.POST.get("q", ""))[:LONGEST])
    text = str(request.session.get(KEPT, ""))
    if not text:
        return render(request, "oscar/dashboard/search.html", {"searched": ""})
    found = _find(request, text)
    orders = found.get("orders", ())
    code = compact_code(text)
    if len(orders) == 1 and compact_code(orders[0][0].number) == code:
        request.session[KEPT] = ""
        return redirect("dashboard:order-detail", number=orders[0][0].number)
    context = {"searched": text, "most": MOST, "nothing": not any(map(len, found.values()))}
    return render(request, "oscar/dashboard/search.html", context | found)


def _keep(request: HttpRequest, text: str) -> HttpResponse:
    """Keep a text for the page of results; the code of a gift card opens the card and is not kept.

    The code is as good as money, and a session is stored.
    """
    if code := normalize_gift_card_code(text):
        request.session[KEPT] = f"…{code[-4:]}"
        card = find_gift_cards(text).first() if may_open(request.user, "gift-card-list") else None
        if card is not None:
            return redirect("dashboard:gift-card", public_id=card.public_id)
    else:
        request.session[KEPT] = text
    return redirect("dashboard:search")


def _find(request: HttpRequest, text: str) -> dict[str, Any]:
    """Return the rows of each section that the person may see."""
    user: Any = request.user
    found: dict[str, Any] = {}
    if may_open(user, "order-list"):
        page = page_of(request, find_orders(text=text))
        found |= {"page": page, "orders": with_status_summaries(page)}
    if may_open(user, "users-index"):
        found["people"] = list(find_people(text).annotate(placed=Count("orders"))[:MOST])
    if may_open(user, "catalogue-product-list"):
        like = articles_like(text) | Q(upc__icontains=text)
        products = Product.objects.filter(like).select_related("parent", "licensee")
        found["products"] = list(products.order_by("-pk")[:MOST])
    if may_open(user, "gift-card-list"):
        found["cards"] = list(find_gift_cards(text)[:MOST])
    if user.has_perm("vouchers.view_voucher"):
        found["vouchers"] = list(find_vouchers(text)[:MOST])
    return found
