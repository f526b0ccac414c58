"""The launch checklist, with a link to the page where each item is completed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from shop.orders.launch_checklist import launch_items
from shop.platform.database.clock import database_now

PAGES = {
    "administrator": "dashboard:staff",
    "seller": "dashboard:sellers",
    "warehouse": "dashboard:locations",
    "officers": "dashboard:staff",
    "approvers": "dashboard:staff",
    "territories": "rights:territories",
    "marks": "rights:marks",
    "shop_categories": "dashboard:shop-categories",
    "mandate": "rights:mandates",
    "agreements": "rights:agreements",
    "tax": "dashboard:tax-gaps",
    "catalog": "dashboard:catalogue-product-list",
    "markets": "dashboard:markets",
}
REGISTERS = ("holders", "categories", "licensees")


def show_checklist(request: HttpRequest) -> HttpResponse:
    """Show what is missing until the first sale."""
    items = launch_items(database_now())
    context = {
        "rows": [(item, _address(item.code)) for item in items],
        "met": sum(item.is_met for item in items),
    }
    return render(request, "oscar/dashboard/launch.html", context)


def _address(code: str) -> str:
    """Return the page of an item; empty for what the operator sets in the environment."""
    if code == "athletes":
        return reverse("rights:records", args=["athlete-consents"])
    if code in REGISTERS:
        return reverse("rights:records", args=[code])
    return reverse(PAGES[code]) if code in PAGES else ""
