"""An applied import changes the rows it names in the catalog and nothing else."""

from datetime import timedelta
from decimal import Decimal

import pytest

from catalog.approvals.stages import decide_stage, submit_version
from catalog.models import Product, ProductVersion
from catalog.services import decide_products
from shop.commerce.pricing.models import MarketPrice
from shop.imports.apply.applying import apply_plan
from shop.imports.errors import CatalogChanged
from shop.imports.models import CatalogImport
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import database_now
from tests.imports.files import Licensed, codes, outcomes
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import LicenseeFactory, PartnerFactory, UserFactory


def test_a_new_product_waits_for_approval_with_price_stock_and_sheet(licensed):
    catalog_import = licensed.apply(
        licensed.row("PIN-1", title_fr="Pin’s", description_en="<p>Nice</p>")
    )
    assert catalog_import.state == CatalogImport.State.APPLIED, codes(catalog_import)
    assert outcomes(catalog_import) == {"PIN-1": "CREATED"}
    product = Product.objects.get(upc="PIN-1")
    assert (product.title_en, product.title_fr) == ("Enamel pin", "Pin’s")
    assert product.title == "Enamel pin"
    assert product.licensee == licensed.licensee
    assert product.released is None
    assert product.rights_profile is not None
    assert product.structure == "standalone"
    assert product.slug == "enamel-pin"
    assert product.sheet.rrp_amount == Decimal("12.50")
    assert product.sheet.more["manufacturer_name"] == "Maker Ltd"
    assert product.manufacturer.splitlines() == [
        "Maker Ltd",
        "1 Mill Lane, Porto",
        "care@maker.example",
    ]
    version = ProductVersion.objects.get(product=product)
    assert (version.status, version.number) == ("DRAFT", 1)
    assert version.content["title_en"] == "Enamel pin"
    assert [mark.agreement for mark in version.marks.all()] == [licensed.agreement]
    assert MarketPrice.objects.get(product=product).amount == Decimal("12.50")
    record = StockRecord.objects.get(product=product)
    assert record.num_in_stock == 100
    assert record.movements.get().in_stock == 100


def test_variants_come_with_their_parent_whatever_the_order_of_rows(licensed):
    catalog_import = licensed.apply(
        licensed.variant("TEE-S", "TEE", size="S"),
        licensed.row("TEE", hs_code="610910", fibre_composition="cotton:100", stock_main=""),
        licensed.variant("TEE-M", "TEE", size="M", gtin="4006381333931"),
    )
    assert outcomes(catalog_import) == {"TEE": "CREATED", "TEE-S": "CREATED", "TEE-M": "CREATED"}
    parent = Product.objects.get(upc="TEE")
    assert parent.structure == "parent"
    children = list(parent.children.order_by("size_position"))
    assert [child.size for child in children] == ["S", "M"]
    assert all(child.rights_profile_id is None for child in children)
    assert StockRecord.objects.get(product=children[0]).num_in_stock == 5
    assert ProductVersion.objects.filter(product=parent).count() == 1


def test_the_same_file_again_changes_nothing(licensed):
    rows = [
        licensed.row("TEE", hs_code="610910", fibre_composition="cotton:100", stock_main=""),
        licensed.variant("TEE-S", "TEE", size="S"),
        licensed.row("PIN-1", description_en="A & B", on_sale_to="2030-01-01T00:00+01:00"),
    ]
    licensed.apply(*rows)
    again = licensed.apply(*rows)
    assert set(outcomes(again).values()) == {"UNCHANGED"}, list(again.plan.values("sku", "after"))
    assert ProductVersion.objects.count() == 2


def test_price_and_stock_go_live_and_a_new_title_waits(licensed, world):
    product = world.product(sku="PIN-1", agreement=licensed.agreement, title="Old")
    StockRecord.objects.filter(product=product).update(partner=partner_of(licensed))
    catalog_import = licensed.apply(
        licensed.row("PIN-1", title_en="New", price_fr="15", stock_main="12", hs_code="711719")
    )
    assert outcomes(catalog_import) == {"PIN-1": "CHANGED"}, codes(catalog_import)
    product.refresh_from_db()
    assert product.title_en == "Old"
    at = database_now()
    assert MarketPrice.objects.get(
        product=product, market__code="fr", valid__contains=at
    ).amount == Decimal(15)
    assert StockRecord.objects.get(product=product).num_in_stock == 12
    draft = product.versions.get(status="DRAFT")
    assert (draft.number, draft.content["title_en"]) == (2, "New")
    assert decide_products([product], "FR", "WEB", at)[product.pk].allowed

    submit_version(version=draft, by_id=licensed.by_id, at=at)
    decide_stage(
        version=draft,
        holder=world.holder,
        stage="RELEASE",
        verdict="APPROVED",
        by_id=UserFactory().pk,
        at=at,
    )
    product.refresh_from_db()
    assert product.title_en == product.title == "New"
    assert product.versions.get(status="RELEASED") == draft


