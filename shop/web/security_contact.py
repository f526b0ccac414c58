"""/.well-known/security.txt: the contact for reports of vulnerabilities (RFC 9116)."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

# RFC 9116 recommends less than a year; each answer renews it.
VALID_FOR = timedelta(days=180)


@require_safe
def show(_request: HttpRequest) -> HttpResponse:
    """Return the contact of SECURITY_CONTACT; 404 if none is configured."""
    contact = settings.ENV.SECURITY_CONTACT
    if not contact:
        raise Http404
    expires = (timezone.now() + VALID_FOR).replace(microsecond=0)
    lines = (
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {settings.BASE_URL}/.well-known/security.txt",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
