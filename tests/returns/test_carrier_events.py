"""Carriers report parcels that come back: cases move forward, and refused parcels open one."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from shop.commerce.fulfillment.carrier_events import CarrierEvent
from shop.orders.returns.carrier_events import record_carrier_events
from shop.orders.returns.models import ReturnCase
from shop.orders.returns.requests import request_return
from shop.oscar.order.models import Order
from shop.platform.database.clock import clock_now
from tests.returns.conftest import asked, broken, policy, sent_order
from tools.testing.factories.catalog import RightsWorld


@pytest.fixture
def order(world: RightsWorld) -> Order:
    order = sent_order(world)
    policy(order)
    return order


def reporter(number: str) -> Callable[..., str]:
    """Return a function that reports an event of a parcel; it returns the last case's state."""

    def report(kind: str, *, hours: int = 0) -> str:
        at = clock_now() + timedelta(hours=hours)
        event = CarrierEvent(f"{kind}:{hours}", "dhl", number, kind, at)
        record_carrier_events([event], source="WEBHOOK")
        return str(ReturnCase.objects.latest("pk").state)

    return report


def test_a_case_moves_with_its_parcel_and_never_back(order: Order) -> None:
    case = request_return(asked(order))
    ReturnCase.objects.update(carrier="DHL", drop_off_code="RET-1")
    report = reporter("RET-1")
    assert report("ANNOUNCED") == "APPROVED"
    assert report("IN_TRANSIT", hours=-30) == "APPROVED"  # before the return was declared
    assert report("ACCEPTED") == "IN_TRANSIT"
    assert report("DELIVERED") == "RECEIVED"
    assert report("IN_TRANSIT") == "RECEIVED"
    case.refresh_from_db()
    assert case.received_at is not None
    assert broken() == []


def test_a_refused_parcel_opens_one_case_of_what_it_held(order: Order) -> None:
    request_return(asked(order))  # one of the two units is in a return already
    report = reporter("JD 0146")
    for _ in range(2):
        assert report("RETURNING") == "REQUESTED"
    case = ReturnCase.objects.latest("pk")
    assert (case.kind, case.lines.get().units) == ("REFUSED", 1)
    assert ReturnCase.objects.count() == 2
    assert broken() == []


def test_a_parcel_whose_units_are_returned_already_opens_no_case(order: Order) -> None:
    request_return(asked(order, 2))
    reporter("JD 0146")("RETURNING")
    assert ReturnCase.objects.get().kind == "RETURN"
