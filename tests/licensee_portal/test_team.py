"""A licensee's team: invited by a link that works once, changed, removed; one owner remains."""

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from licensing.models import Licensee
from shop.identity.accounts.models import User
from shop.identity.team.errors import AddressTaken, InvitationEnded, LastOwner
from shop.identity.team.invitations import NewMember, accept_invitation, invitation_token, invite
from shop.identity.team.members import change_role, deactivate
from shop.identity.team.models import Invitation
from shop.identity.tenancy import acting_for
from shop.platform.database.clock import database_now
from tests.licensee_portal.conftest import member
from tests.races.together import all_at_once
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import run_queued_jobs

JOINING = {"first_name": "Ida", "last_name": "Berg", "password": "a-quiet-harbor-42"}


@pytest.fixture
def invitation(licensee: Licensee) -> Iterator[Invitation]:
    """Return an open invitation of a packer."""
    with acting_for(licensee.pk):
        yield invite(
            licensee=licensee,
            email="Ida@example.org",
            role="logistics",
            by_id=UserFactory(role="licensee", licensee=licensee).pk,
        )


def link(invitation: Invitation) -> str:
    return f"/licensee/join/{invitation_token(invitation)}/"


def test_an_owner_invites_and_the_mail_has_the_link_in_text_and_html(
    owner: Client, licensee: Licensee, client: Client
) -> None:
    owner.post("/licensee/team/invite/", {"email": "ida@example.org", "role": "logistics"})
    assert "ida@example.org" in owner.get("/licensee/team/").text
    run_queued_jobs()
    (sent,) = mail.outbox
    assert sent.to == ["ida@example.org"]
    (html,) = [part.content for part in sent.alternatives]
    (path,) = set(re.findall(r"/licensee/join/[^/]+/", sent.body + html))
    assert licensee.legal_name in client.get(path).text
    answer = client.post(path, JOINING)
    assert answer["Location"] == "/licensee/"
    joined = User.objects.get(email="ida@example.org")
    assert (joined.licensee, joined.licensee_role) == (licensee, "logistics")
    assert EmailAddress.objects.filter(user=joined, verified=True, primary=True).exists()
    door = client.get("/licensee/")  # signed in, and led to the second factor first
    assert "2fa/totp/activate" in door["Location"]
    # A person who has just set a password is not asked for it again.
    assert client.get(f"/en-fr{door['Location']}").status_code == 200


def test_a_link_works_once(invitation: Invitation, client: Client) -> None:
    assert client.post(link(invitation), JOINING).status_code == 302
    again = Client().post(link(invitation), JOINING)
    assert again.status_code == 410
    assert User.objects.filter(email="ida@example.org").count() == 1


def test_looking_at_a_link_uses_nothing_up(invitation: Invitation, client: Client) -> None:
    for _ in range(3):
        assert client.get(link(invitation)).status_code == 200


def test_a_link_ends_after_seven_days(invitation: Invitation, client: Client) -> None:
    assert invitation.expires_at - database_now() <= timedelta(days=7)
    Invitation.objects.update(expires_at=database_now())
    assert client.get(link(invitation)).status_code == 410


def test_a_second_invitation_ends_the_first(invitation: Invitation, licensee: Licensee) -> None:
    invite(licensee=licensee, email="ida@example.org", role="owner", by_id=invitation.invited_by_id)
    with pytest.raises(InvitationEnded):
        accept_invitation(token=invitation_token(invitation), joining=NewMember(**JOINING))


def test_a_withdrawn_link_and_a_forged_one_open_nothing(
    invitation: Invitation, owner: Client, client: Client
) -> None:
    owner.post(f"/licensee/team/invitations/{invitation.pk}/withdraw/")
    token = invitation_token(invitation)
    for one in (token, token[:-1] + ("a" if token[-1] != "a" else "b"), "1.x:y", "nothing"):
        assert client.get(f"/licensee/join/{one}/").status_code == 410


