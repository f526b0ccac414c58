"""Pictures of versions: attach, edit, compare and show.

Problems of pictures are returned as `Problem`s, not raised.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction
from django.db.models import F, Func, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from structlog import get_logger

from catalog.errors import NotInReview
from catalog.media.file_checks import LIMITS, picture_problem
from catalog.media.preparation import (
    decoder_pool,
    find_existing_values,
    hash_content,
    picture_limits,
)
from catalog.media.problems import Problem, problem
from catalog.media.storage import private_storage, source_name, store
from catalog.models import Product, ProductImage, ProductVersion
from licensing.models import Licensee
from shop.identity.accounts.models import User
from shop.identity.accounts.roles import visibility_of
from shop.platform.core.typed_text import clean_text
from shop.platform.database.jobs import queue_job

log = get_logger(__name__)
State = ProductImage.State
MOST_ALT = 250
MAX_DIFFERING_BITS = (
    6  # bits of 64 in which scaled, recompressed or slightly toned copies may differ
)


class DifferingBits(Func):
    """The number of bits in which two 64-bit numbers differ."""

    template = "bit_count((%(expressions)s)::bit(64))"
    arg_joiner = " # "
    output_field = IntegerField()


@dataclass(frozen=True, slots=True)
class AttachedPicture:
    """The row of an accepted picture, or None, with all problems and warnings."""

    image: ProductImage | None
    problems: tuple[Problem, ...] = ()


def attach_picture(
    *,
    product: Product,
    version: ProductVersion,
    position: int,
    name: str,
    stream: BinaryIO,
    alts: Mapping[str, str] | None = None,
) -> AttachedPicture:
    """Put a picture at a position of a draft, replacing any other; a job makes the renditions.

    `product` is the version's or a variant of it; `position` starts at 0. The same picture at the
    same position only updates its texts. Raises `NotInReview` if the version is not a draft.
    """
    limits = picture_limits()
    content = stream.read(LIMITS.size + 1)
    inspected = decoder_pool().inspect(name, content, limits=limits)
    if isinstance(inspected, Problem):
        return AttachedPicture(None, (inspected,))
    texts, problems = _alt_fields(name, alts or {})
    sha256 = hash_content(content)
    store(private_storage(), source_name(sha256), content)
    made = find_existing_values(sha256) or {
        "width": inspected.width,
        "height": inspected.height,
        "warnings": [warning.code for warning in inspected.warnings],
    }
    values = made | texts | {"source_name": name[:255], "source_sha256": sha256}
    image = _save_picture(product, version, position, values)
    return AttachedPicture(image, (*inspected.warnings, *problems))


def inspect_picture(name: str, content: bytes) -> tuple[Problem, ...]:
    """Return the problems that attaching a picture would report, from its header only."""
    inspected = decoder_pool().inspect(name, content, limits=picture_limits())
    return (inspected,) if isinstance(inspected, Problem) else tuple(inspected.warnings)


@transaction.atomic
def _save_picture(
    product: Product, version: ProductVersion, position: int, values: dict[str, Any]
) -> ProductImage:
    locked = ProductVersion.objects.select_for_update().get(pk=version.pk)
    if locked.status != ProductVersion.Status.DRAFT:
        raise NotInReview(version=str(locked), status=locked.status)
    place = ProductImage.every.filter(version=locked, product=product, display_order=position)
    existing = place.first()
    if existing is not None and existing.source_sha256 == values["source_sha256"]:
        changes = {"source_name": values["source_name"]} | _alt_texts(values)
        place.update(**changes)
        existing.refresh_from_db()
        return existing
    place.delete()
    ready = "stem" in values
    image = ProductImage.every.create(
        version=locked,
        product=product,
        display_order=position,
        published=False,
        state=State.READY if ready else State.WAITING,
        **values,
    )
    if not ready:
        queue_job("media.prepare", image_id=image.pk)
    return image


@transaction.atomic
def edit_picture(
    *,
    image: ProductImage,
    focus: tuple[float, float] | None = None,
    alts: Mapping[str, str] | None = None,
) -> tuple[Problem, ...]:
    """Change the focal point (0 to 1 from left and top) or texts by language.

    Valid values are saved; problems of the others are returned.
    """
    fields, problems = _alt_fields(image.source_name, alts or {})
    if focus is not None:
        if all(0 <= value <= 1 for value in focus):
            fields |= {"focal_x": focus[0], "focal_y": focus[1]}
        else:
            problems.append(problem(image.source_name, "focus_outside"))
    if fields:
        ProductImage.every.filter(pk=image.pk).update(**fields)
        log.info("picture.edited", image=image.pk, fields=sorted(fields))
        image.refresh_from_db()
    return tuple(problems)


def find_refusal(image: ProductImage) -> Problem | None:
    """Return the problem that refuses a picture, or None."""
    if image.state != State.REFUSED:
        return None
    return _to_problem(image, image.refusal)


def find_warnings(image: ProductImage) -> tuple[Problem, ...]:
    """Return the warnings of an accepted picture."""
    return tuple(_to_problem(image, code) for code in image.warnings)


def find_review_pictures(version: ProductVersion) -> list[ProductImage]:
    """Return the pictures to review with a version: its own, or its product's published ones."""
    own = ProductImage.every.filter(version=version, approved=True).exclude(state=State.REFUSED)
    return list(own.order_by("display_order", "pk")) or list(version.product.images.all())


def visible_to(user: User) -> QuerySet[ProductImage]:
    """Return the pictures that a user may see before their release.

    These users are the licensee's own, those of a holder of one of the version's marks, the IOC's
    and shop staff.
    """
    rows, visibility = ProductImage.every.filter(state=State.READY), visibility_of(user)
    if visibility.everything:
        return rows
    if visibility.licensee_id is not None:
        own = Q(product__licensee=visibility.licensee_id)
        return rows.filter(own | Q(product__parent__licensee=visibility.licensee_id))
    if visibility.holder_id is not None:
        return rows.filter(version__marks__agreement__licensor=visibility.holder_id).distinct()
    return rows.none()


def find_similar(image: ProductImage, licensee: Licensee) -> QuerySet[ProductImage]:
    """Return the licensee's similar pictures of other products, nearest first, with `distance`.

    Other versions and variants of the same product are excluded.
    """
    top_id = image.product.parent_id or image.product_id
    rows = ProductImage.every.annotate(
        top=Coalesce("product__parent", "product"),
        distance=DifferingBits(F("perceptual_hash"), Value(image.perceptual_hash)),
    )
    own = Q(product__licensee=licensee) | Q(product__parent__licensee=licensee)
    similar = rows.filter(own, state=State.READY, distance__lte=MAX_DIFFERING_BITS).exclude(
        top=top_id
    )
    return similar.order_by("distance", "pk")


def _alt_fields(name: str, alts: Mapping[str, str]) -> tuple[dict[str, Any], list[Problem]]:
    """Return valid texts by field, and the problems of the others."""
    languages = {code for code, _ in settings.LANGUAGES}
    fields: dict[str, Any] = {}
    problems = []
    for language, text in alts.items():
        if language not in languages:
            problems.append(problem(name, "unknown_language", language=language))
        elif len(text.strip()) > MOST_ALT:
            problems.append(problem(name, "alt_too_long", language=language, limit=MOST_ALT))
        else:
            fields[f"alt_{language}"] = clean_text(text)
    return fields, problems


def _alt_texts(values: Mapping[str, Any]) -> dict[str, Any]:
    return {field: text for field, text in values.items() if field.startswith("alt_")}


def _to_problem(image: ProductImage, code: str) -> Problem:
    return picture_problem(image.source_name, code, picture_limits())
