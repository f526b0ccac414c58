"""Codes of promotions: Oscar's vouchers, typed by buyers or made in bulk."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection, transaction

from shop.commerce.promotions.errors import PromotionRefused
from shop.commerce.vouchers.models import Voucher as WholeOrderVoucher
from shop.commerce.vouchers.services import CODE_LENGTH, normalize_voucher_code
from shop.oscar.offers import ConditionalOffer, Voucher, VoucherSet

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_LETTERS = 12  # 58 bits: guessing is hopeless under the limits of typed codes
LONGEST_PREFIX = 20
MOST_CODES = 10_000  # in one batch
NO_END = datetime(2999, 12, 31, tzinfo=UTC)  # Oscar's vouchers always end
READ = """
    select v.id, v.usage, v.num_orders, array_agg(o.conditionaloffer_id)
    from voucher_voucher v join voucher_voucher_offers o on o.voucher_id = v.id
    where v.code = %s group by v.id
"""


@dataclass(frozen=True, slots=True)
class PromotionCode:
    """A code, the promotions it opens, and whether its single use is taken."""

    voucher_id: int
    code: str
    promotions: frozenset[int]
    is_used_up: bool = False


def read_code(code: str) -> PromotionCode | None:
    """Return a code as a plain value; None if no promotion has it. One query."""
    with connection.cursor() as cursor:
        cursor.execute(READ, [code])
        row = cursor.fetchone()
    if row is None:
        return None
    voucher_id, usage, uses, offers = row
    is_used_up = usage == Voucher.SINGLE_USE and uses > 0
    return PromotionCode(voucher_id, code, frozenset(offers), is_used_up)


@transaction.atomic
def add_code(*, offers: Sequence[ConditionalOffer], text: str, usage: str) -> Voucher:
    """Give promotions a code that staff chose. Raises `PromotionRefused` naming the field."""
    code = normalize_voucher_code(text)
    if not code:
        message = f"Enter a code of at most {CODE_LENGTH} letters and digits."
        raise PromotionRefused(message, field="code")
    taken = Voucher.objects.filter(code=code).exists()
    if taken or WholeOrderVoucher.objects.filter(code=code).exists():
        raise PromotionRefused(f"The code {code} exists already. Choose another.", field="code")
    voucher = _voucher(offers[0], code, usage, None)
    voucher.save()
    voucher.offers.set(offers)
    return voucher


@transaction.atomic
def make_codes(*, offer: ConditionalOffer, count: int, prefix: str, name: str) -> VoucherSet:
    """Make random codes that can be used once each. Raises `PromotionRefused`."""
    if offer.offer_type != ConditionalOffer.VOUCHER:
        raise PromotionRefused("This promotion applies without a code.", field="count")
    start = normalize_voucher_code(prefix)
    if prefix.strip() and (not start or len(start) > LONGEST_PREFIX):
        message = f"Enter at most {LONGEST_PREFIX} letters and digits."
        raise PromotionRefused(message, field="begins_with")
    if not 1 <= count <= MOST_CODES:
        raise PromotionRefused(f"Enter a number from 1 to {MOST_CODES:,}.", field="count")
    if VoucherSet.objects.filter(name=name).exists():
        message = "A batch has this name already. Choose another."
        raise PromotionRefused(message, field="name")
    batch = VoucherSet.objects.create(
        name=name,
        count=count,
        code_length=RANDOM_LETTERS,
        start_datetime=offer.start_datetime,
        end_datetime=offer.end_datetime or NO_END,
    )
    codes = {start + _random_code() for _ in range(count)}
    while len(codes) < count:
        codes.add(start + _random_code())
    vouchers = Voucher.objects.bulk_create(
        _voucher(offer, code, Voucher.SINGLE_USE, batch) for code in sorted(codes)
    )
    through = Voucher.offers.through
    through.objects.bulk_create(
        through(voucher_id=voucher.pk, conditionaloffer_id=offer.pk) for voucher in vouchers
    )
    return batch


def _voucher(offer: ConditionalOffer, code: str, usage: str, batch: VoucherSet | None) -> Voucher:
    return Voucher(
        name=f"{code} {offer.pk}",
        code=code,
        usage=usage,
        start_datetime=offer.start_datetime,
        end_datetime=offer.end_datetime or NO_END,
        voucher_set=batch,
    )


def _random_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_LETTERS))
