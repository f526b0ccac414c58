"""Generated worlds of rights: strategies of hypothesis, and their rows written by the services."""

import os
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from hypothesis import strategies as st

from catalog.models import (
    Approval,
    ComplianceRecord,
    DataSheet,
    Embargo,
    Product,
    ProductRights,
)
from licensing.errors import GrantClash
from licensing.models import (
    Agreement,
    Athlete,
    AthleteConsent,
    Grant,
    GrantUsage,
    NOCConsent,
    Property,
    PropertyHolding,
    RightsHolder,
    RightsPolicy,
    SellOffStock,
    Territory,
)
from licensing.reading.clearance import compile_all
from licensing.rules.channels import Channel
from licensing.rules.number_sets import EVERYWHERE, NumberSet
from licensing.services import (
    activate_agreement,
    define_territory_set,
    place_hold,
    resume_agreement,
    revoke_agreement,
    suspend_agreement,
)
from shop.platform.core.periods import Period
from tools.testing.factories.catalog import SINCE, UNTIL, RightsWorld, sign
from tools.testing.factories.models import CategoryFactory, LicenseeFactory, PropertyFactory

# `make test` asks a few worlds, the same every time; `make drills` asks as many others as it says.
DRILLED = int(os.environ.get("GENERATED_WORLDS", "0"))
PLACES = ("FR", "DE", "US")
NOT_SERVED, UNKNOWN = "AQ", "XX"
CHANNELS = (Channel.WEB, Channel.APP)
KINDS = ("RECALL", "LEGAL", "RULE40", "COMMERCIAL", "TOP_CATEGORY")
LAST_DAY = SINCE + timedelta(days=9)
days = st.integers(0, 12).map(lambda day: SINCE + timedelta(days=day))


def mostly(value: Any, else_: st.SearchStrategy[Any], times: int = 5) -> st.SearchStrategy[Any]:
    """Draw the value nearly always, so that many sales are allowed but for one thing."""
    return st.sampled_from(range(times + 1)).flatmap(
        lambda n: else_ if n == times else st.just(value)
    )


seldom = mostly(None, days)
usually = st.sampled_from(range(8)).map(bool)  # true seven times of eight
sometimes = st.sampled_from(range(4)).map(lambda n: n == 3)


@st.composite
def windows(draw: st.DrawFn) -> Period:
    start = draw(mostly(SINCE, days))
    end = draw(mostly(UNTIL, days))
    return Period(start, end if end > start else UNTIL)


deals = st.fixed_dictionaries(
    {
        "marks": st.sampled_from([(0, 1), (0, 1), (0, 1), (0,), (1,)]),
        "include": mostly((), st.sets(st.sampled_from(PLACES), min_size=1), 2),
        "exclude": mostly((), st.sets(st.sampled_from(PLACES), max_size=1)),
        "channels": st.sampled_from([CHANNELS, CHANNELS, CHANNELS, (Channel.WEB,)]),
        "window": windows(),
        "active": usually,
        "ends": sometimes,
        "sell_off_days": st.sampled_from([0, 2, 4]),
        "sale_event": st.sampled_from(["ORDER", "ORDER", "DISPATCH"]),
        "unit_cap": mostly(None, st.just(3)),
        "exhausted": st.booleans(),
        "closed_borders": sometimes,
    }
)
stops = st.tuples(st.sampled_from(["", "", "", "", "suspend", "revoke", "resume"]), days)
scopes = st.sampled_from(["all", "product", "mark", "category", "branch", "licensee", "else"])
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
        "own_embargo": seldom,
        "on_sale": mostly(None, windows()),
        "is_public": usually,
        "sell_off_left": st.sampled_from([None, 0, 1]),
        "papers": mostly(None, st.tuples(st.sampled_from(["EEA", "US"]), seldom), 1),
    }
)
worlds = st.fixed_dictionaries(
    {
        "deals": st.lists(st.tuples(deals, stops), min_size=1, max_size=3),
        "goods": st.lists(goods, min_size=3, max_size=5),
        "holds": st.lists(holds, max_size=1),
        "mandate": mostly(None, st.tuples(st.sets(st.sampled_from(PLACES), min_size=1), windows())),
        "audit": seldom,
        "licensee_active": usually,
        "passive": usually,
        "regulated": mostly((), st.sets(st.sampled_from(["EEA", "US"]), min_size=1)),
        "national": mostly(None, st.sampled_from(["FRA", "USA"]), 3),
        "athlete": mostly(
            None, st.lists(st.tuples(st.sampled_from(PLACES), days, days, usually), max_size=2), 3
        ),
        "consent": mostly(None, st.tuples(st.sampled_from(PLACES), windows()), 1),
        "succession": mostly(None, st.tuples(days, st.booleans()), 3),
        "rival": mostly(None, st.tuples(st.sampled_from(PLACES), windows(), st.booleans()), 2),
    }
)
questions = st.lists(
    st.tuples(
        st.sampled_from(PLACES) | mostly("FR", st.sampled_from([NOT_SERVED, UNKNOWN])),
        mostly("WEB", st.sampled_from(["APP", "VENUE", "PIGEON"])),
        days,
        st.sampled_from([0, 0, -1]),
    ),
    min_size=8,
    max_size=12,
)


