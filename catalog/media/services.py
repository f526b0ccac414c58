"""What pipeline, portal and desk do with pictures of a version: attach, edit, compare, show.

A picture that is no good is no exception: what is wrong comes back as `Problem`s.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction
from django.db.models import F, Func, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from structlog import get_logger

from catalog.errors import NotInReview
from catalog.media.checking import LIMITS, picture_problem
from catalog.media.preparing import decoders, known_values, picture_limits, sha256_of
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
ALIKE = 6  # of 64 bits; scaled, recompressed or slightly toned copies differ in up to so many


class DifferingBits(Func):
    """How many bits of two 64-bit numbers differ."""

    template = "bit_count((%(expressions)s)::bit(64))"
    arg_joiner = " # "
    output_field = IntegerField()


@dataclass(frozen=True, slots=True)
class Attached:
    """The row of a picture that was taken, and everything to be said about it."""

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
) -> Attached:
    """Put a picture at a place of a draft, in place of another one; its renditions follow by a job.

    `product` is the version's or a variant of it; `position` counts from 0. The same picture at
    the same place changes nothing but its texts. Raises `NotInReview` when the version is no
    draft any more.
    """
    limits = picture_limits()
    content = stream.read(LIMITS.size + 1)
    inspected = decoders().inspect(name, content, limits=limits)
    if isinstance(inspected, Problem):
        return Attached(None, (inspected,))
    texts, problems = _alt_fields(name, alts or {})
    sha256 = sha256_of(content)
    store(private_storage(), source_name(sha256), content)
    made = known_values(sha256) or {
        "width": inspected.width,
        "height": inspected.height,
        "warnings": [warning.code for warning in inspected.warnings],
    }
    values = made | texts | {"source_name": name[:255], "source_sha256": sha256}
    image = _put(product, version, position, values)
    return Attached(image, (*inspected.warnings, *problems))


def look_at(name: str, content: bytes) -> tuple[Problem, ...]:
    """Return what attaching a picture would say about it, from its header alone."""
    inspected = decoders().inspect(name, content, limits=picture_limits())
    return (inspected,) if isinstance(inspected, Problem) else tuple(inspected.warnings)


@transaction.atomic
def _put(
    product: Product, version: ProductVersion, position: int, values: dict[str, Any]
) -> ProductImage:
    locked = ProductVersion.objects.select_for_update().get(pk=version.pk)
    if locked.status != ProductVersion.Status.DRAFT:
        raise NotInReview(version=str(locked), status=locked.status)
    place = ProductImage.every.filter(version=locked, product=product, display_order=position)
    existing = place.first()
    if existing is not None and existing.source_sha256 == values["source_sha256"]:
        changes = {"source_name": values["source_name"]} | _texts_of(values)
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
    """Move the focal point (from 0 to 1, left and top are 0) or change texts by language.

    What is right is kept; what is wrong comes back and leaves its field as it was.
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


def refusal_of(image: ProductImage) -> Problem | None:
    """Say why a picture is refused; None: it is not."""
    if image.state != State.REFUSED:
        return None
    return _told(image, image.refusal)


def warnings_of(image: ProductImage) -> tuple[Problem, ...]:
    """Say what is not quite right with a picture that was taken."""
    return tuple(_told(image, code) for code in image.warnings)


def pictures_of(version: ProductVersion) -> list[ProductImage]:
    """Return the pictures to be judged with a version: its own, or what its product shows."""
    own = ProductImage.every.filter(version=version, approved=True).exclude(state=State.REFUSED)
    return list(own.order_by("display_order", "pk")) or list(version.product.images.all())


def first_pictures(versions: Collection[ProductVersion]) -> dict[int, ProductImage]:
    """Return the first picture of each version's `pictures_of`, by version, in two queries."""
    own = ProductImage.every.filter(version__in=versions, approved=True).exclude(
        state=State.REFUSED
    )
    shown = ProductImage.objects.filter(product__in=[version.product_id for version in versions])
    of_version = {row.version_id: row for row in own.order_by("-display_order", "-pk")}
    of_product = {row.product_id: row for row in shown.order_by("-display_order", "-pk")}
    found = {
        version.pk: of_version.get(version.pk) or of_product.get(version.product_id)
        for version in versions
    }
    return {pk: image for pk, image in found.items() if image is not None}


def visible_to(user: User) -> QuerySet[ProductImage]:
    """Return pictures that a person may see before their release: the licensee's own people,
    those who work for a holder whose mark the version carries, the IOC and shop staff.
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


def near_duplicates(image: ProductImage, licensee: Licensee) -> QuerySet[ProductImage]:
    """Return the licensee's pictures of other products that look the same, with their `distance`.

    The nearest first. Other versions and variants of the same product are left out.
    """
    top_id = image.product.parent_id or image.product_id
    rows = ProductImage.every.annotate(
        top=Coalesce("product__parent", "product"),
        distance=DifferingBits(F("perceptual_hash"), Value(image.perceptual_hash)),
    )
    own = Q(product__licensee=licensee) | Q(product__parent__licensee=licensee)
    similar = rows.filter(own, state=State.READY, distance__lte=ALIKE).exclude(top=top_id)
    return similar.order_by("distance", "pk")


def _alt_fields(name: str, alts: Mapping[str, str]) -> tuple[dict[str, Any], list[Problem]]:
    """Part texts that may be kept, by field, from what is wrong with the others."""
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


def _texts_of(values: Mapping[str, Any]) -> dict[str, Any]:
    return {field: text for field, text in values.items() if field.startswith("alt_")}


def _told(image: ProductImage, code: str) -> Problem:
    return picture_problem(image.source_name, code, picture_limits())
