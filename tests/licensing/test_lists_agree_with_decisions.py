"""What lists show is what decisions allow: generated rights, asked both ways, in the database."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from catalog.models import Approval, Embargo, Product, ProductRights
from catalog.services import decide_products
from licensing.channels import Channel
from licensing.clearance import compile_all
from licensing.models import Territory
from licensing.services import (
    define_territory_set,
    place_hold,
    resume_agreement,
    revoke_agreement,
    suspend_agreement,
)
from licensing.territories import EVERYWHERE, NumberSet
from shop.core.periods import Period
from tests.factories.catalog import SINCE, UNTIL, Shop
from tests.factories.models import CategoryFactory, LicenseeFactory, PropertyFactory

PLACES = ("FR", "DE", "US")
NOT_SERVED, UNKNOWN = "AQ", "XX"
CHANNELS = (Channel.WEB, Channel.APP)
KINDS = ("RECALL", "LEGAL", "RULE40", "COMMERCIAL", "TOP_CATEGORY")
days = st.integers(0, 8).map(lambda day: SINCE + timedelta(days=day))


def mostly(value: Any, else_: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Draw the value five times of six, so that many sales are allowed but for one thing."""
    return st.sampled_from(range(6)).flatmap(lambda n: else_ if n == 5 else st.just(value))


seldom = mostly(None, days)
usually = st.sampled_from(range(8)).map(bool)  # true seven times of eight


@st.composite
def windows(draw: st.DrawFn) -> Period:
    start = draw(mostly(SINCE, days))
    end = draw(mostly(UNTIL, days))
    return Period(start, end if end > start else UNTIL)


deals = st.fixed_dictionaries(
    {
        "marks": st.sampled_from([(0, 1), (0, 1), (0, 1), (0,), (1,)]),
        "include": mostly((), st.sets(st.sampled_from(PLACES), min_size=1)),
        "exclude": mostly((), st.sets(st.sampled_from(PLACES), max_size=1)),
        "channels": st.sampled_from([CHANNELS, CHANNELS, CHANNELS, (Channel.WEB,)]),
        "window": windows(),
        "active": usually,
    }
)
stops = st.tuples(st.sampled_from(["", "", "", "", "suspend", "revoke", "resume"]), days)
scopes = st.sampled_from(["all", "product", "mark", "category", "licensee", "else"])
holds = st.tuples(
    scopes, st.sampled_from(KINDS), days, days, st.none() | st.sampled_from(PLACES), st.booleans()
)
approvals = st.tuples(
    usually, mostly(SINCE, days), seldom, seldom, mostly(None, st.sampled_from(PLACES))
)
goods = st.fixed_dictionaries(
    {
        "marks": st.sampled_from([(0,), (0,), (1,), (0, 1), ()]),
        "approval": approvals,
        "embargo": seldom,
        "is_public": usually,
    }
)
situations = st.fixed_dictionaries(
    {
        "deals": st.lists(st.tuples(deals, stops), min_size=1, max_size=3),
        "goods": st.lists(goods, min_size=2, max_size=4),
        "holds": st.lists(holds, max_size=1),
        "mandate": mostly(None, st.tuples(st.sets(st.sampled_from(PLACES), min_size=1), windows())),
        "audit": seldom,
        "licensee_active": usually,
    }
)
questions = st.lists(
    st.tuples(
        st.sampled_from(PLACES) | mostly("FR", st.sampled_from([NOT_SERVED, UNKNOWN])),
        mostly("WEB", st.sampled_from(["APP", "VENUE", "PIGEON"])),
        days,
        st.sampled_from([0, 0, -1]),
    ),
    min_size=6,
    max_size=10,
)


