"""Versions that wait for their holders, and people of both sides."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.test import Client

from catalog.approvals.snapshot import build_content, freeze_content
from catalog.approvals.stages import submit_version
from catalog.models import Product, ProductImage, ProductRights, ProductVersion
from licensing.models import Property
from shop.identity.accounts.models import User
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import signed_in
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory


def picture(product: Product, stem: str) -> ProductImage:
    """Return a picture of a product, 640 by 320 pixels."""
    return ProductImage.objects.create(
        product=product,
        original=f"{stem}.jpg",
        stem=stem,
        widths=[256],
        formats=["jpg"],
        width=640,
        height=320,
        display_order=ProductImage.every.filter(product=product).count(),
    )


def drafted(product: Product, **proposed: Any) -> ProductVersion:
    """Return the next version of a product, a draft with changes."""
    last = ProductVersion.objects.filter(product=product).order_by("-number")[0]
    version = ProductVersion.objects.create(product=product, number=last.number + 1)
    for mark in ProductRights.objects.filter(version__product=product, version__number=1):
        ProductRights.objects.create(
            version=version, property=mark.property, agreement=mark.agreement
        )
    freeze_content(version, build_content(product) | proposed)
    return version


def waiting(product: Product, by: User | None = None, **proposed: Any) -> ProductVersion:
    """Return the next version of a product, submitted."""
    version = drafted(product, **proposed)
    submit_version(version=version, by_id=(by or UserFactory()).pk, at=database_now())
    return version


def brand_person(holder: object, email: str = "brand@example.org") -> Client:
    """Return a client of a brand approver of a holder."""
    return signed_in(role=User.Role.BRAND, holder=holder, email=email)


def licensee_person(world: RightsWorld, email: str = "maker@example.org", **fields: Any) -> Client:
    """Return a client of a user of the shop's licensee, or of another one."""
    defaults = {"role": User.Role.LICENSEE, "licensee": world.licensee, "email": email}
    return signed_in(**(defaults | fields))


def person(email: str) -> User:
    """Return a person by address."""
    return User.objects.get(email=email)


def age(version: ProductVersion, days: int) -> None:
    """Move the submission of a version, and its deadlines, some days into the past."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update catalogue_reviewclock set since = since - make_interval(days => %s), "
            "due_at = due_at - make_interval(days => %s) where version_id = %s",
            [days, days, version.pk],
        )


def carry(
    version: ProductVersion, world: RightsWorld, holder: Any, marks: Sequence[Property]
) -> None:
    """Add marks of another holder to a draft."""
    agreement = world.agreement(marks=marks, holder=holder)
    for mark in marks:
        ProductRights.objects.create(version=version, property=mark, agreement=agreement)
