"""The rights desk's page of the search over all desks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.shared.desk_search import EVERYTHING, MOST, keep_text, kept_text, search


def show(request: HttpRequest) -> HttpResponse:
    """Keep a text and search for it."""
    if request.method == "POST":
        keep_text(request)
        return redirect("rights:search")
    text = kept_text(request)
    sections = search(EVERYTHING, person_of(request), text)
    context = {"searched": text, "sections": sections, "most": MOST}
    return render(request, "rights/search.html", context)
