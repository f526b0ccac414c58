"""Editing of one product: the checks of an import row, drafts, prices, simultaneous edits."""

from collections.abc import Callable
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from catalog.approvals.stages import decide_stage
from catalog.models import Product, ProductVersion, Sport
from licensing.models import GamesEdition, Licensee
from shop.commerce.inventory.models import StockMovement
from shop.commerce.markets.models import Market
from shop.commerce.pricing.services import prices_at
from shop.identity.tenancy import acting_for
from shop.imports.apply.editing import create_article, edit_article, fingerprints_of, get_article
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import database_now
from shop.web.backoffice.licensee.product_form import LISTS, SELECTS
from tests.imports.files import Licensed
from tests.licensee_portal.conftest import member
from tools.testing.factories.catalog import RightsWorld

NEW = "/licensee/catalog/new/"


type Built = tuple[Licensed, Product]


@pytest.fixture(scope="module")
def built(build_once: Callable[..., Built]) -> Built:
    """Build a licensee with a released product, for all tests of the module."""

    def build(world: RightsWorld) -> Built:
        licensed = Licensed(world)
        return licensed, make_pin(licensed)

    return build_once(build)


@pytest.fixture
def licensed(built: Built, db: None) -> Licensed:
    return deepcopy(built[0])


@pytest.fixture
def world(licensed: Licensed) -> RightsWorld:
    return licensed.shop


@pytest.fixture
def pin(built: Built, db: None) -> Product:
    """Return a product whose first version is released, as a licensee's upload made it."""
    return deepcopy(built[1])


def make_pin(licensed: Licensed) -> Product:
    licensed.apply(licensed.row("PIN-1", title_fr="Broche", description_en="<p>Round.</p>"))
    product = Product.objects.get(upc="PIN-1")
    release(licensed.shop, product)
    return product


def release(world: RightsWorld, product: Product) -> None:
    """Have the holder release the product's newest version."""
    from catalog.approvals.stages import submit_version

    version = product.versions.latest("number")
    submit_version(version=version, by_id=world.author_id, at=database_now())
    decide_stage(
        version=version,
        holder=world.holder,
        stage="RELEASE",
        verdict="APPROVED",
        by_id=world.officer_id,
        at=database_now(),
    )
    product.refresh_from_db()


def address(product: Product, part: str = "") -> str:
    return f"/licensee/catalog/{product.pk}/{part}"


def filled(client: Client, path: str, **changes: Any) -> dict[str, Any]:
    """Return the data of a form as a browser sends it, with some fields changed."""
    form = client.get(path).context["form"]
    sent = {bound.html_name: bound.value() or "" for bound in form}
    return sent | changes


def newest(product: Product) -> ProductVersion:
    return product.versions.exclude(status="SUPERSEDED").latest("number")


def test_a_text_goes_to_a_draft_and_what_is_on_sale_stays(owner: Client, pin: Product) -> None:
    path = address(pin, "edit/")
    answer = owner.post(path, filled(owner, path, title_en="Silver pin"), follow=True)
    assert "Saved as a draft" in answer.text
    pin.refresh_from_db()
    draft = newest(pin)
    assert (draft.status, draft.number, draft.content["title_en"]) == ("DRAFT", 2, "Silver pin")
    assert pin.title_en == "Enamel pin"
    assert [mark.property.code for mark in draft.marks.all()] == [
        mark.property.code for mark in pin.versions.get(number=1).marks.all()
    ]
    assert "Silver pin" not in Client().get(f"/en-int/products/x/{pin.upc}/", follow=True).text


def test_a_second_change_belongs_to_the_same_draft(owner: Client, pin: Product) -> None:
    path = address(pin, "edit/")
    owner.post(path, filled(owner, path, title_en="Silver pin"))
    owner.post(path, filled(owner, path, title_fr="Broche d’argent"))
    drafts = pin.versions.filter(status="DRAFT")
    content = drafts.get().content
    assert (content["title_en"], content["title_fr"]) == ("Silver pin", "Broche d’argent")


def test_what_needs_no_approval_is_live_at_once(owner: Client, pin: Product) -> None:
    path = address(pin, "edit/")
    owner.post(path, filled(owner, path, weight_g="25"))
    pin.refresh_from_db()
    assert pin.weight_g == 25
    assert newest(pin).status == "RELEASED"


