"""The request to place an order, and its result."""

import hashlib
import json
from dataclasses import asdict, dataclass, field

from shop.finance.payments.models import PaymentAttempt
from shop.oscar.order.models import Order


@dataclass(frozen=True, slots=True)
class PlaceOrder:
    """A request to place an order.

    `address` holds Oscar's address fields. `expected_minor` is the total the buyer agreed to, and
    `expected_to_pay` the part due by card (None: all of it), both in minor units. `ships_on` is the
    ISO date on which the last pre-order ships, "" without one. `client` is the network address of
    the request; a repetition may come from another one. `territory` is the country of the address;
    the postcode decides which territory applies. `gift_message` is enclosed; `hides_prices` keeps
    prices out of the parcel; `gift_wrap` has a price in each market.
    """

    idempotency_key: str
    basket_id: int
    market_code: str
    territory: str
    channel: str
    language: str
    email: str
    delivery_code: str
    expected_minor: int
    address: dict[str, str] = field(default_factory=dict)
    region: str = ""
    user_id: int | None = None
    ships_on: str = ""
    expected_to_pay: int | None = None
    client: str = ""
    gift_message: str = ""
    hides_prices: bool = False
    gift_wrap: bool = False

    @property
    def request_hash(self) -> str:
        """Return a hash that is equal for equal requests, whatever their network address.

        Options that are not used do not change it.
        """
        options = ("gift_message", "hides_prices", "gift_wrap")
        fields = {
            name: value
            for name, value in asdict(self).items()
            if name != "client" and (value or name not in options)
        }
        return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class PlacedOrder:
    """An order that waits for payment, and the attempt to pay it."""

    order: Order
    attempt: PaymentAttempt
