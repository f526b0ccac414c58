"""robots.txt and the favicon."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

CLOSED = (
    "/*/basket/",
    "/*/checkout/",
    "/*/pay/",
    "/*/order/",
    "/*/account/",
    "/*/accounts/",
    "/*/search/",
    "/*/choose/",
    "/admin/",
    "/dashboard/",
    "/licensee/",
    "/rights/",
    "/staff/",
)


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Return the rules, the same for every crawler."""
    rules = [f"Disallow: {path}" for path in CLOSED]
    lines = ["User-agent: *", *rules, "", f"Sitemap: {settings.BASE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")


@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    """Redirect browsers that request the old address to the icon."""
    return redirect(static("img/favicon.svg"))