def test_saving_what_is_there_changes_nothing(owner: Client, pin: Product) -> None:
    path = address(pin, "edit/")
    owner.post(path, filled(owner, path))
    assert pin.versions.count() == 1


def test_bad_input_is_told_as_in_an_upload_and_keeps_what_was_typed(
    owner: Client, pin: Product, licensed: Licensed
) -> None:
    path, bad = address(pin, "edit/"), {"gtin": "4006381333932", "weight_g": "heavy"}
    answer = owner.post(path, filled(owner, path, **bad))
    assert answer.status_code == 422
    assert 'value="heavy"' in answer.text
    summary = answer.text.partition('class="notice notice-error error-summary"')[2]
    assert '<a href="#gtin">GTIN: ' in summary
    catalog_import = licensed.plan(licensed.row("PIN-1", **bad))
    with acting_for(licensed.licensee.pk):
        planned = catalog_import.plan.get()
    said = {one["column"]: f"{one['message']} {one['fix']}".strip() for one in planned.notes}
    errors = answer.context["form"].errors
    assert {name: errors[name][0] for name in bad} == {name: said[name] for name in bad}
    assert newest(pin).number == 1


def test_the_two_marks_of_nothing_are_refused_where_they_cannot_be(
    owner: Client, pin: Product
) -> None:
    path = address(pin, "edit/")
    answer = owner.post(path, filled(owner, path, title_en="", property_codes=[]))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) >= {"title_en", "property_codes"}


def test_foreign_agreements_marks_and_categories_are_refused(
    owner: Client, pin: Product, world: RightsWorld, other: Licensee
) -> None:
    from tools.testing.factories.models import PropertyFactory

    mark = PropertyFactory(holder=world.holder, code="RIVALS-MARK")
    theirs = world.agreement(marks=[mark], licensee=other)
    path = address(pin, "edit/")
    for field, value in (
        ("agreement_no", [theirs.number]),
        ("property_codes", [mark.code]),
        ("category_code", "no-such-category"),
    ):
        answer = owner.post(path, filled(owner, path, **{field: value}))
        assert answer.status_code == 422, field
        assert field in answer.context["form"].errors
    assert pin.versions.count() == 1


def test_an_emptied_text_is_taken_away_with_the_release(
    owner: Client, pin: Product, world: RightsWorld
) -> None:
    path = address(pin, "edit/")
    owner.post(path, filled(owner, path, description_en=""))
    assert newest(pin).status == "DRAFT"
    release(world, pin)
    assert not pin.description_en


def test_who_comes_second_is_told_and_loses_nothing(owner: Client, pin: Product) -> None:
    path = address(pin, "edit/")
    first, second = filled(owner, path), filled(owner, path)
    owner.post(path, first | {"title_en": "First title"})
    answer = owner.post(path, second | {"title_en": "Second title"})
    assert answer.status_code == 422
    assert "Someone else changed this while you were editing" in answer.text
    assert "Current value: First title." in answer.text
    assert 'value="Second title"' in answer.text
    assert newest(pin).content["title_en"] == "First title"
    again = {one.html_name: one.value() or "" for one in answer.context["form"]}
    owner.post(path, again)
    assert newest(pin).content["title_en"] == "Second title"


def test_two_people_who_change_different_fields_both_win(owner: Client, pin: Product) -> None:
    path = address(pin, "edit/")
    first, second = filled(owner, path), filled(owner, path)
    owner.post(path, first | {"title_en": "First title"})
    answer = owner.post(path, second | {"title_fr": "Deuxième"}, follow=True)
    assert "Someone else has changed: Title (English)" in answer.text
    content = newest(pin).content
    assert (content["title_en"], content["title_fr"]) == ("First title", "Deuxième")


def test_a_form_without_its_memory_is_taken_for_an_old_one(owner: Client, pin: Product) -> None:
    path = address(pin, "edit/")
    for seen in ("", "[1]", "{", "\x00"):
        answer = owner.post(path, filled(owner, path, title_en="Mine", seen=seen))
        assert answer.status_code == 422


