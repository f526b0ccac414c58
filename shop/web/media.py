"""Public pictures of a shop without S3, from its own folder."""

import re

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

# Files named by the hash of their content never change.
NAMED_BY_CONTENT = re.compile(r"(?:^|/)[0-9a-f]{64}-\d+\.\w+$")


@require_safe
def show(request: HttpRequest, path: str) -> HttpResponseBase:
    """Send a file, with the time that caches may store it."""
    answer = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    age = "max-age=31536000, immutable" if NAMED_BY_CONTENT.search(path) else "max-age=86400"
    answer.headers["Cache-Control"] = f"public, {age}"
    return answer
