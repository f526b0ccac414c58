"""Factories at the desk: approved, audited, ended; refusals name their field."""

from datetime import date

from licensing.models import Agreement, Factory, FactoryApproval, FactoryAudit
from shop.identity.accounts.models import User
from tests.dashboard.conftest import signed_in
from tools.testing.factories.catalog import RightsWorld

FACTORY = {"code": "F-02", "name": "Second works", "country": "PT"}


def test_a_factory_is_approved_audited_and_ended(world: RightsWorld) -> None:
    agreement = world.agreement()
    officer = signed_in(role=User.Role.RIGHTS, holder=world.holder)
    at = f"/rights/agreements/{agreement.pk}/"
    assert officer.post(f"{at}factory/", FACTORY).status_code == 302
    approval = FactoryApproval.objects.get(factory__code="F-02")
    assert approval.factory.licensee == world.licensee
    assert "No valid audit" in officer.get(at).text
    days = {"first_day": "2026-01-01", "last_day": "2030-12-31", "reference": "R-7"}
    assert officer.post(f"{at}factories/{approval.pk}/audit/", days).status_code == 302
    audit = FactoryAudit.objects.get(factory=approval.factory)
    assert audit.valid_until == date(2031, 1, 1)
    assert "1 Jan 2031" in officer.get(at).text
    assert officer.post(f"{at}factories/{approval.pk}/end/").status_code == 302
    assert "Second works" not in officer.get(at).text
    assert officer.post(f"{at}factories/{approval.pk}/end/").status_code == 404
    assert Factory.objects.filter(code="F-02").exists()


def test_refusals_stand_beside_their_field(world: RightsWorld) -> None:
    agreement: Agreement = world.agreement()
    officer = signed_in(role=User.Role.RIGHTS, holder=world.holder)
    at = f"/rights/agreements/{agreement.pk}/"
    again = officer.post(f"{at}factory/", FACTORY | {"code": "F-01"})
    assert again.status_code == 422
    assert "already approved for" in again.text
    approval = FactoryApproval.objects.get(agreement=agreement)
    days = {"first_day": "2026-01-02", "last_day": "2026-01-01", "reference": "R"}
    refused = officer.post(f"{at}factories/{approval.pk}/audit/", days)
    assert refused.status_code == 422
    assert "before the day of the audit" in refused.text


def test_the_licensee_reads_where_its_goods_may_be_made(world: RightsWorld) -> None:
    agreement = world.agreement()
    team = signed_in(role=User.Role.LICENSEE, licensee=world.licensee)
    page = team.get(f"/licensee/agreements/{agreement.pk}/").text
    assert "F-01 Works F-01" in page
    assert "1 Jan 2035" in page
    FactoryApproval.objects.all().delete()
    assert "No factories approved yet" in team.get(f"/licensee/agreements/{agreement.pk}/").text


def test_an_approval_of_another_agreement_does_not_exist_here(world: RightsWorld) -> None:
    first, second = world.agreement(), world.agreement()
    officer = signed_in(role=User.Role.RIGHTS, holder=world.holder)
    approval = FactoryApproval.objects.get(agreement=second)
    url = f"/rights/agreements/{first.pk}/factories/{approval.pk}/end/"
    assert officer.post(url).status_code == 404
