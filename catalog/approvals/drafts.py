"""Drafts begin and give way: what was submitted is frozen, so a change of it is a new version."""

from django.db import transaction

from catalog.errors import NotInReview
from catalog.media.picture_order import carry_pictures
from catalog.models import Product, ProductRights, ProductVersion

Status = ProductVersion.Status


@transaction.atomic
def draft_next(*, version: ProductVersion, by_id: int | None) -> ProductVersion:
    """Return the draft that follows a version: the product's newest, or one that says the same.

    Raises `NotInReview` for a draft, and for one that waits: it is decided first.
    """
    rows = ProductVersion.objects.filter(product=version.product_id).order_by("number")
    known = list(rows.select_for_update())
    last = known[-1]
    if last.status == Status.DRAFT:
        return last
    if last.status == Status.SUBMITTED:
        raise NotInReview(version=str(last), status=last.status)
    return _copy(version, last.number + 1, by_id)


@transaction.atomic
def open_draft(*, product: Product, by_id: int | None) -> ProductVersion:
    """Return the product's draft, or begin one that says what its last version says.

    The last one may be on sale or wait: it stays as it is until the draft is submitted. Raises
    `NotInReview` for a product without any version.
    """
    rows = ProductVersion.objects.filter(product=product).order_by("number")
    known = list(rows.select_for_update())
    said = [version for version in known if version.status != Status.SUPERSEDED]
    if not said:
        raise NotInReview(version=str(product), status="")
    if said[-1].status == Status.DRAFT:
        return said[-1]
    return _copy(said[-1], known[-1].number + 1, by_id)


@transaction.atomic
def discard_draft(*, version: ProductVersion) -> None:
    """Let a draft give way to the version before it; that is what the licensee has said again.

    Raises `NotInReview` for what is no draft, and for a product's only version.
    """
    rows = ProductVersion.objects.filter(product=version.product_id)
    others = rows.exclude(pk=version.pk).exclude(status=Status.SUPERSEDED)
    drafts = rows.filter(pk=version.pk, status=Status.DRAFT)
    if not others.exists() or not drafts.update(status=Status.SUPERSEDED):
        raise NotInReview(version=str(version), status=version.status)


def _copy(version: ProductVersion, number: int, by_id: int | None) -> ProductVersion:
    """Return a draft that says what a version says, with its marks and pictures."""
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
    carry_pictures(old=version, new=draft)
    return draft
