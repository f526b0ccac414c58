"""The original of a picture as it was uploaded, for those who decide about its version."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse

from catalog.media.storage import private_storage, source_name
from catalog.models import ProductImage
from catalog.pictures import MIME_TYPES

ONLY_FOR_THEM = "private, no-store"
# First bytes of the formats that uploads have; AVIF names its brand after the length of its box.
SIGNATURES = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypavif", "image/avif"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
)
SHOWN_BY_BROWSERS = frozenset({"image/jpeg", "image/png", "image/webp", "image/avif"})


def show_original(image: ProductImage) -> HttpResponse:
    """Return the uploaded file of a picture; without one, its largest rendition.

    Raises `Http404` if neither is stored. A browser never executes it and no cache stores it.
    """
    content, content_type = _original_of(image)
    response = HttpResponse(content, content_type=content_type)
    kind = "inline" if content_type in SHOWN_BY_BROWSERS else "attachment"
    suffix = content_type.rpartition("/")[2]
    response.headers["Content-Disposition"] = f'{kind}; filename="picture-{image.pk}.{suffix}"'
    response.headers["Cache-Control"] = ONLY_FOR_THEM
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _original_of(image: ProductImage) -> tuple[bytes, str]:
    storage = private_storage()
    if image.source_sha256 and storage.exists(name := source_name(image.source_sha256)):
        content = storage.open(name).read()
        if content_type := _type_of(content):
            return content, content_type
    for file_format in ("jpg", "webp", "avif"):
        if image.widths and file_format in image.formats:
            name = image.rendition(max(image.widths), file_format)
            # A picture that was never uploaded, such as one of the demo, is public alone.
            for kept in (storage, default_storage):
                if kept.exists(name):
                    return kept.open(name).read(), MIME_TYPES[file_format]
    raise Http404


def _type_of(content: bytes) -> str:
    for offset, signature, content_type in SIGNATURES:
        if content[offset : offset + len(signature)] == signature:
            return content_type
    return ""
