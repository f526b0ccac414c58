"""Changes of a person's permissions are logged as events without personal data."""

from structlog.testing import capture_logs

from shop.identity.accounts.models import User
from tests.dashboard.conftest import signed_in, staff_with
from tools.testing.factories.catalog import RightsWorld


def test_a_change_of_powers_in_the_admin_is_an_event(world: RightsWorld) -> None:
    staff_with(email="clerk@example.org")
    clerk = User.objects.get(email="clerk@example.org")
    boss = signed_in(role="staff", is_staff=True, is_superuser=True)
    form = {"role": "fan", "licensee_role": "", "is_active": "on"}
    with capture_logs() as events:
        boss.post(f"/admin/accounts/user/{clerk.pk}/change/", form)
    (event,) = [event for event in events if event["event"] == "account.permissions_changed"]
    assert (event["user"], event["fields"], event["role"]) == (
        clerk.pk,
        ["is_staff", "role"],
        "fan",
    )
    assert "clerk@example.org" not in str(event)