def test_a_price_is_live_at_once_and_shows_its_tax(owner: Client, pin: Product) -> None:
    path, market = address(pin, "prices/"), Market.objects.get(code="fr")
    answer = owner.post(path, filled(owner, path, price_fr="24", price_jp="1500"), follow=True)
    assert prices_at([pin], market, database_now()) == {pin.pk: Decimal("24.00")}
    assert "€24.00" in answer.text
    assert "€4.00" in answer.text  # 20 % in it
    assert pin.versions.count() == 1
    owner.post(path, filled(owner, path, price_fr=""))
    assert prices_at([pin], market, database_now()) == {}
    refused = owner.post(path, filled(owner, path, price_fr="-1", price_jp="10.50"))
    assert refused.status_code == 422
    assert "A price must be greater than 0." in refused.text
    assert "10.50 has too many decimals." in refused.text
    assert "Prices in JPY have no decimals." in refused.text
    assert 'value="1500"' in owner.get(path).text


def test_stock_is_counted_first_here_and_corrected_on_its_own_page(
    owner: Client, licensed: Licensed
) -> None:
    licensed.apply(licensed.row("PIN-2", stock_main=""))
    pin = Product.objects.get(upc="PIN-2")
    path = address(pin, "stock/")
    assert owner.post(path, filled(owner, path, stock_main="many")).status_code == 422
    owner.post(path, filled(owner, path, stock_main="7"))
    record = StockRecord.objects.get(product=pin)
    assert record.num_in_stock == 7
    assert StockMovement.objects.get(stock_record=record).reason == "entered by hand"
    assert f"/licensee/stock/{record.pk}/" in owner.get(address(pin)).text
    assert "stock_main" not in owner.get(path).context["form"].fields


def test_a_new_product_begins_as_a_draft(owner: Client, licensed: Licensed) -> None:
    row = licensed.row("PIN-9")
    lists = {name: [row[name]] for name in ("agreement_no", "property_codes")}
    typed = {name: value for name, value in row.items() if not name.startswith(("price", "stock"))}
    sent = filled(owner, NEW, **{**typed, **lists, "channels_requested": ["WEB"]})
    answer = owner.post(NEW, sent, follow=True)
    made = Product.objects.get(upc="PIN-9")
    assert answer.redirect_chain[-1][0] == address(made)
    assert newest(made).status == "DRAFT"
    again = owner.post(NEW, sent)
    assert again.status_code == 422
    assert "The SKU PIN-9 is taken." in again.text
    owner.post(address(made, "draft/"), {"do": "submit", "version": 1})
    assert newest(made).status == "SUBMITTED"


def test_the_form_names_countries_and_speaks_of_boxes(owner: Client, licensed: Licensed) -> None:
    form = owner.get("/licensee/catalog/new/").context["form"]
    committees = dict(form.fields["noc_code"].widget.choices)
    assert committees["GER"] == "Germany (GER)"
    assert dict(form.fields["country_of_origin"].widget.choices)["DE"] == "Germany (DE)"
    assert form.fields["property_codes"].help_text == "Select every mark on the product."


def test_every_choice_of_the_form_has_a_name(owner: Client, licensed: Licensed) -> None:
    GamesEdition.objects.get_or_create(code="LA28", defaults={"name": "Los Angeles 2028"})
    Sport.objects.create(slug="ice-hockey", name_en="Ice hockey", season="W")
    fields = owner.get("/licensee/catalog/new/").context["form"].fields
    names = {name: dict(fields[name].widget.choices) for name in (*SELECTS, *LISTS)}
    assert names["games_code"]["LA28"].endswith(" (LA28)")
    assert names["sport_codes"]["ice-hockey"] == "Ice hockey"
    assert names["care_symbols"]["wash-30"] == "Wash at 30 °C"
    assert names["care_symbols"]["dry-clean-no"] == "Do not dry clean"
    own = {"agreement_no", "size_system"}  # the number of a contract, the name of a system
    codes = {(name, code) for name, pairs in names.items() for code, text in pairs.items()
             if code and code == text and name not in own}  # fmt: skip
    assert codes == set()


def test_a_new_product_that_lacks_everything_says_all_of_it(
    owner: Client, licensed: Licensed
) -> None:
    answer = owner.post(NEW, {"title_en": "Pin"})
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert {"licensee_sku", "category_code", "agreement_no", "weight_g"} <= set(errors)
    assert 'value="Pin"' in answer.text