class Built:
    """The generated situation, written by the services that staff would use."""

    def __init__(self, shop: Shop, plan: dict[str, Any]) -> None:
        self.shop = shop
        self.marks = [shop.mark, PropertyFactory(holder=shop.holder)]
        self.other = {
            "mark": PropertyFactory(),
            "category": CategoryFactory(),
            "licensee": LicenseeFactory(),
        }
        self.numbers = dict(Territory.objects.values_list("code", "number"))
        self._limit_store(plan)
        self.agreements = [self._agree(deal, stop) for deal, stop in plan["deals"]]
        self.products = [self._product(n, one) for n, one in enumerate(plan["goods"])]
        compile_all()
        for hold in plan["holds"]:
            self._hold(*hold)

    def _limit_store(self, plan: dict[str, Any]) -> None:
        licensee, mandate = self.shop.licensee, self.shop.mandate
        licensee.audit_valid_until = plan["audit"]
        licensee.status = "active" if plan["licensee_active"] else "suspended"
        licensee.save()
        if plan["mandate"]:
            places, window = plan["mandate"]
            mandate.territories = NumberSet.of(self.numbers[code] for code in places)
            mandate.window = DateTimeTZRange(window.start, window.end)
            mandate.save()

    def _agree(self, deal: dict[str, Any], stop: tuple[str, datetime]) -> Any:
        marks = [self.marks[index] for index in deal["marks"]]
        agreement = self.shop.agreement(**(deal | {"marks": marks}))
        kind, at = stop
        if not deal["active"] or not kind:
            return agreement
        write: Callable[..., None] = revoke_agreement if kind == "revoke" else suspend_agreement
        write(agreement=agreement, by_id=None, reason="r", at=SINCE, effective_at=at)
        if kind == "resume":
            resume_agreement(agreement=agreement, by_id=None, at=at)
        return agreement

    def _product(self, number: int, plan: dict[str, Any]) -> Product:
        marks = [self.marks[index] for index in plan["marks"]]
        product = self.shop.product(
            sku=f"SKU-{number}",
            marks=marks,
            agreement=self.agreements[0],
            approved=False,
            prices={},
            stock=0,
            unmarked=not marks,
            is_public=plan["is_public"],
        )
        if plan["approval"]:
            self._approve(ProductRights.objects.filter(version__product=product), plan["approval"])
        if plan["embargo"]:
            Embargo.objects.create(product=product, lifts_at=plan["embargo"])
        self.shop.refresh(product)
        return product

    def _approve(self, carried: Any, plan: tuple[Any, ...]) -> None:
        approved, decided_at, expires_at, withdrawn_at, place = plan
        first = carried.first()
        if first is None:
            return
        places = define_territory_set(code=f"AP-{place}", name="x", include=[place or "FR"])
        Approval.objects.create(
            version=first.version,
            holder=self.shop.holder,
            verdict="APPROVED" if approved else "REJECTED",
            decided_at=decided_at,
            expires_at=expires_at if expires_at and expires_at > decided_at else None,
            withdrawn_at=withdrawn_at,
            territory_set_version=places if place else None,
        )

    def _hold(self, scope: str, kind: str, start: datetime, end: datetime, *place: Any) -> None:
        code, only_web = place
        named: dict[str, Any] = {
            "all": {},
            "product": {"product_id": self.products[0].pk},
            "mark": {"mark": self.marks[0]},
            "category": {"category": self.shop.category, "mark": self.marks[1]},
            "licensee": {"licensee": self.shop.licensee},
            "else": self.other,
        }[scope]
        place_hold(
            kind=kind,
            reason="test",
            at=start,
            until=end if end > start else None,
            territories=NumberSet.of([self.numbers[code]]) if code else EVERYWHERE,
            channels=NumberSet.of([Channel.WEB.number]) if only_web else EVERYWHERE,
            **named,
        )


@pytest.mark.slow
@settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes here
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(plan=situations, asked=questions)
def test_lists_show_exactly_what_decisions_allow(shop: Shop, plan: Any, asked: Any) -> None:
    with transaction.atomic():
        built = Built(shop, plan)
        for territory, channel, at, ticks in asked:
            instant = at + timedelta(microseconds=ticks)
            decisions = decide_products(built.products, territory, channel, instant)
            listed = Product.objects.sellable_in(territory, channel, instant)
            assert set(listed.values_list("pk", flat=True)) == {
                pk for pk, decision in decisions.items() if decision.allowed
            }
        transaction.set_rollback(True)
    shop.mandate.refresh_from_db()
    shop.licensee.refresh_from_db()


def test_the_generated_situations_hold_sales_that_are_allowed_and_denied(shop: Shop) -> None:
    """The property above would prove nothing if every sale were refused."""
    deal = {
        "marks": (0,),
        "include": (),
        "exclude": ("US",),
        "channels": CHANNELS,
        "window": Period(SINCE, UNTIL),
        "active": True,
    }
    plan = {
        "deals": [(deal, ("", SINCE))],
        "goods": [
            {
                "marks": (0,),
                "approval": (True, SINCE, None, None, None),
                "embargo": None,
                "is_public": True,
            }
        ],
        "holds": [],
        "mandate": None,
        "audit": None,
        "licensee_active": True,
    }
    built = Built(shop, plan)
    for territory, expected in [("FR", True), ("US", False), (NOT_SERVED, False), (UNKNOWN, False)]:
        decided = decide_products(built.products, territory, "WEB", SINCE)
        assert decided[built.products[0].pk].allowed == expected
        assert Product.objects.sellable_in(territory, "WEB", SINCE).exists() == expected
