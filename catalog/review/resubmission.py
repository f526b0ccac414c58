"""The next version after a rejection: what was submitted is frozen, so a new draft begins."""

from django.db import transaction

from catalog.errors import NotInReview
from catalog.models import ProductRights, ProductVersion

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
    draft = ProductVersion.objects.get(pk=version.pk)
    draft.pk, draft.number, draft.status = None, last.number + 1, Status.DRAFT
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
    return draft