def test_clothing_lacks_its_size_by_hand_as_in_a_file(licensed: Licensed) -> None:
    cells = licensed.row("TEE-1", hs_code="610910", fibre_composition="cotton:100")
    made = create_article(licensee=licensed.licensee, by_id=licensed.by_id, cells=cells)
    assert [str(one) for one in made.problems] == [
        "size: Clothing and shoes need a size. Fill it in."
    ]


def test_a_draft_is_discarded_but_not_the_only_version(owner: Client, pin: Product) -> None:
    path = address(pin, "edit/")
    owner.post(path, filled(owner, path, title_en="Silver pin"))
    owner.post(address(pin, "draft/"), {"do": "discard", "version": 2})
    assert newest(pin).number == 1
    assert filled(owner, path)["title_en"] == "Enamel pin"
    answer = owner.post(address(pin, "draft/"), {"do": "discard", "version": 1}, follow=True)
    assert newest(pin).number == 1
    assert "no longer a draft" in answer.text


def test_a_variant_is_edited_with_its_own_columns_alone(owner: Client, licensed: Licensed) -> None:
    parent = licensed.row("TEE", hs_code="610910", fibre_composition="cotton:100", stock_main="")
    licensed.apply(parent, licensed.variant("TEE-M", "TEE", size="M"))
    variant = Product.objects.get(upc="TEE-M")
    path = address(variant, "edit/")
    form = owner.get(path).context["form"]
    assert "size" in form.fields
    assert "title_en" not in form.fields
    owner.post(path, filled(owner, path, size="L"))
    variant.refresh_from_db()
    assert variant.size == "L"
    assert "TEE-M" in owner.get(address(variant.parent)).text


def test_a_variant_is_added_to_a_parent_of_ones_own(
    owner: Client, licensed: Licensed, other: Licensee
) -> None:
    parent = licensed.row("TEE", hs_code="610910", fibre_composition="cotton:100", stock_main="")
    licensed.apply(parent, licensed.variant("TEE-M", "TEE", size="M"))
    product = Product.objects.get(upc="TEE")
    path = f"{NEW}?parent={product.pk}"
    assert f"?parent={product.pk}" in owner.get(address(product)).text
    refused = owner.post(path, filled(owner, path, licensee_sku="TEE-L"))
    assert "Clothing and shoes need a size." in refused.text
    owner.post(path, filled(owner, path, licensee_sku="TEE-L", size="L"))
    assert Product.objects.get(upc="TEE-L").parent == product
    alone = f"{NEW}?parent={Product.objects.get(upc='TEE-L').pk}"
    refused = owner.post(alone, filled(owner, alone, licensee_sku="TEE-X", size="L"))
    assert "TEE-L is sold without variants." in refused.text
    assert member(other).get(path).status_code == 404
    assert owner.get(f"{NEW}?parent=x").status_code == 404


def test_roles_read_or_edit(licensee: Licensee, pin: Product) -> None:
    for role, may in (("owner", True), ("catalog", True), ("logistics", False), ("finance", False)):
        person = member(licensee, role)
        shown = person.get(address(pin))
        assert shown.status_code == 200
        assert (address(pin, "edit/") in shown.text) is may
        sent = person.post(address(pin, "prices/"), {})
        assert (sent.status_code == 403) is not may


def test_numbers_that_look_like_a_formula_stay_text(licensed: Licensed, pin: Product) -> None:
    state = get_article(licensed.licensee, "PIN-1")
    edit_article(
        licensee=licensed.licensee,
        by_id=licensed.by_id,
        sku="PIN-1",
        cells={"title_en": "'=1+1"},
        seen=fingerprints_of(state.values, ["title_en"]),
    )
    assert newest(pin).content["title_en"] == "'=1+1"


def test_a_page_costs_as_much_for_many_variants_as_for_one(
    owner: Client, licensed: Licensed, django_assert_max_num_queries: Any
) -> None:
    parent = licensed.row("TEE", hs_code="610910", fibre_composition="cotton:100", stock_main="")
    sizes = [licensed.variant(f"TEE-{size}", "TEE", size=size) for size in ("S", "M", "L", "XL")]
    licensed.apply(parent, *sizes)
    product = Product.objects.get(upc="TEE")
    owner.get(address(product))
    with django_assert_max_num_queries(40):
        owner.get(address(product))
