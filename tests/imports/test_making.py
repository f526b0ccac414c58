"""Factories, words and measures: errors for new products, warnings for products on sale."""

from datetime import date, timedelta

import pytest

from licensing.models import FactoryApproval, FactoryAudit, GuardedWord, ProductCategory
from licensing.services import draft_next_version, end_approval
from shop.imports.apply.editing import create_article, edit_article, fingerprints_of, get_article
from shop.imports.check.reference_data import load_reference
from shop.imports.exports import own_lists
from shop.platform.database.clock import database_now
from tests.imports.files import codes, outcomes

pytestmark = pytest.mark.usefixtures("without_agreements")


def levels(catalog_import) -> dict[str, str]:
    return {one["code"]: one["level"] for row in catalog_import.plan.all() for one in row.notes}


def test_an_agreement_without_a_factory_lets_nothing_be_made(licensed):
    FactoryApproval.objects.update(ended_at=database_now())
    catalog_import = licensed.plan(licensed.row("PIN-1"))
    assert codes(catalog_import)[2] == {("factory_not_approved", "factory_code")}
    assert "no approved factory" in catalog_import.plan.get().notes[0]["message"]


def test_a_factory_that_is_approved_no_more_does_not_stop_a_price(licensed):
    licensed.apply(licensed.row("PIN-1"))
    end_approval(approval=FactoryApproval.objects.get(), at=database_now())
    priced = licensed.plan(licensed.row("PIN-1", price_fr="13.00"))
    assert outcomes(priced) == {"PIN-1": "CHANGED"}
    assert levels(priced) == {"factory_not_approved": "warning"}
    renamed = licensed.plan(licensed.row("PIN-1", title_en="Another pin"))
    assert outcomes(renamed) == {"PIN-1": "REFUSED"}


def test_an_audit_that_ends_within_the_sale_is_warned_of(licensed):
    day = database_now().date() + timedelta(days=30)
    FactoryAudit.objects.update(valid_until=day)
    sold = {"on_sale_to": f"{day + timedelta(days=30)}T00:00Z"}
    catalog_import = licensed.plan(licensed.row("PIN-1", **sold))
    assert (outcomes(catalog_import), levels(catalog_import)) == (
        {"PIN-1": "CREATED"},
        {"audit_ends": "warning"},
    )
    FactoryAudit.objects.create(
        factory=FactoryAudit.objects.get().factory,
        audited_on=day - timedelta(days=3),
        valid_until=day + timedelta(days=365),
        reference="R-2",
    )
    assert levels(licensed.plan(licensed.row("PIN-1", **sold))) == {}


def test_a_lapsed_audit_says_when_it_ended(licensed):
    FactoryAudit.objects.update(valid_until=date(2026, 1, 1))
    (problem,) = licensed.plan(licensed.row("PIN-1")).plan.get().notes
    assert problem["code"] == "audit_lapsed"
    assert "2026-01-01" in problem["message"]


def test_an_approval_stands_for_later_versions_of_the_agreement(licensed):
    draft_next_version(agreement=licensed.agreement, created_by_id=licensed.by_id)
    assert outcomes(licensed.plan(licensed.row("PIN-1"))) == {"PIN-1": "CREATED"}


def test_the_template_offers_the_factories(licensed):
    known = load_reference(licensed.licensee)
    assert own_lists(licensed.licensee, known)["factory_code"] == ["F-01"]


def test_a_word_that_is_banned_later_stops_a_new_version_but_no_price(licensed):
    licensed.apply(licensed.row("PIN-1", title_en="Golden pin"))
    GuardedWord.objects.create(term="golden", why="Gold is the winners'.")
    priced = licensed.plan(licensed.row("PIN-1", title_en="Golden pin", price_fr="13.00"))
    assert outcomes(priced) == {"PIN-1": "CHANGED"}
    assert levels(priced) == {"banned_word": "warning"}
    catalog_import = licensed.plan(licensed.row("PIN-1", title_en="Golden big pin"))
    (problem,) = catalog_import.plan.get().notes
    assert (problem["column"], problem["level"]) == ("title_en", "error")
    assert "golden" in problem["message"]
    assert "winners" in problem["message"]
    GuardedWord.objects.filter(term="golden").update(active=False)
    assert outcomes(licensed.plan(licensed.row("PIN-2", title_en="Golden pin"))) == {
        "PIN-2": "CREATED"
    }


def test_by_hand_words_and_factories_are_checked_too(licensed):
    licensed.apply(licensed.row("PIN-1"))
    cells = {"title_en": "Official sponsor pin", "factory_code": "F-7"}
    seen = fingerprints_of(get_article(licensed.licensee, "PIN-1").values, cells)
    done = edit_article(
        licensee=licensed.licensee, by_id=licensed.by_id, sku="PIN-1", cells=cells, seen=seen
    )
    assert done.refused
    assert {(one.code, one.column) for one in done.problems} == {
        ("banned_word", "title_en"),
        ("factory_not_approved", "factory_code"),
    }


def test_measures_beyond_the_categorys_are_warned_of(licensed):
    ProductCategory.objects.update(lightest_g=5, heaviest_g=50, shortest_mm=10, longest_mm=100)
    catalog_import = licensed.apply(
        licensed.row("PIN-1", weight_g="20000", width_mm="4000"),
        licensed.row("TEE-1", stock_main=""),
        licensed.variant("TEE-1-S", "TEE-1", weight_g="2"),
        licensed.variant("TEE-1-M", "TEE-1", weight_g="20"),
    )
    assert set(outcomes(catalog_import).values()) == {"CREATED"}
    assert codes(catalog_import) == {
        2: {("unusual", "weight_g"), ("unusual", "width_mm")},
        4: {("unusual", "weight_g")},
    }
    assert set(levels(catalog_import).values()) == {"warning"}
    later = licensed.plan(licensed.variant("TEE-1-L", "TEE-1", weight_g="900"))
    assert codes(later) == {2: {("unusual", "weight_g")}}
    made = create_article(
        licensee=licensed.licensee,
        by_id=licensed.by_id,
        cells=licensed.variant("TEE-1-L", "TEE-1", weight_g="900"),
    )
    assert [one.code for one in made.problems] == ["unusual"]
    assert not made.refused
