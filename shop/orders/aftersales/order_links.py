"""Signed links to one order: the link opens the order, and cannot be forged."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer

from shop.finance.payments.models import PaymentAttempt
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Order
from shop.platform.core.sealed_numbers import seal_number, unseal_number
from shop.platform.database.compiled_reads import CompiledRead

_RELATED = ("market", "shipping_address", "user", "ship_to")
_ORDER = CompiledRead(
    lambda public_id: Order.objects.select_related(*_RELATED).filter(public_id=public_id).order_by()
)
_LAST_ATTEMPT = CompiledRead(
    lambda public_id: (
        PaymentAttempt.objects.select_related(*(f"order__{name}" for name in _RELATED))
        .filter(order__public_id=public_id)
        .order_by("-pk")[:1]
    )
)
SALT = "shop.ordering.access"
BASKET_SALT = "shop.ordering.access.basket"


def order_token(order: Order) -> str:
    """Return the token that opens the order's page."""
    return Signer(salt=SALT).sign(str(order.public_id))


def order_for_token(token: str) -> Order | None:
    """Return the order of a token; None if it is forged or the order does not exist."""
    try:
        public_id = Signer(salt=SALT).unsign(token)
    except BadSignature:
        return None
    return _ORDER.first(public_id=UUID(public_id))


def attempt_for_token(token: str) -> PaymentAttempt | None:
    """Return the last payment attempt of a token's order, with the order, in one query."""
    try:
        public_id = Signer(salt=SALT).unsign(token)
    except BadSignature:
        return None
    return _LAST_ATTEMPT.first(public_id=UUID(public_id))


def shows_person(order: Order, at: datetime) -> bool:
    """Return whether the link to an order still shows the buyer's address and email.

    True for `ORDER_LINK_DAYS` after the order or its last shipment; later only the account sees
    them.
    """
    sent = [shipment.sent_at for shipment in order.shipments.all()]
    last = max([order.date_placed, *sent])
    return at < last + timedelta(days=settings.ENV.ORDER_LINK_DAYS)


def basket_token(basket: Basket) -> str:
    """Return the token of an app's basket; it reveals no number."""
    return seal_number(basket.pk, secret=settings.SECRET_KEY, purpose=BASKET_SALT)


def basket_for_token(token: str) -> Basket | None:
    """Return the basket of a token, ordered or not; None if it is forged.

    Tokens of earlier releases contain the signed number and stay valid.
    """
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    try:
        number = unseal_number(token, secrets=secrets, purpose=BASKET_SALT)
    except ValueError:
        try:
            number = int(Signer(salt=BASKET_SALT).unsign(token))
        except BadSignature:
            return None
    return Basket.objects.select_related("market").filter(pk=number).first()


def pay_url(order: Order) -> str:
    """Return the full address of the order's payment page."""
    return f"{settings.BASE_URL}/{order.language}-{order.market.code}/pay/{order_token(order)}/"


def order_url(order: Order) -> str:
    """Return the full address of the order's page, in its own language and market."""
    return f"{settings.BASE_URL}/{order.language}-{order.market.code}/order/{order_token(order)}/"
