"""Builder of whole situations: a licensed, approved, priced product in stock, and its opposites."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q

from catalog.models import Approval, Product, ProductRights, ProductVersion
from catalog.search.documents import refresh_search
from catalog.services import compile_releases
from licensing.models import (
    Agreement,
    AgreementEvent,
    FactoryApproval,
    Grant,
    Licensee,
    ProductCategory,
    Property,
    RightsHolder,
    RightsProfile,
    StoreMandate,
    TerritorySetVersion,
)
from licensing.reading.clearance import compile_profiles
from licensing.rules.channels import Channel
from licensing.rules.number_sets import EVERYWHERE
from licensing.services import (
    GrantTerms,
    activate_agreement,
    add_grant,
    approve_factory,
    define_territory_set,
    draft_agreement,
    find_or_create_profile,
    record_audit,
    sign_agreement,
    submit_agreement,
)
from licensing.services.agreements import affected_profiles
from shop.commerce.fulfillment.models import DeliveryMethod
from shop.commerce.inventory.locations import main_location
from shop.commerce.inventory.models import Location
from shop.commerce.inventory.services import NewLot, announce_stock, receive_stock
from shop.commerce.markets.models import Market
from shop.commerce.pricing.models import MarketPrice
from shop.identity.accounts.models import User
from shop.oscar.partner.models import StockRecord
from shop.platform.core.money import round_money
from shop.platform.core.periods import Period
from tools.testing.audit_events import date_events
from tools.testing.factories.models import (
    CategoryFactory,
    LicenseeFactory,
    PartnerFactory,
    ProductClassFactory,
    ProductFactory,
    PropertyFactory,
    RightsHolderFactory,
    StockRecordFactory,
    UserFactory,
)
from tools.testing.factories.plain_products import insert_plain_product, read_product

# Conditions of a grant whose restrictions also hold within the EEA.
CLOSED_BORDERS = {
    "exclusivity": Grant.Exclusivity.EXCLUSIVE,
    "eea_passive_sales": False,
    "counsel_reference": "C-1",
}
SINCE = datetime(2025, 1, 1, tzinfo=UTC)
UNTIL = datetime(2035, 1, 1, tzinfo=UTC)
Status = Agreement.Status
SIGNED_ON = date(2025, 1, 1)
PRICES = {"fr": Decimal(20), "de": Decimal(20), "us": Decimal(22), "jp": Decimal(3000)}
PRICES |= {"gb": Decimal(18), "ae": Decimal(80), "it": Decimal(20), "int": Decimal(25)}
EUROPE = ("FR", "DE", "IT", "ES", "GB", "CH")


def sign(agreement: Agreement, signed_on: date) -> None:
    """Submit a draft for review and sign it."""
    submit_agreement(agreement=agreement, by_id=agreement.created_by_id, at=SINCE)
    sign_agreement(
        agreement=agreement,
        signed_on=signed_on,
        by_id=agreement.created_by_id,
        at=SINCE,
        despite_conflicts=True,  # tests of conflicts expect the refusal at activation
    )


def approve(agreement: Agreement, code: str = "F-01", *, audited: bool = True) -> FactoryApproval:
    """Approve a factory of the agreement's licensee, by default with an audit."""
    approval = approve_factory(agreement=agreement, code=code, name=f"Works {code}", country="PT")
    if audited and not approval.factory.audits.exists():
        record_audit(
            factory=approval.factory,
            audited_on=SINCE.date(),
            valid_until=UNTIL.date(),
            reference="R-1",
        )
    return approval


@contextmanager
def without_savepoints() -> Iterator[None]:
    """Run services without savepoints, which are a quarter of all statements.

    Only for calls that do not fail: an error ends the whole transaction.
    """
    features = connection.features
    before, features.uses_savepoints = features.uses_savepoints, False
    try:
        yield
    finally:
        features.uses_savepoints = before


def _territories(include: Collection[str], exclude: Collection[str]) -> TerritorySetVersion:
    """Return the version of the set with these territories; created if missing."""
    code = "-".join(["T", *sorted(include), "X", *sorted(exclude)])
    versions = TerritorySetVersion.objects.filter(territory_set__code=code)
    return versions.order_by("-version").first() or define_territory_set(
        code=code, name=code, include=include, exclude=exclude
    )


