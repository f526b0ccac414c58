"""The page of a version: compared with another one, with its threads, conditions and holders."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from catalog.approvals.comparison import Change, Comparison, compare
from catalog.approvals.conditions import find_conditions
from catalog.approvals.decisions import current_decisions, required_stages
from catalog.approvals.queue import find_pictures
from catalog.approvals.snapshot import find_released_version, load_content
from catalog.approvals.threads import find_comments
from catalog.media.services import find_similar, visible_to
from catalog.models import (
    Approval,
    Product,
    ProductImage,
    ProductVersion,
    ReviewClock,
    ReviewComment,
)
from licensing.models import RightsHolder
from shop.identity.accounts.models import User
from shop.platform.core.numbers import whole_number

MOST_ALIKE = 5


@dataclass(frozen=True, slots=True)
class Dot:
    """A comment's place on a picture, in pixels of the picture as it was stored."""

    number: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class PictureCell:
    """A picture of a version with its pinned comments; `image` is None if it is not stored."""

    name: str
    image: ProductImage | None
    dots: tuple[Dot, ...]

    @property
    def radius(self) -> int:
        """Of a dot, in the picture's pixels: a sixteenth of its width."""
        return max(1, self.image.width // 16) if self.image else 1

    @property
    def letters(self) -> int:
        """Return the size of a dot's number."""
        return self.radius * 5 // 4

    @property
    def line(self) -> int:
        """Return the width of the ring around a dot."""
        return max(1, self.radius // 8)


@dataclass(frozen=True, slots=True)
class PictureRow:
    """The pictures at one position, before and after.

    `alike` are other products of the licensee whose pictures look the same as a new one.
    """

    position: int
    change: Change
    before: PictureCell | None
    after: PictureCell | None
    alike: tuple[Product, ...] = ()


@dataclass(frozen=True, slots=True)
class PinnedComment:
    """A comment in a thread; `number` is its dot's, 0 without one."""

    comment: ReviewComment
    number: int


@dataclass(frozen=True, slots=True)
class Thread:
    """The comments between one holder and the licensee."""

    holder: RightsHolder
    comments: tuple[PinnedComment, ...]


@dataclass(frozen=True, slots=True)
class HolderView:
    """A holder's stages with its decisions, and its clock."""

    holder: RightsHolder
    stages: list[tuple[str, Any]]
    clock: ReviewClock | None


@dataclass(slots=True)
class VersionView:
    """A version compared with another one, with its threads, conditions and holders."""

    version: ProductVersion
    baseline: ProductVersion | None
    comparison: Comparison
    pictures: list[PictureRow] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)


def view_version(
    request: HttpRequest, version: ProductVersion, readers: Collection[RightsHolder]
) -> VersionView:
    """Return a version compared with the one on sale, or with the one of number `against=`.

    `readers` are the holders whose threads the person may read.
    """
    baseline = _baseline(request.GET.get("against", ""), version)
    after = load_content(version)
    before = load_content(baseline) if baseline else after
    view = VersionView(version, baseline, compare(before, after))
    pinned = number_pins(find_comments(version, readers))
    names = {picture["name"] for content in (before, after) for picture in content["pictures"]}
    images = find_pictures([version.product_id], names)
    view.pictures = [
        PictureRow(
            pair.position,
            pair.change,
            picture_cell(pair.before, images, pinned) if baseline else None,
            picture_cell(pair.after, images, pinned),
            ()
            if baseline and pair.change == "same"
            else _alike(request, version, images.get(pair.after or "")),
        )
        for pair in view.comparison.pictures
    ]
    view.threads = [
        Thread(
            holder,
            tuple(
                pinned_comment
                for pinned_comment in pinned
                if pinned_comment.comment.holder_id == holder.pk
            ),
        )
        for holder in readers
    ]
    return view


def _alike(
    request: HttpRequest, version: ProductVersion, image: ProductImage | None
) -> tuple[Product, ...]:
    """Return products with a picture like this one, of those whose pictures the person may see."""
    licensee, user = version.product.licensee, request.user
    if image is None or image.perceptual_hash is None:
        return ()
    if licensee is None or not isinstance(user, User):
        return ()
    twins = find_similar(image, licensee).filter(pk__in=visible_to(user).values("pk"))
    twins_found = twins.select_related("product__parent")[:MOST_ALIKE]
    return tuple({twin.product.top: None for twin in twins_found})


def number_pins(comments: Iterable[ReviewComment]) -> list[PinnedComment]:
    """Number the comments that are pinned to a picture, in their order."""
    pinned, number = [], 0
    for comment in comments:
        number += bool(comment.picture)
        pinned.append(PinnedComment(comment, number if comment.picture else 0))
    return pinned


def picture_cell(
    name: str | None, images: Mapping[str, ProductImage], pinned: Sequence[PinnedComment]
) -> PictureCell | None:
    """Return a picture with its dots; None for none."""
    if name is None:
        return None
    image = images.get(name)
    width, height = (image.width, image.height) if image else (0, 0)
    dots = tuple(
        Dot(
            pinned_comment.number,
            int(pinned_comment.comment.x * width),
            int(pinned_comment.comment.y * height),
        )
        for pinned_comment in pinned
        if pinned_comment.comment.picture == name
        and pinned_comment.comment.x is not None
        and pinned_comment.comment.y is not None
    )
    return PictureCell(name, image, dots)


def holder_views(version: ProductVersion, holders: Iterable[RightsHolder]) -> list[HolderView]:
    """Return what each holder decided of a version, and until when it is to decide."""
    labels = dict(Approval.Stage.choices)
    clocks = {clock.holder_id: clock for clock in version.clocks.all()}
    return [
        HolderView(
            holder,
            [(str(labels[stage]), decided.get(stage)) for stage in required_stages(holder)],
            clocks.get(holder.pk),
        )
        for holder in holders
        for decided in (current_decisions(version, holder),)
    ]


def review_context(view: VersionView, at: datetime) -> dict[str, Any]:
    """Return what both sides' pages show of a version."""
    version = view.version
    others = ProductVersion.objects.filter(product=version.product_id).exclude(pk=version.pk)
    return {
        "view": view,
        "version": version,
        "conditions": list(find_conditions(version)),
        "others": list(others.only("product_id", "number", "status").order_by("-number")),
        "now": at,
    }


def _baseline(number: str, version: ProductVersion) -> ProductVersion | None:
    """Return the version to compare with."""
    version_number = whole_number(number)
    if version_number is None:
        return find_released_version(version)
    rows = ProductVersion.objects.filter(product=version.product_id, number=version_number)
    return rows.exclude(pk=version.pk).first() or find_released_version(version)
