"""Every change of rights leaves an event; sealed days show every fault that is made afterwards."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from licensing.audit.log import audit_context, event_models
from licensing.audit.seals import seal_audit_log, verify_audit_log
from licensing.models import Agreement, DeniedSale, Holdback, Licensee, TrailDay
from licensing.services import lift_hold, revoke_agreement
from shop.identity.accounts.models import User
from shop.orders.denials.denial_log import log_denied_sale
from shop.orders.errors import NotSellable
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import signed_in
from tools.testing.audit_events import date_events
from tools.testing.factories.catalog import CLOSED_BORDERS, RightsWorld

pytestmark = pytest.mark.usefixtures("without_agreements")

DAY = timedelta(days=1)


def trail_of(name: str) -> Any:
    (model,) = [model for model in event_models() if model.__name__ == name]
    return model.objects.order_by("pgh_id")


def test_every_step_of_an_agreement_is_an_event_with_what_it_said(world: RightsWorld) -> None:
    agreement = world.agreement()
    now = database_now()
    revoke_agreement(agreement=agreement, by_id=None, reason="r", at=now, effective_at=now)
    states = trail_of("AgreementTrail").filter(pgh_obj_id=agreement.pk)
    assert list(states.values_list("status", flat=True))[:2] == ["DRAFT", "IN_REVIEW"]
    assert states.last().status == "REVOKED"
    assert states.last().revoked_from == now


def test_what_passes_by_every_service_is_an_event_too(world: RightsWorld) -> None:
    Licensee.objects.filter(pk=world.licensee.pk).update(status="suspended")
    with connection.cursor() as cursor:
        cursor.execute("update licensing_licensee set legal_name = 'Other'")
    names = trail_of("LicenseeTrail").filter(pgh_obj_id=world.licensee.pk)
    assert names.filter(status="suspended").exists()
    assert names.last().legal_name == "Other"


def test_an_event_names_who_did_it_by_numbers_alone(world: RightsWorld) -> None:
    client = signed_in(role=User.Role.RIGHTS, holder=world.holder, email="ada@example.org")
    wanted = {"kind": "COMMERCIAL", "reason": "Late", "mark": world.mark.pk}
    client.post("/rights/holds/place/", wanted)
    hold = Holdback.objects.get()
    event = trail_of("HoldbackTrail").get(pgh_obj_id=hold.pk)
    officer = User.objects.get(email="ada@example.org")
    assert event.pgh_context["user"] == officer.pk
    assert set(event.pgh_context) == {"user", "request"}
    with audit_context(command="import"):
        lift_hold(hold=hold, at=database_now() + DAY)
    assert trail_of("HoldbackTrail").last().pgh_context == {"command": "import"}


def test_days_are_sealed_in_order_and_today_never(world: RightsWorld) -> None:
    world.agreement()
    date_events(days=3)
    world.agreement()
    today = datetime.now(UTC).date()
    assert seal_audit_log(today) == 3
    assert seal_audit_log(today) == 0
    days = list(TrailDay.objects.order_by("day").values_list("day", flat=True))
    assert days == [today - 3 * DAY, today - 2 * DAY, today - DAY]
    assert TrailDay.objects.get(day=days[0]).events > 5
    assert TrailDay.objects.get(day=days[1]).events == 0
    assert verify_audit_log() is None


def run(statement: str) -> Callable[[date], object]:
    def change(day: date) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement.replace("DAY", f"'{day} 12:00+00'"))

    return change


FAULTS = {
    "changed": run("update licensing_agreementtrail set number = 'X'"),
    "removed": run(
        "delete from licensing_granttrail where pgh_id = (select min(pgh_id) "
        "from licensing_granttrail)"
    ),
    "added and dated back": run(
        "insert into licensing_holdbacktrail (id, kind, reason, authority, categories, "
        'territories, channels, "window", created_at, pgh_created_at, pgh_label, '
        "pgh_obj_id) values (9, 'RECALL', 'r', '', '{(,)}', "
        "'{[1,2)}', '{[1,2)}', '[2025-01-01,)', DAY, DAY, 'insert', 9)"
    ),
    "seal changed": lambda day: TrailDay.objects.filter(day=day).update(digest="f" * 64),
    "seal removed": lambda day: TrailDay.objects.filter(day=day + DAY).delete(),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_in_a_sealed_day_is_found(
    world: RightsWorld, fault: Callable[[date], object], capsys: pytest.CaptureFixture[str]
) -> None:
    world.agreement()
    date_events(days=3)
    today = datetime.now(UTC).date()
    seal_audit_log(today)
    assert verify_audit_log() is None
    fault(today - 3 * DAY)
    broken = verify_audit_log()
    assert broken is not None
    with pytest.raises(SystemExit) as ended:
        call_command("verify_trail")
    assert ended.value.code == 1
    assert "is broken" in capsys.readouterr().out


def test_a_whole_chain_is_told_with_its_last_seal(
    world: RightsWorld, capsys: pytest.CaptureFixture[str]
) -> None:
    world.agreement()
    date_events(days=2)
    call_command("verify_audit_log")
    assert "2 days verified, last seal" in capsys.readouterr().out


def test_a_sale_that_was_denied_is_noted_once_an_hour_and_says_nothing_of_the_fan(
    world: RightsWorld,
) -> None:
    closed = world.agreement(include=["US"], **CLOSED_BORDERS)
    product = world.product(agreement=closed)
    client = Client()
    for _ in range(3):
        client.post("/en-fr/basket/add/", {"sku": "PIN-1", "quantity": "1"})
    entry = DeniedSale.objects.get()
    assert (entry.product_id, entry.territory, entry.market) == (product.pk, "FR", "fr")
    assert entry.reason == "TERRITORY_NOT_GRANTED"
    assert entry.hour.minute == 0
    assert not {field.name for field in DeniedSale._meta.fields} & {"user", "session", "ip"}
    assert Agreement.objects.count() == 1


def test_an_hour_of_one_visitor_has_at_most_twenty_denied_sales(
    world: RightsWorld, limits: None
) -> None:
    product = world.product()
    for number in range(25):
        facts = {"product_id": product.pk, "territory": "FR", "reason": f"REASON_{number}"}
        log_denied_sale(NotSellable(**facts), market="fr", channel="WEB", visitor="one")
    assert DeniedSale.objects.count() == 20
    log_denied_sale(NotSellable(**facts), market="fr", channel="WEB", visitor="another")
    assert DeniedSale.objects.count() == 21
