"""Sessions of the back office end when idle, after half a day and with the account."""

import pytest
from django.test import Client

from shop.identity.accounts import sessions
from shop.identity.accounts.models import User
from shop.identity.accounts.sessions import BEGAN, USED, end_sessions, limits_of
from tests.dashboard.conftest import signed_in, staff_with
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory

MINUTE, HOUR = 60, 3600


@pytest.fixture
def staff(world: RightsWorld) -> Client:
    return signed_in(email="staff@example.org", role="staff", is_staff=True, is_superuser=True)


@pytest.mark.parametrize(
    ("idle_s", "age_s", "ended"),
    [
        (29 * MINUTE, HOUR, False),
        (30 * MINUTE, HOUR, True),
        (0, 12 * HOUR - 1, False),
        (0, 12 * HOUR, True),
    ],
)
def test_a_session_ends_after_30_minutes_idle_and_12_hours(
    idle_s: int,
    age_s: int,
    *,
    ended: bool,
) -> None:
    now = 1_800_000_000
    data = {BEGAN: now - age_s, USED: now - idle_s}
    limits = limits_of(data)
    assert limits is not None
    assert limits.has_ended(data, now) is ended


@pytest.mark.parametrize(("mark", "back_s"), [("USED", 31 * MINUTE), ("BEGAN", 13 * HOUR)])
@pytest.mark.parametrize("page", ["/dashboard/", "/admin/", "/rights/"])
def test_an_ended_session_opens_no_page(staff: Client, mark: str, back_s: int, page: str) -> None:
    assert staff.get(page).status_code == 200
    session = staff.session
    session[getattr(sessions, mark)] -= back_s
    session.save()
    answer = staff.get(page)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")
    assert not staff.session.get("_auth_user_id")


def test_use_keeps_a_session_open_and_a_fan_has_no_limit(staff: Client, client: Client) -> None:
    session = staff.session
    session[sessions.USED] -= 20 * MINUTE
    session.save()
    assert staff.get("/dashboard/").status_code == 200
    assert staff.session[sessions.USED] > session[sessions.USED]
    client.force_login(UserFactory())
    assert sessions.BEGAN not in client.session


def test_an_account_that_is_switched_on_again_has_no_old_session(staff: Client) -> None:
    assert staff.get("/dashboard/").status_code == 200
    person = User.objects.get(email="staff@example.org")
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert staff.get("/dashboard/").status_code == 302
    person.save()  # a copy that was read before: active, of the earlier generation
    assert staff.get("/dashboard/").status_code == 302


def test_all_sessions_of_a_person_end_together(staff: Client) -> None:
    person = User.objects.get(email="staff@example.org")
    phone = Client()
    phone.force_login(person)
    end_sessions(user=person, by_id=None)
    for client in (staff, phone):
        assert client.get("/dashboard/").status_code == 302


def test_staff_with_permission_end_all_sessions_in_the_admin(
    world: RightsWorld, staff: Client
) -> None:
    fan, chief = UserFactory(), UserFactory(is_superuser=True)
    phone = Client()
    phone.force_login(fan)
    assert phone.get("/en-fr/account/").status_code == 200
    helper = staff_with("accounts.view_user", "accounts.change_user")
    chosen = {"action": "end_all_sessions", "_selected_action": [fan.pk, chief.pk]}
    page = helper.post("/admin/accounts/user/", chosen, follow=True).content.decode()
    assert "is signed out everywhere" in page
    assert f"Only a superuser can sign out {chief}" in page
    assert phone.get("/en-fr/account/").status_code == 302
    generations = dict(User.objects.values_list("pk", "session_generation"))
    assert (generations[fan.pk], generations[chief.pk]) == (1, 0)
    reader = staff_with("accounts.view_user")
    reader.post("/admin/accounts/user/", chosen)
    assert User.objects.get(pk=fan.pk).session_generation == 1
