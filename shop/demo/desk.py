"""Open tasks at the rights desk of the demo: versions to approve, a new version, a conflict."""

from datetime import datetime, timedelta

from django.db import transaction

from catalog.approvals.stages import submit_version
from catalog.models import Product, ProductRights, ProductVersion
from licensing.models import Agreement, Grant, Licensee
from licensing.rules.channels import Channel
from licensing.services import (
    GrantTerms,
    add_grant,
    draft_agreement,
    draft_next_version,
    edit_draft,
    sign_agreement,
    submit_agreement,
)
from shop.identity.accounts.models import User
from shop.platform.core.periods import Period

WAITING = 3
AMENDED, EXCLUSIVE = "IOC-MIRAMAR", "IOC-EXCLUSIVE"
EXTENDED = timedelta(days=730)


@transaction.atomic
def load_desk(people: dict[str, User], at: datetime) -> None:
    """Create missing tasks: versions that a licensee submitted and an agreement that an officer
    drafted.
    """
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
    _draft_conflict(former, author, at)


def _draft_conflict(rival: Agreement, author: int, at: datetime) -> None:
    """Draft an exclusive agreement that conflicts with the grants in force."""
    grant = rival.grants.filter(live=True).order_by("pk").first()
    licensee = Licensee.objects.exclude(pk=rival.licensee_id).order_by("code").first()
    if grant is None or licensee is None:
        return
    window = Period(at, rival.term.upper)
    draft = draft_agreement(
        number=EXCLUSIVE,
        licensor=rival.licensor,
        licensee=licensee,
        term=window,
        created_by_id=author,
    )
    new_grant = GrantTerms(
        marks=list(grant.granted_properties.all()),
        categories=list(grant.granted_categories.all()),
        territories=grant.territory_set_version,
        channels=[Channel.WEB],
        window=window,
        exclusivity=Grant.Exclusivity.EXCLUSIVE,
    )
    add_grant(agreement=draft, grant=new_grant, created_by_id=author)


def _submit_versions(author: User, at: datetime) -> None:
    products = Product.objects.top_level().filter(
        licensee=author.licensee_id, versions__number=1, rights_profile__isnull=False
    )
    for product in products.exclude(versions__number=2).order_by("pk")[:WAITING]:
        if ProductVersion.objects.filter(status=ProductVersion.Status.SUBMITTED).count() >= WAITING:
            return
        version = ProductVersion.objects.create(product=product, number=2, created_by=author)
        for mark in ProductRights.objects.filter(version__product=product, version__number=1):
            ProductRights.objects.create(
                version=version, property=mark.property, agreement=mark.agreement
            )
        submit_version(version=version, by_id=author.pk, at=at)