class Built:
    """A generated world, written by the services that staff use where there are any."""

    def __init__(self, world: RightsWorld, plan: dict[str, Any]) -> None:
        self.shop = world
        self.marks = [world.mark, PropertyFactory(holder=world.holder)]
        self.other = {
            "mark": PropertyFactory(),
            "category": CategoryFactory(),
            "licensee": LicenseeFactory(),
        }
        self.branch = CategoryFactory(is_leaf=False)
        world.category.parent = self.branch  # saved with what is regulated
        self.numbers = dict(Territory.objects.values_list("code", "number"))
        self._limit_store(plan)
        self._nationalize(plan)
        self._name_athlete(plan["athlete"])
        self.agreements = [self._agree(deal, stop) for deal, stop in plan["deals"]]
        self._let_rival_in(plan["rival"])
        self._succeed(plan["succession"])
        self.products = [self._product(n, one) for n, one in enumerate(plan["goods"])]
        self.shop.refresh(*self.products)
        compile_all()
        for hold in plan["holds"]:
            self._hold(*hold)

    def _limit_store(self, plan: dict[str, Any]) -> None:
        licensee, mandate, category = self.shop.licensee, self.shop.mandate, self.shop.category
        licensee.audit_valid_until = plan["audit"]
        licensee.status = "active" if plan["licensee_active"] else "suspended"
        licensee.save()
        category.compliance_areas = sorted(plan["regulated"])
        category.save()
        if not plan["passive"]:
            RightsPolicy.objects.create(eea_passive_sales=False, reference="C-1")
        if plan["mandate"]:
            places, window = plan["mandate"]
            mandate.territories = self._set(places)
            mandate.window = DateTimeTZRange(window.start, window.end)
            mandate.save()

    def _set(self, codes: Any) -> NumberSet:
        return NumberSet.of(self.numbers[code] for code in codes)

    def _nationalize(self, plan: dict[str, Any]) -> None:
        if plan["national"] is None:
            return
        mark = self.marks[0]
        mark.kind, mark.noc_id = Property.Kind.NOC_EMBLEM, plan["national"]
        mark.save()
        if plan["consent"]:
            place, window = plan["consent"]
            NOCConsent.objects.create(
                property=mark,
                territories=self._set([place]),
                window=DateTimeTZRange(window.start, window.end),
                reference="R-1",
            )

    def _name_athlete(self, consents: list[Any] | None) -> None:
        """Let the second mark stand for an athlete with some consents."""
        if consents is None:
            return
        mark = self.marks[1]
        mark.kind = Property.Kind.ATHLETE
        mark.save()
        athlete = Athlete.objects.create(code="athlete", name="Athlete", mark=mark)
        for number, (place, start, end, covers) in enumerate(consents):
            AthleteConsent.objects.create(
                code=f"consent-{number}",
                athlete=athlete,
                uses=["NAME", "IMAGE"] if covers else ["IMAGE"],
                first_day=start.date(),
                last_day=end.date() if end >= start else None,
                territories=EVERYWHERE if covers and end < start else self._set([place]),
            )

    def _agree(self, deal: dict[str, Any], stop: tuple[str, datetime]) -> Agreement:
        terms = dict(deal)
        active, ends, exhausted = terms.pop("active"), terms.pop("ends"), terms.pop("exhausted")
        if terms["include"] and terms["include"] <= set(terms["exclude"]):
            terms["exclude"] = ()  # nothing would be left, which no licensor grants
        if terms.pop("closed_borders"):
            terms |= {
                "exclusivity": Grant.Exclusivity.EXCLUSIVE,
                "eea_passive_sales": False,
                "counsel_reference": "C-2",
            }
        if ends:
            terms["term"] = Period(SINCE, LAST_DAY)
            window = terms["window"]
            starts = window.start if window.start < LAST_DAY else SINCE
            terms["window"] = Period(starts, min(window.end, LAST_DAY))
        terms["marks"] = [self.marks[index] for index in deal["marks"]]
        agreement = self.shop.agreement(**terms, active=active)
        if exhausted:
            GrantUsage.objects.filter(grant__agreement=agreement).update(taken=3)
        self._stop(agreement, *stop, active=active)
        return agreement

    def _stop(self, agreement: Agreement, kind: str, at: datetime, *, active: bool) -> None:
        if not active or not kind:
            return
        write: Callable[..., None] = revoke_agreement if kind == "revoke" else suspend_agreement
        write(agreement=agreement, by_id=None, reason="r", at=SINCE, effective_at=at)
        if kind == "resume":
            resume_agreement(agreement=agreement, by_id=None, at=at)

    def _let_rival_in(self, plan: Any) -> None:
        """Give somebody else an exclusive where it fits, and perhaps suspend it."""
        if plan is None:
            return
        place, window, suspended = plan
        rival = self.shop.agreement(
            licensee=self.other["licensee"],
            marks=[self.marks[0]],
            include=[place],
            window=window,
            exclusivity=Grant.Exclusivity.EXCLUSIVE,
            active=False,
        )
        sign(rival, date(2025, 1, 1))
        try:
            activate_agreement(agreement=rival, by_id=self.shop.officer_id, at=SINCE)
        except GrantClash:
            return
        if suspended:
            self._stop(rival, "suspend", SINCE, active=True)

    def _succeed(self, plan: Any) -> None:
        """Pass the first mark on to another holder, with or without a row of succession."""
        if plan is None:
            return
        at, recorded = plan
        heir = RightsHolder.objects.create(code="heir", name="Heir", kind="OTHER")
        holding = PropertyHolding.objects.get(property=self.marks[0])
        PropertyHolding.objects.create(
            property=self.marks[0],
            holder=heir,
            territory_set_version=holding.territory_set_version,
            territories=holding.territories,
            valid=DateTimeTZRange(at, None),
        ) if self._ends_before(holding, at) else None
        if recorded:
            self.shop.holder.successor = heir
            self.shop.holder.save()

    def _ends_before(self, holding: PropertyHolding, at: datetime) -> bool:
        holding.valid = DateTimeTZRange(holding.valid.lower, at)
        holding.save()
        return True

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
        sale = plan["on_sale"]
        if plan["own_embargo"] or sale:
            DataSheet.objects.create(
                product=product,
                embargo_until=plan["own_embargo"],
                on_sale_to=sale.end if sale else None,
            )
            Product.objects.filter(pk=product.pk).update(on_sale_from=sale.start if sale else None)
        if plan["sell_off_left"] is not None:
            for agreement in self.agreements:
                SellOffStock.objects.create(
                    agreement=agreement,
                    product_id=product.pk,
                    declared=1,
                    sold=1 - plan["sell_off_left"],
                )
        if plan["papers"]:
            area, until = plan["papers"]
            ComplianceRecord.objects.create(
                product=product, area=area, complete=True, valid_until=until
            )
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
            "branch": {"category": self.branch},
            "licensee": {"licensee": self.shop.licensee},
            "else": self.other,
        }[scope]
        place_hold(
            kind=kind,
            reason="test",
            at=start,
            until=end if end > start else None,
            territories=self._set([code]) if code else EVERYWHERE,
            channels=NumberSet.of([Channel.WEB.number]) if only_web else EVERYWHERE,
            **named,
        )
