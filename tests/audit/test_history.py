"""Questions about the past are answered from the records of that time."""

from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from catalog.models import Product
from catalog.services import decide_products
from licensing.audit.log import event_models
from licensing.models import Agreement, Holdback
from licensing.reading.history import as_recorded
from licensing.services import lift_hold, place_hold, resume_agreement, suspend_agreement
from shop.identity.accounts.models import User
from shop.platform.database.clock import clock_now, database_now
from tests.dashboard.conftest import signed_in
from tools.testing.factories.catalog import RightsWorld

HOUR = timedelta(hours=1)


def an_hour_passes() -> None:
    """Date all that was recorded an hour back."""
    with connection.cursor() as cursor:
        for model in event_models():
            cursor.execute(
                f'update "{model._meta.db_table}" set pgh_created_at = '
                "pgh_created_at - interval '1 hour'"
            )


def reason(product: Product, at: datetime) -> str | None:
    with as_recorded(at):
        return decide_products([product], "FR", "WEB", at)[product.pk].reason


def test_a_suspension_that_was_lifted_since_is_still_known(world: RightsWorld) -> None:
    agreement = world.agreement()
    product = world.product(agreement=agreement)
    an_hour_passes()
    now = database_now()
    suspend_agreement(
        agreement=agreement, by_id=None, reason="r", at=now - HOUR, effective_at=now - HOUR
    )
    an_hour_passes()
    resume_agreement(agreement=agreement, by_id=None, at=now)
    after = clock_now()
    assert reason(product, after - 90 * HOUR / 60) is None
    assert reason(product, after - HOUR / 2) == "SUSPENDED"
    assert reason(product, clock_now()) is None
    assert decide_products([product], "FR", "WEB", after - HOUR / 2)[product.pk].allowed


def test_before_anything_was_recorded_nothing_was_allowed(world: RightsWorld) -> None:
    product = world.product()
    assert reason(product, database_now() - 24 * HOUR) is not None


def test_a_lifted_hold_is_named_for_the_time_it_stood(
    world: RightsWorld, capsys: pytest.CaptureFixture[str]
) -> None:
    product = world.product()
    an_hour_passes()
    now = database_now()
    hold = place_hold(kind="LEGAL", reason="Court order", at=now - HOUR, product_id=product.pk)
    an_hour_passes()
    lift_hold(hold=hold, at=now - 50 * HOUR / 60)
    then = (clock_now() - HOUR / 2).isoformat()
    call_command("may_sell", "PIN-1", "FR", "--at", then)
    assert "ALLOWED" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        call_command("may_sell", "PIN-1", "FR", "--at", then, "--as-recorded")
    told = capsys.readouterr().out
    assert "LEGAL_HOLD" in told
    assert "Court order" in told


def test_looking_back_changes_nothing_and_leaves_nothing(world: RightsWorld) -> None:
    agreement = world.agreement()
    product = world.product(agreement=agreement)
    with as_recorded(database_now() - 72 * HOUR):
        assert not Agreement.objects.exists()
        assert not decide_products([product], "FR", "WEB", database_now())[product.pk].allowed
    assert Agreement.objects.exists()
    assert decide_products([product], "FR", "WEB", database_now())[product.pk].allowed


def test_the_question_box_answers_as_recorded(world: RightsWorld) -> None:
    product = world.product()
    hold = place_hold(kind="RECALL", reason="Sharp", at=database_now(), product_id=product.pk)
    Holdback.objects.filter(pk=hold.pk).update(kind="COMMERCIAL")
    client = signed_in(role=User.Role.RIGHTS, holder=world.holder)
    asked = {"sku": "PIN-1", "territory": "FR", "as_recorded": "on", "on": "2024-01-01"}
    page = client.get("/rights/question/", asked)
    assert page.status_code == 200
    assert "No:" in page.text
