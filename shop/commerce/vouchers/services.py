"""Discounts of vouchers, the count of their uses, and their changes by staff.

The statement that counts a use also checks the limit, so simultaneous orders cannot exceed it.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import F
from structlog import get_logger

from shop.commerce.vouchers.errors import VoucherRefused
from shop.commerce.vouchers.models import Voucher, VoucherUse
from shop.oscar.order.models import Order
from shop.platform.core.money import UNSUPPORTED_CURRENCIES, minor_digits, round_money
from shop.platform.core.typed_text import normalize_code

log = get_logger(__name__)
ZERO = Decimal("0.00")
# Counts the use and records it for the order. A person who has used the voucher, and an order that
# is recorded already, are not recorded again.
TAKE = """
    with taken as (
        update vouchers_voucher set uses = uses + 1
        where code = %(code)s and (most_uses is null or uses < most_uses)
        returning id, once_per_person
    ), recorded as (
        insert into vouchers_voucheruse (voucher_id, order_id, person)
        select id, %(order)s, case when once_per_person then %(person)s else '' end from taken
        on conflict do nothing
        returning id
    )
    select (select count(*) from taken), (select count(*) from recorded)
"""
CODE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class AppliedVoucher:
    """A code applied to a basket: its discount, or why it does not apply.

    `promotion` is the id of a promotion's code; the discount of such a code is 0, because
    its promotions are applied separately.
    """

    code: str
    discount: Decimal = ZERO
    refusal: VoucherRefused | None = None
    promotion: int | None = None


def normalize_voucher_code(text: str) -> str:
    """Return the normalized code; empty if it is too long."""
    code = normalize_code(text)
    return code if len(code) <= CODE_LENGTH else ""


def find_voucher(code: str) -> Voucher | None:
    """Return the voucher of a code; None if there is none."""
    return Voucher.objects.filter(code=code).first()


def apply_voucher(
    code: str, voucher: Voucher | None, goods: Decimal, currency: str, at: datetime
) -> AppliedVoucher:
    """Return the discount of a code's voucher on a goods value, as the market shows prices."""
    try:
        return AppliedVoucher(code, _discount(voucher, goods, currency, at))
    except VoucherRefused as refusal:
        return AppliedVoucher(code, refusal=VoucherRefused(str(refusal), **refusal.data, code=code))


def check_code(code: str, currency: str, at: datetime) -> None:
    """Check that a basket of a currency could use a code now. Raises `VoucherRefused`."""
    _check(find_voucher(code), currency, at)


def take_voucher(order: Order, *, person: str) -> None:
    """Count an order's use of its voucher, in its transaction. Raises `VoucherRefused`.

    The quote has checked its validity; an order placed in time may still use it.
    """
    if not order.voucher_code:
        return
    with connection.cursor() as cursor:
        cursor.execute(TAKE, {"code": order.voucher_code, "order": order.pk, "person": person})
        taken, recorded = cursor.fetchone()
    if taken != 1:
        raise VoucherRefused(code=order.voucher_code, reason="used_up")
    if not recorded and not VoucherUse.objects.filter(order=order).exists():
        raise VoucherRefused(code=order.voucher_code, reason="used_by_you")


def give_back_voucher(order: Order) -> None:
    """Release the use of an order that ended unpaid; a second call changes nothing."""
    for use in VoucherUse.objects.select_for_update().filter(order=order):
        use.delete()
        Voucher.objects.filter(pk=use.voucher_id).update(uses=F("uses") - 1)


def _discount(voucher: Voucher | None, goods: Decimal, currency: str, at: datetime) -> Decimal:
    checked = _check(voucher, currency, at)
    if goods < checked.least_goods:
        raise VoucherRefused(reason="too_little", least_goods=checked.least_goods)
    if checked.percent is not None:
        return round_money(goods * checked.percent / 100, currency)
    return min(goods, checked.amount or ZERO)


def _check(voucher: Voucher | None, currency: str, at: datetime) -> Voucher:
    if voucher is None:
        raise VoucherRefused(reason="unknown")
    if voucher.valid.lower is not None and at < voucher.valid.lower:
        raise VoucherRefused(reason="not_yet")
    if voucher.valid.upper is not None and at >= voucher.valid.upper:
        raise VoucherRefused(reason="ended")
    if voucher.most_uses is not None and voucher.uses >= voucher.most_uses:
        raise VoucherRefused(reason="used_up")
    if voucher.currency not in {"", currency}:
        raise VoucherRefused(reason="other_currency")
    return voucher


@transaction.atomic
def save_voucher(*, voucher: Voucher, by_id: int | None) -> Voucher:
    """Add a voucher or save its changes; return it. Raises `ValidationError` by field.

    The count of uses is not saved, because orders may have changed it meanwhile.
    """
    voucher.code = normalize_voucher_code(voucher.code)
    voucher.currency = voucher.currency.upper()
    if faults := _faults(voucher):
        raise ValidationError(faults)
    voucher.full_clean()
    if voucher.pk is None:
        voucher.save()
    else:
        names = [each.name for each in Voucher._meta.concrete_fields]  # noqa: SLF001  documented
        voucher.save(update_fields=[name for name in names if name not in {"id", "uses"}])
    log.info("voucher.saved", voucher=voucher.pk, by=by_id)
    return voucher


def _faults(voucher: Voucher) -> dict[str, str]:
    """Return what is wrong by field."""
    faults = {}
    if (voucher.percent is None) == (voucher.amount is None):
        faults["amount"] = "Enter a percentage or an amount, not both."
    if (voucher.amount or voucher.least_goods) and not voucher.currency:
        faults["currency"] = "An amount needs its currency."
    elif voucher.currency in UNSUPPORTED_CURRENCIES:
        faults["currency"] = f"The shop does not sell in {voucher.currency}."
    elif voucher.currency:
        for name in ("amount", "least_goods"):
            amount = getattr(voucher, name)
            if amount and round_money(amount, voucher.currency) != amount:
                digits = minor_digits(voucher.currency) or "no"
                faults[name] = f"Amounts in {voucher.currency} have {digits} decimals."
    if voucher.most_uses is not None and voucher.most_uses < voucher.uses:
        faults["most_uses"] = f"It was used {voucher.uses} times already."
    return faults
