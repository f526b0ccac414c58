"""The shop in which orders live: articles of two licensees, codes, cards, rules of returns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from psycopg.types.range import TimestamptzRange

from catalog.models import Product
from licensing.models import Licensee
from shop.commerce.fulfillment.models import DeliveryMethod
from shop.commerce.giftcards.models import GiftCard
from shop.commerce.markets.models import Market
from shop.commerce.pricing.models import MarketPrice
from shop.identity.accounts.models import User
from shop.orders.returns.models import ReturnPolicy
from shop.oscar.partner.models import StockRecord
from shop.platform.core.money import round_money
from shop.platform.database.clock import database_now
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.giftcards import make_gift_card
from tools.testing.factories.models import LicenseeFactory, UserFactory
from tools.testing.factories.promotions import make_promotion
from tools.testing.factories.vouchers import make_voucher
from tools.testing.stripe_harness import Sandbox

PLACES = (("fr", "FR", "EUR"), ("us", "US", "USD"), ("jp", "JP", "JPY"))
STOCK, LOT = 12, 5
ROYALTY = Decimal("0.123")


@dataclass(frozen=True)
class LifeShop:
    """Everything that the rules of the machine need."""

    world: RightsWorld
    sandbox: Sandbox
    articles: tuple[Product, ...]
    lot: StockRecord
    clerk: User
    cards: Mapping[tuple[str, str], GiftCard]

    @property
    def licensees(self) -> tuple[Licensee, ...]:
        """Return the licensees, each of which packs its own lines."""
        owners = [each.top.licensee for each in self.articles]
        return tuple(dict.fromkeys(owner for owner in owners if owner is not None))


def _price_sizes(sizes: Sequence[Product]) -> None:
    """Make the last size dearer and the first one cheaper than the price of all sizes."""
    since = TimestamptzRange(database_now() - timedelta(days=1), None)
    prices = MarketPrice.objects.filter(product=sizes[0].parent_id)
    for price in prices.filter(market__code__in=[place[0] for place in PLACES]):
        for size, factor in ((sizes[0], Decimal("0.7")), (sizes[-1], Decimal("1.31"))):
            amount = round_money(price.amount * factor, price.market.currency)
            MarketPrice.objects.create(
                product=size, market=price.market, amount=amount, valid=since
            )


def build_shop(world: RightsWorld, sandbox: Sandbox) -> LifeShop:
    """Build the shop: three sizes of a shirt, a pin, another licensee's cap and a pre-order."""
    own = world.agreement(royalty_rate=ROYALTY)
    other: Licensee = LicenseeFactory.create()
    clerk: User = UserFactory.create(role=User.Role.STAFF, is_staff=True)
    others = world.agreement(licensee=other, royalty_rate=ROYALTY, unit_cap=40)
    tee = world.product(sku="TEE", agreement=own, stock=STOCK, sizes=("S", "M", "L"))
    pin = world.product(sku="PIN", agreement=own, stock=STOCK, limit_per_person=9)
    cap = world.product(sku="CAP", agreement=others, stock=STOCK)
    book = world.product(sku="BOOK", agreement=own, stock=0)
    today = database_now().date()
    lot = world.announce(book, LOT, ships_on=today + timedelta(days=40))
    world.refresh(book)
    for market in Market.objects.filter(code__in=[place[0] for place in PLACES]):
        ReturnPolicy.objects.create(market=market, category=None, days=30)
    france = Market.objects.get(code="fr")
    DeliveryMethod.objects.filter(market=france, code="standard").update(free_over=Decimal(70))
    DeliveryMethod.objects.create(
        market=france, code="express", amount=Decimal(9), days_min=1, days_max=1
    )
    make_voucher(percent=Decimal("14.29"))
    make_promotion(code="SPRING")
    sizes = tuple(tee.children.order_by("pk"))
    _price_sizes(sizes)
    return LifeShop(
        world=world,
        sandbox=sandbox,
        articles=(*sizes, pin, cap, book),
        lot=lot,
        clerk=clerk,
        cards={
            (currency, worth): make_gift_card(worth, currency).card
            for _, _, currency in PLACES
            for worth in ("31", "100000")
        },
    )
