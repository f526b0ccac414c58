"""The portal's page of the search: the licensee's products, orders, uploads and agreements."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from shop.web.backoffice.licensee.access import PortalRequest
from shop.web.backoffice.shared.desk_search import MOST, PORTAL, keep_text, kept_text, search


def show(request: PortalRequest) -> HttpResponse:
    """Keep a text and search for it."""
    if request.method == "POST":
        keep_text(request)
        return redirect("licensee:search")
    text = kept_text(request)
    sections = search(PORTAL, request.person, text, request.licensee)
    context = {"searched": text, "sections": sections, "most": MOST}
    return render(request, "licensee/search.html", context)
