"""Checklist of a shop before its first sale, in the order in which it is set up.

The dashboard shows the list, and `check_launch` fails while an item is missing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from django.conf import settings

from catalog.models import Category, Product, ProductRights, ProductVersion
from catalog.shop_categories import unplaced_categories
from licensing.models import (
    Agreement,
    AthleteConsent,
    Licensee,
    ProductCategory,
    Property,
    PropertyHolding,
    RightsHolder,
    StoreMandate,
    TerritorySetVersion,
)
from licensing.reading.global_facts import athlete_consents_decide
from shop.commerce.fulfillment.openings import missing_of
from shop.commerce.inventory.models import Location
from shop.commerce.markets.models import Market, SellingEntity
from shop.commerce.markets.tax_gaps import find_tax_gaps
from shop.identity.accounts.models import User
from shop.identity.accounts.roles import people_permitted

OFFICERS_NEEDED = 2  # the author of an agreement cannot activate it
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class LaunchItem:
    """One item: its code, what it is about, and what to do while it is missing."""

    code: str
    name: str
    missing: str = ""

    @property
    def is_met(self) -> bool:
        """Return whether nothing is missing."""
        return not self.missing


def launch_items(at: datetime) -> list[LaunchItem]:
    """Return every item of the checklist at an instant, in order."""
    return [LaunchItem(code, name, check(at)) for code, name, check in ITEMS]


def _administrator(_at: datetime) -> str:
    people = User.objects.filter(is_superuser=True, is_active=True)
    secured = Authenticator.objects.filter(user__in=people).exists()
    return "" if secured else "Create an administrator and set up the second factor."


def _officers(_at: datetime) -> str:
    count = people_permitted("accounts.write_rights").filter(is_active=True).count()
    missing = OFFICERS_NEEDED - count
    if missing <= 0:
        return ""
    return f"Add {missing} rights officer{'s' if missing > 1 else ''}: two are needed to agree."


def _approvers(_at: datetime) -> str:
    approvers = people_permitted("accounts.approve_products").filter(is_active=True)
    return "" if approvers.exists() else "Add a brand approver, who releases products."


def _seller(_at: datetime) -> str:
    complete = SellingEntity.objects.exclude(legal_name="").exclude(address="")
    return "" if complete.exists() else "Enter the seller's name and address."


def _domain(_at: datetime) -> str:
    address = urlsplit(settings.ENV.BASE_URL)
    if address.scheme == "https" or not settings.ENV.production:
        return ""
    return "Set BASE_URL to the shop's https address."


def _payment(_at: datetime) -> str:
    env = settings.ENV
    names = ("STRIPE_SECRET_KEY", "STRIPE_PUBLISHABLE_KEY", "STRIPE_WEBHOOK_SECRET")
    unset = [name for name in names if not getattr(env, name)]
    return f"Set {', '.join(unset)}." if unset else ""


def _mail(_at: datetime) -> str:
    sends = settings.ENV.EMAIL_URL.startswith("smtp") or not settings.ENV.production
    return "" if sends else "Set EMAIL_URL to a mail server."


def _storage(_at: datetime) -> str:
    if settings.ENV.S3_BUCKET or not settings.ENV.production:
        return ""
    return "Set S3_BUCKET, or keep the volume of pictures in the backup."


def _warehouse(_at: datetime) -> str:
    return "" if Location.objects.filter(active=True).exists() else "Add a warehouse."


def _holders(_at: datetime) -> str:
    return "" if RightsHolder.objects.filter(active=True).exists() else "Add a rights holder."


def _marks(at: datetime) -> str:
    held = PropertyHolding.objects.filter(valid__contains=at).exists()
    return "" if held else "Add a mark and record who holds it."


def _athletes(at: datetime) -> str:
    """Return the marks of athletes on released products to which no consent is in force."""
    carried = ProductRights.objects.filter(version__status=ProductVersion.Status.RELEASED)
    marks = Property.objects.filter(kind=Property.Kind.ATHLETE, pk__in=carried.values("property"))
    if not marks.exists():
        return ""
    if not athlete_consents_decide():
        return "Record the athletes' consents and switch on their check: Rights desk, Policies."
    agreed = AthleteConsent.objects.in_force(at.date()).values("athlete__mark")
    names = [str(mark) for mark in marks.exclude(pk__in=agreed).order_by("name")]
    return f"Record the athlete's consent to {_named(names)}." if names else ""


def _territories(_at: datetime) -> str:
    return "" if TerritorySetVersion.objects.exists() else "Define a set of territories."


def _categories(_at: datetime) -> str:
    leaves = ProductCategory.objects.filter(is_leaf=True)
    return "" if leaves.exists() else "Add a product category."


def _shop_categories(_at: datetime) -> str:
    if not Category.objects.exists():
        return "Add a category of the shop."
    names = [category.name for category in unplaced_categories()]
    return f"Assign a shop category to {_named(names)}." if names else ""


def _mandate(at: datetime) -> str:
    valid = StoreMandate.objects.filter(window__contains=at)
    return "" if valid.exists() else "Propose a mandate and let another officer approve it."


def _licensees(_at: datetime) -> str:
    active = Licensee.objects.filter(status=Licensee.Status.ACTIVE)
    return "" if active.exists() else "Add a licensee and let another officer activate it."


def _agreements(at: datetime) -> str:
    valid = Agreement.objects.filter(status=Agreement.Status.ACTIVE, term__contains=at)
    return "" if valid.exists() else "Draft, sign and activate an agreement."


def _markets(at: datetime) -> str:
    markets = list(Market.objects.open())
    if not markets:
        return "Open a market."
    unready = [market.name for market in markets if missing_of(market, at)]
    return f"Complete the checklist of {_named(unready)}." if unready else ""


def _tax(at: datetime) -> str:
    places = sorted({gap.name for gap in find_tax_gaps(at) if gap.since <= at})
    return f"Enter the tax rates of {_named(places)}." if places else ""


def _catalog(at: datetime) -> str:
    for market in Market.objects.open():
        sellable = Product.objects.sellable_in(market.home_id, "WEB", at)
        if sellable.filter(market_prices__market=market).exists():
            return ""
    return "Publish a product that may be sold in an open market and has a price there."


def _named(names: list[str]) -> str:
    shown = ", ".join(names[:MOST_NAMED])
    others = len(names) - MOST_NAMED
    return f"{shown} and {others} more" if others > 0 else shown


ITEMS: tuple[tuple[str, str, Callable[[datetime], str]], ...] = (
    ("administrator", "Administrator", _administrator),
    ("domain", "Domain", _domain),
    ("mail", "Mail", _mail),
    ("storage", "Storage", _storage),
    ("payment", "Payment provider", _payment),
    ("seller", "Seller", _seller),
    ("warehouse", "Warehouses", _warehouse),
    ("holders", "Rights holders", _holders),
    ("officers", "Rights officers", _officers),
    ("approvers", "Brand approvers", _approvers),
    ("territories", "Territories", _territories),
    ("marks", "Marks", _marks),
    ("athletes", "Athletes' consents", _athletes),
    ("categories", "Product categories", _categories),
    ("shop_categories", "Shop categories", _shop_categories),
    ("mandate", "Mandate", _mandate),
    ("licensees", "Licensees", _licensees),
    ("agreements", "Agreements", _agreements),
    ("tax", "Tax rates", _tax),
    ("catalog", "Catalog", _catalog),
    ("markets", "Markets", _markets),
)
