"""Oscar's models of offers and vouchers, for packages that do not import Oscar themselves."""

from oscar.apps.offer.models import Benefit, Condition, ConditionalOffer, Range, RangeProduct
from oscar.apps.voucher.models import Voucher, VoucherSet

__all__ = [
    "Benefit",
    "Condition",
    "ConditionalOffer",
    "Range",
    "RangeProduct",
    "Voucher",
    "VoucherSet",
]
