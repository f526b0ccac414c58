"""Drafts: submitted versions are frozen, so a change needs a new version."""

from django.db import transaction

from catalog.errors import NotInReview
from catalog.media.picture_order import copy_pictures
from catalog.models import Product, ProductRights, ProductVersion

Status = ProductVersion.Status


@transaction.atomic
def create_next_draft(*, version: ProductVersion, by_id: int | None) -> ProductVersion:
    """Return the product's draft, or create one as a copy of a version.

    Raises `NotInReview` if the product's last version is still submitted.
    """
    rows = ProductVersion.objects.filter(product=version.product_id).order_by("number")
    versions = list(rows.select_for_update())
    last = versions[-1]
    if last.status == Status.DRAFT:
        return last
    if last.status == Status.SUBMITTED:
        raise NotInReview(version=str(last), status=last.status)
    return _copy(version, last.number + 1, by_id)


@transaction.atomic
def get_or_create_draft(*, product: Product, by_id: int | None) -> ProductVersion:
    """Return the product's draft, or create one as a copy of its last version.

    The last version may be released or submitted and does not change until the draft is submitted.
    Raises `NotInReview` for a product without versions.
    """
    rows = ProductVersion.objects.filter(product=product).order_by("number")
    versions = list(rows.select_for_update())
    current = [version for version in versions if version.status != Status.SUPERSEDED]
    if not current:
        raise NotInReview(version=str(product), status="")
    if current[-1].status == Status.DRAFT:
        return current[-1]
    return _copy(current[-1], versions[-1].number + 1, by_id)


@transaction.atomic
def discard_draft(*, version: ProductVersion) -> None:
    """Discard a draft in favor of the version before it.

    Raises `NotInReview` if it is not a draft or the product's only version.
    """
    rows = ProductVersion.objects.filter(product=version.product_id)
    others = rows.exclude(pk=version.pk).exclude(status=Status.SUPERSEDED)
    drafts = rows.filter(pk=version.pk, status=Status.DRAFT)
    if not others.exists() or not drafts.update(status=Status.SUPERSEDED):
        raise NotInReview(version=str(version), status=version.status)


def _copy(version: ProductVersion, number: int, by_id: int | None) -> ProductVersion:
    """Copy a version with its marks and pictures as a draft."""
    draft = ProductVersion.objects.get(pk=version.pk)
    draft.pk, draft.number, draft.status = None, number, Status.DRAFT
    draft.submitted_by_id, draft.submitted_at, draft.created_by_id = None, None, by_id
    draft._state.adding = True  # noqa: SLF001  Django's documented way to copy a row
    draft.save()
    ProductRights.objects.bulk_create(
        ProductRights(
            version=draft,
            property_id=mark.property_id,
            agreement_id=mark.agreement_id,
            created_by_id=by_id,
        )
        for mark in version.marks.order_by("pk")
    )
    copy_pictures(old=version, new=draft)
    return draft
