"""Windows include their start and exclude their end; a decision says until when it holds."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from licensing.rules.decision import LicenseeFact
from shop.platform.core.periods import Period
from tests.licensing.situation import APPROVAL, END, MANDATE, NOON, START, ask, grant, hold

TICK = timedelta(microseconds=1)


def test_i14_a_grant_is_open_at_its_first_instant_and_closed_at_its_last() -> None:
    assert ask(at=START - TICK).reason == "NOT_APPROVED"
    early = replace(APPROVAL, decided_at=START - timedelta(days=1))
    assert ask(at=START - TICK, approvals=(early,)).reason == "WINDOW_NOT_OPEN"
    assert ask(at=START).allowed
    assert ask(at=END - TICK).allowed
    assert ask(at=END).reason == "WINDOW_CLOSED"


@pytest.mark.parametrize(
    ("begins", "reason"),
    [
        ({"grants": (grant(agreement__suspended_from=NOON),)}, "SUSPENDED"),
        ({"grants": (grant(agreement__revoked_from=NOON),)}, "REVOKED"),
        ({"holds": (hold("RECALL", window=Period(NOON, None)),)}, "RECALLED"),
        ({"on_sale_to": NOON}, "SALE_ENDED"),
        ({"approvals": (replace(APPROVAL, withdrawn_at=NOON),)}, "APPROVAL_WITHDRAWN"),
        ({"approvals": (replace(APPROVAL, expires_at=NOON),)}, "NOT_APPROVED"),
        ({"licensee": LicenseeFact(active=True, audit_valid_until=NOON)}, "AUDIT_LAPSED"),
        ({"licensee": LicenseeFact(active=True, insurance_valid_until=NOON)}, "AUDIT_LAPSED"),
        ({"mandates": (replace(MANDATE, window=Period(None, NOON)),)}, "STORE_MANDATE"),
    ],
)
def test_what_takes_rights_away_does_so_from_its_instant_on(
    begins: dict[str, Any], reason: str
) -> None:
    assert ask(**begins, at=NOON - TICK).allowed
    assert ask(**begins, at=NOON).reason == reason


@pytest.mark.parametrize(
    ("begins", "reason"),
    [
        ({"embargo_until": NOON}, "EMBARGOED"),
        ({"on_sale_from": NOON}, "SALE_NOT_BEGUN"),
        ({"approvals": (replace(APPROVAL, decided_at=NOON),)}, "NOT_APPROVED"),
        ({"holds": (hold("LEGAL", window=Period(START, NOON)),)}, "LEGAL_HOLD"),
        ({"mandates": (replace(MANDATE, window=Period(NOON, None)),)}, "STORE_MANDATE"),
    ],
)
def test_what_gives_rights_does_so_from_its_instant_on(begins: dict[str, Any], reason: str) -> None:
    assert ask(**begins, at=NOON - TICK).reason == reason
    assert ask(**begins, at=NOON).allowed


def test_the_end_of_a_day_in_paris_is_an_hour_earlier_in_utc() -> None:
    midnight = datetime(2027, 1, 1, tzinfo=ZoneInfo("Europe/Paris"))
    paris = {"grants": (grant(window=Period(START, midnight)),)}
    assert ask(**paris, at=datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC)).allowed
    assert ask(**paris, at=datetime(2026, 12, 31, 23, tzinfo=UTC)).reason == "WINDOW_CLOSED"


def test_goods_that_leave_after_the_window_are_refused_where_dispatch_counts() -> None:
    dispatch = {"grants": (grant(sale_event="DISPATCH"),)}
    assert ask(**dispatch, ship_at=END - TICK).allowed
    refused = ask(**dispatch, ship_at=END)
    assert refused.reason == "SHIPS_AFTER_WINDOW"
    assert refused.reasons == ("SHIPS_AFTER_WINDOW",)
    assert refused.basis == ()


def test_where_the_order_counts_goods_may_leave_after_the_window() -> None:
    assert ask(ship_at=END).allowed


def test_a_decision_names_the_next_instant_at_which_it_can_change() -> None:
    tomorrow = NOON + timedelta(days=1)
    assert ask().until == END
    assert ask(holds=(hold(window=Period(tomorrow, None)),)).until == tomorrow
    assert ask(embargo_until=tomorrow).until == tomorrow
    assert ask(at=END).until is None
