"""Every reason code is reached by the one fact that it names, and the first in order is told."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from licensing.rules.decision import (
    REASONS,
    ApprovalFact,
    ComplianceFact,
    ConsentFact,
    ExclusiveFact,
    Facts,
    GrantFact,
    LicenseeFact,
    MarkFact,
    decide,
    public_wording,
)
from licensing.rules.number_sets import EVERYWHERE, NOWHERE, NumberSet
from shop.platform.core.periods import Period
from tests.licensing.situation import (
    APPROVAL,
    END,
    FRANCE,
    GRANT,
    HOLDING,
    MANDATE,
    NOON,
    START,
    ask,
    grant,
    hold,
)

DAY = timedelta(days=1)
ENDED_CONSENT = ConsentFact(3, EVERYWHERE, Period(START, NOON))
RIVAL = ExclusiveFact(6, NumberSet.of([2]), EVERYWHERE, EVERYWHERE, Period(None, None))


def sold_off(until: datetime) -> GrantFact:
    """Return a grant whose agreement ended a day ago by itself and sells off until an instant."""
    ended = {"agreement__term": Period(START, NOON - DAY), "agreement__sell_off_until": until}
    return grant(window=Period(START, NOON - DAY), **ended)


CASES = [
    ("RULE_ERROR", {"holds": None}),
    ("UNKNOWN_TERRITORY", {"territory": None}),
    ("SANCTIONED", {"territory": replace(FRANCE, sanction_policy="full", served=False)}),
    ("NOT_SERVED", {"territory": replace(FRANCE, served=False)}),
    ("RECALLED", {"holds": (hold("RECALL"),)}),
    ("LEGAL_HOLD", {"holds": (hold("LEGAL"),)}),
    ("NOT_PUBLISHED", {"published": False}),
    ("NO_PROPERTY", {"properties": (), "approvals": ()}),
    ("EMBARGOED", {"embargo_until": NOON + DAY}),
    ("SALE_NOT_BEGUN", {"on_sale_from": NOON + DAY}),
    ("SALE_ENDED", {"on_sale_to": NOON}),
    ("NOT_APPROVED", {"approvals": ()}),
    ("NOT_APPROVED", {"approvals": (ApprovalFact(None),)}),
    ("NOT_APPROVED", {"approvals": (replace(APPROVAL, approved=False),)}),
    ("NOT_APPROVED", {"approvals": (replace(APPROVAL, decided_at=NOON + DAY),)}),
    ("NOT_APPROVED", {"approvals": (replace(APPROVAL, expires_at=NOON),)}),
    ("NOT_APPROVED", {"approvals": (replace(APPROVAL, territories=NumberSet.of([34])),)}),
    ("APPROVAL_WITHDRAWN", {"approvals": (replace(APPROVAL, withdrawn_at=NOON),)}),
    ("LICENSEE_SUSPENDED", {"licensee": LicenseeFact(active=False)}),
    ("LICENSEE_SUSPENDED", {"licensee": None}),
    ("AUDIT_LAPSED", {"licensee": LicenseeFact(active=True, audit_valid_until=NOON)}),
    ("AUDIT_LAPSED", {"licensee": LicenseeFact(active=True, insurance_valid_until=NOON)}),
    ("AGREEMENT_NOT_SIGNED", {"grants": (grant(agreement__concluded=False),)}),
    ("SUSPENDED", {"grants": (grant(agreement__suspended_from=NOON),)}),
    ("REVOKED", {"grants": (grant(agreement__revoked_from=NOON),)}),
    ("NO_GRANT", {"grants": ()}),
    ("NO_GRANT", {"grants": (grant(properties=NumberSet.of([5])),)}),
    ("CATEGORY_NOT_GRANTED", {"grants": (grant(categories=NumberSet.of([3])),)}),
    ("CATEGORY_NOT_GRANTED", {"category": None}),
    ("CHANNEL_NOT_GRANTED", {"channel": "APP"}),
    ("CHANNEL_NOT_GRANTED", {"channel": "CARRIER_PIGEON"}),
    ("TERRITORY_NOT_GRANTED", {"territory": replace(FRANCE, code="DE", number=34)}),
    ("WINDOW_NOT_OPEN", {"grants": (grant(window=Period(NOON + DAY, END)),)}),
    ("WINDOW_NOT_OPEN", {"grants": (grant(agreement__term=Period(NOON + DAY, END)),)}),
    ("WINDOW_CLOSED", {"grants": (grant(window=Period(START, NOON)),)}),
    ("WINDOW_CLOSED", {"grants": (grant(agreement__term=Period(START, NOON)),)}),
    ("HOLDER_CHANGED", {"marks": (MarkFact(4),)}),
    ("HOLDER_CHANGED", {"marks": (MarkFact(4, (replace(HOLDING, holder=9),)),)}),
    ("HOLDER_CHANGED", {"marks": (MarkFact(4, (replace(HOLDING, valid=Period(None, NOON)),)),)}),
    ("SELL_OFF_ENDED", {"grants": (sold_off(NOON),)}),
    ("SELL_OFF_STOCK", {"grants": (sold_off(NOON + DAY),)}),
    ("EXCLUSIVE_ELSEWHERE", {"marks": (MarkFact(4, (HOLDING,), (RIVAL,)),)}),
    ("NOC_TERRITORY", {"marks": (MarkFact(4, (HOLDING,), home=NumberSet.of([34])),)}),
    ("ATHLETE_CONSENT", {"marks": (MarkFact(4, (HOLDING,), athlete_consents=()),)}),
    ("ATHLETE_CONSENT", {"marks": (MarkFact(4, (HOLDING,), athlete_consents=(ENDED_CONSENT,)),)}),
    ("UNIT_CAP", {"grants": (grant(exhausted=True),)}),
    ("COMPLIANCE_MISSING", {"regulated_areas": frozenset({"EEA"})}),
    (
        "COMPLIANCE_MISSING",
        {
            "regulated_areas": frozenset({"EEA"}),
            "compliance": (ComplianceFact("UK"), ComplianceFact("EEA", NOON)),
        },
    ),
    ("HOLDBACK", {"holds": (hold("RULE40"),)}),
    ("HOLDBACK", {"holds": (hold("TOP_CATEGORY"),)}),
    ("HOLDBACK", {"holds": (hold("COMMERCIAL"),)}),
    ("STORE_MANDATE", {"mandates": ()}),
    ("STORE_MANDATE", {"mandates": (replace(MANDATE, territories=NumberSet.of([34])),)}),
    ("STORE_MANDATE", {"mandates": (replace(MANDATE, channels=NOWHERE),)}),
    ("STORE_MANDATE", {"mandates": (replace(MANDATE, window=Period(None, NOON)),)}),
    ("SHIPS_AFTER_WINDOW", {"ship_at": END, "grants": (grant(sale_event="DISPATCH"),)}),
]


def test_the_sale_that_the_cases_change_is_allowed() -> None:
    decision = ask()
    assert decision.allowed
    assert decision.mode == "ACTIVE"
    assert decision.reason is None
    assert decision.basis == ("grant:7", "approval:9", "mandate:5")
    assert decision.revision == 11


@pytest.mark.parametrize(("reason", "changes"), CASES)
def test_one_missing_fact_denies_with_its_reason(reason: str, changes: dict[str, Any]) -> None:
    decision = ask(**changes)
    assert not decision.allowed
    assert decision.mode == "NONE"
    assert decision.reason == reason
    assert decision.basis == ()


def test_every_reason_code_has_a_case() -> None:
    assert {reason for reason, _ in CASES} == set(REASONS)


def test_of_two_grants_the_one_that_came_furthest_tells_why() -> None:
    nearly = grant(window=Period(START, NOON), id=8)
    far = grant(categories=NumberSet.of([3]))
    assert ask(grants=(far, nearly)).reason == "WINDOW_CLOSED"


def test_a_sell_off_sells_declared_stock_of_an_agreement_that_ended_by_itself() -> None:
    assert ask(grants=(sold_off(NOON + DAY),), sell_off=frozenset({1})).basis[:2] == (
        "grant:7",
        "sell-off:1",
    )
    early = replace(sold_off(NOON + DAY), window=Period(START, NOON - 2 * DAY))
    assert ask(grants=(early,), sell_off=frozenset({1})).reason == "WINDOW_CLOSED"


def test_nothing_known_is_nothing_allowed() -> None:
    nothing = Facts(
        published=False,
        unmarked=False,
        embargo_until=None,
        approvals=(),
        licensee=None,
        category=None,
        marks=(),
        grants=(),
        mandates=(),
        holds=(),
        revision=0,
    )
    decision = decide(nothing, FRANCE, "WEB", NOON)
    assert not decision.allowed
    assert decision.reasons == (
        "NOT_PUBLISHED",
        "NO_PROPERTY",
        "LICENSEE_SUSPENDED",
        "STORE_MANDATE",
    )


def test_the_first_reason_in_order_is_told_and_all_are_kept() -> None:
    decision = ask(
        grants=(), mandates=(), published=False, holds=(hold("LEGAL"), hold("COMMERCIAL"))
    )
    assert decision.reason == "LEGAL_HOLD"
    assert decision.reasons == (
        "LEGAL_HOLD",
        "NOT_PUBLISHED",
        "NO_GRANT",
        "HOLDBACK",
        "STORE_MANDATE",
    )


def test_the_grant_that_came_closest_names_the_reason() -> None:
    near = grant(window=Period(START, NOON))
    far = grant(categories=NumberSet.of([3]))
    assert ask(grants=(far, near)).reason == "WINDOW_CLOSED"
    assert ask(grants=(near, far)).reason == "WINDOW_CLOSED"


def test_any_one_grant_that_covers_the_sale_is_enough() -> None:
    other = replace(grant(channels=NumberSet.of([2])), id=8)
    decision = ask(grants=(other, GRANT))
    assert decision.allowed
    assert "grant:7" in decision.basis


def test_goods_without_any_mark_need_neither_approval_nor_grant() -> None:
    plain = {"unmarked": True, "properties": (), "approvals": (), "grants": ()}
    assert ask(**plain).allowed
    assert ask(**plain, mandates=()).reason == "STORE_MANDATE"
    assert ask(**plain, licensee=LicenseeFact(active=False)).reason == "LICENSEE_SUSPENDED"
    assert ask(**plain, holds=(hold("RECALL"),)).reason == "RECALLED"
    assert ask(**plain, embargo_until=NOON + DAY).reason == "EMBARGOED"


def test_every_mark_needs_a_grant_and_an_approval_of_its_own() -> None:
    marks = {"properties": (4, 6)}
    assert ask(**marks, approvals=(APPROVAL, APPROVAL)).reason == "NO_GRANT"
    both = (GRANT, grant(properties=NumberSet.of([6])))
    assert ask(**marks, grants=both).reason == "NOT_APPROVED"
    assert ask(**marks, grants=both, approvals=(APPROVAL, APPROVAL)).allowed


@pytest.mark.parametrize(
    ("reason", "wording"),
    [
        ("TERRITORY_NOT_GRANTED", "not_sold_in_country"),
        ("SANCTIONED", "not_sold_in_country"),
        ("WINDOW_CLOSED", "no_longer_available"),
        ("RECALLED", "no_longer_available"),
        ("EMBARGOED", "not_available"),
        ("SALE_NOT_BEGUN", "not_available"),
        ("SALE_ENDED", "no_longer_available"),
        ("NOT_APPROVED", "not_available"),
        ("AGREEMENT_NOT_SIGNED", "not_available"),
        ("RULE_ERROR", "not_available"),
        (None, "not_available"),
    ],
)
def test_shoppers_are_told_in_one_of_four_wordings(reason: str, wording: str) -> None:
    assert public_wording(reason) == wording
