"""The audit log's page: filters, differences, CSV and the seals."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from licensing.audit.log import audit_context
from licensing.audit.seals import seal_audit_log
from licensing.models import Licensee
from licensing.reading.audit_events import object_kinds
from licensing.services import suspend_licensee
from shop.identity.accounts.models import User
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import signed_in, staff_with
from tools.testing.audit_events import date_events
from tools.testing.factories.catalog import RightsWorld

SEALS = "/rights/audit/seals/"
BOSS = {"role": "staff", "is_staff": True, "is_superuser": True}


@pytest.fixture
def boss(world: RightsWorld) -> Client:
    return signed_in(email="boss@example.org", **BOSS)


@pytest.fixture
def suspended(boss: Client, world: RightsWorld) -> Licensee:
    """Return a licensee that the administrator's account suspended."""
    by = User.objects.get(email="boss@example.org")
    with audit_context(user=by.pk, request="r-1"):
        suspend_licensee(licensee=world.licensee, by_id=by.pk, reason="Audit", at=database_now())
    date_events(days=0)
    return world.licensee


def test_a_change_is_found_by_actor_object_action_and_time(
    boss: Client, suspended: Licensee
) -> None:
    mine = {"q": "Boss@example.org", "kind": "licensing_licensee", "key": suspended.pk}
    page = boss.get("/rights/audit/", mine).text
    assert "Status: <bdi>Active</bdi> → <bdi>Suspended</bdi>" in page
    assert "boss@example.org" in page
    assert "Legal name" not in page
    for other in (
        {"q": "nobody@example.org"},
        {"key": suspended.pk + 1_000_000},
        {"action": "delete"},
        {"last_day": (database_now() - timedelta(days=2)).date().isoformat()},
    ):
        assert "No events found" in boss.get("/rights/audit/", mine | other).text, other


def test_objects_are_named_in_words() -> None:
    names = dict(object_kinds())
    assert names["licensing_property"] == "Mark"
    assert not [name for name in names.values() if name.endswith(" link")]


def test_every_event_is_shown_once_over_the_pages(
    boss: Client, suspended: Licensee, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shop.web.backoffice.rights.audit.EVENTS_SHOWN", 40)
    whole = boss.get("/rights/audit/", {"format": "csv"}).getvalue().decode().splitlines()[1:]
    seen, before = 0, ""
    for _page in range(len(whole)):
        context = boss.get("/rights/audit/", {"before": before}).context
        seen += len(context["rows"])
        before = context["next"]
        if not before:
            break
    assert seen == len(whole) > 20


def test_the_download_has_actor_difference_and_request(boss: Client, suspended: Licensee) -> None:
    query = {"format": "csv", "q": "boss@example.org", "kind": "licensing_licensee"}
    text = boss.get("/rights/audit/", query).getvalue().decode()
    assert "boss@example.org" in text
    assert "Status: Active → Suspended" in text
    assert "r-1" in text


def test_seals_are_shown_and_verified(boss: Client, suspended: Licensee) -> None:
    assert "No day has been sealed yet" in boss.get("/rights/audit/seals/").text
    assert "All days that are over are sealed." in boss.post(f"{SEALS}make/", follow=True).text
    seal_audit_log((database_now() + timedelta(days=1)).date())
    page = boss.get("/rights/audit/seals/?verify=1").text
    assert "match their events" in page
    with connection.cursor() as cursor:
        cursor.execute("update licensing_licenseetrail set status = 'active'")
    assert "A seal is broken" in boss.get("/rights/audit/seals/?verify=1").text


def test_a_copy_of_the_seals_shows_that_the_log_was_rewritten(
    boss: Client, suspended: Licensee
) -> None:
    seal_audit_log((database_now() + timedelta(days=1)).date())
    copy = b"".join(boss.get(f"{SEALS}?format=csv"))

    def compared(content: bytes) -> str:
        file = SimpleUploadedFile("seals.csv", content)
        return boss.post(f"{SEALS}compare/", {"file": file}).text

    assert "All seals of the copy are unchanged: 1." in compared(copy)
    with connection.cursor() as cursor:  # events are changed, and the chain is written anew
        cursor.execute("update licensing_licenseetrail set status = 'active'")
        cursor.execute("delete from licensing_trailday")
    seal_audit_log((database_now() + timedelta(days=1)).date())
    assert "match their events" in boss.get(f"{SEALS}?verify=1").text
    assert ": another seal" in compared(copy)
    with connection.cursor() as cursor:
        cursor.execute("delete from licensing_trailday")
    assert ": no seal in the shop" in compared(copy)
    for content in (b"Day,Seal\n", b"Day,Seal\n2026-01-01,short\n", b"\xff\x00", b""):
        answer = compared(content)
        assert "field-error" in answer


def test_the_log_is_for_administrators_and_officers_of_the_widest_scope(boss: Client) -> None:
    for path in ("/rights/audit/", SEALS, f"{SEALS}compare/", f"{SEALS}make/"):
        assert boss.get(path).status_code == 200
        assert staff_with("accounts.see_all_rights").get(path).status_code == 403


@pytest.mark.parametrize(
    "query", [{"key": "x"}, {"kind": "auth_user"}, {"before": "yesterday"}, {"first_day": "31.12."}]
)
def test_values_that_cannot_be_are_no_error(boss: Client, query: dict[str, str]) -> None:
    assert boss.get("/rights/audit/", query).status_code == 200