def test_an_account_that_exists_is_never_taken_over(invitation: Invitation, client: Client) -> None:
    fan = UserFactory(email="ida@example.org", password="the-fans-own-password")
    answer = client.post(link(invitation), JOINING)
    assert answer.status_code == 410
    fan.refresh_from_db()
    assert (fan.role, fan.check_password("the-fans-own-password")) == ("fan", True)
    with pytest.raises(AddressTaken):
        accept_invitation(token=invitation_token(invitation), joining=NewMember(**JOINING))


@pytest.mark.parametrize("password", ["short", "password123", "ida@example.org", ""])
def test_a_weak_password_is_refused_and_nothing_typed_is_lost(
    invitation: Invitation, client: Client, password: str
) -> None:
    answer = client.post(link(invitation), JOINING | {"password": password})
    assert answer.status_code == 422
    assert "Berg" in answer.text
    assert not User.objects.filter(email="ida@example.org").exists()


def test_who_is_in_the_team_is_not_invited(owner: Client, licensee: Licensee) -> None:
    UserFactory(role="licensee", licensee=licensee, email="ida@example.org")
    answer = owner.post("/licensee/team/invite/", {"email": "IDA@example.org", "role": "owner"})
    assert answer.status_code == 422
    assert "already in the team" in answer.text


def test_who_is_let_go_is_out_at_once(owner: Client, licensee: Licensee) -> None:
    packer = member(licensee, "logistics", email="packer@example.org")
    assert packer.get("/licensee/orders/").status_code == 200
    person = User.objects.get(email="packer@example.org")
    owner.post(f"/licensee/team/{person.pk}/deactivate/")
    assert packer.get("/licensee/orders/").status_code == 302  # to the sign-in page
    assert "accounts/login" in packer.get("/licensee/orders/")["Location"]
    owner.post(f"/licensee/team/{person.pk}/reactivate/")
    person.refresh_from_db()
    assert person.is_active


def test_the_last_owner_stays(owner: Client, licensee: Licensee) -> None:
    person = User.objects.get(licensee=licensee)
    answers = [
        owner.post(f"/licensee/team/{person.pk}/deactivate/"),
        owner.post(f"/licensee/team/{person.pk}/role/", {"role": "finance"}),
    ]
    for answer in answers:
        assert answer.status_code == 422
        assert "at least one active owner" in answer.text
    person.refresh_from_db()
    assert (person.is_active, person.licensee_role) == (True, "owner")


def test_a_deactivated_owner_does_not_count(licensee: Licensee) -> None:
    UserFactory(role="licensee", licensee=licensee, is_active=False)
    with pytest.raises(LastOwner):
        deactivate(member=UserFactory(role="licensee", licensee=licensee), by_id=0)


@pytest.mark.parametrize("step", ["deactivate", "change_role"])
def test_two_owners_who_remove_each_other_leave_one(
    committed_world: RightsWorld, step: str
) -> None:
    owners = [UserFactory(role="licensee", licensee=committed_world.licensee) for _ in range(2)]
    works = {
        "deactivate": [partial(deactivate, member=one, by_id=0) for one in owners],
        "change_role": [
            partial(change_role, member=one, role="catalog", by_id=0) for one in owners
        ],
    }
    outcomes: list[Any] = all_at_once(works[step])
    assert sorted(type(one).__name__ for one in outcomes) == ["LastOwner", "NoneType"]
    left = User.objects.filter(
        licensee=committed_world.licensee, licensee_role="owner", is_active=True
    )
    assert left.count() == 1


def test_two_who_use_a_link_at_once_make_one_account(committed_world: RightsWorld) -> None:
    licensee = committed_world.licensee
    with acting_for(licensee.pk):
        by = UserFactory(role="licensee", licensee=licensee).pk
        invitation = invite(licensee=licensee, email="ida@example.org", role="owner", by_id=by)
    token = invitation_token(invitation)
    outcomes: list[Any] = all_at_once(
        [
            partial(accept_invitation, token=token, joining=NewMember("a-quiet-harbor", name, "B"))
            for name in ("Ida", "Eve")
        ]
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["InvitationEnded", "User"]
