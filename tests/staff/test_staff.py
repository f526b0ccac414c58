"""Colleagues are invited and given roles on pages; a second person approves sensitive roles."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from shop.identity.accounts.models import User
from shop.identity.staff.errors import StaffRefused
from shop.identity.staff.invitations import invite_staff
from shop.identity.staff.models import RoleRequest, StaffInvitation
from shop.identity.staff.roles import roles_of
from shop.identity.staff.services import change_roles, disable_account
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import signed_in, staff_with
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import RightsHolderFactory
from tools.testing.factories.orders import run_queued_jobs

JOINING = {"first_name": "Ida", "last_name": "Berg", "password": "a-quiet-harbor-42"}
BOSS = {"role": "staff", "is_staff": True, "is_superuser": True}
LINK = r"/staff/join/[^/\s]+/"


@pytest.fixture
def boss(db: None) -> Client:
    return signed_in(email="boss@example.org", **BOSS)


@pytest.fixture
def second(boss: Client) -> Client:
    return signed_in(email="second@example.org", **BOSS)


def user(email: str) -> User:
    return User.objects.get(email=email)


def codes(email: str) -> list[str]:
    return [role.code for role in roles_of(user(email))]


def mailed_link() -> str:
    run_queued_jobs()
    match = re.search(LINK, mail.outbox[-1].body)
    assert match
    return match[0]


def test_an_invited_colleague_joins_with_the_roles_and_no_others(boss: Client) -> None:
    sent = {"email": "Ida@Example.org", "roles": ["support", "warehouse"]}
    assert boss.post("/dashboard/staff/invite/", sent).status_code == 302
    assert "ida@example.org" in boss.get("/dashboard/staff/").text
    path, client = mailed_link(), Client()
    assert client.post(path, JOINING)["Location"] == "/dashboard/"
    ida = user("ida@example.org")
    assert (ida.is_superuser, ida.is_staff, codes(ida.email)) == (
        False,
        True,
        ["support", "warehouse"],
    )
    assert ida.has_perm("order.view_order")
    assert not ida.has_perm("payments.add_refund")
    assert client.get("/dashboard/orders/")["Location"] == "/accounts/2fa/totp/activate/"
    assert Client().get(path).status_code == 410


def test_a_link_ends_when_it_is_withdrawn_replaced_or_old(boss: Client) -> None:
    sent = {"email": "ida@example.org", "roles": ["support"]}
    boss.post("/dashboard/staff/invite/", sent)
    first = mailed_link()
    boss.post("/dashboard/staff/invite/", sent)
    newer = mailed_link()
    assert Client().get(first).status_code == 410
    assert Client().get(newer).status_code == 200
    row = StaffInvitation.objects.latest("pk")
    StaffInvitation.objects.filter(pk=row.pk).update(expires_at=database_now())
    assert Client().get(newer).status_code == 410
    StaffInvitation.objects.filter(pk=row.pk).update(expires_at=database_now() + timedelta(days=1))
    boss.post(f"/dashboard/staff/invitations/{row.public_id}/", {"decision": "close"})
    assert Client().get(newer).status_code == 410
    assert Client().get("/staff/join/forged/").status_code == 410


def test_a_link_opens_no_existing_account(boss: Client) -> None:
    boss.post("/dashboard/staff/invite/", {"email": "ida@example.org", "roles": ["support"]})
    path = mailed_link()
    User.objects.create_user("ida@example.org", "an-old-password-42")
    assert Client().post(path, JOINING).status_code == 410
    assert (user("ida@example.org").is_staff, StaffInvitation.objects.get().accepted_at) == (
        False,
        None,
    )
    page = boss.post("/dashboard/staff/invite/", {"email": "ida@example.org", "roles": ["support"]})
    assert page.status_code == 422
    assert "already an account" in page.text


@pytest.mark.parametrize(
    ("roles", "with_holder", "sentence"),
    [
        ([], False, "This field is required"),
        (["rights", "support"], True, "has one role"),
        (["rights"], False, "Choose the rights holder"),
        (["support"], True, "Only rights officers"),
    ],
)
def test_roles_that_do_not_fit_are_refused(
    boss: Client, roles: list[str], sentence: str, *, with_holder: bool
) -> None:
    holder = RightsHolderFactory()
    sent = {"email": "ida@example.org", "roles": roles, "holder": holder.pk if with_holder else ""}
    page = boss.post("/dashboard/staff/invite/", sent)
    assert page.status_code == 422
    assert sentence in page.text
    assert not StaffInvitation.objects.exists()


def test_the_first_administrator_makes_a_second_one_and_no_officer_alone(boss: Client) -> None:
    holder = RightsHolderFactory()
    officer = {"email": "officer@example.org", "roles": ["rights"], "holder": holder.pk}
    boss.post("/dashboard/staff/invite/", officer)
    boss.post("/dashboard/staff/invite/", {"email": "b@example.org", "roles": ["administrator"]})
    Client().post(mailed_link(), JOINING)
    assert len(mail.outbox) == 1
    boss.post("/dashboard/staff/invite/", {"email": "c@example.org", "roles": ["administrator"]})
    run_queued_jobs()
    assert len(mail.outbox) == 1
    row = StaffInvitation.objects.get(email="officer@example.org")
    approve = (f"/dashboard/staff/invitations/{row.public_id}/", {"decision": "approve"})
    assert "You made this request" in boss.post(*approve, follow=True).text
    client = signed_in(email="other@example.org", **BOSS)
    assert "approved and sent" in client.post(*approve, follow=True).text
    Client().post(mailed_link(), JOINING)
    assert (codes("officer@example.org"), user("officer@example.org").holder) == (
        ["rights"],
        holder,
    )


def test_one_person_makes_no_two_officers_even_after_taking_the_second_administrator_away(
    boss: Client, second: Client
) -> None:
    path = f"/dashboard/staff/{user('second@example.org').pk}"
    assert boss.post(f"{path}/access/").status_code == 302
    assert not user("second@example.org").is_active
    for email, role in (("x@example.org", "administrator"), ("y@example.org", "rights")):
        holder = RightsHolderFactory().pk if role == "rights" else ""
        sent = {"email": email, "roles": [role], "holder": holder}
        boss.post("/dashboard/staff/invite/", sent)
    assert [row.waits_for_approval for row in StaffInvitation.objects.all()] == [True, True]


def test_a_role_that_needs_approval_is_given_by_the_second_administrator(
    boss: Client, second: Client
) -> None:
    staff_with(email="clerk@example.org")
    clerk, holder = user("clerk@example.org"), RightsHolderFactory()
    boss.post(f"/dashboard/staff/{clerk.pk}/", {"roles": ["rights"], "holder": holder.pk})
    request = RoleRequest.objects.get()
    approve = (f"/dashboard/staff/requests/{request.public_id}/", {"decision": "approve"})
    boss.post(*approve)
    assert codes("clerk@example.org") == []
    second.post(*approve)
    assert (codes("clerk@example.org"), user("clerk@example.org").is_staff) == (["rights"], False)
    run_queued_jobs()
    assert [sent.to for sent in mail.outbox] == [["clerk@example.org"]]
    assert "Rights officer" in mail.outbox[0].body
    events = apps.get_model("accounts", "UserTrail").objects.filter(pgh_obj_id=clerk.pk)
    last = events.latest("pgh_id")
    assert (last.role, last.holder_id, last.pgh_context["user"]) == (
        "rights",
        holder.pk,
        user("second@example.org").pk,
    )


def test_the_database_refuses_an_approval_by_the_same_person(boss: Client) -> None:
    staff_with(email="clerk@example.org")
    giver, clerk = user("boss@example.org"), user("clerk@example.org")
    request = change_roles(account=clerk, codes=["rights"], holder=RightsHolderFactory(), by=giver)
    assert request is not None
    request.decided_by, request.decided_at, request.is_approved = giver, database_now(), True
    with pytest.raises(IntegrityError), transaction.atomic():
        request.save()


def test_nobody_gives_a_role_that_they_do_not_have(world: RightsWorld) -> None:
    giver = staff_with(
        "accounts.manage_staff", "partner.view_stockrecord", email="giver@example.org"
    )
    staff_with(email="clerk@example.org")
    path = f"/dashboard/staff/{user('clerk@example.org').pk}/"
    page = giver.post(path, {"roles": ["finance"]})
    assert page.status_code == 422
    assert "whose permissions you have" in page.text
    for role in ("finance", "administrator"):
        sent = {"email": "x@example.org", "roles": [role]}
        assert giver.post("/dashboard/staff/invite/", sent).status_code == 422
    boss = signed_in(email="boss@example.org", **BOSS)
    boss_path = f"/dashboard/staff/{user('boss@example.org').pk}/access/"
    giver.post(boss_path)
    assert user("boss@example.org").is_active
    assert boss.get("/dashboard/staff/").status_code == 200
    assert staff_with("order.view_order").get("/dashboard/staff/").status_code == 403


def test_nobody_changes_their_own_account_and_an_administrator_stays(boss: Client) -> None:
    own = f"/dashboard/staff/{user('boss@example.org').pk}/"
    assert boss.post(own, {"roles": ["support"]}).status_code == 422
    boss.post(f"{own}access/")
    assert user("boss@example.org").is_active
    giver = User.objects.create_user("late@example.org", **BOSS)
    User.objects.filter(pk=giver.pk).update(is_active=True)
    disable_account(account=user("boss@example.org"), by=giver)
    with pytest.raises(StaffRefused):
        disable_account(account=giver, by=user("boss@example.org"))


def test_a_disabled_person_is_signed_out_and_told(boss: Client) -> None:
    clerk = staff_with("order.view_order", email="clerk@example.org")
    assert clerk.get("/dashboard/orders/").status_code == 200
    path = f"/dashboard/staff/{user('clerk@example.org').pk}/access/"
    assert "signed out everywhere" in boss.get(path).text
    assert user("clerk@example.org").is_active
    for _ in range(2):  # two colleagues disable the account at once
        boss.post(path, {"access": "disable"})
    assert clerk.get("/dashboard/orders/").status_code == 302
    boss.post(path, {"access": "enable"})
    assert user("clerk@example.org").is_active
    run_queued_jobs()
    assert [sent.to for sent in mail.outbox] == [["clerk@example.org"]] * 2


def test_the_admin_gives_no_powers_that_need_a_second_person(boss: Client) -> None:
    staff_with(email="clerk@example.org")
    clerk = user("clerk@example.org")
    path = f"/admin/accounts/user/{clerk.pk}/change/"
    officers = apps.get_model("auth", "Group").objects.get(name="Rights officers")
    form = {"role": "staff", "is_staff": "on", "is_active": "on", "licensee_role": ""}
    for powers in ({"is_superuser": "on"}, {"groups": [officers.pk]}):
        page = boss.post(path, form | powers)
        assert (page.status_code, "second administrator" in page.text) == (200, True)
    clerk.refresh_from_db()
    assert (clerk.is_superuser, list(clerk.groups.all())) == (False, [])


def test_an_invitation_needs_the_permission(db: None) -> None:
    staff_with("order.view_order", email="clerk@example.org")
    with pytest.raises(StaffRefused):
        invite_staff(
            email="x@example.org", codes=["support"], holder=None, by=user("clerk@example.org")
        )


def test_an_administrator_adds_the_first_rights_holder_and_no_other_record(boss: Client) -> None:
    new = "/rights/records/holders/new/"
    holder = {"code": "ioc", "name": "IOC", "kind": "NOC", "noc": "FRA", "currency": "CHF"}
    holder |= {"time_zone": "Europe/Zurich", "approval_days": "10", "active": "on"}
    assert "Add rights holder" in boss.get("/rights/records/holders/").text
    refused = boss.post(new, holder)
    assert (refused.status_code, "first rights holder is the IOC" in refused.text) == (422, True)
    assert boss.post(new, holder | {"kind": "IOC", "noc": ""}).status_code == 302
    assert boss.get(new).status_code == 403
    assert boss.post(new, holder | {"code": "other", "kind": "IOC"}).status_code == 403
    assert "Add rights holder" not in boss.get("/rights/records/holders/").text
    for other in ("marks", "licensees"):
        assert boss.get(f"/rights/records/{other}/new/").status_code == 403
    assert staff_with("accounts.see_all_rights").get(new).status_code == 403
