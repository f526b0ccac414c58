"""A conflict is named when a grant is added, at review, at the signature and in the what-if."""

from datetime import date

import pytest
from django.test import Client

from licensing.errors import GrantClash
from licensing.models import Agreement
from licensing.services import find_agreement_conflicts, sign_agreement, submit_agreement
from shop.identity.accounts.models import User
from tests.dashboard.conftest import signed_in
from tools.testing.factories.catalog import SINCE, RightsWorld
from tools.testing.factories.models import LicenseeFactory


@pytest.fixture
def officer(world: RightsWorld) -> Client:
    return signed_in(role=User.Role.RIGHTS, holder=world.holder)


@pytest.fixture
def rivals(world: RightsWorld) -> tuple[Agreement, Agreement]:
    """Return an exclusive agreement in force and a draft for another licensee that meets it."""
    first = world.agreement(exclusivity="EXCLUSIVE")
    draft = world.agreement(licensee=LicenseeFactory(legal_name="Apex Ltd"), active=False)
    return first, draft


def test_every_step_before_the_signature_names_the_grant_in_the_way(
    world: RightsWorld, officer: Client, rivals: tuple[Agreement, Agreement]
) -> None:
    first, draft = rivals
    named = f"conflicts with grant {first.grants.get().pk} of {first}"
    at = f"/rights/agreements/{draft.pk}"
    assert named in officer.get(f"{at}/").text
    assert named in officer.get(f"{at}/submit/").text
    whatif = officer.get(f"{at}/what-if/activate/").text
    assert named in whatif
    assert "Conflicts: 1" in whatif
    officer.post(f"{at}/submit/")
    assert named in officer.get(f"{at}/sign/").text
    refused = officer.post(f"{at}/sign/", {"signed_on": "2026-01-01"})
    assert refused.status_code == 422
    draft.refresh_from_db()
    assert (draft.status, draft.signed_on) == ("IN_REVIEW", None)
    accepted = {"signed_on": "2026-01-01", "despite_conflicts": "on"}
    assert officer.post(f"{at}/sign/", accepted).status_code == 302


def test_adding_a_grant_says_what_it_conflicts_with(
    world: RightsWorld, officer: Client, rivals: tuple[Agreement, Agreement]
) -> None:
    first, draft = rivals
    row = draft.grants.get()
    answer = officer.post(
        f"/rights/agreements/{draft.pk}/grant/",
        {
            "marks": [world.mark.pk],
            "categories": [world.category.pk],
            "territories": row.territory_set_version_id,
            "channels": ["WEB"],
            "exclusivity": "NON_EXCLUSIVE",
            "sale_event": "ORDER",
            "first_day": "2026-01-01",
            "last_day": "2026-12-31",
            "eea_passive_sales": "on",
        },
        follow=True,
    )
    added = draft.grants.latest("pk").pk
    rival = first.grants.get().pk
    assert f"Grant {added} conflicts with grant {rival} of {first}" in answer.text


def test_the_service_refuses_a_signature_unless_the_conflict_is_known(
    world: RightsWorld, rivals: tuple[Agreement, Agreement]
) -> None:
    first, draft = rivals
    submit_agreement(agreement=draft, by_id=world.author_id, at=SINCE)
    signature = {"agreement": draft, "signed_on": date(2026, 1, 1), "by_id": None, "at": SINCE}
    with pytest.raises(GrantClash) as refusal:
        sign_agreement(**signature)
    assert refusal.value.data["agreement"] == str(first)
    sign_agreement(**signature, despite_conflicts=True)


def test_a_revoked_rival_is_in_nobodys_way(
    world: RightsWorld, rivals: tuple[Agreement, Agreement]
) -> None:
    first, draft = rivals
    assert len(find_agreement_conflicts(draft)) == 1
    Agreement.objects.filter(pk=first.pk).update(status="REVOKED", revoked_from=SINCE)
    assert find_agreement_conflicts(draft) == []