@dataclass
class RightsWorld:
    """One holder, licensee, mark and category, and a store mandate for all territories."""

    holder: RightsHolder = field(default_factory=RightsHolderFactory)
    licensee: Licensee = field(default_factory=LicenseeFactory)
    category: ProductCategory = field(default_factory=CategoryFactory)
    # The mark and agreement of all products that name none; without them, each product is given an
    # agreement of its own. No other agreement covers this mark.
    common_mark: Property | None = None
    common_agreement: Agreement | None = None
    # The class and supplier that all products share, once `prepare` has made them.
    kept_rows: dict[str, Any] = field(default_factory=dict)
    markets: dict[str, Market] = field(default_factory=dict)
    common_profile: RightsProfile | None = None

    def __post_init__(self) -> None:
        with without_savepoints():
            self.mark: Property = PropertyFactory(holder=self.holder)
        self.author_id, self.officer_id = UserFactory().pk, UserFactory().pk
        # The territories of the mark's holding.
        world = TerritorySetVersion.objects.get(territory_set__code="ALL")
        self.mandate = StoreMandate.objects.create(
            name="Everywhere",
            territory_set_version=world,
            territories=EVERYWHERE,
            channels=EVERYWHERE,
            window=DateTimeTZRange(SINCE, None),
        )
        DeliveryMethod.objects.bulk_create(
            DeliveryMethod(
                market=market,
                code="standard",
                amount=Decimal(5),
                days_min=2,
                days_max=4,
                observes_holidays=False,
            )
            for market in Market.objects.all()
        )

    def prepare(self) -> None:
        """Write rows that the first agreement and product of a world create otherwise.

        All products that name no mark and no agreement are then made under one agreement for a
        mark of their own, because an agreement takes forty statements. Their profile is compiled
        here, so that such products leave the revision of rights as it is. The events are of
        yesterday, as they are in a run that goes on after midnight.
        """
        self.kept_rows = {"product_class": ProductClassFactory(), "partner": PartnerFactory()}
        self.kept_rows |= {"location": main_location()}
        self.markets = Market.objects.in_bulk(PRICES, field_name="code")
        self.common_mark = PropertyFactory(holder=self.holder)
        self.common_agreement = self.agreement(number="A-0", marks=[self.common_mark])
        self.common_profile = find_or_create_profile(
            licensee=self.licensee, category=self.category, marks=[self.common_mark]
        )
        date_events(days=1)

    def agreement(
        self,
        *,
        marks: Collection[Property] = (),
        include: Collection[str] = (),
        exclude: Collection[str] = (),
        channels: Collection[Channel] = (Channel.WEB, Channel.APP),
        window: Period = Period(SINCE, UNTIL),
        active: bool = True,
        holder: RightsHolder | None = None,
        licensee: Licensee | None = None,
        exclusivity: str = Grant.Exclusivity.NON_EXCLUSIVE,
        sell_off_days: int = 0,
        term: Period = Period(SINCE, UNTIL),
        number: str = "",
        **terms: Any,
    ) -> Agreement:
        """Draft an agreement with one grant, and by default activate it."""
        agreement = draft_agreement(
            number=number or f"A-{Agreement.objects.exclude(number='A-0').count() + 1}",
            licensor=holder or self.holder,
            licensee=licensee or self.licensee,
            term=term,
            sell_off_days=sell_off_days,
            created_by_id=self.author_id,
        )
        territories = _territories(include, exclude)
        add_grant(
            agreement=agreement,
            grant=GrantTerms(
                list(marks or [self.mark]),
                [self.category],
                territories,
                channels,
                window,
                exclusivity,
                **terms,
            ),
        )
        if active:
            self._put_in_force(agreement)
        with without_savepoints():
            approve(agreement)
        return agreement

    def _put_in_force(self, agreement: Agreement) -> None:
        """Submit, sign and activate an agreement.

        If no exclusive grant can conflict, this writes the result of the three steps without their
        checks: most tests need an active agreement, and the steps take forty statements.
        """
        in_the_way = Q(live=True) | Q(agreement=agreement)
        if Grant.objects.filter(in_the_way, exclusivity=Grant.Exclusivity.EXCLUSIVE).exists():
            sign(agreement, SIGNED_ON)
            activate_agreement(agreement=agreement, by_id=self.officer_id, at=SINCE)
            return
        steps = {Status.IN_REVIEW: None, Status.SIGNED: SIGNED_ON, Status.ACTIVE: SIGNED_ON}
        for agreement.status, agreement.signed_on in steps.items():
            agreement.save(update_fields=["status", "signed_on"])
        agreement.grants.update(live=True)
        people = {"SUBMITTED": self.author_id, "SIGNED": self.author_id}
        people |= {"ACTIVATED": self.officer_id}
        AgreementEvent.objects.bulk_create(
            AgreementEvent(
                agreement=agreement, kind=kind, created_by_id=person, effective_at=SINCE, reason=""
            )
            for kind, person in people.items()
        )
        compile_profiles(affected_profiles(agreement))

    def product(
        self,
        *,
        sku: str = "PIN-1",
        title: str = "Enamel pin",
        stock: int = 10,
        agreement: Agreement | None = None,
        marks: Collection[Property] | None = None,
        approved: bool = True,
        prices: Mapping[str, Decimal] = PRICES,
        sizes: Collection[str] = (),
        **fields: object,
    ) -> Product:
        """Create a product that may be sold wherever its agreement allows."""
        if marks is None and self.common_mark and agreement in {None, self.common_agreement}:
            marks, agreement = [self.common_mark], self.common_agreement
        marks = [self.mark] if marks is None else list(marks)
        agreement = agreement or self.agreement(marks=marks)
        is_plain = approved and not sizes and not fields
        if is_plain and self.kept_rows and prices.keys() <= self.markets.keys():
            return self._plain_product(sku, title, stock, agreement, marks, prices)
        if "product_class" in self.kept_rows:
            fields.setdefault("product_class", self.kept_rows["product_class"])
        with without_savepoints():
            product = ProductFactory(
                upc=sku,
                title=title,
                title_en=title,
                structure=Product.PARENT if sizes else Product.STANDALONE,
                licensee=agreement.licensee,
                rights_category=self.category,
                rights_profile=find_or_create_profile(
                    licensee=agreement.licensee, category=self.category, marks=marks
                ),
                **fields,
            )
            version = ProductVersion.objects.create(
                product=product, number=1, status="RELEASED", content_hash="0" * 64
            )
            for mark in marks:
                ProductRights.objects.create(version=version, property=mark, agreement=agreement)
            if approved:
                self.approve(version, agreement.licensor)
            for position, size in enumerate(sizes, 1):
                variant = ProductFactory(
                    upc=f"{sku}-{size}",
                    structure=Product.CHILD,
                    parent=product,
                    product_class=None,
                    title="",
                    size=size,
                    size_position=position,
                )
                self.stock(variant, stock)
            if not sizes:
                self.stock(product, stock)
            self._price(product, prices)
            self.refresh(product)
        return product

    def _plain_product(
        self,
        sku: str,
        title: str,
        units: int,
        agreement: Agreement,
        marks: Sequence[Property],
        prices: Mapping[str, Decimal],
    ) -> Product:
        """Create an approved product without sizes or other fields, with fewer statements."""
        of_market = {self.markets[code]: amount for code, amount in prices.items()}
        is_common = agreement is self.common_agreement and list(marks) == [self.common_mark]
        with without_savepoints():
            profile = (is_common and self.common_profile) or find_or_create_profile(
                licensee=agreement.licensee, category=self.category, marks=marks
            )
            pk = insert_plain_product(
                sku=sku,
                title=title,
                units=units,
                marks=marks,
                agreement=agreement,
                category=self.category,
                profile_id=profile.pk,
                prices={m.pk: round_money(a, m.currency) for m, a in of_market.items()},
                keys={name: row.pk for name, row in self.kept_rows.items()},
                since=SINCE,
            )
            compile_releases([pk])
            refresh_search([pk])
        return read_product(pk)

    def _price(self, product: Product, prices: Mapping[str, Decimal]) -> None:
        """Write the first price in each market, as `set_price` does."""
        markets = Market.objects.in_bulk(prices, field_name="code")
        MarketPrice.objects.bulk_create(
            MarketPrice(
                product=product,
                market=markets[code],
                amount=round_money(amount, markets[code].currency),
                valid=DateTimeTZRange(SINCE, None),
            )
            for code, amount in prices.items()
        )

    def approve(self, version: ProductVersion, holder: RightsHolder) -> Approval:
        """Record a holder's approval for release."""
        return Approval.objects.create(
            version=version, holder=holder, verdict="APPROVED", decided_at=SINCE
        )

    def stock(
        self, product: Product, units: int, *, location: Location | None = None
    ) -> StockRecord:
        """Receive units of an article, by default at the main warehouse."""
        place: dict[str, Any] = {"location": location} if location else {}
        if "partner" in self.kept_rows:
            place["partner"] = self.kept_rows["partner"]
        record: StockRecord = StockRecordFactory(product=product, num_in_stock=0, **place)
        if units:
            receive_stock(stock_record=record, quantity=units, reason="test")
        return record

    def announce(
        self, product: Product, units: int, *, ships_on: date, location: Location | None = None
    ) -> StockRecord:
        """Announce a pre-order lot of an article."""
        like = product.stockrecords.first()
        lot = NewLot(like, location or like.location, ships_on, units)
        keeper, _ = User.objects.get_or_create(email="keeper@example.org")
        return announce_stock(lot=lot, today=SINCE.date(), by_id=keeper.pk)

    def refresh(self, *products: Product) -> None:
        """Compile the data that lists read of products."""
        ids = [product.pk for product in products]
        compile_releases(ids)
        refresh_search(ids)
        for product in products:
            product.refresh_from_db()
