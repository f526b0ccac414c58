"""Search of orders and people by any part of any field.

Texts are compared folded: in lower case, without accents, spaces and punctuation. The database
keeps the folded text of a row in a generated column with a trigram index
(`migrations/0004_stored_search_texts.py`), which no model has: nothing else reads it.
"""

import re
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet, TextField
from django.db.models.expressions import Col
from django.db.models.functions import Length

from shop.commerce.fulfillment.models import Shipment
from shop.commerce.giftcards.codes import hashes_of, normalize_gift_card_code
from shop.commerce.giftcards.models import GiftCard
from shop.commerce.giftcards.services import cards_like
from shop.commerce.vouchers.models import Voucher
from shop.finance.payments.models import Dispute, PaymentAttempt
from shop.identity.accounts.models import User
from shop.orders.returns.models import ReturnCase
from shop.oscar.order.models import Line, Order, ShippingAddress
from shop.platform.core.typed_text import normalize_code, plain_text

LEAST_SIGNS = 3  # a trigram; shorter texts match nearly every order
LEAST_SIGNS_OF_OTHER_SCRIPTS = 2  # a name in Chinese or Japanese
MOST_WORDS = 6
LEAST_PHONE_DIGITS = 6
FOLDED_TEXT = TextField(name="folded_text")
FOLDED_TEXT.set_attributes_from_name("folded_text")
PHONE = re.compile(r"^\+?[\d\s()/.-]+$")
TRUNK = re.compile(r"^(00|0)|\(0\)")  # prefixes that the stored international form does not have


@dataclass(frozen=True, slots=True)
class Folded:
    """A typed text, folded as a whole and by its words."""

    text: str
    words: tuple[str, ...]
    phone: str = ""

    @property
    def is_searchable(self) -> bool:
        """Return whether the text is long enough to be looked up as a part."""
        least = LEAST_SIGNS if self.text.isascii() else LEAST_SIGNS_OF_OTHER_SCRIPTS
        return len(self.text) >= least


def fold(typed: str) -> Folded:
    """Return a typed text as the indexes have it; one query."""
    plain = plain_text(typed)
    digits = re.sub(r"\D", "", TRUNK.sub("", plain)) if PHONE.match(plain) else ""
    parts = [plain, *plain.split(" ")[:MOST_WORDS]]
    with connection.cursor() as cursor:
        cursor.execute("select search_fold(part) from unnest(%s::text[]) part", [parts])
        text, *words = [row[0] for row in cursor.fetchall()]
    phone = digits if len(digits) >= LEAST_PHONE_DIGITS else ""
    return Folded(text, tuple(word for word in words if word), phone)


def match_orders(typed: str) -> QuerySet:
    """Return the ids of orders that match a text.

    The text may be any part of an order number, an email address, a name, a street, a town, a
    postcode, a phone number, a voucher code, an SKU or a tracking number; or a whole identifier of
    Stripe, number of a return or drop-off code. Several words match an address that has all of
    them.
    """
    folded = fold(typed)
    exact = PaymentAttempt.objects.filter(intent_id=plain_text(typed)).values("order")
    disputed = Dispute.objects.filter(pk=plain_text(typed)).values("attempt__order")
    code = normalize_code(typed)
    returned = ReturnCase.objects.filter(Q(number=code) | Q(drop_off_code__iexact=code))
    if not folded.is_searchable:
        begun = Order.objects.filter(number__istartswith=plain_text(typed) or "-")
        return begun.values("pk").union(exact, disputed)
    # Without an order: the rows of a union have one column, in one order.
    return (
        _having(Order.objects.all(), folded.text)
        .values("pk")
        .union(
            Order.objects.filter(shipping_address__in=_addresses(folded)).values("pk"),
            Order.objects.filter(user__in=match_people(folded)).values("pk"),
            _having(Line.objects.all(), folded.text).values("order"),
            _having(Shipment.objects.all(), folded.text).order_by().values("order"),
            exact,
            disputed,
            returned.order_by().values("order"),
        )
    )


def match_people(folded: Folded) -> QuerySet[User]:
    """Return accounts whose email address or name has a text, or whose name has all its words."""
    people = _with_document(User.objects.all())
    if not folded.is_searchable:
        return people.none()
    return people.filter(_has(folded)).order_by()


def find_people(typed: str) -> QuerySet[User]:
    """Return customers by a part of their email address or name, the newest first."""
    fans = User.objects.filter(role=User.Role.FAN, pk__in=match_people(fold(typed)).values("pk"))
    return fans.order_by("-date_joined", "-pk")


def find_gift_cards(typed: str) -> QuerySet[GiftCard]:
    """Return gift cards by their whole code, last letters or a part of their recipient."""
    code = normalize_gift_card_code(typed)
    match = cards_like(typed) if len(plain_text(typed)) >= LEAST_SIGNS else Q(pk__in=())
    return GiftCard.objects.filter(
        match | Q(code_hash__in=hashes_of(code) if code else ())
    ).order_by("-pk")


def find_vouchers(typed: str) -> QuerySet[Voucher]:
    """Return vouchers by a part of their code."""
    code = normalize_code(typed)
    if len(code) < LEAST_SIGNS:
        return Voucher.objects.none()
    return Voucher.objects.filter(code__contains=code).order_by(Length("code"), "code")


def _addresses(folded: Folded) -> QuerySet:
    addresses = _with_document(ShippingAddress.objects.all())
    match = _has(folded)
    if folded.phone:
        match |= Q(document__contains=folded.phone)
    return addresses.filter(match).values("pk")


def _with_document(rows: QuerySet) -> QuerySet:
    """Return rows with their folded text as `document`."""
    return rows.alias(document=Col(rows.model._meta.db_table, FOLDED_TEXT))  # noqa: SLF001  Django documents it


def _having(rows: QuerySet, text: str) -> QuerySet:
    return _with_document(rows).filter(document__contains=text)


def _has(folded: Folded) -> Q:
    """Return a condition on a document: it has the text, or each of several words."""
    match = Q(document__contains=folded.text)
    if len(folded.words) > 1:
        each = Q()
        for word in folded.words:
            each &= Q(document__contains=word)
        match |= each
    return match
