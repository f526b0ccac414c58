"""Compliance records: kept by catalog staff, required where a product category is regulated."""

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from catalog.models import ComplianceRecord, Product
from licensing.errors import FieldIsFixed
from licensing.services import take_rights_lock

FIXED = ("product_id", "area")


@transaction.atomic
def save_compliance_record(*, record: ComplianceRecord, by_id: int | None) -> ComplianceRecord:
    """Add a compliance record or save its changes, effective on commit; return it.

    Raises Django's `ValidationError`, and `FieldIsFixed` for another product or area.
    """
    take_rights_lock()
    before = ComplianceRecord.objects.filter(pk=record.pk).first() if record.pk else None
    if before is None:
        record.created_by_id = by_id
    elif any(getattr(before, name) != getattr(record, name) for name in FIXED):
        raise FieldIsFixed(f"product and area of {before} cannot be changed", field="area")
    record.full_clean()
    record.save()
    return record


def products_without_records(area: str) -> QuerySet[Product]:
    """Return released products of a regulated category that have no complete record of an area."""
    complete = ComplianceRecord.objects.filter(product=OuterRef("pk"), area=area, complete=True)
    products: QuerySet[Product] = Product.objects.filter(
        ~Exists(complete),
        rights_profile__category__compliance_areas__contains=[area],
        is_public=True,
        released__isnull=False,
    )
    return products
