"""Write planned products: text, rights, approvals, prices, stock and pictures, in batches.

A batch is one transaction and existing products are left alone, so a stopped run can be continued
by the next one.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.text import slugify

from catalog.models import (
    Approval,
    Category,
    CategoryAssignment,
    Embargo,
    Product,
    ProductCategory,
    ProductClass,
    ProductRights,
    ProductVersion,
    Sport,
)
from catalog.search.documents import refresh_search
from catalog.services import compile_releases
from licensing.models import Agreement, Licensee, Property, RightsProfile
from licensing.models import ProductCategory as RightsCategory
from licensing.services import find_or_create_profiles
from shop.commerce.markets.models import Market
from shop.commerce.pricing.models import MarketPrice
from shop.demo.data_files import rows
from shop.demo.pictures import add_pictures
from shop.demo.plan import LANGUAGES, PlannedArticle, PlannedProduct
from shop.demo.stock import load_locations, write_stock
from shop.oscar.partner.models import Partner
from shop.platform.core.money import round_money

PRICED_FROM = datetime(2026, 1, 1, tzinfo=UTC)
APPROVED_AT = datetime(2026, 1, 15, tzinfo=UTC)
EMBARGO_UNTIL = datetime(2027, 6, 1, tzinfo=UTC)
# The material is written in English only.
DESCRIPTIONS = {
    "en": "{title}. {material}. Official licensed product, approved by the rights holders.",
    "fr": "{title}. Produit officiel sous licence, approuvé par les titulaires des droits.",
    "de": "{title}. Offizielles Lizenzprodukt, von den Rechteinhabern freigegeben.",
    "it": "{title}. Prodotto ufficiale su licenza, approvato dai titolari dei diritti.",
    "es": "{title}. Producto oficial con licencia, aprobado por los titulares de los derechos.",
    "ja": "{title}。権利者の承認を受けた公式ライセンス商品です。",
    "ar": "{title}. منتج رسمي مرخّص ومعتمد من أصحاب الحقوق.",
    "pt": "{title}. Produto oficial licenciado, aprovado pelos titulares dos direitos.",
}


class ReferenceRows:
    """Rows that products refer to, created once per run."""

    def __init__(self) -> None:
        self.categories = {row["slug"]: _shop_category(row) for row in rows("data/shelves.csv")}
        self.sports = {row["slug"]: _sport(row) for row in rows("data/sports.csv")}
        self.classes = {
            row["kind"]: ProductClass.objects.get_or_create(
                slug=row["kind"], defaults={"name": row["name_en"], "track_stock": True}
            )[0]
            for row in rows("data/kinds.csv")
        }
        self.licensees = {licensee.code: licensee for licensee in Licensee.objects.all()}
        self.partners = {
            code: Partner.objects.get_or_create(code=code, defaults={"name": it.legal_name})[0]
            for code, it in self.licensees.items()
        }
        self.rights_categories = {c.code: c for c in RightsCategory.objects.all()}
        for row in rows("data/kinds.csv"):
            CategoryAssignment.objects.get_or_create(
                rights_category=self.rights_categories[row["kind"]],
                defaults={"category": self.categories[row["shelf"]]},
            )
        self.marks = {mark.code: mark for mark in Property.objects.all()}
        self.markets = {market.code: market for market in Market.objects.all()}
        self.agreements = {a.number: a for a in Agreement.objects.select_related("licensor")}
        self.locations = load_locations()
        self.profiles: dict[tuple[str, ...], RightsProfile] = {}

    def profile(self, plan: PlannedProduct) -> RightsProfile:
        """Return the rights profile of a planned product whose batch was prepared."""
        return self.profiles[profile_key(plan)]

    def prepare_profiles(self, plans: Sequence[PlannedProduct]) -> None:
        """Create the missing rights profiles of a batch; they are compiled together."""
        missing = {key: plan for plan in plans if (key := profile_key(plan)) not in self.profiles}
        profiles = find_or_create_profiles(
            (
                self.licensees[plan.kind["licensee"]],
                self.rights_categories[plan.kind["kind"]],
                [self.marks[code] for code in plan.marks],
            )
            for plan in missing.values()
        )
        self.profiles.update(zip(missing, profiles, strict=True))

    def agreement(self, mark: str, licensee: str) -> Agreement:
        """Return the agreement under which a licensee makes goods with a mark."""
        holder = next(
            (row["holder"] for row in rows("data/games.csv") if mark.startswith(row["theme"])),
            mark.replace("team-", "noc-"),
        )
        return self.agreements[f"{holder}-{licensee}".upper()]


@transaction.atomic
def write_batch(plans: Sequence[PlannedProduct], reference: ReferenceRows) -> int:
    """Create the missing products of a batch; return their number."""
    existing = set(
        Product.objects.filter(upc__in=[plan.sku for plan in plans]).values_list("upc", flat=True)
    )
    new = [plan for plan in plans if plan.sku not in existing]
    _complete_pictures([plan for plan in plans if plan.sku in existing])
    if not new:
        return 0
    reference.prepare_profiles(new)
    tops = Product.objects.bulk_create([_top(plan, reference) for plan in new])
    variants = Product.objects.bulk_create(
        _variant(article, top)
        for plan, top in zip(new, tops, strict=True)
        if top.is_parent
        for article in plan.articles
    )
    articles = {product.upc: product for product in [*tops, *variants]}
    ProductCategory.objects.bulk_create(
        ProductCategory(product=top, category=reference.categories[plan.kind["shelf"]])
        for plan, top in zip(new, tops, strict=True)
    )
    _write_rights(new, tops, reference)
    _write_prices(new, tops, reference)
    write_stock(new, articles, reference.partners, reference.locations)
    add_pictures(list(zip(new, tops, strict=True)))
    ids = [top.pk for top in tops]
    compile_releases(ids)
    refresh_search(ids)
    return len(new)


def profile_key(plan: PlannedProduct) -> tuple[str, ...]:
    """Return the kind and the marks, which products with the same rights share."""
    return (plan.kind["kind"], *sorted(plan.marks))


def hash_content(sku: str) -> str:
    """Return a stand-in for the hash of a demo product's content."""
    return hashlib.sha256(sku.encode()).hexdigest()


