"""What waits at the rights desk of the demo: versions to approve, a next version to activate."""

from datetime import datetime, timedelta

from django.db import transaction

from catalog.approvals import submit_version
from catalog.models import Product, ProductRights, ProductVersion
from licensing.models import Agreement
from licensing.services import draft_next_version, edit_draft, sign_agreement, submit_agreement
from shop.accounts.models import User
from shop.core.periods import Period

WAITING = 3
AMENDED = "IOC-MIRAMAR"
EXTENDED = timedelta(days=730)


@transaction.atomic
def load_desk(people: dict[str, User], at: datetime) -> None:
    """Add what is missing; the licensee submitted the versions, an officer drafted the rest."""
    _submit_versions(people["licensee"], at)
    former = Agreement.objects.filter(number=AMENDED, version=1).first()
    if former is None or Agreement.objects.filter(supersedes=former).exists():
        return
    author, reader = people["rights"].pk, people["rights2"].pk
    draft = draft_next_version(agreement=former, created_by_id=author)
    term = Period(former.term.lower, former.term.upper + EXTENDED)
    edit_draft(agreement=draft, terms={"term": term, "sell_off_days": 90})
    submit_agreement(agreement=draft, by_id=author, at=at)
    sign_agreement(agreement=draft, signed_on=at.date(), by_id=reader, at=at)


def _submit_versions(author: User, at: datetime) -> None:
    products = Product.objects.top_level().filter(
        licensee=author.licensee_id, versions__number=1, rights_profile__isnull=False
    )
    for product in products.exclude(versions__number=2).order_by("pk")[:WAITING]:
        if ProductVersion.objects.filter(status=ProductVersion.Status.SUBMITTED).count() >= WAITING:
            return
        version = ProductVersion.objects.create(
            product=product, number=2, content_hash="d" * 64, created_by=author
        )
        for mark in ProductRights.objects.filter(version__product=product, version__number=1):
            ProductRights.objects.create(
                version=version, property=mark.property, agreement=mark.agreement
            )
        submit_version(version=version, by_id=author.pk, at=at)
