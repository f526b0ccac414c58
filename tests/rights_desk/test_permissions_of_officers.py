"""Every form of the desk × the permissions of an officer: each work has its own permission."""

from collections.abc import Mapping

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group, Permission
from django.test import Client

from catalog.models import ProductVersion
from licensing.models import Agreement
from shop.identity.accounts.models import User
from shop.identity.accounts.role_groups import BRAND_APPROVERS, RIGHTS_OFFICERS, ROLE_GROUPS
from shop.identity.accounts.roles import (
    APPROVE_PRODUCTS,
    RECORD_CONSENTS,
    RULE_FOR_HOLDERS,
    SEE_OWN_RIGHTS,
    STOP_SALES,
    SUSPEND_LICENSEES,
    WRITE_RIGHTS,
    may_approve,
    may_consent,
    may_decide_for_all_holders,
    may_stop_sales,
    may_suspend_licensees,
    may_write_rights,
)
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import RightsHolderFactory, UserFactory

CHECKS = {
    WRITE_RIGHTS: may_write_rights,
    STOP_SALES: may_stop_sales,
    APPROVE_PRODUCTS: may_approve,
    RULE_FOR_HOLDERS: may_decide_for_all_holders,
    SUSPEND_LICENSEES: may_suspend_licensees,
    RECORD_CONSENTS: may_consent,
}
# Permissions that open the page of a form; any of them is enough.
FORMS: Mapping[str, frozenset[str]] = {
    "agreements/draft/": frozenset({WRITE_RIGHTS}),
    "agreements/{agreement}/terms/": frozenset({WRITE_RIGHTS}),
    "agreements/{agreement}/grant/": frozenset({WRITE_RIGHTS}),
    "agreements/{agreement}/factory/": frozenset({WRITE_RIGHTS}),
    "agreements/{agreement}/submit/": frozenset({WRITE_RIGHTS, STOP_SALES}),
    "territories/define/": frozenset({WRITE_RIGHTS}),
    "holds/place/": frozenset({STOP_SALES}),
    "approvals/{version}/withdraw/": frozenset({STOP_SALES}),
    "approvals/together/?v={version}": frozenset({APPROVE_PRODUCTS}),
    "marks/{mark}/holding/": frozenset({RULE_FOR_HOLDERS}),
    "succession/": frozenset({RULE_FOR_HOLDERS}),
    "policy/switch/": frozenset({RULE_FOR_HOLDERS}),
    "policy/athletes/switch/": frozenset({RULE_FOR_HOLDERS}),
    "consents/record/": frozenset({RECORD_CONSENTS}),
    "licensees/{licensee}/suspend/": frozenset({SUSPEND_LICENSEES, RULE_FOR_HOLDERS}),
}


def officer(*permissions: str, role: str = "rights", kind: str = "IOC") -> User:
    """Return an officer of a holder with these permissions and no other."""
    user = UserFactory(role=role, holder=RightsHolderFactory(kind=kind), groups=())
    codenames = [permission.partition(".")[2] for permission in permissions]
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label="accounts", codename__in=codenames)
    )
    return User.objects.get(pk=user.pk)


@pytest.fixture
def forms(world: RightsWorld) -> dict[str, str]:
    """Return the address of each form, by its pattern."""
    agreement = world.agreement()
    version = ProductVersion.objects.get(product=world.product(agreement=agreement))
    known = {
        "agreement": Agreement.objects.get(pk=agreement.pk).pk,
        "version": version.pk,
        "mark": world.mark.code,
        "licensee": world.licensee.code,
    }
    return {pattern: f"/rights/{pattern.format(**known)}" for pattern in FORMS}


@pytest.mark.parametrize("permission", [None, *CHECKS])
@pytest.mark.parametrize("role", ["rights", "brand"])
def test_an_officer_opens_the_forms_of_their_permissions_and_no_other(
    forms: dict[str, str], permission: str | None, role: str
) -> None:
    given = {SEE_OWN_RIGHTS, *([permission] if permission else [])}
    user = officer(*given, role=role)
    client = _client_of(user)
    for pattern, opened_by in FORMS.items():
        allowed = bool(opened_by & given)
        assert (client.get(forms[pattern]).status_code == 403) != allowed, pattern
        if not allowed:
            assert client.post(forms[pattern]).status_code == 403, pattern


@pytest.mark.parametrize("role", ["rights", "brand"])
def test_the_role_decides_nothing_and_each_permission_one_thing(db: None, role: str) -> None:
    for given, check in CHECKS.items():
        assert check(officer(SEE_OWN_RIGHTS, given, role=role)), given
        assert not check(officer(given, role=role)), "without seeing rights"
        assert not check(officer(SEE_OWN_RIGHTS, *(set(CHECKS) - {given}), role=role)), given
        assert not check(UserFactory(role=role)), "without a holder"


def test_decisions_for_every_holder_need_the_widest_scope(db: None) -> None:
    person = officer(SEE_OWN_RIGHTS, *CHECKS, kind="OTHER")
    assert not may_decide_for_all_holders(person)
    assert not may_suspend_licensees(person)
    assert not may_consent(person)


def test_the_groups_of_officers_give_what_their_names_say(db: None) -> None:
    for name in (RIGHTS_OFFICERS, BRAND_APPROVERS):
        rows = Group.objects.get(name=name).permissions.values_list(
            "content_type__app_label", "codename"
        )
        assert {".".join(row) for row in rows} == set(ROLE_GROUPS[name])


def test_an_inactive_officer_has_no_power(db: None) -> None:
    person = officer(SEE_OWN_RIGHTS, *CHECKS)
    User.objects.filter(pk=person.pk).update(is_active=False)
    inactive = User.objects.get(pk=person.pk)
    assert not any(check(inactive) for check in CHECKS.values())


def _client_of(user: User) -> Client:
    TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user)
    return client
