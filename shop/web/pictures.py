"""Unreleased pictures, visible only to the people concerned."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from catalog.media.services import visible_to
from catalog.media.storage import PICTURES, private_storage
from catalog.pictures import MIME_TYPES
from shop.identity.accounts.models import User

ONLY_FOR_THEM = "private, no-store"


@require_safe
def show(request: HttpRequest, digest: str, width: str, file_format: str) -> HttpResponseBase:
    """Show a rendition, or redirect to an address that is signed for minutes.

    Return 404 to people without access.
    """
    user = request.user
    if not isinstance(user, User) or not is_mfa_enabled(user):
        raise Http404
    stem = f"{PICTURES}/{digest[:2]}/{digest}"
    image = visible_to(user).filter(stem=stem).first()
    if image is None or int(width) not in image.widths or file_format not in image.formats:
        raise Http404
    name = image.rendition(int(width), file_format)
    answer: HttpResponseBase = (
        HttpResponseRedirect(private_storage().url(name))
        if settings.ENV.S3_BUCKET
        else FileResponse(private_storage().open(name), content_type=MIME_TYPES[file_format])
    )
    answer.headers["Cache-Control"] = ONLY_FOR_THEM
    return answer