def test_a_released_first_version_is_sold(licensed, world):
    licensed.apply(licensed.row("PIN-1"))
    product = Product.objects.get(upc="PIN-1")
    at = database_now()
    assert not decide_products([product], "FR", "WEB", at)[product.pk].allowed
    draft = product.versions.get()
    submit_version(version=draft, by_id=licensed.by_id, at=at)
    decide_stage(
        version=draft,
        holder=world.holder,
        stage="RELEASE",
        verdict="APPROVED",
        by_id=UserFactory().pk,
        at=at,
    )
    product.refresh_from_db()
    assert decide_products([product], "FR", "WEB", at)[product.pk].allowed
    assert list(Product.objects.sellable_in("FR", "WEB", at)) == [product]


def test_a_plan_is_refused_when_the_catalog_changed_since(licensed, world):
    product = world.product(sku="PIN-1", agreement=licensed.agreement)
    catalog_import = licensed.plan(licensed.row("PIN-1", price_fr="15"), licensed.row("PIN-2"))
    Product.objects.filter(pk=product.pk).update(gtin="4006381333931")
    with pytest.raises(CatalogChanged):
        apply_plan(catalog_import=catalog_import)
    assert not Product.objects.filter(upc="PIN-2").exists()


def test_an_article_number_of_another_licensee_is_refused_without_its_name(licensed, world):
    other = LicenseeFactory()
    world.product(sku="PIN-9", agreement=world.agreement(licensee=other))
    catalog_import = licensed.plan(licensed.row("PIN-9", title_en="Mine"))
    assert outcomes(catalog_import) == {"PIN-9": "REFUSED"}
    assert ("taken", "licensee_sku") in codes(catalog_import)[2]
    assert other.legal_name not in str(list(catalog_import.plan.values_list("notes", flat=True)))


def test_a_withdrawn_product_is_not_offered_until_it_is_sent_again(licensed, world):
    world.product(sku="PIN-1", agreement=licensed.agreement)
    row = {"licensee_sku": "PIN-1", "action": "withdraw", "withdraw_reason": "Sold out"}
    assert outcomes(licensed.apply(row)) == {"PIN-1": "WITHDRAWN"}
    assert not Product.objects.get(upc="PIN-1").is_public
    assert outcomes(licensed.apply(row)) == {"PIN-1": "UNCHANGED"}
    assert outcomes(licensed.apply({"licensee_sku": "PIN-1"})) == {"PIN-1": "CHANGED"}
    assert Product.objects.get(upc="PIN-1").is_public


def partner_of(licensed: Licensed):
    return PartnerFactory(code=licensed.licensee.code)


def test_a_row_without_a_number_refuses_no_other(licensed):
    catalog_import = licensed.plan(licensed.row("no number!"), licensed.row("PIN-2"))
    assert outcomes(catalog_import) == {"": "REFUSED", "PIN-2": "CREATED"}


@pytest.mark.parametrize(
    ("column", "days", "reason"),
    [
        ("embargo_until", 1, "EMBARGOED"),
        ("on_sale_from", 1, "SALE_NOT_BEGUN"),
        ("on_sale_to", -1, "SALE_ENDED"),
    ],
)
def test_days_of_sale_and_an_embargo_hold_at_once_and_go_at_once(
    licensed: Licensed, world: RightsWorld, column: str, days: int, reason: str
) -> None:
    product = world.product(sku="PIN-1", agreement=licensed.agreement)
    at = database_now()
    listed = Product.objects.sellable_in("FR", "WEB", at, home="FR")
    assert listed.filter(pk=product.pk).exists()
    day = (at + timedelta(days=days)).isoformat(timespec="seconds")
    for said, on_progress in ((day, reason), ("[empty]", None)):
        catalog_import = licensed.apply(licensed.row("PIN-1", hs_code="711719", **{column: said}))
        assert outcomes(catalog_import) == {"PIN-1": "CHANGED"}
        decided = decide_products([product], "FR", "WEB", at)[product.pk]
        assert (decided.reason, decided.allowed) == (on_progress, on_progress is None)
        assert listed.filter(pk=product.pk).exists() == decided.allowed


def test_a_variant_without_its_parents_row_may_not_say_what_the_parent_does_not_say(licensed):
    licensed.apply(
        licensed.row("TEE-1", stock_main="", title_en="Tee"), licensed.variant("TEE-1-S", "TEE-1")
    )
    same = licensed.variant("TEE-1-M", "TEE-1", title_en="Tee", colour="navy")
    other = licensed.variant("TEE-1-L", "TEE-1", title_en="Other tee", colour="navy")
    catalog_import = licensed.plan(same, other)
    assert {row.sku: row.outcome for row in catalog_import.plan.all()} == {
        "TEE-1-M": "CREATED",
        "TEE-1-L": "REFUSED",
    }
    (said,) = catalog_import.plan.get(sku="TEE-1-L").notes
    assert (said["code"], said["message"].partition(": ")[2]) == ("differs", "TEE-1 in title_en.")
