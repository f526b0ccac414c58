"""The launch checklist: what is missing until the first sale, on a page and as a command."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from licensing.services import end_mandate
from shop.commerce.fulfillment.openings import missing_of
from shop.commerce.markets.models import Market, SellingEntity
from shop.orders.launch_checklist import launch_items
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import staff_with
from tools.testing.factories.catalog import RightsWorld

pytestmark = pytest.mark.usefixtures("without_agreements")


def missing() -> set[str]:
    return {item.code for item in launch_items(database_now()) if not item.is_met}


def test_an_empty_shop_names_everything_and_the_command_fails(db: None) -> None:
    empty = missing()
    assert {"holders", "marks", "categories", "mandate", "licensees", "agreements"} <= empty
    assert {"officers", "approvers", "warehouse", "catalog"} <= empty | {"warehouse"}
    output = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("check_launch", stdout=output)
    assert ended.value.code == 1
    assert "missing Mandate: Propose a mandate" in output.getvalue()


def test_an_item_is_met_by_what_it_asks_for(world: RightsWorld) -> None:
    before = missing()
    assert not before & {"holders", "marks", "mandate", "licensees"}
    assert {"agreements", "catalog"} <= before
    world.agreement()
    world.product()
    assert not missing() & {"agreements", "catalog"}
    end_mandate(mandate=world.mandate, at=database_now())
    assert {"mandate", "catalog"} <= missing()


def test_staff_see_the_list_with_the_page_of_each_item(db: None) -> None:
    page = staff_with("markets.view_market").get("/dashboard/launch/")
    assert page.status_code == 200
    assert 'href="/rights/records/holders/"' in page.text
    assert "Propose a mandate" in page.text
    assert staff_with("order.view_order").get("/dashboard/launch/").status_code == 403


def test_a_new_production_shop_has_no_seller_yet(db: None, settings: Any) -> None:
    SellingEntity.objects.update(code="former")
    settings.ENV = settings.ENV.with_values({"SHOP_MODE": "production"})
    call_command("install_markets")
    Market.objects.update(selling_entity=SellingEntity.objects.get(code="operator"))
    SellingEntity.objects.filter(code="former").delete()
    assert "seller" in missing()
    assert "Seller" in {row.name for row in missing_of(Market.objects.open()[0], database_now())}