def _complete_pictures(plans: Sequence[PlannedProduct]) -> None:
    """Add pictures to products that were loaded by a version without pictures."""
    bare = Product.objects.filter(upc__in=[plan.sku for plan in plans], images=None)
    by_sku = {product.upc: product for product in bare}
    add_pictures([(plan, by_sku[plan.sku]) for plan in plans if plan.sku in by_sku])


def _top(plan: PlannedProduct, reference: ReferenceRows) -> Product:
    kind, alone = plan.kind, len(plan.articles) == 1
    code = kind["kind"]
    top = Product(
        structure=Product.STANDALONE if alone else Product.PARENT,
        upc=plan.sku,
        title=plan.titles["en"],
        slug=slugify(plan.titles["en"]),
        product_class=reference.classes[code],
        kind=code,
        games_id=plan.games or None,
        noc_id=plan.noc or None,
        sport=reference.sports.get(plan.sport),
        licensee=reference.licensees[kind["licensee"]],
        rights_category=reference.rights_categories[code],
        rights_profile=reference.profile(plan),
        unmarked=not plan.marks,
        color=plan.articles[0].color if alone else "",
        tax_class=kind["tax_class"],
        origin=kind["origin"],
        hs_code=kind["hs_code"],
        weight_g=int(kind["weight_g"]),
        material=kind["material"],
        manufacturer=reference.licensees[kind["licensee"]].manufacturer,
        on_sale_from=APPROVED_AT,
        is_public=True,
    )
    for language in LANGUAGES:
        setattr(top, f"title_{language}", plan.titles[language])
    for language, sentence in DESCRIPTIONS.items():
        text = sentence.format(title=plan.titles[language], material=kind["material"])
        setattr(top, f"description_{language}", text)
    return top


def _variant(article: PlannedArticle, top: Product) -> Product:
    return Product(
        structure=Product.CHILD,
        parent=top,
        upc=article.sku,
        slug=slugify(article.sku),
        kind=top.kind,
        color=article.color,
        size=article.size,
        size_position=article.position,
        is_public=True,
    )


def _write_rights(
    plans: Sequence[PlannedProduct], tops: Sequence[Product], reference: ReferenceRows
) -> None:
    versions = ProductVersion.objects.bulk_create(
        ProductVersion(
            product=top,
            number=1,
            status=ProductVersion.Status.RELEASED,
            content_hash=hash_content(plan.sku),
        )
        for plan, top in zip(plans, tops, strict=True)
    )
    marks, approvals = [], {}
    for plan, version in zip(plans, versions, strict=True):
        for code in plan.marks:
            agreement = reference.agreement(code, plan.kind["licensee"])
            marks.append(
                ProductRights(version=version, property=reference.marks[code], agreement=agreement)
            )
            approvals[version.pk, agreement.licensor_id] = Approval(
                version=version,
                holder_id=agreement.licensor_id,
                verdict=Approval.Verdict.APPROVED,
                decided_at=APPROVED_AT,
            )
    ProductRights.objects.bulk_create(marks)
    Approval.objects.bulk_create(approvals.values())
    Embargo.objects.bulk_create(
        Embargo(product=top, lifts_at=EMBARGO_UNTIL)
        for plan, top in zip(plans, tops, strict=True)
        if plan.embargoed
    )


def _write_prices(
    plans: Sequence[PlannedProduct], tops: Sequence[Product], reference: ReferenceRows
) -> None:
    valid = DateTimeTZRange(PRICED_FROM, None)
    MarketPrice.objects.bulk_create(
        MarketPrice(
            product=top,
            market=market,
            amount=amount,
            valid=valid,
        )
        for plan, top in zip(plans, tops, strict=True)
        for market, amount in convert_price(plan.amount, reference)
    )


def convert_price(euros: Decimal, reference: ReferenceRows) -> Iterator[tuple[Market, Decimal]]:
    """Yield each market with the price there of a price in euros."""
    for row in rows("data/prices.csv"):
        market = reference.markets[row["market"]]
        yield market, _amount(euros, row, market.currency)


def _amount(euros: Decimal, row: Mapping[str, str], currency: str) -> Decimal:
    """Return the price in a market: converted by a fixed factor and rounded to a whole step."""
    step = Decimal(row["step"])
    steps = (euros * Decimal(row["factor"]) / step).quantize(Decimal(1), ROUND_HALF_UP)
    return round_money(max(steps, Decimal(1)) * step, currency)


def _shop_category(row: Mapping[str, str]) -> Category:
    slug = row["slug"]
    category = Category.objects.filter(slug=slug).first()
    if category is None:
        names = {f"name_{language}": row[f"name_{language}"] for language in LANGUAGES}
        category = Category.add_root(slug=slug, **names)
    return category


def _sport(row: Mapping[str, str]) -> Sport:
    names = {f"name_{language}": row[f"name_{language}"] for language in LANGUAGES}
    defaults = {"season": row["season"], **names}
    return Sport.objects.get_or_create(slug=row["slug"], defaults=defaults)[0]
