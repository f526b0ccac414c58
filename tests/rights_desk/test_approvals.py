"""The approvals queue: every holder, stage by stage; who submits never approves."""

from datetime import timedelta

import pytest
from django.test import Client

from catalog.approvals.stages import submit_version, withdraw_approval
from catalog.models import Approval, Product, ProductRights, ProductVersion
from catalog.services import decide_products
from shop.identity.accounts.models import User
from shop.platform.database.clock import clock_now, database_now
from tests.dashboard.conftest import signed_in
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import PropertyFactory, RightsHolderFactory, UserFactory


def brand(holder: object, **fields: object) -> Client:
    return signed_in(role=User.Role.BRAND, holder=holder, **fields)


def submitted(world: RightsWorld, product: Product, by: User | None = None) -> ProductVersion:
    """Return a second version of a product that waits for its holders."""
    version = ProductVersion.objects.create(product=product, number=2, content_hash="1" * 64)
    for mark in ProductRights.objects.filter(version__product=product, version__number=1):
        ProductRights.objects.create(
            version=version, property=mark.property, agreement=mark.agreement
        )
    author = by or UserFactory()
    submit_version(version=version, by_id=author.pk, at=database_now())
    return version


def decide(client: Client, version: ProductVersion, holder: object, **said: str) -> object:
    data = {"stage": "RELEASE", "verdict": "APPROVED", "holder": holder.pk, **said}
    return client.post(f"/rights/approvals/{version.pk}/", data)


def sold(product: Product) -> bool:
    return decide_products([product], "FR", "WEB", clock_now())[product.pk].allowed


def test_a_submitted_version_waits_in_the_queue_of_its_holder_alone(world: RightsWorld) -> None:
    version = submitted(world, world.product(title="Enamel pin"))
    own, other = brand(world.holder), brand(RightsHolderFactory())
    assert "Enamel pin" in own.get("/rights/approvals/").text
    assert "Enamel pin" not in other.get("/rights/approvals/").text
    assert other.get(f"/rights/approvals/{version.pk}/").status_code == 404


def test_the_old_version_stays_on_sale_until_the_new_one_is_released(world: RightsWorld) -> None:
    product = world.product()
    version = submitted(world, product)
    assert sold(product)
    assert decide(brand(world.holder), version, world.holder).status_code == 302
    states = dict(ProductVersion.objects.values_list("number", "status"))
    assert states == {1: "SUPERSEDED", 2: "RELEASED"}
    assert sold(product)


def test_one_of_two_holders_is_not_enough(world: RightsWorld) -> None:
    other = RightsHolderFactory()
    emblem = PropertyFactory(holder=other)
    agreement = world.agreement(marks=[emblem], holder=other)
    product = world.product()
    version = submitted(world, product)
    ProductRights.objects.create(version=version, property=emblem, agreement=agreement)
    decide(brand(world.holder), version, world.holder)
    version.refresh_from_db()
    assert version.status == "SUBMITTED"
    decide(brand(other), version, other)
    version.refresh_from_db()
    assert version.status == "RELEASED"


def test_who_submits_never_approves(world: RightsWorld) -> None:
    client = brand(world.holder, email="brand@example.org")
    me = User.objects.get(email="brand@example.org")
    version = submitted(world, world.product(), by=me)
    page = decide(client, version, world.holder)
    assert page.status_code == 422
    assert "You cannot approve a version that you submitted." in page.text
    assert Approval.objects.filter(version=version).count() == 0


def test_a_release_needs_the_stages_that_the_holder_asks_for(world: RightsWorld) -> None:
    world.holder.approval_stages = ["DESIGN", "PRODUCTION"]
    world.holder.save()
    version = submitted(world, world.product())
    client = brand(world.holder)
    page = decide(client, version, world.holder)
    assert "Other stages must be approved first: DESIGN, PRODUCTION." in page.text
    decide(client, version, world.holder, stage="DESIGN")
    decide(client, version, world.holder, stage="PRODUCTION")
    assert decide(client, version, world.holder).status_code == 302
    version.refresh_from_db()
    assert version.status == "RELEASED"


def test_a_rejection_says_why_and_keeps_what_was_typed(world: RightsWorld) -> None:
    version = submitted(world, world.product())
    client = brand(world.holder)
    page = decide(client, version, world.holder, verdict="REJECTED")
    assert page.status_code == 422
    assert "Enter a reason for the rejection." in page.text
    assert '<option value="REJECTED" selected>' in page.text
    said = decide(client, version, world.holder, verdict="REJECTED", conditions="Wrong red")
    assert said.status_code == 302
    assert "Wrong red" in client.get(f"/rights/approvals/{version.pk}/").text


def test_a_withdrawn_stage_takes_the_release_with_it_at_once(world: RightsWorld) -> None:
    product = world.product()
    approval = Approval.objects.get(version__product=product)
    client = brand(world.holder)
    assert "will no longer be sold" in client.get(f"/rights/approvals/{approval.pk}/withdraw/").text
    client.post(f"/rights/approvals/{approval.pk}/withdraw/")
    assert not sold(product)
    decision = decide_products([product], "FR", "WEB", clock_now())[product.pk]
    assert decision.reason == "APPROVAL_WITHDRAWN"
    again = client.post(f"/rights/approvals/{approval.pk}/withdraw/", follow=True)
    assert "already been decided" in again.text


def test_a_stage_before_the_release_takes_it_along(world: RightsWorld) -> None:
    product = world.product()
    version = ProductVersion.objects.get(product=product)
    design = Approval.objects.create(
        version=version, holder=world.holder, stage="DESIGN", verdict="APPROVED"
    )
    withdraw_approval(approval=design, at=database_now() - timedelta(seconds=1))
    assert not Approval.objects.filter(version=version, withdrawn_at__isnull=True).exists()
    assert not sold(product)


@pytest.mark.parametrize("role", [User.Role.RIGHTS, User.Role.STAFF, User.Role.LICENSEE])
def test_others_than_brand_people_read_and_do_not_approve(world: RightsWorld, role: str) -> None:
    version = submitted(world, world.product())
    fields: dict[str, object] = {"role": role}
    if role == User.Role.RIGHTS:
        fields["holder"] = world.holder
    if role == User.Role.LICENSEE:
        fields["licensee"] = world.licensee
    if role == User.Role.STAFF:
        fields |= {"is_staff": True, "is_superuser": True}
    client = signed_in(**fields)
    assert client.get(f"/rights/approvals/{version.pk}/").status_code == 200
    assert decide(client, version, world.holder).status_code == 403
