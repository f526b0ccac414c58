"""The licensee for which shop staff act; the choice is stored in the session."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from licensing.models import Licensee
from shop.identity.accounts.access_log import record_choice_of_licensee
from shop.identity.accounts.models import User
from shop.identity.accounts.roles import acts_for_licensees
from shop.platform.core.typed_text import plain_code
from shop.web.backoffice.licensee.access import CHOSEN, licensee_of

MOST_SHOWN = 200


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponseBase:
    """Choose a licensee to act for; an empty choice ends it."""
    person = request.user
    if not isinstance(person, User) or not acts_for_licensees(person):
        raise PermissionDenied
    if request.method == "POST":
        return _keep(request, person)
    text = request.GET.get("q", "").strip()[:100]
    rows = Licensee.objects.order_by("legal_name", "pk")
    if text:
        rows = rows.filter(
            Q(legal_name__icontains=text) | Q(code__icontains=plain_code(text) or text)
        )
    context = {
        "licensees": rows[:MOST_SHOWN],
        "search": text,
        "portal_licensee": licensee_of(request, person),
    }
    return render(request, "licensee/choose.html", context)


def _keep(request: HttpRequest, person: User) -> HttpResponseBase:
    code = request.POST.get("licensee", "")
    if not code:
        request.session.pop(CHOSEN, None)
        return redirect("licensee:choose")
    licensee = get_object_or_404(Licensee, code=code)
    request.session[CHOSEN] = licensee.pk
    record_choice_of_licensee(user=person, licensee=licensee, place="portal")
    messages.success(request, f"You are now acting for {licensee}.")
    return redirect("licensee:overview")
