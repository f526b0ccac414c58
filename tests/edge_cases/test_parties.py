"""Edge cases of holders, licensees, agreements and committees."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from catalog.models import Approval, ProductVersion
from licensing.models import (
    NOC,
    Agreement,
    Licensee,
    NOCConsent,
    Property,
    PropertyHolding,
    Territory,
)
from licensing.rules.channels import Channel
from licensing.rules.number_sets import NumberSet
from licensing.services import (
    GrantTerms,
    activate_agreement,
    add_category,
    add_grant,
    define_territory_set,
    draft_next_version,
    end_holding,
    find_or_create_profile,
    record_holding,
    record_succession,
    remove_grant,
)
from shop.platform.core.periods import Period
from shop.platform.database.clock import database_now
from tests.edge_cases.everywhere import Asked, assert_denied, assert_sold
from tools.testing.factories.catalog import CLOSED_BORDERS, SINCE, UNTIL, RightsWorld, sign
from tools.testing.factories.models import (
    CategoryFactory,
    LicenseeFactory,
    PropertyFactory,
    RightsHolderFactory,
)

pytestmark = pytest.mark.usefixtures("without_agreements")

DAY = timedelta(days=1)


def amend(world: RightsWorld, agreement: Agreement, include: list[str]) -> Agreement:
    """Put a next version in force that grants other territories."""
    draft = draft_next_version(agreement=agreement, created_by_id=world.author_id)
    for grant in draft.grants.all():
        remove_grant(grant=grant)
    code = "AMENDED-" + "-".join(include)
    territories = define_territory_set(code=code, name=code, include=include)
    add_grant(
        agreement=draft,
        grant=GrantTerms(
            [world.mark],
            [world.category],
            territories,
            [Channel.WEB, Channel.APP],
            Period(SINCE, UNTIL),
            **CLOSED_BORDERS,
        ),
    )
    sign(draft, date(2025, 6, 1))
    activate_agreement(agreement=draft, by_id=world.officer_id, at=database_now())
    return draft


def test_edge_27_an_amendment_that_drops_a_country_is_a_revocation_there(
    world: RightsWorld,
) -> None:
    agreement = world.agreement(include=["FR", "US"], **CLOSED_BORDERS)
    product = world.product(agreement=agreement)
    assert_sold(Asked(product))
    amend(world, agreement, ["US"])
    assert_denied(Asked(product), "TERRITORY_NOT_GRANTED")
    assert_sold(Asked(product, "us", "US"))
    agreement.refresh_from_db()
    assert agreement.status == Agreement.Status.CLOSED


def test_edge_28_an_amendment_that_adds_a_country_waits_for_its_approval(
    world: RightsWorld,
) -> None:
    agreement = world.agreement(include=["US"])
    product = world.product(agreement=agreement, approved=False)
    america = define_territory_set(code="US", name="US", include=["US"])
    version = ProductVersion.objects.get(product=product)
    approval = world.approve(version, world.holder)
    Approval.objects.filter(pk=approval.pk).update(territory_set_version=america)
    world.refresh(product)
    amend(world, agreement, ["US", "FR"])
    assert_sold(Asked(product, "us", "US"))
    assert_denied(Asked(product), "NOT_APPROVED")
    Approval.objects.filter(pk=approval.pk).update(territory_set_version=None)
    world.refresh(product)
    assert_sold(Asked(product))


def test_edge_29_all_lines_of_a_suspended_licensee_are_denied(world: RightsWorld) -> None:
    product = world.product()
    Licensee.objects.filter(pk=world.licensee.pk).update(status=Licensee.Status.SUSPENDED)
    assert_denied(Asked(product), "LICENSEE_SUSPENDED")


def test_edge_31_succession_keeps_agreements_of_a_dissolved_committee(world: RightsWorld) -> None:
    heir = RightsHolderFactory()
    product = world.product()
    holding = PropertyHolding.objects.get(property=world.mark)
    now = database_now()
    end_holding(holding=holding, at=now)
    everywhere = holding.territory_set_version
    record_holding(mark=world.mark, holder=heir, territories=everywhere, valid=Period(now, None))
    assert_denied(Asked(product), "HOLDER_CHANGED")
    record_succession(holder=world.holder, successor=heir)
    assert_sold(Asked(product))


def test_edge_32_a_joint_programme_licenses_for_the_host_in_its_window(world: RightsWorld) -> None:
    joint = RightsHolderFactory(kind="JOINT")
    mark = PropertyFactory()
    everywhere = define_territory_set(code="ALL", name="All")
    now = database_now()
    record_holding(mark=mark, holder=joint, territories=everywhere, valid=Period(SINCE, now + DAY))
    agreement = world.agreement(marks=[mark], holder=joint)
    product = world.product(marks=[mark], agreement=agreement)
    assert_sold(Asked(product))
    later = now + 2 * DAY
    after = Asked(product)
    assert after.decision().until == now + DAY
    from catalog.services import decide_products

    assert decide_products([product], "FR", "WEB", later)[product.pk].reason == "HOLDER_CHANGED"


def test_edge_33_a_new_version_of_a_territory_set_changes_no_agreement(world: RightsWorld) -> None:
    agreement = world.agreement(include=["FR"], **CLOSED_BORDERS)
    product = world.product(agreement=agreement)
    code = agreement.grants.get().territory_set_version.territory_set.code
    define_territory_set(code=code, name=code, include=["FR", "DE"])
    assert_denied(Asked(product, "de", "DE"), "TERRITORY_NOT_GRANTED")
    assert agreement.grants.get().territory_set_version.version == 1


@pytest.mark.parametrize("includes_future", [True, False])
def test_edge_34_a_new_leaf_is_granted_only_with_future_ones(
    world: RightsWorld,
    includes_future: bool,  # noqa: FBT001  the parameter of the case
) -> None:
    branch = CategoryFactory(is_leaf=False)
    CategoryFactory(parent=branch)
    world.category = branch
    agreement = world.agreement(includes_future_categories=includes_future)
    leaf = add_category(code="new-leaf", name="New", parent=branch)
    world.category = leaf
    product = world.product(agreement=agreement)
    if includes_future:
        assert_sold(Asked(product))
    else:
        assert_denied(Asked(product), "CATEGORY_NOT_GRANTED")


def test_edge_40_a_partner_needs_a_grant_for_its_own_channel(world: RightsWorld) -> None:
    from catalog.services import decide_products

    product = world.product()
    now = database_now()
    decided = decide_products([product], "DE", "API_PARTNER", now)[product.pk]
    assert decided.reason == "CHANNEL_NOT_GRANTED"
    world.agreement(channels=[Channel.API_PARTNER])
    assert decide_products([product], "DE", "API_PARTNER", now)[product.pk].allowed


def test_edge_43_the_suspension_of_a_committee_holds_nothing_by_itself(world: RightsWorld) -> None:
    mark = national_mark(world, "FRA")
    product = world.product(marks=[mark], agreement=world.agreement(marks=[mark]))
    NOC.objects.filter(pk="FRA").update(suspended_from=date(2026, 1, 1))
    assert_sold(Asked(product))


def national_mark(world: RightsWorld, noc: str) -> Property:
    """Return a committee's emblem, held by the shop's holder."""
    return PropertyFactory(holder=world.holder, kind=Property.Kind.NOC_EMBLEM, noc_id=noc)


def test_a_national_mark_needs_the_consent_of_the_committee_where_it_goes(
    world: RightsWorld,
) -> None:
    mark = national_mark(world, "FRA")
    product = world.product(marks=[mark], agreement=world.agreement(marks=[mark]))
    assert_sold(Asked(product))
    assert_sold(Asked(product, "de", "DE"))  # within the single market
    assert_denied(Asked(product, "us", "US"), "NOC_TERRITORY")
    consent = NOCConsent.objects.create(
        property=mark,
        territories=NumberSet.of([Territory.objects.get(pk="US").number]),
        window=DateTimeTZRange(SINCE, None),
        reference="USA-1",
    )
    consent.nocs.set(NOC.objects.filter(pk="USA"))
    find_or_create_profile(licensee=world.licensee, category=world.category, marks=[mark])
    from licensing.reading.clearance import compile_all

    compile_all()
    assert_sold(Asked(product, "us", "US"))


def test_an_exclusive_of_another_licensee_ends_a_sell_off(world: RightsWorld) -> None:
    from licensing.models import SellOffStock

    term = Period(SINCE - 400 * DAY, database_now() - DAY)
    agreement = world.agreement(term=term, window=term, sell_off_days=30)
    product = world.product(agreement=agreement)
    SellOffStock.objects.create(agreement=agreement, product_id=product.pk, declared=5)
    assert_sold(Asked(product))
    world.agreement(
        licensee=LicenseeFactory(), window=Period(database_now() - DAY, UNTIL), **CLOSED_BORDERS
    )
    assert_denied(Asked(product), "EXCLUSIVE_ELSEWHERE")
